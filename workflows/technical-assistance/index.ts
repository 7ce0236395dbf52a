/** Front door of technical assistance. */
export { technicalAssistance } from './technical-assistance.workflow.js';
export {
  ASSISTANCE_RULES,
  type AssistanceContext,
  assistanceContextSchema,
} from './technical-assistance.context.js';
