export { type ApiInfo, describeApi, problemSchema } from './document.js';
export { type JsonSchema, inputSchema } from './json-schema.js';
export type { ApiAnswer, ApiRoute } from './route.js';
