/** Front door of the frame of the pages. */
export { formOfCase, ownPagesOf, pageOfCase } from './addresses.js';
export { FrameModule } from './frame.module.js';
export { startOf } from './navigation.js';
