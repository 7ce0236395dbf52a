import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { RollCall } from '../../../modules/written-procedures/index.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { DraftDesk, type DraftVisit } from '../draft-desk.js';
import type { Fault } from '../form.js';
import { type WhoForm, type WhoQuery, whoFormSchema, whoPage, whoQuerySchema } from './who.page.js';

/** What the page is shown with. */
interface WhoAgain {
  readonly query: WhoQuery;
  readonly reason: string;
  readonly faults: readonly Fault[];
}

/** Step 3 of a draft: the roll as of now. It is the registry's; what is wrong with it is mended there. */
@Controller('procedures/:id/draft/who')
@UseGuards(SessionGuard)
@SignedIn('chair', 'vice-chair', 'secretariat')
export class WhoController {
  constructor(
    private readonly desk: DraftDesk,
    private readonly roll: RollCall,
  ) {}

  @Get()
  async look(
    @Param('id') id: string,
    @Query(new InputPipe(whoQuerySchema, 'query')) query: WhoQuery,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.open(id, person, response);
    if (!visit) return;
    await this.show(request, response, visit, { query, reason: visit.kept.plan.unreachedReason, faults: [] });
  }

  /** Keeps why it is to be launched although some Participant has no working contact. */
  @Post()
  async take(
    @Param('id') id: string,
    @Body(new InputPipe(whoFormSchema, 'reason')) form: WhoForm,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.open(id, person, response);
    if (!visit) return;
    const words = this.desk.words(response);
    const commandId = this.desk.unseal(request, visit, 'who', form.nonce);
    const again = { query: { only: undefined }, reason: form.unreachedReason };
    const stale = [{ field: '', text: words.t('launch.fault.stale') }];
    if (!commandId) return this.show(request, response, visit, { ...again, faults: stale });
    const plan = { ...visit.kept.plan, unreachedReason: form.unreachedReason };
    const unsaved = await this.desk.save(visit, { amendment: null, plan, read: form, commandId }, words);
    if (unsaved)
      return this.show(request, response, visit, { ...again, faults: [unsaved.fault] }, unsaved.status);
    response.redirect(303, `${form.action === 'later' ? visit.base : `${visit.base}/when`}?done=saved`);
  }

  private async show(
    request: Request,
    response: Response,
    visit: DraftVisit,
    { query, reason, faults }: WhoAgain,
    status?: number,
  ): Promise<void> {
    const words = this.desk.words(response);
    const page = {
      title: words.t('launch.step.who'),
      form: 'who',
      faults,
      reason,
      ...whoPage(await this.roll.now(), visit, query, words),
    };
    this.desk.show(request, response, 'launch-who.njk', visit, page, status);
  }
}
