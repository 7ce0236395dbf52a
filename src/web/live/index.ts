/** Front door of live pages. */
export { LiveModule } from './live.module.js';
