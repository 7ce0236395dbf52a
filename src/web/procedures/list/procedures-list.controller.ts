import { Controller, Get, Query, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { ProcedureReading } from '../../../modules/written-procedures/index.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { ENDED_PER_PAGE, listPage, listQuerySchema } from './procedures-list.page.js';

/** The list of written procedures: what needs somebody today first. */
@Controller('procedures')
@UseGuards(SessionGuard)
@SignedIn()
export class ProceduresListController {
  constructor(
    private readonly reading: ProcedureReading,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async list(
    @Query(new InputPipe(listQuerySchema, 'query')) query: z.output<typeof listQuerySchema>,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const filter = { stage: query.state, words: query.q, before: query.before };
    const [underWay, ended] = await Promise.all([
      query.before || query.state === 'ended' ? [] : this.reading.underWay(filter, person),
      !query.state || query.state === 'ended' ? this.reading.ended(filter, person, ENDED_PER_PAGE) : null,
    ]);
    const page = listPage({ query, person, underWay, ended }, this.pages.words(response));
    this.pages.send(response, 'procedures-list.njk', page);
  }
}
