import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';

/** A path with a personal link in it: the token is a key and has no place in a log. */
const LINK = /\/(b|sign-in)\/[A-Za-z0-9_-]{16,}/g;

/**
 * @param text anything that may be logged
 * @returns the same with the tokens of personal links blanked
 */
export function withoutTokens(text: string): string {
  return text.replace(LINK, '/$1/•••');
}

/** @param level lowest level to write @returns a structured logger (JSON lines on standard output) that never writes tokens, cookies or keys */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['*.cookie', '*.authorization', '*.token', '*.sealed', 'req.headers'], censor: '•••' },
  });
}

/** Nest's logger, written as structured lines. */
export class StructuredLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(level: 'info' | 'error' | 'warn' | 'debug' | 'fatal', message: unknown, rest: readonly unknown[]): void {
    const context = rest.at(-1);
    const fields = typeof message === 'object' && message !== null ? (message as Record<string, unknown>) : { message: String(message) };
    const safe = JSON.parse(withoutTokens(JSON.stringify(fields))) as Record<string, unknown>;
    const { message: text, ...details } = safe;
    this.logger[level]({ ...details, ...(typeof context === 'string' ? { context } : {}) }, typeof text === 'string' ? text : '');
  }
}
