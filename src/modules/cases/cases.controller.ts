import {
  Body,
  Controller,
  Get,
  Headers,
  Param,
  Post,
  Query,
  Res,
  type Type,
  UseGuards,
} from '@nestjs/common';
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
import { CaseDesk, caseKnownSchema, caseListSchema, requireCommand } from './case-desk.service.js';
import type { CaseKind } from './case-kind.js';
import { IDEMPOTENCY_KEY, commandIdOf, requireMayGive } from './command-request.js';
import { answerOutcome } from './outcome.answer.js';

/**
 * Makes the REST controller of a kind of case, under `/api/v1/<collection>`. A command's outcome: 201 opened, 200 accepted, 202 received and not
 * decided yet, 409 refused with the reason.
 *
 * @param kind of case
 * @returns the controller class, for a module's list
 */
export function caseController(kind: CaseKind): Type {
  @Controller(`api/v1/${kind.collection}`)
  @UseGuards(SessionGuard)
  @Scoped('cases')
  @SignedIn()
  class CaseController {
    constructor(private readonly desk: CaseDesk) {}

    @Get()
    list(
      @Query(new InputPipe(caseListSchema, 'query')) filter: z.output<typeof caseListSchema>,
      @CurrentPerson() person: SignedInPerson,
    ) {
      return this.desk.list(kind, filter, person);
    }

    @Post()
    async open(
      @Body() body: unknown,
      @CurrentPerson() person: SignedInPerson,
      @Headers(IDEMPOTENCY_KEY) key: string | undefined,
      @Res() response: Response,
    ): Promise<void> {
      requireMayGive(kind.workflow.start, person);
      answerOutcome(response, await this.desk.open(kind, body, actorOf(person), commandIdOf(key)), 201);
    }

    @Get(':id')
    show(@Param('id') id: string, @CurrentPerson() person: SignedInPerson) {
      return this.desk.show(kind, id, person);
    }

    @Get(':id/history')
    history(
      @Param('id') id: string,
      @Query(new InputPipe(caseKnownSchema, 'query')) { knownAt }: z.output<typeof caseKnownSchema>,
      @CurrentPerson() person: SignedInPerson,
    ) {
      return this.desk.history(kind, id, person, knownAt ?? null);
    }

    @Get(':id/export')
    @SignedIn('chair', 'secretariat')
    exportHistory(@Param('id') id: string, @CurrentPerson() person: SignedInPerson) {
      return this.desk.exportHistory(kind, id, person);
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
      requireMayGive(requireCommand(kind, name), person);
      const sender = { actor: actorOf(person), asker: person, commandId: commandIdOf(key) };
      answerOutcome(response, await this.desk.act(kind, id, name, body, sender), 200);
    }
  }
  return CaseController;
}
