import { Controller, Get, Param, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { linkToNextPage } from '../../platform/http/next-page.js';
import { CurrentPerson, SessionGuard, SignedIn, type SignedInPerson } from '../../platform/http/session.js';
import { DecisionRegister } from './decision-register.service.js';
import { type RegisterFilter, registerFilterSchema } from './decision-register.js';
import { Meetings } from './meetings.service.js';

/** What meetings have beyond other cases: a communiqué, and a file to take away. */
@Controller('api/v1/meetings')
@UseGuards(SessionGuard)
@SignedIn()
export class MeetingsController {
  constructor(private readonly meetings: Meetings) {}

  @Get(':id/communique')
  communique(@Param('id') id: string, @CurrentPerson() person: SignedInPerson) {
    return this.meetings.communique(id, person);
  }

  @Get(':id/file')
  wholeFile(@Param('id') id: string, @CurrentPerson() person: SignedInPerson) {
    return this.meetings.wholeFile(id, person);
  }
}

/** The register of decisions. */
@Controller('api/v1/decisions')
@UseGuards(SessionGuard)
@SignedIn()
export class DecisionsController {
  constructor(private readonly register: DecisionRegister) {}

  @Get()
  async list(
    @Query(new InputPipe(registerFilterSchema, 'query')) filter: RegisterFilter,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { entries, next } = await this.register.page(filter, person);
    linkToNextPage(request, response, next);
    return entries;
  }
}
