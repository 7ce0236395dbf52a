/** Front door of the search. */
export { SearchModule } from './search.module.js';
