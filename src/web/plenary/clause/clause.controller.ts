import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { ClauseFlow, type ClauseStep } from './clause-flow.service.js';

const askedSchema = z.object({
  clause: z.string().max(40).catch('').default(''),
  item: z.string().max(60).catch('').default(''),
  kind: z.string().max(40).catch('').default(''),
});

/** Clauses as typed facts: recorded in the session, amended until the meeting closes. */
@Controller('plenary/:id/session/clause')
@UseGuards(SessionGuard)
@SignedIn()
export class ClauseController {
  constructor(private readonly flow: ClauseFlow) {}

  @Get()
  async form(
    @Param('id') which: string,
    @Query() asked: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.flow.show(stepOf(which, asked, { person, request, response }));
  }

  @Post()
  async record(
    @Param('id') which: string,
    @Query() asked: unknown,
    @Body() body: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.flow.take(stepOf(which, asked, { person, request, response }), body);
  }
}

function stepOf(which: string, asked: unknown, visit: ClauseStep['visit']): ClauseStep {
  return { which, visit, ...askedSchema.parse(asked) };
}
