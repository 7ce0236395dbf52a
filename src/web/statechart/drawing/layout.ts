/** Where everything stands: boxes, start marks, notes and arrows, placed in layers from top to bottom. */
import elk, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js';
import type { Chart, ChartArrow, ChartBox } from '../chart.js';
import { type SharedExit, allBoxes, withSharedExits } from '../shared-exits.js';
import type { Block, Words } from '../wording.js';
import { type Texts, elkGraphOf, isStart, textsOf } from './elk-graph.js';

/** A place on the picture, in pixels from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
/** A field of the picture. */
export interface Field extends Point {
  readonly width: number;
  readonly height: number;
}
/** A box with its place. */
export interface PlacedBox extends Field {
  readonly box: ChartBox;
  readonly title: Block | null;
}
/** An arrow with its way, from its first point to its head. */
export interface PlacedArrow {
  readonly arrow: ChartArrow;
  /** ids of the boxes it leads from: several where it leads from a note */
  readonly sources: readonly string[];
  readonly isOfRecord: boolean;
  readonly points: readonly Point[];
  readonly label: (Field & { readonly block: Block }) | null;
}
/** A whole picture, ready to be drawn. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** outer ones before those inside them */
  readonly boxes: readonly PlacedBox[];
  readonly starts: readonly Field[];
  readonly notes: readonly (Field & { readonly block: Block })[];
  readonly arrows: readonly PlacedArrow[];
}

/**
 * Places a chart. The same chart and words give the same layout.
 *
 * @param chart what is drawn
 * @param words translates titles
 * @returns the places, in pixels, for a script that runs from left to right
 */
export async function layoutOf(chart: Chart, words: Words): Promise<Layout> {
  const { arrows: single, notes } = withSharedExits(chart);
  const arrows = [...single, ...notes.flatMap((note) => note.arrows)];
  const texts = textsOf(chart, arrows, notes, words);
  const graph = elkGraphOf(chart, arrows, notes, texts);
  // The package is CommonJS: its constructor is the member `default`, to Node as to TypeScript.
  return placed(await new elk.default().layout(graph), chart, arrows, notes, texts);
}

function placed(
  graph: ElkNode,
  chart: Chart,
  arrows: readonly ChartArrow[],
  notes: readonly SharedExit[],
  texts: Texts,
): Layout {
  const fields = new Map(allNodes(graph).map((node) => [node.id, fieldOf(node)]));
  const field = (id: string): Field => fields.get(id) ?? fieldOf({});
  return {
    width: Math.ceil(graph.width ?? 0),
    height: Math.ceil(graph.height ?? 0),
    boxes: allBoxes(chart.boxes).map((box) => ({
      ...field(box.id),
      box,
      title: texts.titles.get(box.id) ?? null,
    })),
    starts: [...fields].filter(([id]) => isStart(id)).map(([, place]) => place),
    notes: notes.flatMap(({ id }) => {
      const block = texts.notes.get(id);
      return block === undefined ? [] : [{ ...field(id), block }];
    }),
    arrows: (graph.edges ?? []).flatMap((edge, index) => {
      const arrow = arrows[index];
      return arrow === undefined ? [] : [placedArrow(edge, arrow, notes, texts)];
    }),
  };
}

function placedArrow(
  edge: ElkExtendedEdge,
  arrow: ChartArrow,
  notes: readonly SharedExit[],
  { labels }: Texts,
): PlacedArrow {
  const points = (edge.sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) => [
    startPoint,
    ...bendPoints,
    endPoint,
  ]);
  const [label] = edge.labels ?? [];
  const block = labels.get(arrow);
  const note = notes.find(({ id }) => id === arrow.from);
  return {
    arrow,
    sources: note?.sources ?? [arrow.from].filter((id) => id !== null),
    isOfRecord: arrow.causes.length > 0 && arrow.causes.every(({ kind }) => kind === 'record'),
    points: points.map(({ x, y }) => ({ x: rounded(x), y: rounded(y) })),
    label: label === undefined || block === undefined ? null : { ...fieldOf(label), block },
  };
}

function allNodes(node: ElkNode): readonly ElkNode[] {
  return (node.children ?? []).flatMap((child) => [child, ...allNodes(child)]);
}

function fieldOf({ x = 0, y = 0, width = 0, height = 0 }: Partial<Field>): Field {
  return { x: rounded(x), y: rounded(y), width: rounded(width), height: rounded(height) };
}

function rounded(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
