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
import { type AsOfQuery, asOfAsked, asOfQuerySchema } from '../as-of.js';
import { asOfPage, doneOf } from '../registry.page.js';
import { OrganReader } from './organ.reader.js';

const asOfPipe = new InputPipe(asOfQuerySchema, 'query');
const organQuerySchema = asOfQuerySchema.extend({ done: doneOf });
const listQuerySchema = asOfQuerySchema.extend({ list: z.string().max(60).optional().catch(undefined) });

/** The organs with who sits in them, and the distribution lists, as of any day. */
@Controller('registry')
@UseGuards(SessionGuard)
@SignedIn()
export class OrganPagesController {
  constructor(
    private readonly reader: OrganReader,
    private readonly pages: PageRenderer,
  ) {}

  @Get('organs')
  async organs(
    @Query(asOfPipe) query: AsOfQuery,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const asOf = asOfAsked(query);
    const words = this.pages.words(response);
    const page = { organs: await this.reader.list(asOf) };
    this.pages.send(
      response,
      'registry-organs.njk',
      ...asOfPage(words, asOf, person, 'registry.organsTitle', page),
    );
  }

  @Get('organs/:code')
  async organ(
    @Param('code') code: string,
    @Query(new InputPipe(organQuerySchema, 'query')) { done, ...query }: z.output<typeof organQuerySchema>,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const asOf = asOfAsked(query);
    const words = this.pages.words(response);
    const page = { ...(await this.reader.show(code, asOf, words)), done };
    this.pages.send(
      response,
      'registry-organ.njk',
      ...asOfPage(words, asOf, person, 'registry.organTitle', page, { name: page.name }),
    );
  }

  @Get('lists')
  async lists(
    @Query(new InputPipe(listQuerySchema, 'query')) { list, ...query }: z.output<typeof listQuerySchema>,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const asOf = asOfAsked(query);
    const words = this.pages.words(response);
    const page = await this.reader.lists(list ?? null, asOf, person);
    this.pages.send(
      response,
      'registry-lists.njk',
      ...asOfPage(words, asOf, person, 'registry.listsTitle', page),
    );
  }
}
