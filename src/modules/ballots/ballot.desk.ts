import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { checkNonce, findFormKey, formKey, newNonce } from '../../platform/http/form-nonce.js';
import { frameOf, languageOf, setFrame } from '../../platform/http/frame.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { languageFor } from '../../platform/language/index.js';
import { requireSameOrigin } from '../../platform/http/same-origin.js';
import type { FrozenContact } from '../../../workflows/written-procedure/index.js';
import type { Visitor } from './ballot-link.store.js';
import { type BallotWords, ballotPage, headingOf } from './ballot-page.js';
import { type BallotSample, sampleVisit } from './ballot-sample.js';
import { type BallotVisit, BallotVisits } from './ballot-visit.service.js';
import type { FormFault } from './ballot.dto.js';

/** What a page shows beside the heading every ballot page has. */
export interface BallotPageData {
  readonly title: string;
  readonly status?: number;
  readonly faults?: readonly FormFault[];
}

/** What stands above a sample, in the language of whoever looks at it. */
export interface SampleNotice {
  readonly text: string;
  readonly back: string;
  readonly href: string;
  readonly lang: string;
}

/** A link followed, and how to speak to whoever did. */
export interface BallotReading {
  readonly visit: BallotVisit;
  readonly words: BallotWords;
}

/** The counter between browser and ballot: opens links, sends pages in the reader's language, seals forms to browser and link. */
@Injectable()
export class BallotDesk {
  constructor(
    private readonly pages: PageRenderer,
    private readonly visits: BallotVisits,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'publicUrl' | 'mailFrom'>,
  ) {}

  /**
   * Opens a link, and turns to its contact: every page of this answer is in the contact's language and zone from now on.
   *
   * @param token as it stands in the address
   * @param endedBy as in `BallotVisits.open`
   * @throws BallotLinkUnusable, BallotLinkSuperseded, BallotLinkEnded, BallotLinkRevoked
   */
  async receive(
    request: Request,
    response: Response,
    token: string,
    endedBy: string | null = null,
  ): Promise<BallotReading> {
    const visit = await this.visits.open(token, visitorOf(request), endedBy);
    return { visit, words: this.turnTo(request, response, visit.contact) };
  }

  /**
   * A ballot stands for itself: whoever may be signed in in this browser, the page speaks to the link's contact, in the language that
   * the reader chose or else in the contact's, and has no navigation.
   *
   * @param contact null: whoever it is
   * @param address what a change of language leads back to; left out: the page itself
   */
  turnTo(request: Request, response: Response, contact: FrozenContact | null, address?: string): BallotWords {
    const language = languageOf(request, contact?.languages ?? []);
    const frame = {
      ...frameOf(response),
      language,
      zone: contact?.zone ?? 'UTC',
      person: null,
      navigation: [],
    };
    setFrame(response, address === undefined ? frame : { ...frame, address });
    const { t, partyName } = this.pages.words(response);
    return { t, partyName, locale: language };
  }

  /**
   * Shows a ballot before there is one, in its recipient's language and zone, whatever the reader has chosen: the same page, with nothing in
   * it that can be sent or followed.
   *
   * @param notice says to whoever looks what this is, and leads back
   * @returns false when the contact is none of a party that would be asked or copied: then nothing was sent
   */
  showSample(response: Response, sample: BallotSample, notice: SampleNotice): boolean {
    const visit = sampleVisit(sample);
    if (!visit) return false;
    const { languages, zone } = visit.contact;
    const language = languageFor(languages);
    setFrame(response, { ...frameOf(response), language, zone, person: null, navigation: [] });
    const { t, partyName } = this.pages.words(response);
    const words = { t, partyName, locale: language };
    const blank = { kind: '', reason: '', statement: '' };
    this.show(
      response,
      'ballot.njk',
      { visit, words },
      { ...ballotPage(visit, words), entered: blank, nonce: null, sample: notice },
    );
    return true;
  }

  /** Sends one page of the ballot; 200 unless the page says otherwise. */
  show<Page extends BallotPageData>(
    response: Response,
    template: string,
    { visit, words }: BallotReading,
    page: Page,
  ): void {
    const { status = 200, faults = [] } = page;
    const title = faults.length > 0 ? `${words.t('ballots.problem')}: ${page.title}` : page.title;
    this.showAlone(
      response,
      template,
      { ...headingOf(visit, words), ...page, title, faults, faulty: faultsByField(faults) },
      status,
    );
  }

  /** Sends a page that is not about an open link. */
  showAlone<Page extends { readonly title: string }>(
    response: Response,
    template: string,
    page: Page,
    status: number,
  ): void {
    this.pages.send(response, template, { ...page, secretariat: this.configuration.mailFrom }, status);
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

/** The first fault of each field, for the field itself. */
function faultsByField(faults: readonly FormFault[]): Readonly<Record<string, string>> {
  return Object.fromEntries(faults.toReversed().map(({ field, message }) => [field, message]));
}
