/** Front door of conditional deadlines. */
export { conditionalDeadline } from './conditional-deadline.workflow.js';
export { type ConditionalContext, conditionalContextSchema } from './conditional-deadline.context.js';
