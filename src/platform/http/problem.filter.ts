import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { newId } from '../../kernel/ids.js';
import { type HttpLog, withoutSecrets } from './access-log.js';
import type { PageRenderer } from './page-renderer.js';
import { type Problem, toProblem } from './problem.js';
import { signInAddress } from './return-path.js';

/** What a person reads above the explanation; a status code's own name helps nobody. */
const HEADINGS: Readonly<Record<number, string>> = {
  400: 'This could not be read',
  401: 'Please sign in',
  403: 'This was not accepted',
  404: 'There is nothing here',
  405: 'This cannot be done here',
  409: 'This does not fit how things stand now',
  410: 'This is no longer here',
  413: 'This is too long',
  429: 'Please wait a little',
  500: 'Something failed on our side',
  503: 'Not available just now',
};

/**
 * Answers every error: problem details for the API and for callers that ask for JSON, a page for people. Whoever asked for a page
 * and is not signed in is led to signing in, and from there back.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly pages: PageRenderer,
    private readonly log: HttpLog,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const problem = toProblem(error, newId<string>());
    if (problem.status >= 500) this.report(error, problem, request);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (problem.status === 503) response.setHeader('Retry-After', '5');
    this.answer(problem, request, response);
  }

  private report(error: unknown, problem: Problem, request: Request): void {
    const path = withoutSecrets(request.originalUrl);
    this.log.error(
      { err: error, incident: problem.incident, code: problem.code, method: request.method, path },
      'request failed',
    );
  }

  private answer(problem: Problem, request: Request, response: Response): void {
    response.status(problem.status);
    if (wantsJson(request)) {
      response.type('application/problem+json').send(JSON.stringify(problem));
      return;
    }
    if (problem.code === 'session.missing' && (request.method === 'GET' || request.method === 'HEAD')) {
      response.redirect(303, signInAddress(request.originalUrl));
      return;
    }
    const heading = HEADINGS[problem.status] ?? problem.title;
    response.type('html').send(this.pages.render('error.njk', { title: heading, heading, problem }));
  }
}

function wantsJson(request: Request): boolean {
  return /^\/api(\/|$)/.test(request.path) || request.accepts(['html', 'json']) === 'json';
}
