/** Ways that many states share: drawn once, from a note that names those states, instead of state by state. */
import type { Cause } from '../../engine/index.js';
import type { Chart, ChartArrow, ChartBox } from './chart.js';

/** A note that stands for all the states it names. */
export interface SharedExit {
  readonly id: string;
  /** whether nothing else leads to or from its ends */
  readonly isApart: boolean;
  /** ids of the boxes it stands for */
  readonly sources: readonly string[];
  /** from the note: `from` is its id */
  readonly arrows: readonly ChartArrow[];
}

/** From this many states on, a note is easier to read than arrows. */
const STATES_ALIKE = 3;

/**
 * Takes what a note can stand for out of a chart: a command or a date that leads from many states to the same one.
 *
 * @param chart the chart
 * @returns the arrows that stay, with the causes that stay, and the notes; ways out of the same states share one
 */
export function withSharedExits({ arrows }: Chart): {
  readonly arrows: readonly ChartArrow[];
  readonly notes: readonly SharedExit[];
} {
  const notes = new Map<string, Map<string, Cause[]>>();
  const taken = new Set<Cause>();
  for (const { to, ways } of waysAlike(arrows)) {
    const [first] = ways;
    if (first === undefined || ways.length < STATES_ALIKE) continue;
    const note = JSON.stringify(ways.map(({ from }) => from));
    const targets = notes.get(note) ?? new Map<string, Cause[]>();
    notes.set(note, targets.set(to, [...(targets.get(to) ?? []), first.cause]));
    for (const { cause } of ways) taken.add(cause);
  }
  const rest = arrows.flatMap((arrow) => {
    const causes = arrow.causes.filter((cause) => !taken.has(cause));
    return arrow.causes.length > 0 && causes.length === 0 ? [] : [{ ...arrow, causes }];
  });
  return { arrows: rest, notes: [...notes].flatMap(([sources, targets]) => notesOf(sources, targets, rest)) };
}

/** @returns every box, outer ones before those inside them */
export function allBoxes(boxes: readonly ChartBox[]): readonly ChartBox[] {
  return boxes.flatMap((box) => [box, ...allBoxes(box.boxes)]);
}

interface Way {
  readonly from: string;
  readonly cause: Cause;
}

/** For each state and each title, the ways that lead there by it. What the record does by itself has no title. */
function waysAlike(arrows: readonly ChartArrow[]): readonly { readonly to: string; readonly ways: Way[] }[] {
  const found = new Map<string, { to: string; ways: Way[] }>();
  for (const { from, to, causes } of arrows)
    for (const cause of causes) {
      if (from === null || cause.kind === 'record') continue;
      const key = JSON.stringify([to, cause.kind, cause.title]);
      const group = found.get(key) ?? { to, ways: [] };
      group.ways.push({ from, cause });
      found.set(key, group);
    }
  return [...found.values()];
}

/** Ends that are reached by nothing else stand apart, with a note of their own, so that they do not broaden the picture. */
function notesOf(
  sources: string,
  targets: ReadonlyMap<string, readonly Cause[]>,
  rest: readonly ChartArrow[],
): readonly SharedExit[] {
  const arrowsFrom = (id: string, isApart: boolean): readonly ChartArrow[] =>
    [...targets]
      .filter(([to]) => isApart !== rest.some((arrow) => arrow.to === to || arrow.from === to))
      .map(([to, causes]) => ({ from: id, to, startOf: null, causes }));
  return [true, false].flatMap((isApart) => {
    const id = `note:${isApart ? 'apart' : 'among'}:${sources}`;
    const arrows = arrowsFrom(id, isApart);
    if (arrows.length === 0) return [];
    return [{ id, isApart, sources: JSON.parse(sources) as string[], arrows }]; // written by `withSharedExits`
  });
}
