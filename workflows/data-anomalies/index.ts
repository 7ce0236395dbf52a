/** Front door of analyses of statistics. */
export { dataAnomalies } from './data-anomalies.workflow.js';
export {
  DATA_ANOMALIES_RULES,
  type DataAnomaliesContext,
  RESULTS,
  dataAnomaliesContextSchema,
} from './data-anomalies.context.js';
