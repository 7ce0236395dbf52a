import { Body, Controller, Get, Inject, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Request, Response } from 'express';
import { LegalClock } from '../../../engine/index.js';
import { msBetween } from '../../../kernel/instant.js';
import { type KeptPlan, LaunchPlans, LaunchPlays } from '../../../modules/written-procedures/index.js';
import { CONFIGURATION, type Configuration } from '../../../platform/config/index.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { followed } from '../../../platform/http/live-mark.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
  actorOf,
} from '../../../platform/http/session.js';
import { DraftDesk, type DraftVisit } from '../draft-desk.js';
import { type SealedForm, launchPage, mayCountersign, sealedFormSchema } from './launch.page.js';

/** A launch that was confirmed: countersigned where the rules ask for it, then carried out a moment later, and until then undone by one button. */
@Controller('procedures/:id/draft')
@UseGuards(SessionGuard)
@SignedIn('chair', 'vice-chair', 'secretariat')
export class LaunchingController {
  constructor(
    private readonly desk: DraftDesk,
    private readonly plans: LaunchPlans,
    private readonly plays: LaunchPlays,
    private readonly clock: LegalClock,
    private readonly dataSource: DataSource,
    @Inject(CONFIGURATION)
    private readonly configuration: Pick<Configuration, 'launchUndoMs' | 'simulatedClock'>,
  ) {}

  /** The moment to undo; afterwards what has become of it. The page follows the case by itself. */
  @Get('launching')
  async wait(
    @Param('id') id: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.look(id, person);
    const { pending } = visit.kept;
    if (!pending && visit.draft.state === 'draft') return response.redirect(303, visit.base);
    const { t } = this.desk.words(response);
    this.desk.show(request, response, 'launch-launching.njk', visit, {
      title: t(`launch.launching.${titleOf(pending)}`),
      ...(pending
        ? { form: 'launching', live: followed({ caseId: visit.id, revision: visit.draft.revision }) }
        : {}),
      pending,
      seconds: pending ? await this.secondsUntil(pending.at) : 0,
      isSimulated: this.configuration.simulatedClock,
      maySign: pending !== null && mayCountersign(pending, person),
      what: pending?.awaitsCountersign ? await this.whatIsLaunched(visit, response) : null,
      traces: await this.plans.traces(visit.id),
    });
  }

  @Post('countersign')
  async countersign(
    @Param('id') id: string,
    @Body(new InputPipe(sealedFormSchema, 'countersignature')) form: SealedForm,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.look(id, person);
    const back = `${visit.base}/launching`;
    if (!this.desk.unseal(request, visit, 'launching', form.nonce)) return response.redirect(303, back);
    const isDone = await this.plans.countersign(visit.id, actorOf(person), person.roles);
    response.redirect(303, isDone ? `${back}?done=countersigned` : back);
  }

  @Post('undo')
  async undo(
    @Param('id') id: string,
    @Body(new InputPipe(sealedFormSchema, 'undo')) form: SealedForm,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.look(id, person);
    if (!this.desk.unseal(request, visit, 'launching', form.nonce))
      return response.redirect(303, `${visit.base}/launching`);
    const isUndone = await this.plans.undo(visit.id, actorOf(person));
    response.redirect(303, isUndone ? `${visit.base}?done=undone` : `${visit.base}/launching?done=too-late`);
  }

  @Post('launch-now')
  async hasten(
    @Param('id') id: string,
    @Body(new InputPipe(sealedFormSchema, 'launch')) form: SealedForm,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.look(id, person);
    if (this.desk.unseal(request, visit, 'launching', form.nonce)) await this.plans.hasten(visit.id);
    response.redirect(303, `${visit.base}/launching`);
  }

  private async secondsUntil(at: NonNullable<KeptPlan['pending']>['at']): Promise<number> {
    const now = await this.clock.now(this.dataSource.manager);
    return Math.max(0, Math.ceil(msBetween(now, at) / 1000));
  }

  /** What the second person puts a name to. */
  private async whatIsLaunched(visit: DraftVisit, response: Response) {
    const by = { actor: actorOf(visit.person), as: 'opener' } as const;
    const played = await this.plays.play(visit.id, visit.kept.plan, by);
    const undoSeconds = Math.round(this.configuration.launchUndoMs / 1000);
    return launchPage(played, visit, undoSeconds, this.desk.words(response));
  }
}

function titleOf(pending: KeptPlan['pending']): 'title' | 'waitsTitle' | 'doneTitle' {
  if (!pending) return 'doneTitle';
  return pending.awaitsCountersign ? 'waitsTitle' : 'title';
}
