/** Front door of anomalies. */
export { anomaly } from './anomaly.workflow.js';
export {
  type AnomalyContext,
  ANOMALY_KINDS,
  ANOMALY_OUTCOMES,
  anomalyContextSchema,
} from './anomaly.context.js';
