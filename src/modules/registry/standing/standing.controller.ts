import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import type { Instant } from '../../../kernel/instant.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { Scoped } from '../../../platform/http/scope.js';
import { SessionGuard, SignedIn } from '../../../platform/http/session.js';
import {
  type Admission,
  type Application,
  type AsOf,
  type NewNation,
  type NewTradeStatus,
  admissionSchema,
  applicantSchema,
  asOfSchema,
  endSchema,
  nationSchema,
  tradeStatusSchema,
} from '../registry.dto.js';
import { Registry } from '../registry.service.js';
import type { NationEntry, Party, PartyHistory, Roll, TradeStatusEntry } from '../registry.types.js';
import { Standing } from './standing.service.js';

const asOfPipe = new InputPipe(asOfSchema, 'query');
const endPipe = new InputPipe(endSchema, 'end');

/** REST of how parties stand: to read for everybody who is signed in, to change for the Secretariat. */
@Controller('api/v1')
@UseGuards(SessionGuard)
@Scoped('registry')
@SignedIn()
export class StandingController {
  constructor(
    private readonly standing: Standing,
    private readonly registry: Registry,
  ) {}

  @Get('roll')
  async roll(@Query(asOfPipe) asOf: AsOf): Promise<Roll> {
    return this.standing.roll(asOf);
  }

  @Get('applicants')
  async applicants(@Query(asOfPipe) { at, knownAt }: AsOf): Promise<Party[]> {
    return this.registry.roll('applicant', at, knownAt);
  }

  @Get('guests')
  async guests(@Query(asOfPipe) { at, knownAt }: AsOf): Promise<Party[]> {
    return this.registry.roll('guest', at, knownAt);
  }

  @Get('parties/:code/history')
  async history(@Param('code') code: string): Promise<PartyHistory> {
    return this.standing.history(code);
  }

  @Get('trade-statuses')
  async tradeStatuses(@Query(asOfPipe) asOf: AsOf): Promise<TradeStatusEntry[]> {
    return this.standing.tradeStatuses(asOf);
  }

  @Get('nations')
  async nations(@Query(asOfPipe) asOf: AsOf): Promise<NationEntry[]> {
    return this.standing.nations(asOf);
  }

  @Post('applicants')
  @HttpCode(200)
  @SignedIn('secretariat')
  async apply(
    @Body(new InputPipe(applicantSchema, 'application')) application: Application,
  ): Promise<{ changed: boolean }> {
    return { changed: await this.registry.registerApplicant(application) };
  }

  @Post('admissions')
  @HttpCode(200)
  @SignedIn('secretariat')
  async admit(
    @Body(new InputPipe(admissionSchema, 'admission')) admission: Admission,
  ): Promise<{ changed: boolean }> {
    return { changed: await this.registry.admitParty(admission) };
  }

  @Post('trade-statuses')
  @SignedIn('secretariat')
  async setTradeStatus(
    @Body(new InputPipe(tradeStatusSchema, 'trade status')) status: NewTradeStatus,
  ): Promise<NewTradeStatus> {
    await this.standing.setTradeStatus(status);
    return status;
  }

  @Post('trade-statuses/:party/end')
  @HttpCode(204)
  @SignedIn('secretariat')
  async endTradeStatus(@Param('party') party: string, @Body(endPipe) { at }: { at: Instant }): Promise<void> {
    await this.standing.endTradeStatus(party, at);
  }

  @Post('nations')
  @SignedIn('secretariat')
  async setNation(@Body(new InputPipe(nationSchema, 'nation')) nation: NewNation): Promise<NewNation> {
    await this.standing.setNation(nation);
    return nation;
  }

  @Post('nations/:nation/end')
  @HttpCode(204)
  @SignedIn('secretariat')
  async endNation(@Param('nation') nation: string, @Body(endPipe) { at }: { at: Instant }): Promise<void> {
    await this.standing.endNation(nation, at);
  }
}
