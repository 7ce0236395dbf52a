import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import cookieParser from 'cookie-parser';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { type HttpLog, accessLog } from './access-log.js';
import { PageRenderer } from './page-renderer.js';
import { ProblemFilter } from './problem.filter.js';
import type { StaticAsset } from './style-sheet.js';

/** What the HTTP ground is told by the root. */
export interface HttpConfig {
  /** the address people use, such as `https://plenum.example`; decides on HSTS and secure cookies */
  readonly publicUrl: string;
  /** how many reverse proxies stand in front and may name the caller's address; 0 for none */
  readonly trustedProxies: number;
  readonly log: HttpLog;
  /** where the Secretariat is written to, as mails have it: pages of errors name it; left out: they name nobody */
  readonly secretariat?: string;
}

/** A draft with its texts in all languages fits; nothing larger is read into memory. */
const JSON_LIMIT = '1mb';
/** Every contact of every party over some decades, as a file. */
const CSV_LIMIT = '4mb';
/** A text of 200 000 characters, the longest that the Compendium takes, percent-encoded: nine bytes for a Chinese character. */
const FORM_LIMIT = '2mb';
const YEAR_SECONDS = 31_536_000;

/**
 * Sets up everything HTTP that is no page: headers, body limits, static files, access log, error answers. Called once,
 * before `app.listen` or `app.init`, by the root and by tests alike.
 *
 * @param app the Nest application; a module of it must provide PageRenderer (PagesModule)
 * @param config public address, proxies, log
 */
export function configureHttp(app: NestExpressApplication, config: HttpConfig): void {
  const pages = app.get(PageRenderer, { strict: false });
  app.set('trust proxy', config.trustedProxies);
  app.disable('x-powered-by');
  app.use(accessLog(config.log));
  app.use(securityHeaders(config.publicUrl));
  app.use(neverKept);
  app.use(serveAssets(pages.assets.files));
  app.use(compression({ filter: isCompressed }));
  app.use(cookieParser());
  app.useBodyParser('json', { limit: JSON_LIMIT });
  app.useBodyParser('raw', { type: 'text/csv', limit: CSV_LIMIT });
  app.useBodyParser('urlencoded', { limit: FORM_LIMIT, extended: false });
  app.useGlobalFilters(new ProblemFilter(pages, config.log, config.publicUrl, config.secretariat ?? null));
}

/** Our own script alone, no frame, no foreign resource; nothing about where a reader came from leaves the page. */
function securityHeaders(publicUrl: string) {
  const isHttps = publicUrl.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'connect-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: YEAR_SECONDS } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
  });
}

/** Every page and answer is somebody's own: no cache keeps it, no search engine lists it. Static files say otherwise. */
function neverKept(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Robots-Tag', 'noindex, nofollow');
  next();
}

/**
 * Pages and answers travel compressed, event streams as they are written. A page holds no secret that a guesser could find by its length:
 * the nonce of a form is another at each rendering, and sessions are in cookies alone.
 */
function isCompressed(request: Request, response: Response): boolean {
  const isStream = String(response.getHeader('content-type')).startsWith('text/event-stream');
  return !isStream && compression.filter(request, response);
}

function serveAssets(assets: readonly StaticAsset[]) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const asset = assets.find(({ url }) => url === request.path);
    if (!asset || (request.method !== 'GET' && request.method !== 'HEAD')) {
      next();
      return;
    }
    response.setHeader('Cache-Control', `public, max-age=${YEAR_SECONDS}, immutable`);
    response.setHeader('Content-Type', asset.contentType);
    response.setHeader('Vary', 'Accept-Encoding');
    response.end(encoded(asset, request, response));
  };
}

function encoded(asset: StaticAsset, request: Request, response: Response): Buffer {
  const encoding = request.acceptsEncodings('br', 'gzip', 'identity');
  if (encoding !== 'br' && encoding !== 'gzip') return asset.plain;
  response.setHeader('Content-Encoding', encoding);
  return encoding === 'br' ? asset.brotli : asset.gzip;
}
