import { Body, Controller, Get, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Registry, Standing, TRADE_STATUSES, tradeStatusSchema } from '../../../modules/registry/index.js';
import { parseInput } from '../../../kernel/parse.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { type Form, type Typed, choice, typedDay, typedSchema } from '../forms/form.js';
import { FormPages } from '../forms/form-pages.js';

/** Says from when a Participant may trade, or may not, and by which decision. */
@Controller('registry/parties/:code/trade')
@UseGuards(SessionGuard)
@SignedIn('secretariat')
export class TradePagesController {
  constructor(
    private readonly registry: Registry,
    private readonly standing: Standing,
    private readonly pages: PageRenderer,
    private readonly formPages: FormPages,
  ) {}

  @Get()
  async ask(
    @Param('code') code: string,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    this.formPages.show({ request, response, person }, await this.formFor(code, response));
  }

  @Post()
  async set(
    @Param('code') code: string,
    @Body(new InputPipe(typedSchema, 'form')) typed: Typed,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const form = await this.formFor(code, response);
    const act = () => this.setOnce(code, typed);
    await this.formPages.take({ request, response, person }, form, typed, act, `${form.back}?done=trade-set`);
  }

  /** A status that holds then already is left as it is, so that a form sent twice counts once. */
  private async setOnce(party: string, typed: Typed): Promise<void> {
    const { status, source, note = '' } = typed;
    const validFrom = typedDay(typed['validFrom'], 'validFrom', await this.registry.now());
    const wanted = parseInput(
      tradeStatusSchema,
      { party, status, validFrom, source: source?.trim(), note: note.trim() },
      'trade status',
    );
    const then = (await this.standing.tradeStatuses({ at: validFrom })).find((one) => one.party === party);
    const isSaid =
      then?.status === wanted.status && then.source === wanted.source && then.note === wanted.note;
    if (!isSaid) await this.standing.setTradeStatus(wanted);
  }

  private async formFor(code: string, response: Response): Promise<Form> {
    const { t, partyName } = this.pages.words(response);
    const { memberships } = await this.standing.history(code);
    const choices = TRADE_STATUSES.map((value) => ({ value, text: t(`registry.trade.${value}`) }));
    return {
      words: 'registry.setTrade',
      values: { name: partyName(code, memberships.at(-1)?.name ?? code) },
      fields: [
        choice('status', t('registry.form.choose'), choices),
        { name: 'validFrom', kind: 'date' },
        { name: 'source', kind: 'text' },
        { name: 'note', kind: 'text' },
      ],
      about: ['registry.setTrade', code],
      action: `/registry/parties/${code}/trade`,
      back: `/registry/parties/${code}`,
      typed: {},
    };
  }
}
