/** Front door of the frame of the pages. */
export { pageOfCase } from './addresses.js';
export { FrameModule } from './frame.module.js';
export { startOf } from './navigation.js';
