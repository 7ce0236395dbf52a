export {
  type BoardSettings,
  type Configuration,
  environmentSchema,
  readConfiguration,
  type SessionLife,
  type WebhookSettings,
} from './configuration.js';
export { CONFIGURATION, ConfigurationModule } from './configuration.module.js';
export { keptSecret, keptText } from './kept-text.js';
export type { OidcSettings } from './oidc-settings.js';
export { secretKey } from './secret-key.js';
