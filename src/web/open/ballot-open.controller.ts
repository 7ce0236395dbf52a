import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { BallotDesk, BallotLinkFilter, type BallotReading } from '../../modules/ballots/index.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { nonceSchema, pageSchema } from './open.dto.js';
import { followedAt } from './open-mark.js';
import { openPage } from './open.page.js';
import { OpenWork } from './open.service.js';

const SEAL = ['open'];

/** All that is open for the government of a ballot link, for whoever was sent that link: only this contact's own links lead on. */
@Controller('b/:token/open')
@UseFilters(BallotLinkFilter)
export class BallotOpenController {
  constructor(
    private readonly desk: BallotDesk,
    private readonly work: OpenWork,
  ) {}

  @Get()
  async show(
    @Param('token') token: string,
    @Query(new InputPipe(pageSchema, 'query')) { after }: z.output<typeof pageSchema>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const reading = await this.desk.receive(request, response, token);
    await this.list(request, response, reading, after);
  }

  /** Looking makes no link; pressing a button does, and the same one however often it is pressed. It answers nothing. */
  @Post(':caseId')
  async toBallot(
    @Param() at: { readonly token: string; readonly caseId: string },
    @Body(new InputPipe(nonceSchema, 'form')) { nonce }: z.output<typeof nonceSchema>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.desk.requireOwnForm(request);
    const reading = await this.desk.receive(request, response, at.token);
    const { visit } = reading;
    if (this.desk.unseal(request, visit, SEAL, nonce) === null)
      return this.desk.redirect(response, visit, '/open');
    const speaker = { party: visit.party.code, contactId: visit.contact.id };
    response.redirect(303, await this.work.ballotFor(speaker, at.caseId, visit.token));
  }

  private async list(
    request: Request,
    response: Response,
    reading: BallotReading,
    after: string | undefined,
  ): Promise<void> {
    const { visit, words } = reading;
    const { party, contact } = visit;
    const open = await this.work.of({ party: party.code, contactId: contact.id }, after);
    const shown = open && openPage(open, { ...words, zone: contact.zone }, visit.file.caseId);
    this.desk.show(response, 'open-by-link.njk', reading, {
      ...shown,
      title: words.t('open.title', { party: words.partyName(party.code, party.name) }),
      isGone: open === null,
      liveAt: followedAt(`/b/${visit.token}/open/live`, open, after),
      nonce: this.desk.seal(request, response, visit, SEAL),
    });
  }
}
