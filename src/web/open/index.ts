/** Front door of the pages on what is open for one government. */
export { markOfOpen } from './open-mark.js';
export { OpenModule } from './open.module.js';
export { type Open, OpenWork } from './open.service.js';
