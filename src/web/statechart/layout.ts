/** Where everything stands: boxes, start marks, notes and arrows, placed in layers from top to bottom. */
import elk, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js';
import type { Chart, ChartArrow, ChartBox } from './chart.js';
import { type SharedExit, allBoxes, withSharedExits } from './shared-exits.js';
import { type Block, TITLE_LEADING, type Words, arrowBlock, noteBlock, titleBlock } from './wording.js';

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

const PADDING = { across: 18, down: 12 };
const LEAST_WIDTH = 110;
const START_SIZE = 14;
const CHOICE = { perWay: 16, height: 10 };
const LABEL_MARGIN = { across: 8, down: 3 };
const OPTIONS: Readonly<Record<string, string>> = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '18',
  'elk.spacing.edgeEdge': '14',
  'elk.spacing.edgeLabel': '4',
  'elk.spacing.componentComponent': '36',
  'elk.aspectRatio': '0.7',
  'elk.layered.considerModelOrder.components': 'MODEL_ORDER',
  'elk.layered.spacing.nodeNodeBetweenLayers': '26',
  'elk.layered.spacing.edgeNodeBetweenLayers': '16',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
  'elk.padding': '[top=12,left=12,bottom=12,right=12]',
};

interface Texts {
  readonly titles: ReadonlyMap<string, Block>;
  readonly notes: ReadonlyMap<string, Block>;
  readonly labels: ReadonlyMap<ChartArrow, Block>;
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
  const graph: ElkNode = {
    id: 'root',
    layoutOptions: { ...OPTIONS },
    children: childrenOf(chart, arrows, notes, texts),
    edges: arrows.map((arrow, index) => edgeOf(arrow, index, texts)),
  };
  // The package is CommonJS: its constructor is the member `default`, to Node as to TypeScript.
  return placed(await new elk.default().layout(graph), chart, arrows, notes, texts);
}

/** In the order in which the picture is read: what stands apart comes last. A note comes before that to which it leads. */
function childrenOf(
  { boxes }: Chart,
  arrows: readonly ChartArrow[],
  notes: readonly SharedExit[],
  texts: Texts,
): ElkNode[] {
  const apart = new Set(
    notes.filter((note) => note.isApart).flatMap((note) => note.arrows.map(({ to }) => to)),
  );
  const noteNodes = (isApart: boolean): ElkNode[] =>
    notes
      .filter((note) => note.isApart === isApart)
      .map(({ id }) => ({ id, ...padded(texts.notes.get(id)) }));
  const boxNodes = (isApart: boolean): ElkNode[] =>
    boxes.filter(({ id }) => apart.has(id) === isApart).map((box) => boxNode(box, arrows, texts));
  return [
    ...startNode('', arrows),
    ...noteNodes(false),
    ...boxNodes(false),
    ...noteNodes(true),
    ...boxNodes(true),
  ];
}

function textsOf(
  { boxes }: Chart,
  arrows: readonly ChartArrow[],
  notes: readonly SharedExit[],
  words: Words,
): Texts {
  const all = new Map(allBoxes(boxes).map((box) => [box.id, box]));
  const titleOf = (id: string): string => all.get(id)?.title ?? '';
  const leavesAtOnce = ({ from }: ChartArrow): boolean =>
    ['passing', 'choice'].includes(all.get(from ?? '')?.kind ?? '');
  return {
    titles: new Map([...all].flatMap(([id, { title }]) => (title ? [[id, titleBlock(words(title))]] : []))),
    notes: new Map(notes.map(({ id, sources }) => [id, noteBlock(sources.map(titleOf), words)])),
    labels: new Map(
      arrows.flatMap((arrow) => {
        const label = arrowBlock(arrow, leavesAtOnce(arrow), words);
        return label === null ? [] : [[arrow, label]];
      }),
    ),
  };
}

function boxNode(box: ChartBox, arrows: readonly ChartArrow[], texts: Texts): ElkNode {
  if (box.kind === 'choice') {
    const ways = arrows.filter(({ from, to }) => from === box.id || to === box.id).length;
    return { id: box.id, width: CHOICE.perWay * (ways + 1), height: CHOICE.height };
  }
  const title = texts.titles.get(box.id);
  if (box.boxes.length === 0) return { id: box.id, ...padded(title) };
  const top = title === undefined ? 16 : title.height + 2 * PADDING.down;
  return {
    id: box.id,
    layoutOptions: {
      'elk.padding': `[top=${top},left=18,bottom=18,right=18]`,
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      'elk.nodeSize.minimum': `(${padded(title).width},${top + TITLE_LEADING})`,
    },
    children: [...startNode(box.id, arrows), ...box.boxes.map((inner) => boxNode(inner, arrows, texts))],
  };
}

function padded(block: Block | undefined): { width: number; height: number } {
  const { width = 0, height = 0 } = block ?? {};
  return { width: Math.max(LEAST_WIDTH, width + 2 * PADDING.across), height: height + 2 * PADDING.down };
}

function startNode(box: string, arrows: readonly ChartArrow[]): readonly ElkNode[] {
  if (!arrows.some(({ startOf }) => startOf === box)) return [];
  return [{ id: startId(box), width: START_SIZE, height: START_SIZE }];
}

function startId(box: string): string {
  return `start:${box}`;
}

function edgeOf(arrow: ChartArrow, index: number, { labels }: Texts): ElkExtendedEdge {
  const label = labels.get(arrow);
  return {
    id: `arrow:${index}`,
    sources: [arrow.from ?? startId(arrow.startOf ?? '')],
    targets: [arrow.to],
    labels:
      label === undefined
        ? []
        : [
            {
              id: `label:${index}`,
              text: 'label',
              layoutOptions: { 'elk.edgeLabels.inline': 'true' },
              width: label.width + 2 * LABEL_MARGIN.across,
              height: label.height + 2 * LABEL_MARGIN.down,
            },
          ],
  };
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
    starts: [...fields].filter(([id]) => id.startsWith('start:')).map(([, place]) => place),
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
