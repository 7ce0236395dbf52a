import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import { safeFields, withoutTokens } from './redaction.js';

/**
 * @param level lowest level to write: fatal, error, warn, info, debug or silent
 * @param destination where the lines go; left out: standard output
 * @returns a structured logger (one JSON object a line) that writes no tokens, cookies, passwords or keys, in whatever field or text they come
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: safeFields },
    hooks: { streamWrite: withoutTokens },
  };
  return destination ? pino(options, destination) : pino(options);
}

type Level = 'info' | 'error' | 'warn' | 'debug' | 'fatal';

/** Who speaks while Nest puts the application together. */
const STARTING = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

/** Nest's logger, written as structured lines. */
export class StructuredLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  /** Nest lists every module and route while it starts: that is for developers. */
  log(message: unknown, ...rest: unknown[]): void {
    const speaker = rest.at(-1);
    this.write(typeof speaker === 'string' && STARTING.has(speaker) ? 'debug' : 'info', message, rest);
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

  /** Nest adds the name of the speaker as the last text, and the stack of an error as a text before it. */
  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const texts = rest.filter((item) => typeof item === 'string');
    const stack = texts.find((text) => /\n\s+at /.test(text));
    const context = texts.filter((text) => text !== stack).at(-1);
    const extra = {
      ...(context === undefined ? {} : { context }),
      ...(stack === undefined ? {} : { stack }),
    };
    if (message instanceof Error) return this.logger[level]({ err: message, ...extra }, message.message);
    if (typeof message !== 'object' || message === null) return this.logger[level](extra, String(message));
    const { message: text, ...fields }: { message?: unknown } = { ...message };
    this.logger[level]({ ...fields, ...extra }, typeof text === 'string' ? text : '');
  }
}
