import { Body, Controller, Get, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
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
import type { Fault } from '../form.js';
import {
  type WhenFields,
  type WhenForm,
  fieldOfRefusal,
  keptFields,
  whenFormSchema,
  windowOf,
} from './when.form.js';
import { timetable, whenFieldsPage, windowPage } from './when.page.js';

/** Step 4 of a draft: the window, and everything that will be sent in it. */
@Controller('procedures/:id/draft/when')
@UseGuards(SessionGuard)
@SignedIn('chair', 'vice-chair', 'secretariat')
export class WhenController {
  constructor(
    private readonly desk: DraftDesk,
    private readonly plays: LaunchPlays,
    private readonly rehearsals: Rehearsals,
  ) {}

  @Get()
  async look(
    @Param('id') id: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.open(id, person, response);
    if (visit) await this.show(request, response, visit, keptFields(visit), []);
  }

  @Post()
  async take(
    @Param('id') id: string,
    @Body(new InputPipe(whenFormSchema, 'window')) form: WhenForm,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.open(id, person, response);
    if (!visit) return;
    const words = this.desk.words(response);
    const commandId = this.desk.unseal(request, visit, 'when', form.nonce);
    const found = windowOf(form, visit, words);
    if ('faults' in found) return this.show(request, response, visit, form, found.faults);
    const plan = { ...visit.kept.plan, ...found.window };
    const unfit = await this.unfit({ ...visit, kept: { ...visit.kept, plan } }, form, response);
    if (unfit) return this.show(request, response, visit, form, [unfit]);
    if (!commandId)
      return this.show(request, response, visit, form, [{ field: '', text: words.t('launch.fault.stale') }]);
    const unsaved = await this.desk.save(visit, { amendment: null, plan, read: form, commandId }, words);
    if (unsaved) return this.show(request, response, visit, form, [unsaved.fault], unsaved.status);
    response.redirect(303, `${nextOf(form, visit)}?done=saved`);
  }

  /** The rules judge the window now, by the machine itself; what else a launch lacks is not this step's matter. */
  private async unfit(visit: DraftVisit, form: WhenFields, response: Response): Promise<Fault | null> {
    const { refusal, departures } = await this.play(visit);
    const { t, phraseText } = this.desk.words(response);
    const field = refusal && fieldOfRefusal(refusal, form);
    if (refusal && field) return { field, text: phraseText(refusal.message) };
    const isOther = departures.some((one) => one !== 'rule-set');
    return isOther && form.departure === ''
      ? { field: 'departure', text: t('launch.fault.otherTime') }
      : null;
  }

  private async play({ id, kept, person }: DraftVisit): Promise<PlayedLaunch> {
    return this.plays.play(id, kept.plan, { actor: actorOf(person), as: 'opener' });
  }

  private async show(
    request: Request,
    response: Response,
    visit: DraftVisit,
    typed: WhenFields,
    faults: readonly Fault[],
    status?: number,
  ): Promise<void> {
    const words = this.desk.words(response);
    const played = await this.play(visit);
    const page = {
      title: words.t('launch.step.when'),
      form: 'when',
      faults,
      ...whenFieldsPage(typed, visit, words),
      window: windowPage(played, words, this.desk.readerOf(response)),
      refusal: played.refusal,
      timetable: await this.timetable(visit, played, response),
    };
    this.desk.show(request, response, 'launch-when.njk', visit, page, status);
  }

  private async timetable(
    { id, person }: DraftVisit,
    { launchAt, launch }: PlayedLaunch,
    response: Response,
  ) {
    if (!launch) return [];
    const course = await this.rehearsals.rehearse({ launch, launchAt, whatIf: [] }, actorOf(person), id);
    return timetable(course, this.desk.words(response));
  }
}

function nextOf({ action }: Pick<WhenForm, 'action'>, { base }: DraftVisit): string {
  if (action === 'show') return `${base}/when`;
  return action === 'later' ? base : `${base}/preview`;
}
