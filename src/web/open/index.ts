/** Front door of the pages on what is open for one government. */
export { OpenModule } from './open.module.js';
