/** Front door of removals and returns. */
export {
  REMOVAL_RULES,
  type RemovalContext,
  removalContextSchema,
  removalRulesSchema,
} from './removal.context.js';
export { removal } from './removal.workflow.js';
