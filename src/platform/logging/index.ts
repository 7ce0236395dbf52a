export { StructuredLogger, createLogger } from './logger.js';
export { withoutTokens } from './redaction.js';
