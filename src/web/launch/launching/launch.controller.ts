import { Body, Controller, Get, Inject, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DomainError } from '../../../kernel/domain-error.js';
import {
  LaunchPlans,
  LaunchPlays,
  type NeededReasons,
  RollCall,
} from '../../../modules/written-procedures/index.js';
import { CONFIGURATION, type Configuration } from '../../../platform/config/index.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
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
import { type LaunchForm, confirmationFaults, launchFormSchema, launchPage } from './launch.page.js';

/** The last step: confirmed by typing the reference, carried out a moment later. */
@Controller('procedures/:id/draft')
@UseGuards(SessionGuard)
@SignedIn('chair', 'vice-chair', 'secretariat')
export class LaunchController {
  constructor(
    private readonly desk: DraftDesk,
    private readonly plans: LaunchPlans,
    private readonly plays: LaunchPlays,
    private readonly roll: RollCall,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'launchUndoMs'>,
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
    const judged = await this.judged(visit, response);
    const hindrance = judged.hindrance ?? (await this.schedule(visit, form, commandId, judged.needed));
    if (hindrance) return this.show(request, response, visit, form.confirmation, [hindrance], 409);
    response.redirect(303, `${visit.base}/launching`);
  }

  /** What stands in the way of this person's launching it, judged by the machine for the instant at which it would happen. */
  private async judged(
    visit: DraftVisit,
    response: Response,
  ): Promise<{ readonly hindrance: Fault | null; readonly needed: NeededReasons }> {
    const words = this.desk.words(response);
    const played = await this.played(visit);
    const count = countOf(await this.roll.now(), excludedMember(visit));
    const steps = checklist(visit, count, played, words);
    const missing = steps.find(({ state, name }) => state === 'missing' && name !== 'launch');
    const why = played.refusal ? words.phraseText(played.refusal.message) : missing?.why.join(' ');
    const needed = { departure: played.departures.length > 0, unreachedReason: count.red > 0 };
    return { hindrance: why === undefined ? null : { field: '', text: why }, needed };
  }

  private async schedule(
    visit: DraftVisit,
    form: LaunchForm,
    commandId: NonNullable<ReturnType<DraftDesk['unseal']>>,
    needed: NeededReasons,
  ): Promise<Fault | null> {
    try {
      await this.plans.confirm(visit.id, form, actorOf(visit.person), commandId, needed);
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
      hindrance: faults.length > 0 ? null : (await this.judged(visit, response)).hindrance,
    };
    this.desk.show(request, response, 'launch-launch.njk', visit, page, status);
  }
}
