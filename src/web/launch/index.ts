/** Front door of the pages on which a written procedure is prepared and launched. */
export { LaunchPagesModule } from './launch.module.js';
