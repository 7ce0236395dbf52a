/** The picture in words: the same states and ways as a nested list, for screen readers and for whoever rather reads. */
import { stateGraph } from '../../engine/index.js';
import { type Chart, type ChartArrow, type ChartBox, chartOf } from './chart.js';
import { allBoxes } from './shared-exits.js';
import { type Standing, standingOf } from './standing.js';
import type { StatechartInput } from './statechart.js';
import { CHART_PHRASES, type Words, titlesOf } from './wording.js';
import { element, escaped } from './drawing/xml.js';

/** A state in words; everything is translated. */
export interface OutlinedState {
  /** null for a region of states that go on at the same time as others */
  readonly title: string | null;
  readonly standing: 'current' | 'visited' | null;
  /** what it is besides: where all starts, an end, passed through at once */
  readonly remarks: readonly string[];
  /** what is done there without leaving it */
  readonly stays: readonly string[];
  /** what leads on, and to which states; to several where the record decides among them */
  readonly leads: readonly { readonly by: readonly string[]; readonly to: readonly string[] }[];
  readonly inside: readonly OutlinedState[];
}

/**
 * Puts the picture into words.
 *
 * @param input as for the picture; direction and title do not matter
 * @returns the states in the order of the workflow
 * @throws DomainError `chart.unknown-state` when an active or visited state is none of the machine
 */
export function outlineStatechart({
  workflow,
  active,
  visited,
  words,
}: Omit<StatechartInput, 'dir' | 'title'>): readonly OutlinedState[] {
  const graph = stateGraph(workflow);
  const chart = chartOf(graph);
  const standing = standingOf(graph, active, visited);
  return outlined(chart.boxes, { chart, standing, words });
}

/**
 * The picture in words as HTML.
 *
 * @param input as for {@link outlineStatechart}
 * @returns one `<ol>`, every text escaped; the current states carry `aria-current`
 * @throws DomainError `chart.unknown-state` when an active or visited state is none of the machine
 */
export function statechartList(input: Omit<StatechartInput, 'dir' | 'title'>): string {
  return listOf(outlineStatechart(input), input.words);
}

interface Scope {
  readonly chart: Chart;
  readonly standing: Standing;
  readonly words: Words;
}

function outlined(boxes: readonly ChartBox[], scope: Scope): readonly OutlinedState[] {
  const { chart, standing, words } = scope;
  return boxes
    .filter(({ kind }) => kind !== 'choice')
    .map((box) => ({
      title: box.title === null ? null : words(box.title),
      standing: standing.current.has(box.id) ? 'current' : standing.visited.has(box.id) ? 'visited' : null,
      remarks: remarksOn(box, chart).map(words),
      stays: titlesOf(chart.within.get(box.id) ?? []).map(({ title }) => words(title)),
      leads: chart.arrows
        .filter(({ from, startOf, causes }) => from === box.id || (startOf === box.id && causes.length > 0))
        .map((arrow) => ({ by: byWhat(arrow, box).map(words), to: whereTo(arrow.to, chart).map(words) })),
      inside: outlined(box.boxes, scope),
    }));
}

function remarksOn({ id, kind }: ChartBox, { arrows }: Chart): readonly string[] {
  const isStart = arrows.some(({ from, to, causes }) => from === null && to === id && causes.length === 0);
  return [
    ...(isStart ? [CHART_PHRASES.start] : []),
    ...(kind === 'end' ? [CHART_PHRASES.end] : []),
    ...(kind === 'passing' ? [CHART_PHRASES.passing] : []),
  ];
}

function byWhat({ causes }: ChartArrow, { kind }: ChartBox): readonly string[] {
  if (kind === 'passing') return [CHART_PHRASES.choice];
  const isOfRecord = causes.some((cause) => cause.kind === 'record');
  return [...titlesOf(causes).map(({ title }) => title), ...(isOfRecord ? [CHART_PHRASES.byItself] : [])];
}

/** Through forks without a name to the states behind them. */
function whereTo(id: string, chart: Chart, seen: readonly string[] = []): readonly string[] {
  const box = allBoxes(chart.boxes).find((one) => one.id === id);
  if (box === undefined || seen.includes(id)) return [];
  if (box.title !== null) return [box.title];
  return chart.arrows
    .filter(({ from }) => from === id)
    .flatMap(({ to }) => whereTo(to, chart, [...seen, id]));
}

function listOf(states: readonly OutlinedState[], words: Words): string {
  return element('ol', { class: 'plenum-chart-list' }, ...states.map((state) => itemOf(state, words)));
}

function itemOf({ title, standing, remarks, stays, leads, inside }: OutlinedState, words: Words): string {
  const all = [...(standing === null ? [] : [words(CHART_PHRASES[standing])]), ...remarks];
  const ways = [
    ...leads.map(({ by, to }) => `${by.join('; ')}: ${words(CHART_PHRASES.leads)} ${to.join(', ')}`),
    ...(stays.length > 0 ? [`${words(CHART_PHRASES.stays)}: ${stays.join('; ')}`] : []),
  ];
  return element(
    'li',
    {
      class: standing === null ? undefined : `plenum-chart-list__item--${standing}`,
      'aria-current': standing === 'current' ? 'step' : undefined,
    },
    element('strong', {}, escaped(title ?? words(CHART_PHRASES.atTheSameTime))),
    all.length > 0 ? escaped(` (${all.join(', ')})`) : '',
    ways.length > 0 ? element('ul', {}, ...ways.map((way) => element('li', {}, escaped(way)))) : '',
    inside.length > 0 ? listOf(inside, words) : '',
  );
}
