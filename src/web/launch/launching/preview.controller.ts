import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { BallotDesk } from '../../../modules/ballots/index.js';
import { maySeeContacts } from '../../../modules/registry/index.js';
import {
  LaunchMails,
  LaunchPlays,
  type PlayedLaunch,
  RollCall,
} from '../../../modules/written-procedures/index.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
  actorOf,
} from '../../../platform/http/session.js';
import { DraftDesk, type DraftVisit } from '../draft-desk.js';
import {
  type DryRunForm,
  type PreviewQuery,
  type PreviewRecipient,
  dryRunSchema,
  languagesOf,
  previewQuerySchema,
  recipientsOf,
  sampleOf,
} from './preview.page.js';

/** Step 5 of a draft: its launch mail before it goes out, on the page and as a mail to oneself. */
@Controller('procedures/:id/draft/preview')
@UseGuards(SessionGuard)
@SignedIn('chair', 'vice-chair', 'secretariat')
export class PreviewController {
  constructor(
    private readonly desk: DraftDesk,
    private readonly plays: LaunchPlays,
    private readonly mails: LaunchMails,
    private readonly roll: RollCall,
    private readonly ballots: BallotDesk,
  ) {}

  @Get()
  async look(
    @Param('id') id: string,
    @Query(new InputPipe(previewQuerySchema, 'query')) { to }: PreviewQuery,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.open(id, person, response);
    if (!visit) return;
    const [played, recipients] = await this.played(visit, response);
    const chosen = recipients.find((one) => one.id === to) ?? recipients[0] ?? null;
    this.desk.show(request, response, 'launch-preview.njk', visit, {
      title: this.desk.words(response).t('launch.step.preview'),
      form: 'dry-run',
      seesAddresses: maySeeContacts(person, ''),
      recipients,
      mailLanguages: languagesOf(recipients, this.desk.languageOf(response)),
      chosen,
      mail: chosen && this.mails.render(played, chosen.mail),
      refusal: played.refusal,
    });
  }

  /** The page behind the personal link, as the recipient will find it when the window opens; nothing on it can be sent. */
  @Get('ballot')
  async ballot(
    @Param('id') id: string,
    @Query(new InputPipe(previewQuerySchema, 'query')) { to }: PreviewQuery,
    @CurrentPerson() person: SignedInPerson,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.open(id, person, response);
    if (!visit) return;
    const [{ opened }, recipients] = await this.played(visit, response);
    const chosen = recipients.find((one) => one.id === to) ?? recipients[0];
    const back = `${visit.base}/preview?to=${encodeURIComponent(to)}`;
    const { t } = this.desk.words(response);
    const lang = this.desk.languageOf(response);
    const notice = {
      text: t('launch.preview.sample'),
      back: t('launch.preview.sampleBack'),
      href: back,
      lang,
    };
    const sample = opened && chosen && sampleOf(opened, chosen);
    if (!sample || !this.ballots.showSample(response, sample, notice)) response.redirect(303, back);
  }

  /** Sends the mail that is shown to whoever asks, and to nobody else. */
  @Post('dry-run')
  async dryRun(
    @Param('id') id: string,
    @Body(new InputPipe(dryRunSchema, 'rehearsal')) form: DryRunForm,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.open(id, person, response);
    if (!visit) return;
    const formId = this.desk.unseal(request, visit, 'dry-run', form.nonce);
    const [played, recipients] = await this.played(visit, response);
    const chosen = recipients.find((one) => one.id === form.to) ?? recipients[0];
    const back = `${visit.base}/preview?to=${encodeURIComponent(form.to)}`;
    if (!formId || !chosen) return response.redirect(303, back);
    await this.mails.sendToMyself(played, chosen.mail, person.contactId, formId);
    response.redirect(303, `${back}&done=rehearsed`);
  }

  private async played(
    visit: DraftVisit,
    response: Response,
  ): Promise<readonly [PlayedLaunch, readonly PreviewRecipient[]]> {
    const by = { actor: actorOf(visit.person), as: 'opener' } as const;
    const played = await this.plays.play(visit.id, visit.kept.plan, by);
    const called = await this.roll.now();
    return [
      played,
      recipientsOf(played, called, (mail) => this.mails.languageOf(mail), this.desk.words(response)),
    ];
  }
}
