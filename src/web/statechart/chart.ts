/**
 * What of a machine is drawn: its states that have a meaning, and what leads from one to another. Machinery is folded into the
 * state around it, regions that only keep books are left out, and passing states without a meaning are bridged.
 */
import type { Cause, StateGraph, StateShape } from '../../engine/index.js';

/**
 * A state on the picture; a region, that is a dashed field around states that go on side by side with others; or a choice, that
 * is a fork in the way without a name.
 */
export interface ChartBox {
  /** path of the state */
  readonly id: string;
  /** in plain words, not yet translated; null for regions and choices */
  readonly title: string | null;
  readonly kind: 'state' | 'passing' | 'end' | 'region' | 'choice';
  readonly boxes: readonly ChartBox[];
}

/** An arrow from one box to another, with everything that leads along it; from a start mark where `from` is null. */
export interface ChartArrow {
  readonly from: string | null;
  readonly to: string;
  /** the box in which the arrow's start mark stands, empty for the outermost; null where `from` is a box */
  readonly startOf: string | null;
  readonly causes: readonly Cause[];
}

/** The picture before it is laid out. */
export interface Chart {
  readonly boxes: readonly ChartBox[];
  readonly arrows: readonly ChartArrow[];
  /** what is done in a state without leaving it, by the id of its box */
  readonly within: ReadonlyMap<string, readonly Cause[]>;
}

/**
 * Folds a machine into what people understand of it.
 *
 * @param graph the machine
 * @returns boxes in the order of the source, and one arrow for all that leads from one box to another
 */
export function chartOf(graph: StateGraph): Chart {
  const reader = readerOf(graph);
  const arrows = new Map<string, { arrow: Omit<ChartArrow, 'causes'>; causes: Cause[] }>();
  const within = new Map<string, Cause[]>();
  const draw = (arrow: Omit<ChartArrow, 'causes'>, cause: Cause | null): void => {
    const key = JSON.stringify([arrow.from, arrow.startOf, arrow.to]);
    const kept = arrows.get(key) ?? { arrow, causes: [] };
    if (cause !== null) addCause(kept.causes, cause);
    arrows.set(key, kept);
  };
  for (const { box, to } of startsOf(graph.root, reader)) draw({ from: null, startOf: box, to }, null);
  for (const { from, to, by } of graph.moves) {
    if (from.isPassing && !reader.isDrawn(from)) continue; // bridged by whatever leads there
    const source = reader.boxAt(from);
    for (const target of to === null ? [source] : reader.entered(to)) {
      if (target === null) continue;
      if (target === source) addCause(listIn(within, target.path), by);
      else if (source === null || isInside(target, source))
        draw({ from: null, startOf: reader.containerOf(target).path, to: target.path }, by);
      else draw({ from: source.path, startOf: null, to: target.path }, by);
    }
  }
  return {
    boxes: boxesIn(graph.root, reader),
    arrows: [...arrows.values()].map(({ arrow, causes }) => ({ ...arrow, causes })),
    within,
  };
}

/**
 * The boxes that stand for states, innermost first.
 *
 * @param graph the machine
 * @param path of a state, as a case gives it
 * @returns the ids of the boxes the state is in, the innermost first; empty for states of regions that are not drawn, and null
 *   where the machine has no such state
 */
export function boxesAround(graph: StateGraph, path: string): readonly string[] | null {
  const found = graph.states.find((state) => state.path === path);
  if (found === undefined) return null;
  return lineOf(found).flatMap((state) => (state.title === null ? [] : [state.path]));
}

interface Reader {
  /** whether a state has a box of its own: it has a meaning, or it is a fork that many ways lead to */
  readonly isDrawn: (state: StateShape) => boolean;
  /** the state whose box a state is drawn in; null outside all of them */
  readonly boxAt: (state: StateShape) => StateShape | null;
  /** the state or region whose field a box stands in; the machine itself outside all of them */
  readonly containerOf: (state: StateShape) => StateShape;
  /** the states in which one finds oneself after entering a state, of those that are drawn */
  readonly entered: (state: StateShape) => readonly StateShape[];
}

