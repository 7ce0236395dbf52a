/** Front door of the Compendium's pages. */
export { CompendiumPagesModule } from './compendium-pages.module.js';
