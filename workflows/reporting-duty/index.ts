/** Front door of single reports. */
export { reportingDuty } from './reporting-duty.workflow.js';
export {
  REPORTING_RULES,
  type ReportingDutyContext,
  SEVERITIES,
  reportingDutyContextSchema,
} from './reporting-duty.context.js';
