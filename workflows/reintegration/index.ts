/** Front door of ways back. */
export { reintegration } from './reintegration.workflow.js';
export { type ReintegrationContext, reintegrationContextSchema } from './reintegration.context.js';
