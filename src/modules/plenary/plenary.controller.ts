import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { CurrentPerson, SessionGuard, SignedIn, type SignedInPerson } from '../../platform/http/session.js';
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
  @SignedIn('chair', 'secretariat')
  wholeFile(@Param('id') id: string, @CurrentPerson() person: SignedInPerson) {
    return this.meetings.wholeFile(id, person);
  }
}

/** The register of decisions. */
@Controller('api/v1/decisions')
@UseGuards(SessionGuard)
@SignedIn()
export class DecisionsController {
  constructor(private readonly meetings: Meetings) {}

  @Get()
  register(
    @Query(new InputPipe(registerFilterSchema, 'query')) filter: RegisterFilter,
    @CurrentPerson() person: SignedInPerson,
  ) {
    return this.meetings.register(filter, person);
  }
}
