/** Front door of the documentation of the API. */
export { DevelopersModule } from './developers.module.js';
