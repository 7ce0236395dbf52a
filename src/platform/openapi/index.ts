export { type ApiInfo, describeApi, problemSchema } from './document.js';
export type { ApiAnswer, ApiRoute } from './route.js';
