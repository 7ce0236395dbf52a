/** Front door of the page of health. */
export { SystemModule } from './system.module.js';
