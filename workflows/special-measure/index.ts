/** Front door of special measures. */
export { specialMeasure } from './special-measure.workflow.js';
