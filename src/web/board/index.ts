/** Front door of the pages of the deadline board. */
export { BoardPagesModule } from './board.module.js';
