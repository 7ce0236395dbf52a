import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { newId } from '../../kernel/ids.js';
import { type HttpLog, withoutSecrets } from './access-log.js';
import type { PageRenderer } from './page-renderer.js';
import { type Problem, toProblem } from './problem.js';
import { keptForm } from './kept-form.js';
import { signInAddress } from './return-path.js';

/**
 * Answers every error: problem details for the API and for callers that ask for JSON, a page for people. Whoever asked for a page
 * and is not signed in is led to signing in, and from there back; whoever sent a form gets it back, to be sent again after signing in.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly pages: PageRenderer,
    private readonly log: HttpLog,
    private readonly publicUrl: string,
    /** address that mails come from; null: none is named */
    private readonly secretariat: string | null,
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
    if (wantsJson(request)) {
      response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
      return;
    }
    if (problem.code === 'session.missing') return this.leadToSignIn(problem, request, response);
    const key = `http.error.${problem.status}`; // a status code's own name helps nobody
    const { t, has } = this.pages.words(response);
    const title = t(has(key) ? key : 'http.error.other');
    const { secretariat } = this;
    this.pages.send(response, 'error.njk', { title, problem, secretariat }, problem.status);
  }

  private leadToSignIn({ status }: Problem, request: Request, response: Response): void {
    if (request.method === 'GET' || request.method === 'HEAD')
      return response.redirect(303, signInAddress(request.originalUrl));
    const page = {
      title: this.pages.words(response).t('http.error.401'),
      kept: keptForm(request, this.publicUrl),
    };
    this.pages.send(response, 'form-kept.njk', page, status);
  }
}

function wantsJson(request: Request): boolean {
  return /^\/(api|live)(\/|$)/.test(request.path) || request.accepts(['html', 'json']) === 'json';
}
