import { Controller, Get, Param, Query, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { asOfAsked, asOfQuerySchema } from '../as-of.js';
import { asOfPage, doneOf } from '../registry.page.js';
import { partyPage } from './party.page.js';
import { RegistryReader } from './registry.reader.js';
import { ROLL_TABS, rollLines } from './roll.page.js';

const rollQuerySchema = asOfQuerySchema.extend({
  kind: z.enum(ROLL_TABS).catch('participant'),
  q: z.string().trim().max(100).catch(''),
});
type RollQuery = z.output<typeof rollQuerySchema>;
const partyQuerySchema = asOfQuerySchema.extend({ done: doneOf });
type PartyQuery = z.output<typeof partyQuerySchema>;

/** The roll, and the page of each party, as of any day. */
@Controller('registry')
@UseGuards(SessionGuard)
@SignedIn()
export class PartyPagesController {
  constructor(
    private readonly reader: RegistryReader,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async roll(
    @Query(new InputPipe(rollQuerySchema, 'query')) { kind, q, ...query }: RollQuery,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const asOf = asOfAsked(query);
    const roll = await this.reader.roll(asOf);
    const tabs = ROLL_TABS.map((name) => ({ name, count: roll[name].length, current: name === kind }));
    const words = this.pages.words(response);
    const lines = rollLines(roll[kind], await this.reader.contacts(asOf, person), person, q, words);
    const page = { kind, q, lines, tabs, total: roll[kind].length };
    this.pages.send(response, 'registry-roll.njk', ...asOfPage(words, asOf, person, 'registry.title', page));
  }

  @Get('parties/:code')
  async party(
    @Param('code') code: string,
    @Query(new InputPipe(partyQuerySchema, 'query')) { done, ...query }: PartyQuery,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const asOf = asOfAsked(query);
    const words = this.pages.words(response);
    const page = partyPage(await this.reader.party(code, asOf, person), person, words);
    const shown = { ...page, done };
    this.pages.send(
      response,
      'registry-party.njk',
      ...asOfPage(words, asOf, person, 'registry.partyTitle', shown, { name: page.name }),
    );
  }
}
