/** Front door of the pages of meetings. */
export { PlenaryPagesModule } from './plenary-pages.module.js';
