export { StructuredLogger, createLogger, withoutTokens } from './logger.js';
