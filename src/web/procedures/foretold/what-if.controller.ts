import { Controller, Get, Param, Query, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import type { CaseId } from '../../../kernel/ids.js';
import { Rehearsals, RuleSets, WrittenProcedures } from '../../../modules/written-procedures/index.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
  actorOf,
} from '../../../platform/http/session.js';
import { type PlayQuery, answersOf, playQuerySchema, whatIfPage } from './what-if.page.js';

/** What if: the procedure played on in memory, with answers that might come. It changes nothing, so that it is asked by GET. */
@Controller('procedures/:id/what-if')
@UseGuards(SessionGuard)
@SignedIn('chair', 'vice-chair', 'secretariat')
export class WhatIfController {
  constructor(
    private readonly procedures: WrittenProcedures,
    private readonly rehearsals: Rehearsals,
    private readonly ruleSets: RuleSets,
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
    const caseId = view.id as CaseId; // the service's own id of the case
    const whatIf = answersOf(query);
    const draft = { launch: { ruleSet: query.ruleSet ?? 'kp' }, whatIf };
    const course = view.launchedAt
      ? await this.rehearsals.playOn(caseId, whatIf)
      : await this.rehearsals.rehearse(draft, actorOf(person), caseId);
    const words = this.pages.words(response);
    const page = whatIfPage({ view, query, course, ruleSets: this.ruleSets.all() }, words);
    this.pages.send(response, 'procedure-what-if.njk', page);
  }
}
