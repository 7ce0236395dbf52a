import { Body, Controller, Get, Inject, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Request, Response } from 'express';
import { LegalClock } from '../../../engine/index.js';
import { DomainError } from '../../../kernel/domain-error.js';
import { msBetween } from '../../../kernel/instant.js';
import { LaunchPlans, LaunchPlays, RollCall } from '../../../modules/written-procedures/index.js';
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
import { checklist } from '../checklist.js';
import { DraftDesk, type DraftVisit } from '../draft-desk.js';
import type { Fault } from '../form.js';
import { countOf, excludedMember } from '../steps/who.page.js';
import {
  type LaunchForm,
  type SealedForm,
  confirmationFaults,
  launchFormSchema,
  launchPage,
  sealedFormSchema,
} from './launch.page.js';

/** The last step: confirmed by typing the reference, carried out a moment later, and until then undone by one button. */
@Controller('procedures/:id/draft')
@UseGuards(SessionGuard)
@SignedIn('chair', 'vice-chair', 'secretariat')
export class LaunchController {
  constructor(
    private readonly desk: DraftDesk,
    private readonly plans: LaunchPlans,
    private readonly plays: LaunchPlays,
    private readonly roll: RollCall,
    private readonly clock: LegalClock,
    private readonly dataSource: DataSource,
    @Inject(CONFIGURATION)
    private readonly configuration: Pick<Configuration, 'launchUndoMs' | 'simulatedClock'>,
  ) {}

  @Get('launch')
  async look(
    @Param('id') id: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.open(id, person, response);
    if (visit) await this.show(request, response, visit, '', []);
  }

  @Post('launch')
  async confirm(
    @Param('id') id: string,
    @Body(new InputPipe(launchFormSchema, 'launch')) form: LaunchForm,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.open(id, person, response);
    if (!visit) return;
    const words = this.desk.words(response);
    const commandId = this.desk.unseal(request, visit, 'launch', form.nonce);
    const faults = [
      ...confirmationFaults(form, visit, words),
      ...(commandId ? [] : [{ field: '', text: words.t('launch.fault.stale') }]),
    ];
    if (!commandId || faults.length > 0)
      return this.show(request, response, visit, form.confirmation, faults);
    const hindrance =
      (await this.hindrance(visit, response)) ?? (await this.schedule(visit, form, commandId));
    if (hindrance) return this.show(request, response, visit, form.confirmation, [hindrance], 409);
    response.redirect(303, `${visit.base}/launching`);
  }

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
    const now = await this.clock.now(this.dataSource.manager);
    this.desk.show(request, response, 'launch-launching.njk', visit, {
      title: t(pending ? 'launch.launching.title' : 'launch.launching.doneTitle'),
      ...(pending
        ? { form: 'launching', live: followed({ caseId: visit.id, revision: visit.draft.revision }) }
        : {}),
      pending,
      seconds: pending ? Math.max(0, Math.ceil(msBetween(now, pending.at) / 1000)) : 0,
      isSimulated: this.configuration.simulatedClock,
    });
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
    const isUndone = await this.plans.undo(visit.id);
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

  /** What stands in the way of this person's launching it, judged by the machine for the instant at which it would happen. */
  private async hindrance(visit: DraftVisit, response: Response): Promise<Fault | null> {
    const words = this.desk.words(response);
    const { refusal } = await this.played(visit);
    const count = countOf(await this.roll.now(), excludedMember(visit));
    const steps = checklist(visit, count, refusal, words);
    const missing = steps.find(({ state, name }) => state === 'missing' && name !== 'launch');
    if (refusal) return { field: '', text: words.phraseText(refusal.message) };
    return missing ? { field: '', text: missing.why.join(' ') } : null;
  }

  private async schedule(
    visit: DraftVisit,
    form: LaunchForm,
    commandId: NonNullable<ReturnType<DraftDesk['unseal']>>,
  ): Promise<Fault | null> {
    try {
      await this.plans.confirm(visit.id, form, actorOf(visit.person), commandId);
      return null;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'launch.changed')
        return { field: '', text: error.message };
      throw error;
    }
  }

  private async played({ id, kept, person }: DraftVisit) {
    const by = { actor: actorOf(person), as: 'self' } as const;
    return this.plays.play(id, kept.plan, by, this.configuration.launchUndoMs);
  }

  private async show(
    request: Request,
    response: Response,
    visit: DraftVisit,
    confirmation: string,
    faults: readonly Fault[],
    status?: number,
  ): Promise<void> {
    const words = this.desk.words(response);
    const undoSeconds = Math.round(this.configuration.launchUndoMs / 1000);
    const played = await this.played(visit);
    const page = {
      title: words.t('launch.step.launch'),
      form: 'launch',
      faults,
      confirmation,
      ...launchPage(played, visit, undoSeconds, words),
      hindrance: faults.length > 0 ? null : await this.hindrance(visit, response),
    };
    this.desk.show(request, response, 'launch-launch.njk', visit, page, status);
  }
}
