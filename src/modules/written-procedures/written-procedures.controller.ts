import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';
import { type CommandId, commandIdSchema, newId } from '../../kernel/ids.js';
import { parseInput } from '../../kernel/parse.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
  actorOf,
} from '../../platform/http/session.js';
import { answerOutcome } from '../cases/index.js';
import { type RehearsalOrder, Rehearsals, rehearsalSchema } from './rehearsal.service.js';
import { RuleSets } from './rule-sets.service.js';
import {
  WrittenProcedures,
  knownSchema,
  listSchema,
  requireCommand,
  standingSchema,
} from './written-procedures.service.js';
import { mayDraft, mayGive } from './written-procedure.policy.js';

const KEY = 'idempotency-key';

/** REST of written procedures. A command's outcome: 200 accepted, 202 received and not decided yet, 409 refused with the reason. */
@Controller('api/v1/written-procedures')
@UseGuards(SessionGuard)
@SignedIn()
export class WrittenProceduresController {
  constructor(
    private readonly procedures: WrittenProcedures,
    private readonly rehearsals: Rehearsals,
  ) {}

  @Get()
  list(
    @Query(new InputPipe(listSchema, 'query')) filter: z.output<typeof listSchema>,
    @CurrentPerson() person: SignedInPerson,
  ) {
    return this.procedures.list(filter, person);
  }

  @Post()
  @SignedIn('chair', 'vice-chair', 'secretariat')
  async draft(
    @Body() body: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Headers(KEY) key: string | undefined,
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
    @Query(new InputPipe(knownSchema, 'query')) { knownAt }: z.output<typeof knownSchema>,
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
    @Headers(KEY) key: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const command = requireCommand(name);
    requireMayGive(mayGive(person, command), name, person);
    await this.procedures.show(id, person);
    answerOutcome(
      response,
      await this.procedures.act(id, command, body, actorOf(person), commandIdOf(key)),
      200,
    );
  }
}

/** Rule sets, for reading. */
@Controller('api/v1/rule-sets')
@UseGuards(SessionGuard)
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

function commandIdOf(key: string | undefined): CommandId {
  return key === undefined ? newId<CommandId>() : parseInput(commandIdSchema, key, 'Idempotency-Key');
}

function requireMayGive(may: boolean, command: string, person: SignedInPerson): void {
  if (may) return;
  throw new DomainError(
    'procedure.not-your-role',
    'forbidden',
    `«${command}» is not for ${person.roles.join(', ') || 'somebody without a role'}.`,
    { command, drafts: mayDraft(person) },
  );
}