/** Bridged, a fork of three ways that two states lead to would be six arrows; it is drawn as a fork instead. */
const WAYS_OF_A_FORK = 3;
const WAYS_TO_A_FORK = 2;

function readerOf(graph: StateGraph): Reader {
  const plain = readerWhere(graph, ({ title }) => title !== null);
  const forks = graph.states.filter(
    (state) =>
      state.title === null &&
      state.isPassing &&
      plain.entered(state).length >= WAYS_OF_A_FORK &&
      new Set(graph.moves.flatMap(({ from, to }) => (to === state ? [from] : []))).size >= WAYS_TO_A_FORK,
  );
  return readerWhere(graph, (state) => state.title !== null || forks.includes(state));
}

function readerWhere({ moves }: StateGraph, isDrawn: Reader['isDrawn']): Reader {
  const boxAt = (state: StateShape): StateShape | null => lineOf(state).find(isDrawn) ?? null;
  const containerOf = (state: StateShape): StateShape =>
    lineOf(state.parent).find((one) => isDrawn(one) || isRegion(one) || one.parent === null) ?? state;
  const nextAfter = (state: StateShape): readonly StateShape[] => {
    if (state.kind === 'parallel') return state.states;
    if (state.initial !== null) return [state.initial];
    if (!state.isPassing) return [];
    return moves.flatMap(({ from, to }) => (from === state && to !== null ? [to] : []));
  };
  const entered = (state: StateShape, seen: readonly StateShape[] = []): StateShape[] => {
    if (isDrawn(state)) return [state];
    if (seen.includes(state)) return [];
    const next = nextAfter(state);
    if (next.length === 0) return [boxAt(state)].filter((box) => box !== null);
    return [...new Set(next.flatMap((one) => entered(one, [...seen, state])))];
  };
  return { isDrawn, boxAt, containerOf, entered: (state) => entered(state) };
}

/** Where the outermost chart starts, and every box or region with boxes in it. */
function startsOf(root: StateShape, { entered, isDrawn }: Reader): { box: string; to: string }[] {
  const inside = (state: StateShape): { box: string; to: string }[] => {
    const first = state.initial === null ? state.states : [state.initial];
    const isContainer = state === root || isDrawn(state) || isRegion(state);
    const own = first.filter((child) => !isRegion(child)).flatMap((child) => entered(child));
    const starts = isContainer ? own.filter((target) => isInside(target, state)) : [];
    return [
      ...starts.map((target) => ({ box: state.path, to: target.path })),
      ...state.states.flatMap(inside),
    ];
  };
  return inside(root);
}

function boxesIn(state: StateShape, reader: Reader): readonly ChartBox[] {
  return state.states.flatMap((child): readonly ChartBox[] => {
    const boxes = boxesIn(child, reader);
    if (!reader.isDrawn(child) && !isRegion(child)) return boxes;
    return [{ id: child.path, title: child.title, kind: kindOf(child), boxes }];
  });
}

function kindOf(state: StateShape): ChartBox['kind'] {
  if (state.title === null) return isRegion(state) ? 'region' : 'choice';
  if (state.kind === 'final') return 'end';
  return state.isPassing ? 'passing' : 'state';
}

/** One of several regions of a parallel state that each have states with a meaning. */
function isRegion(state: StateShape): boolean {
  if (state.title !== null || state.parent?.kind !== 'parallel') return false;
  return hasMeaning(state) && state.parent.states.filter(hasMeaning).length > 1;
}

function hasMeaning(state: StateShape): boolean {
  return state.title !== null || state.states.some(hasMeaning);
}

/** @returns the state, the one around it, and so on outwards */
function lineOf(state: StateShape | null): readonly StateShape[] {
  return state === null ? [] : [state, ...lineOf(state.parent)];
}

function isInside(state: StateShape, around: StateShape): boolean {
  return state !== around && lineOf(state).includes(around);
}

function addCause(causes: Cause[], cause: Cause): void {
  const same = (one: Cause): boolean =>
    one.kind === cause.kind &&
    (one.kind === 'record' || (cause.kind !== 'record' && one.name === cause.name));
  if (!causes.some(same)) causes.push(cause);
}

function listIn(lists: Map<string, Cause[]>, key: string): Cause[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
