/** Front door of the API's description. */
export { apiRoutes, openApiDocument } from './openapi.document.js';
export { OpenApiModule } from './openapi.module.js';
