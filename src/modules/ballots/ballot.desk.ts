import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { checkNonce, findFormKey, formKey, newNonce } from '../../platform/http/form-nonce.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { requireSameOrigin } from '../../platform/http/same-origin.js';
import type { Visitor } from './ballot-link.store.js';
import { headingOf } from './ballot-page.js';
import type { BallotVisit } from './ballot-visit.service.js';
import type { FormFault } from './ballot.dto.js';
import { englishBallotMessages } from './ballot.messages.js';

/** What a page shows beside the heading every ballot page has. */
export interface BallotPageData {
  readonly title: string;
  readonly status?: number;
  readonly faults?: readonly FormFault[];
}

/** The counter between browser and ballot: sends pages, seals forms to the browser and the link, reads where a request comes from. */
@Injectable()
export class BallotDesk {
  constructor(
    private readonly pages: PageRenderer,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'publicUrl'>,
  ) {}

  /** Sends one page of the ballot; 200 unless the page says otherwise. */
  show<Page extends BallotPageData>(
    response: Response,
    template: string,
    visit: BallotVisit,
    page: Page,
  ): void {
    const heading = headingOf(visit, englishBallotMessages);
    const html = this.pages.render(template, {
      ...heading,
      page: heading,
      t: englishBallotMessages.t,
      ...page,
    });
    response
      .status(page.status ?? 200)
      .type('html')
      .send(html);
  }

  /** Sends the browser to another page of the same link. */
  redirect(response: Response, visit: BallotVisit, path: string): void {
    response.redirect(303, `/b/${visit.token}${path}`);
  }

  /** @returns the hidden field of a form of this link, sealed with the browser's key; sets the key's cookie if need be */
  seal(request: Request, response: Response, visit: BallotVisit, about: readonly string[]): string {
    const key = formKey(request, response, this.configuration.publicUrl);
    return newNonce(key, [visit.link.id, ...about]).text;
  }

  /** @returns the seed of a form that this browser got from this link for just this, or null */
  unseal(request: Request, visit: BallotVisit, about: readonly string[], nonce: string): string | null {
    return checkNonce(findFormKey(request, this.configuration.publicUrl), [visit.link.id, ...about], nonce);
  }

  /** @throws DomainError `request.cross-site` when another site sent the form */
  requireOwnForm(request: Request): void {
    requireSameOrigin(request, this.configuration.publicUrl);
  }
}

/** @returns method, address and browser of a request, for the log of uses */
export function visitorOf(request: Request): Visitor {
  return { method: request.method, ip: request.ip ?? 'unknown', userAgent: request.get('user-agent') ?? '' };
}
