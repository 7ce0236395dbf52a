/** Front door of the statechart picture. */
export { type OutlinedState, outlineStatechart, statechartList } from './outline.js';
export type { Direction } from './drawing/shapes.js';
export { type StatechartInput, drawStatechart } from './statechart.js';
export { CHART_PHRASES, type Words } from './wording.js';
