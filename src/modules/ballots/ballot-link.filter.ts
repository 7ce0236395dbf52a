import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { receivedText } from './ballot-page.js';
import { changesSince } from './ballot-texts.js';
import {
  BallotLinkEnded,
  BallotLinkRevoked,
  BallotLinkSuperseded,
  BallotLinkUnusable,
} from './ballot-visit.service.js';
import { BallotDesk } from './ballot.desk.js';

/** No token has this form: whoever changes the language on the page of an unusable link comes back to the same page. */
const NO_LINK = '/b/-';

/**
 * Shows links that open nothing. Unknown and garbled ones have one page, the same to the letter. Whoever holds a link that was the right
 * one is told what became of it: an earlier round, a procedure that ended and took its links with it, a link that was revoked.
 */
@Injectable()
@Catch(BallotLinkUnusable, BallotLinkSuperseded, BallotLinkEnded, BallotLinkRevoked)
export class BallotLinkFilter implements ExceptionFilter {
  constructor(private readonly desk: BallotDesk) {}

  catch(error: LinkFault, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
    if (error instanceof BallotLinkSuperseded) return this.showSuperseded(request, response, error);
    if (error instanceof BallotLinkEnded) return this.showEnded(request, response, error);
    if (error instanceof BallotLinkRevoked) return this.showRevoked(request, response, error);
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

  /** Of the procedure no more than its name: whoever opens a revoked link may be anybody. */
  private showRevoked(
    request: Request,
    response: Response,
    { context, because, since, contact }: BallotLinkRevoked,
  ): void {
    const { t, locale } = this.desk.turnTo(request, response, contact);
    const received = since && receivedText(since, contact?.zone ?? 'UTC', locale);
    const page = { title: t('ballots.revoked.title'), ...namesOf(context), because, since: received };
    this.desk.showAlone(response, 'ballot-revoked.njk', page, 410);
  }
}

type LinkFault = BallotLinkUnusable | BallotLinkSuperseded | BallotLinkEnded | BallotLinkRevoked;

function namesOf({ reference, title, frozen }: BallotLinkEnded['context']) {
  const { body, languages } = frozen?.rules ?? { body: '', languages: { authoritative: 'en' } };
  return { reference, procedure: title, place: body, contentLanguage: languages.authoritative };
}
