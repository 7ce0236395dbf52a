import { Controller, Get, Param, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { LaunchPlays, type PlayedLaunch, Rehearsals } from '../../../modules/written-procedures/index.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
  actorOf,
} from '../../../platform/http/session.js';
import { DraftDesk, type DraftVisit } from '../draft-desk.js';
import { type WhatIfQuery, answersOf, coursePage, kindsOf, whatIfQuerySchema } from './what-if.page.js';

/** Plays a draft through with answers that might come. Looking changes nothing, so it has an address that can be sent on. */
@Controller('procedures/:id/draft/what-if')
@UseGuards(SessionGuard)
@SignedIn('chair', 'vice-chair', 'secretariat')
export class DraftWhatIfController {
  constructor(
    private readonly desk: DraftDesk,
    private readonly plays: LaunchPlays,
    private readonly rehearsals: Rehearsals,
  ) {}

  @Get()
  async look(
    @Param('id') id: string,
    @Query(new InputPipe(whatIfQuerySchema, 'query')) query: WhatIfQuery,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.open(id, person, response);
    if (!visit) return;
    const words = this.desk.words(response);
    const by = { actor: actorOf(person), as: 'opener' } as const;
    const played = await this.plays.play(visit.id, visit.kept.plan, by);
    const course = query.play === '' ? null : await this.course(visit, played, query);
    this.desk.show(request, response, 'launch-what-if.njk', visit, {
      title: words.t('launch.whatIf.title'),
      query,
      refusal: played.launch ? null : played.refusal,
      kinds: visit.rules ? kindsOf(visit.rules) : [],
      parties: played.opened?.context.frozen?.electorate ?? [],
      course: course && coursePage(course, words),
    });
  }

  private async course(visit: DraftVisit, { opened, launch, launchAt }: PlayedLaunch, query: WhatIfQuery) {
    const { frozen, round } = opened?.context ?? {};
    if (!frozen || !round || !launch) return null;
    const known = frozen.electorate.map(({ code }) => code);
    const whatIf = answersOf(query, frozen.rules, known, round.opensAt);
    return this.rehearsals.rehearse({ launch, launchAt, whatIf }, actorOf(visit.person), visit.id);
  }
}
