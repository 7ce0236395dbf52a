/** Ends that many states lead to in the same way: drawn once, from a note that names those states, instead of arrow by arrow. */
import type { Chart, ChartArrow, ChartBox } from './chart.js';

/** A note that stands for all the states it names. */
export interface SharedExit {
  readonly id: string;
  /** ids of the boxes it stands for */
  readonly sources: readonly string[];
  /** from the note: `from` is its id */
  readonly arrows: readonly ChartArrow[];
}

/** From this many arrows alike on, a note is easier to read. */
const ARROWS_ALIKE = 4;

/**
 * Takes the arrows that a note can stand for out of a chart.
 *
 * @param chart the chart
 * @returns the arrows that stay, and the notes; ends reached from the same states share one
 */
export function withSharedExits({ boxes, arrows }: Chart): {
  readonly arrows: readonly ChartArrow[];
  readonly notes: readonly SharedExit[];
} {
  const ends = allBoxes(boxes).filter(({ kind }) => kind === 'end');
  const notes = new Map<string, SharedExit>();
  const taken = new Set<ChartArrow>();
  for (const alike of ends.flatMap(({ id }) => groupsOf(arrows.filter(({ to }) => to === id)))) {
    const [first] = alike;
    if (first === undefined || alike.length < ARROWS_ALIKE) continue;
    const sources = alike.flatMap(({ from }) => (from === null ? [] : [from]));
    const id = `note:${sources.join('+')}`;
    const note = notes.get(id) ?? { id, sources, arrows: [] };
    notes.set(id, { ...note, arrows: [...note.arrows, { ...first, from: id }] });
    for (const arrow of alike) taken.add(arrow);
  }
  return { arrows: arrows.filter((arrow) => !taken.has(arrow)), notes: [...notes.values()] };
}

/** @returns every box, outer ones before those inside them */
export function allBoxes(boxes: readonly ChartBox[]): readonly ChartBox[] {
  return boxes.flatMap((box) => [box, ...allBoxes(box.boxes)]);
}

/** Those that lead to their end by the same commands and dates, together. */
function groupsOf(arrows: readonly ChartArrow[]): readonly (readonly ChartArrow[])[] {
  const groups = new Map<string, ChartArrow[]>();
  for (const arrow of arrows.filter(({ from }) => from !== null)) {
    const key = JSON.stringify(arrow.causes.map((cause) => (cause.kind === 'record' ? '' : cause.title)));
    groups.set(key, [...(groups.get(key) ?? []), arrow]);
  }
  return [...groups.values()];
}
