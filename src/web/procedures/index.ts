/** Front door of the pages of written procedures. */
export { ProcedurePagesModule } from './procedures.module.js';
