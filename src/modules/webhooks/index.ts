/** Front door of the webhooks. A leaf: no module imports it but the command line, the pages and the description of the API. */
export {
  ANNOUNCED,
  type Announced,
  type Attempt,
  ENDPOINT_STATUSES,
  type Endpoint,
  type LoggedMessage,
  MESSAGE_STATUSES,
} from './webhook.types.js';
export { disablingSchema, endpointSchema, logFilterSchema, rotationSchema } from './webhooks.dto.js';
export { WebhooksModule } from './webhooks.module.js';
export { type EndpointWithSecret, OVERLAP_HOURS, Webhooks } from './webhooks.service.js';
