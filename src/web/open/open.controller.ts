import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { frameOf } from '../../platform/http/frame.js';
import { Forms } from '../../platform/http/forms.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { CurrentPerson, SessionGuard, SignedIn, type SignedInPerson } from '../../platform/http/session.js';
import { nonceSchema, pageSchema } from './open.dto.js';
import { followedAt } from './open-mark.js';
import { loadPage, openPage } from './open.page.js';
import { OpenWork } from './open.service.js';

/** All that is open for the government of whoever is signed in. */
@Controller('open')
@UseGuards(SessionGuard)
@SignedIn('participant', 'observer')
export class OpenController {
  constructor(
    private readonly work: OpenWork,
    private readonly pages: PageRenderer,
    private readonly forms: Forms,
  ) {}

  @Get()
  async show(
    @CurrentPerson() person: SignedInPerson,
    @Query(new InputPipe(pageSchema, 'query')) { after }: z.output<typeof pageSchema>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const open = await this.work.of(person, after);
    const { t, partyName } = this.pages.words(response);
    const { language: locale, zone } = frameOf(response);
    this.pages.send(response, 'open.njk', {
      party: person.party,
      ...(open && openPage(open, { t, partyName, locale, zone })),
      load: open && loadPage(open.load, locale),
      title: t('open.title', { party: partyName(person.party, open?.party.name ?? person.party) }),
      base: '',
      isGone: open === null,
      liveAt: followedAt('/live/open', open, after),
      nonce: this.forms.seal(request, response, sealOf(person)),
    });
  }

  /** Leads to the ballot by a personal link of the person's own. */
  @Post(':caseId')
  async toBallot(
    @CurrentPerson() person: SignedInPerson,
    @Param('caseId') caseId: string,
    @Body(new InputPipe(nonceSchema, 'form')) { nonce }: z.output<typeof nonceSchema>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const seed = this.forms.require(request, sealOf(person), nonce);
    response.redirect(303, await this.work.ballotFor(person, caseId, seed));
  }
}

function sealOf({ contactId }: SignedInPerson): readonly string[] {
  return [contactId, 'open'];
}
