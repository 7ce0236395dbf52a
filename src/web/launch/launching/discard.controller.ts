import { Body, Controller, Get, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { WrittenProcedures } from '../../../modules/written-procedures/index.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
  actorOf,
} from '../../../platform/http/session.js';
import { DraftDesk, type DraftVisit } from '../draft-desk.js';
import { type Fault, typed } from '../form.js';

const discardSchema = z.object({ nonce: typed, reason: typed });

/** Discards a draft: its reference stays taken, and its text can be taken over into another. */
@Controller('procedures/:id/draft/discard')
@UseGuards(SessionGuard)
@SignedIn('chair', 'vice-chair', 'secretariat')
export class DiscardController {
  constructor(
    private readonly desk: DraftDesk,
    private readonly procedures: WrittenProcedures,
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
    this.show(request, response, visit, { reason: '', faults: [] });
  }

  @Post()
  async discard(
    @Param('id') id: string,
    @Body(new InputPipe(discardSchema, 'discard')) form: z.output<typeof discardSchema>,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = await this.desk.open(id, person, response);
    if (!visit) return;
    const { reason } = form;
    const { t, phraseText } = this.desk.words(response);
    const commandId = this.desk.unseal(request, visit, 'discard', form.nonce);
    const stale = [{ field: '', text: t('launch.fault.stale') }];
    if (!commandId) return this.show(request, response, visit, { reason, faults: stale });
    const payload = reason ? { reason } : {};
    const { refusal } = await this.procedures.act(id, 'discard', payload, actorOf(person), commandId);
    if (!refusal) return response.redirect(303, '/procedures?done=discard');
    const faults = [{ field: refusal.field ?? '', text: phraseText(refusal.message) }];
    this.show(request, response, visit, { reason, faults }, 409);
  }

  private show(
    request: Request,
    response: Response,
    visit: DraftVisit,
    again: { readonly reason: string; readonly faults: readonly Fault[] },
    status?: number,
  ): void {
    const title = this.desk.words(response).t('launch.discard.title');
    this.desk.show(
      request,
      response,
      'launch-discard.njk',
      visit,
      { title, form: 'discard', ...again },
      status,
    );
  }
}
