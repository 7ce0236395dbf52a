/** Front door of cycles of reports. */
export { reportingCycle } from './reporting-cycle.workflow.js';
export {
  type EarlierFailure,
  FAILURES,
  type Ledger,
  type ReportingCycleContext,
  STANDINGS,
  reportingCycleContextSchema,
} from './reporting-cycle.context.js';
export { reportingPeriodSchema, periodWords } from './period.rules.js';
export { type ReportingRule, dueOf, reportingRuleSchema } from './reporting-rule.js';
export { wordToCycle } from './word.rules.js';
