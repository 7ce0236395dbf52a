import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { BallotLinkSuperseded, BallotLinkUnusable } from './ballot-visit.service.js';
import { englishBallotMessages } from './ballot.messages.js';

/** Shows links that open nothing: one page, the same to the letter, whatever the reason; only an earlier round is told so. */
@Injectable()
@Catch(BallotLinkUnusable, BallotLinkSuperseded)
export class BallotLinkFilter implements ExceptionFilter {
  constructor(private readonly pages: PageRenderer) {}

  catch(error: BallotLinkUnusable | BallotLinkSuperseded, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const { t } = englishBallotMessages;
    if (error instanceof BallotLinkSuperseded) {
      const page = { title: t.supersededTitle, t, reference: error.reference, procedure: error.title };
      response.status(410).type('html').send(this.pages.render('ballot-superseded.njk', page));
      return;
    }
    if (error.tooMany) response.setHeader('Retry-After', '60');
    const html = this.pages.render('ballot-unusable.njk', { title: t.unusableTitle, t });
    response
      .status(error.tooMany ? 429 : 410)
      .type('html')
      .send(html);
  }
}
