import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { Scoped } from '../../platform/http/scope.js';
import { CurrentPerson, SessionGuard, SignedIn, type SignedInPerson } from '../../platform/http/session.js';
import { type DueFilter, dueFilterSchema } from './due-list.js';
import { Mandates } from './mandates.service.js';

/** What mandates have beyond other cases: a list of what is due. */
@Controller('api/v1/mandates')
@UseGuards(SessionGuard)
@Scoped('cases')
@SignedIn()
export class MandatesController {
  constructor(private readonly mandates: Mandates) {}

  @Get('due')
  due(
    @Query(new InputPipe(dueFilterSchema, 'query')) filter: DueFilter,
    @CurrentPerson() person: SignedInPerson,
  ) {
    return this.mandates.due(filter, person);
  }
}
