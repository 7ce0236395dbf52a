import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { Scoped } from '../../platform/http/scope.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
  actorOf,
} from '../../platform/http/session.js';
import {
  type CaseListFilter,
  IDEMPOTENCY_KEY,
  answerOutcome,
  caseKnownSchema,
  caseListSchema,
  commandIdOf,
  requireCommand,
  requireMayGive,
} from '../cases/index.js';
import { PROCEDURES } from './procedure.kind.js';
import { type RehearsalOrder, Rehearsals, rehearsalSchema } from './rehearsal.service.js';
import { RuleSets } from './rule-sets.service.js';
import { WrittenProcedures, standingSchema } from './written-procedures.service.js';

/** REST of written procedures. A command's outcome: 200 accepted, 202 received and not decided yet, 409 refused with the reason. */
@Controller('api/v1/written-procedures')
@UseGuards(SessionGuard)
@Scoped('cases')
@SignedIn()
export class WrittenProceduresController {
  constructor(
    private readonly procedures: WrittenProcedures,
    private readonly rehearsals: Rehearsals,
  ) {}

  @Get()
  list(
    @Query(new InputPipe(caseListSchema, 'query')) filter: CaseListFilter,
    @CurrentPerson() person: SignedInPerson,
  ) {
    return this.procedures.list(filter, person);
  }

  @Post()
  @SignedIn('chair', 'vice-chair', 'secretariat')
  async draft(
    @Body() body: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Headers(IDEMPOTENCY_KEY) key: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    answerOutcome(response, await this.procedures.draft(body, actorOf(person), commandIdOf(key)), 201);
  }

  @Post('rehearsals')
  @HttpCode(200)
  @SignedIn('chair', 'vice-chair', 'secretariat')
  rehearseNew(
    @Body(new InputPipe(rehearsalSchema, 'rehearsal')) order: RehearsalOrder,
    @CurrentPerson() person: SignedInPerson,
  ) {
    return this.rehearsals.rehearse(order, actorOf(person), null);
  }

  @Post(':id/rehearsals')
  @HttpCode(200)
  @SignedIn('chair', 'vice-chair', 'secretariat')
  async rehearse(
    @Param('id') id: string,
    @Body(new InputPipe(rehearsalSchema, 'rehearsal')) order: RehearsalOrder,
    @CurrentPerson() person: SignedInPerson,
  ) {
    return this.rehearsals.rehearse(order, actorOf(person), await this.procedures.idOf(id));
  }

  @Get(':id')
  show(@Param('id') id: string, @CurrentPerson() person: SignedInPerson) {
    return this.procedures.show(id, person);
  }

  @Get(':id/positions')
  positions(@Param('id') id: string, @CurrentPerson() person: SignedInPerson) {
    return this.procedures.positions(id, person);
  }

  @Get(':id/timetable')
  timetable(@Param('id') id: string, @CurrentPerson() person: SignedInPerson) {
    return this.procedures.timetable(id, person);
  }

  @Get(':id/history')
  history(
    @Param('id') id: string,
    @Query(new InputPipe(caseKnownSchema, 'query')) { knownAt }: z.output<typeof caseKnownSchema>,
    @CurrentPerson() person: SignedInPerson,
  ) {
    return this.procedures.history(id, person, knownAt ?? null);
  }

  @Get(':id/standing')
  standing(
    @Param('id') id: string,
    @Query(new InputPipe(standingSchema, 'query')) question: z.output<typeof standingSchema>,
    @CurrentPerson() person: SignedInPerson,
  ) {
    return this.procedures.standing(id, person, question);
  }

  @Get(':id/export')
  @SignedIn('chair', 'secretariat')
  exportHistory(@Param('id') id: string, @CurrentPerson() person: SignedInPerson) {
    return this.procedures.exportHistory(id, person);
  }

  @Post(':id/:command')
  async act(
    @Param('id') id: string,
    @Param('command') name: string,
    @Body() body: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Headers(IDEMPOTENCY_KEY) key: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    requireMayGive(requireCommand(PROCEDURES, name), person);
    await this.procedures.show(id, person);
    answerOutcome(
      response,
      await this.procedures.act(id, name, body, actorOf(person), commandIdOf(key)),
      200,
    );
  }
}

/** Rule sets, for reading. */
@Controller('api/v1/rule-sets')
@UseGuards(SessionGuard)
@Scoped('cases')
@SignedIn()
export class RuleSetsController {
  constructor(private readonly ruleSets: RuleSets) {}

  @Get()
  list() {
    return this.ruleSets
      .all()
      .map(({ id, version, title, body, source }) => ({ id, version, title, body, source }));
  }

  @Get(':id')
  show(@Param('id') id: string) {
    return this.ruleSets.get(id);
  }
}
