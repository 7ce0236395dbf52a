/** Front door of notices of fake certificates. */
export { enforcementNotice } from './enforcement-notice.workflow.js';
export {
  ENFORCEMENT_RULES,
  type EnforcementContext,
  enforcementContextSchema,
} from './enforcement-notice.context.js';
