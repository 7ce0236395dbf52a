import { Controller, Get, Param, Query, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import type { CaseId } from '../../../kernel/ids.js';
import { Rehearsals, WrittenProcedures } from '../../../modules/written-procedures/index.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { type PlayQuery, answersOf, playQuerySchema, whatIfPage } from './what-if.page.js';

/** What if: the procedure played on in memory, with answers that might come. It changes nothing, so that it is asked by GET; a draft has its own. */
@Controller('procedures/:id/what-if')
@UseGuards(SessionGuard)
@SignedIn('chair', 'vice-chair', 'secretariat')
export class WhatIfController {
  constructor(
    private readonly procedures: WrittenProcedures,
    private readonly rehearsals: Rehearsals,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  async play(
    @Param('id') id: string,
    @Query(new InputPipe(playQuerySchema, 'query')) query: PlayQuery,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const view = await this.procedures.show(id, person);
    if (!view.launchedAt) return response.redirect(303, `/procedures/${view.id}/draft/what-if`);
    const caseId = view.id as CaseId; // the service's own id of the case
    const course = await this.rehearsals.playOn(caseId, answersOf(query));
    const page = whatIfPage({ view, query, course }, this.pages.words(response));
    this.pages.send(response, 'procedure-what-if.njk', page);
  }
}
