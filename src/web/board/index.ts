/** Front door of the pages of the deadline board. */
export { BoardPagesModule } from './board.module.js';
export { casePath } from './lines/case-address.js';
