import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { changesSince } from './ballot-texts.js';
import { BallotLinkEnded, BallotLinkSuperseded, BallotLinkUnusable } from './ballot-visit.service.js';
import { BallotDesk } from './ballot.desk.js';

/** No token has this form: whoever changes the language on the page of an unusable link comes back to the same page. */
const NO_LINK = '/b/-';

/**
 * Shows links that open nothing: one page, the same to the letter, whatever the reason. Only an earlier round, and a procedure that
 * ended and took its links with it, are told so to whoever holds the right link.
 */
@Injectable()
@Catch(BallotLinkUnusable, BallotLinkSuperseded, BallotLinkEnded)
export class BallotLinkFilter implements ExceptionFilter {
  constructor(private readonly desk: BallotDesk) {}

  catch(error: BallotLinkUnusable | BallotLinkSuperseded | BallotLinkEnded, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
    if (error instanceof BallotLinkSuperseded) return this.showSuperseded(request, response, error);
    if (error instanceof BallotLinkEnded) return this.showEnded(request, response, error);
    const { t } = this.desk.turnTo(request, response, null, NO_LINK);
    if (error.tooMany) response.setHeader('Retry-After', '60');
    const title = t('ballots.unusable.title');
    this.desk.showAlone(response, 'ballot-unusable.njk', { title }, error.tooMany ? 429 : 410);
  }

  private showSuperseded(
    request: Request,
    response: Response,
    { context, link, contact }: BallotLinkSuperseded,
  ): void {
    const { t, locale } = this.desk.turnTo(request, response, contact);
    const authoritative = context.frozen?.rules.languages.authoritative ?? 'en';
    const languages = [locale, ...(contact?.languages ?? []), authoritative];
    const changes = contact && changesSince(context, link.round, languages);
    const page = { title: t('ballots.superseded.title'), ...namesOf(context), changes };
    this.desk.showAlone(response, 'ballot-superseded.njk', page, 410);
  }

  private showEnded(request: Request, response: Response, { context, how, contact }: BallotLinkEnded): void {
    const { t } = this.desk.turnTo(request, response, contact);
    const page = { title: t(`ballots.ended.${how}`), ...namesOf(context), how };
    this.desk.showAlone(response, 'ballot-ended.njk', page, 410);
  }
}

function namesOf({ reference, title, frozen }: BallotLinkEnded['context']) {
  const { body, languages } = frozen?.rules ?? { body: '', languages: { authoritative: 'en' } };
  return { reference, procedure: title, place: body, contentLanguage: languages.authoritative };
}
