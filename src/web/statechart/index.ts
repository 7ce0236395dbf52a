/** Front door of the statechart picture. */
export { type StatechartInput, drawStatechart } from './statechart.js';
export { CHART_PHRASES, type Words } from './wording.js';
