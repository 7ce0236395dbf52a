/** Front door of interim measures. */
export { interimMeasure } from './interim-measure.workflow.js';
