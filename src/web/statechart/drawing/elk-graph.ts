/** A chart as the graph that is laid out: every box, mark and label with the room it needs. */
import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk.bundled.js';
import type { Chart, ChartArrow, ChartBox } from '../chart.js';
import { type SharedExit, allBoxes } from '../shared-exits.js';
import { type Block, TITLE_LEADING, type Words, arrowBlock, noteBlock, titleBlock } from '../wording.js';

const START = 'start:';
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

/** Everything written on a picture, in lines. */
export interface Texts {
  readonly titles: ReadonlyMap<string, Block>;
  readonly notes: ReadonlyMap<string, Block>;
  readonly labels: ReadonlyMap<ChartArrow, Block>;
}

/**
 * @param chart what is drawn
 * @param arrows those of the chart that stay, and those of the notes
 * @param notes that stand for several states
 * @param texts from {@link textsOf}
 * @returns the graph; its edges stand in the order of the arrows
 */
export function elkGraphOf(
  chart: Chart,
  arrows: readonly ChartArrow[],
  notes: readonly SharedExit[],
  texts: Texts,
): ElkNode {
  return {
    id: 'root',
    layoutOptions: { ...OPTIONS },
    children: childrenOf(chart, arrows, notes, texts),
    edges: arrows.map((arrow, index) => edgeOf(arrow, index, texts)),
  };
}

/** Whether a node of the graph is a start mark. */
export function isStart(id: string): boolean {
  return id.startsWith(START);
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

/** @returns the words of a chart, translated and broken into lines */
export function textsOf(
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
  return `${START}${box}`;
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
