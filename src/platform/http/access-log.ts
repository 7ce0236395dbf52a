import type { NextFunction, Request, Response } from 'express';

/** What the HTTP ground needs of a logger; pino's fits. */
export interface HttpLog {
  info(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** A path segment that could be a key: long, of the letters random tokens are made of. Case ids (UUIDs) and words are none. */
const KEY_LIKE = /^(?=.*[A-Z0-9])[^/]{20,}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * @param url path and query as requested
 * @returns the path as it may be logged: key-like segments as `…`, the query dropped. A link's token is a signature;
 *   whoever reads the log must not be able to vote
 */
export function withoutSecrets(url: string): string {
  const path = url.split('?')[0] ?? '';
  return path
    .split('/')
    .map((segment) =>
      KEY_LIKE.test(segment) && !UUID.test(segment) && !segment.startsWith('plenum.') ? '…' : segment,
    )
    .join('/');
}

/**
 * @param log where the lines go
 * @returns express middleware that logs each request once answered: method, path without secrets, status, milliseconds
 */
export function accessLog(log: HttpLog) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const started = performance.now();
    response.on('finish', () => {
      const ms = Math.round(performance.now() - started);
      log.info(
        {
          method: request.method,
          path: withoutSecrets(request.originalUrl),
          status: response.statusCode,
          ms,
        },
        'request',
      );
    });
    next();
  };
}
