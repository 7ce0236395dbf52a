import { Controller, Get, Param, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { LaunchPlans, LaunchPlays, RollCall } from '../../../modules/written-procedures/index.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
  actorOf,
} from '../../../platform/http/session.js';
import { checklist } from '../checklist.js';
import { DraftDesk } from '../draft-desk.js';
import { ruleSentence } from '../rule-sentence.js';
import { countOf, excludedMember } from '../steps/who.page.js';

/** The draft at a glance: every step, and what is missing in it. */
@Controller('procedures/:id/draft')
@UseGuards(SessionGuard)
@SignedIn('chair', 'vice-chair', 'secretariat')
export class OverviewController {
  constructor(
    private readonly desk: DraftDesk,
    private readonly plans: LaunchPlans,
    private readonly plays: LaunchPlays,
    private readonly roll: RollCall,
  ) {}

  @Get()
  async look(
    @Param('id') id: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.open(id, person, response);
    if (!visit) return;
    const words = this.desk.words(response);
    const by = { actor: actorOf(person), as: 'opener' } as const;
    const played = await this.plays.play(visit.id, visit.kept.plan, by);
    const count = countOf(await this.roll.now(), excludedMember(visit));
    this.desk.show(request, response, 'launch-overview.njk', visit, {
      title: visit.draft.title,
      steps: checklist(visit, count, played, words),
      rule: visit.rules && ruleSentence(visit.rules, words),
      notLaunched: visit.kept.refusal,
      savedBy: visit.kept.savedBy,
      departure: played.departures.length > 0 ? visit.kept.plan.departure : '',
      unreachedReason: count.red > 0 ? visit.kept.plan.unreachedReason : '',
      traces: await this.plans.traces(visit.id),
    });
  }
}
