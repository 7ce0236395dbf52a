/** The machine of a workflow as a picture that people without training can read, with the states of a case lit. */
import { type StateGraph, stateGraph } from '../../engine/index.js';
import type { WorkflowDefinition } from '../../kernel/workflow.js';
import { type Chart, chartOf } from './chart.js';
import { type Layout, layoutOf } from './drawing/layout.js';
import { mirrored } from './drawing/mirror.js';
import { allBoxes } from './shared-exits.js';
import type { Direction } from './drawing/shapes.js';
import { standingOf } from './standing.js';
import { svgOf } from './drawing/svg.js';
import { CHART_PHRASES, type Words, titlesOf } from './wording.js';

/** What is to be drawn. */
export interface StatechartInput {
  readonly workflow: WorkflowDefinition;
  /** states the case is in: `stateLeaves(stateValue)`, or the whole `state` of its file; empty to draw the workflow alone */
  readonly active: readonly string[];
  /** states it was in, in the same form */
  readonly visited?: readonly string[];
  /** translates titles of states, commands and timers, and {@link CHART_PHRASES} */
  readonly words: Words;
  readonly dir: Direction;
  /** names the picture to a screen reader; already translated */
  readonly title: string;
}

/** Layouts by what is written on them: a workflow in a language is laid out once. */
const layouts = new Map<string, Promise<Layout>>();
/** Some twenty workflows in some ten languages; the oldest go first. */
const LAYOUTS_KEPT = 300;

/**
 * Draws a workflow from its machine.
 *
 * @param input see {@link StatechartInput}
 * @returns one SVG element; put it into an element of the class `plenum-chart-frame`, which scrolls sideways on a narrow screen
 * @throws DomainError `chart.unknown-state` when an active or visited state is none of the machine
 */
export async function drawStatechart({
  workflow,
  active,
  visited,
  words,
  dir,
  title,
}: StatechartInput): Promise<string> {
  const graph = stateGraph(workflow);
  const standing = standingOf(graph, active, visited);
  const layout = await keptLayout(workflow, chartOf(graph), words);
  return svgOf(
    dir === 'rtl' ? mirrored(layout) : layout,
    standing,
    { title, description: describedIn(graph, standing.current, words) },
    words,
    dir,
  );
}

function keptLayout({ name, version }: WorkflowDefinition, chart: Chart, words: Words): Promise<Layout> {
  const texts = [...allBoxes(chart.boxes).map((box) => box.title ?? ''), ...arrowTexts(chart)].map(words);
  const key = JSON.stringify([name, version, texts]);
  const kept = layouts.get(key);
  if (kept !== undefined) return kept;
  const made = layoutOf(chart, words);
  layouts.set(key, made);
  const [oldest] = layouts.keys();
  if (layouts.size > LAYOUTS_KEPT && oldest !== undefined) layouts.delete(oldest);
  made.catch(() => layouts.delete(key)); // the caller gets the error; the next one tries again
  return made;
}

function arrowTexts({ arrows }: Chart): readonly string[] {
  const { byItself, anyTime, anyOf } = CHART_PHRASES;
  return [
    byItself,
    anyTime,
    anyOf,
    ...arrows.flatMap(({ causes }) => titlesOf(causes).map(({ title }) => title)),
  ];
}

function describedIn({ states }: StateGraph, current: ReadonlySet<string>, words: Words): string {
  const titles = states.flatMap(({ path, title }) =>
    title !== null && current.has(path) ? [words(title)] : [],
  );
  return titles.length === 0
    ? words(CHART_PHRASES.states)
    : `${words(CHART_PHRASES.current)}: ${titles.join(', ')}`;
}
