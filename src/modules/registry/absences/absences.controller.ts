import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import type { Instant } from '../../../kernel/instant.js';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { Scoped } from '../../../platform/http/scope.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { type AsOf, type NewAbsence, absenceSchema, asOfSchema, endSchema } from '../registry.dto.js';
import type { Absence } from '../registry.types.js';
import { Absences } from './absences.service.js';

/** Absences of contacts: said by the contact itself or the Secretariat. */
@Controller('api/v1')
@UseGuards(SessionGuard)
@Scoped('registry')
@SignedIn()
export class AbsencesController {
  constructor(private readonly absences: Absences) {}

  @Get('absences')
  list(
    @Query(new InputPipe(asOfSchema, 'query')) asOf: AsOf,
    @CurrentPerson() person: SignedInPerson,
  ): Promise<Absence[]> {
    return this.absences.list(asOf, person);
  }

  @Post('contacts/:id/absences')
  async begin(
    @Param('id') id: string,
    @Body(new InputPipe(absenceSchema, 'absence')) absence: NewAbsence,
    @CurrentPerson() person: SignedInPerson,
  ): Promise<NewAbsence> {
    await this.absences.begin(id, absence, person);
    return absence;
  }

  @Post('contacts/:id/absences/end')
  @HttpCode(204)
  async end(
    @Param('id') id: string,
    @Body(new InputPipe(endSchema, 'end')) { at }: { at: Instant },
    @CurrentPerson() person: SignedInPerson,
  ): Promise<void> {
    await this.absences.end(id, at, person);
  }
}
