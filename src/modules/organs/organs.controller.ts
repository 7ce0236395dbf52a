import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { Scoped } from '../../platform/http/scope.js';
import { SessionGuard, SignedIn } from '../../platform/http/session.js';
import { type AsOf, asOfSchema, endSchema } from '../registry/index.js';
import type { Instant } from '../../kernel/instant.js';
import { Bars } from './bars.service.js';
import { type OrganRule, organRuleSchema } from './composition/organ-rule.js';
import { Mergers } from './mergers/mergers.service.js';
import {
  type AtInstant,
  type Merger,
  type NewBar,
  type NewBarred,
  type NewOrgan,
  type NewSeat,
  type Unbar,
  type Unseat,
  atSchema,
  barSchema,
  barredSchema,
  mergerSchema,
  organSchema,
  seatSchema,
  unbarSchema,
  unseatSchema,
} from './organ.dto.js';
import { Organs } from './organs.service.js';

const asOfPipe = new InputPipe(asOfSchema, 'query');
const atPipe = new InputPipe(atSchema, 'query');
const mergerPipe = new InputPipe(mergerSchema, 'merger');

/** REST of the organs: who sits where to everybody who is signed in, bars to the Chair too, changes to the Secretariat. */
@Controller('api/v1')
@UseGuards(SessionGuard)
@Scoped('registry')
@SignedIn()
export class OrgansController {
  constructor(
    private readonly organs: Organs,
    private readonly bars: Bars,
    private readonly mergers: Mergers,
  ) {}

  @Get('organs')
  list(@Query(asOfPipe) asOf: AsOf) {
    return this.organs.list(asOf);
  }

  @Get('organs/:code/seats')
  seats(@Param('code') code: string, @Query(asOfPipe) asOf: AsOf) {
    return this.organs.seats(code, asOf);
  }

  @Get('organs/:code/rules')
  rules(@Param('code') code: string, @Query(atPipe) asked: AtInstant) {
    return this.organs.rules(code, asked);
  }

  @Get('organs/:code/successor')
  successor(@Param('code') code: string, @Query(atPipe) asked: AtInstant) {
    return this.organs.successor(code, asked);
  }

  @Get('parties/:code/seats')
  seatsOfParty(@Param('code') code: string, @Query(asOfPipe) asOf: AsOf) {
    return this.organs.seatsOf(code, asOf);
  }

  @Post('organs')
  @HttpCode(200)
  @SignedIn('secretariat')
  found(@Body(new InputPipe(organSchema, 'organ')) organ: NewOrgan) {
    return this.organs.found(organ);
  }

  @Post('organs/:code/end')
  @HttpCode(204)
  @SignedIn('secretariat')
  end(@Param('code') code: string, @Body(new InputPipe(endSchema, 'end')) { at }: { at: Instant }) {
    return this.organs.end(code, at);
  }

  @Post('organ-rules')
  @HttpCode(204)
  @SignedIn('secretariat')
  putRule(@Body(new InputPipe(organRuleSchema, 'rule')) rule: OrganRule) {
    return this.organs.putRule(rule);
  }

  @Post('seats')
  @HttpCode(200)
  @SignedIn('secretariat')
  seat(@Body(new InputPipe(seatSchema, 'seat')) seat: NewSeat) {
    return this.organs.seat(seat);
  }

  @Post('seats/end')
  @HttpCode(204)
  @SignedIn('secretariat')
  unseat(@Body(new InputPipe(unseatSchema, 'seat')) seat: Unseat) {
    return this.organs.unseat(seat);
  }

  @Post('mergers/preview')
  @HttpCode(200)
  @SignedIn('secretariat', 'chair')
  preview(@Body(mergerPipe) merger: Merger) {
    return this.mergers.preview(merger);
  }

  @Post('mergers')
  @HttpCode(200)
  @SignedIn('secretariat')
  merge(@Body(mergerPipe) merger: Merger) {
    return this.mergers.merge(merger);
  }

  @Get('bars')
  @SignedIn('secretariat', 'chair')
  listBars(@Query(atPipe) asked: AtInstant) {
    return this.bars.list(asked);
  }

  @Post('bars')
  @HttpCode(200)
  @SignedIn('secretariat')
  bar(@Body(new InputPipe(barSchema, 'bar')) bar: NewBar) {
    return this.bars.bar(bar);
  }

  @Post('bars/persons')
  @HttpCode(200)
  @SignedIn('secretariat')
  barPerson(@Body(new InputPipe(barredSchema, 'entry')) entry: NewBarred) {
    return this.bars.barPerson(entry);
  }

  @Post('bars/persons/end')
  @HttpCode(204)
  @SignedIn('secretariat')
  unbar(@Body(new InputPipe(unbarSchema, 'entry')) entry: Unbar) {
    return this.bars.unbar(entry);
  }
}
