import { Controller, Get, Param, Query, Req, Res, StreamableFile, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { linkToNextPage } from '../../platform/http/next-page.js';
import { Scoped } from '../../platform/http/scope.js';
import { CurrentPerson, SessionGuard, SignedIn, type SignedInPerson } from '../../platform/http/session.js';
import { COMMUNIQUE_FORMATS, type CommuniqueFormat } from '../communique/index.js';
import { Communiques } from './communique.service.js';
import { DecisionRegister } from './decision-register.service.js';
import { type RegisterFilter, registerFilterSchema } from './decision-register.js';
import { Meetings } from './meetings.service.js';

/** The files a communiqué can be had as. */
export const communiqueFormatSchema = z.enum(COMMUNIQUE_FORMATS);

/** What meetings have beyond other cases: a communiqué, and a file to take away. */
@Controller('api/v1/meetings')
@UseGuards(SessionGuard)
@Scoped('cases')
@SignedIn()
export class MeetingsController {
  constructor(
    private readonly meetings: Meetings,
    private readonly communiques: Communiques,
  ) {}

  @Get(':id/communique')
  communique(@Param('id') id: string, @CurrentPerson() person: SignedInPerson) {
    return this.communiques.show(id, person);
  }

  @Get(':id/communique.:format')
  async communiqueFile(
    @Param('id') id: string,
    @Param('format', new InputPipe(communiqueFormatSchema, 'format')) format: CommuniqueFormat,
    @CurrentPerson() person: SignedInPerson,
  ) {
    const { name, type, bytes } = await this.communiques.file(id, format, person);
    const disposition = `attachment; filename="${name}"`; // letters, digits and hyphens: nothing to quote
    return new StreamableFile(bytes, { type, disposition, length: bytes.length });
  }

  @Get(':id/file')
  wholeFile(@Param('id') id: string, @CurrentPerson() person: SignedInPerson) {
    return this.meetings.wholeFile(id, person);
  }
}

/** The register of decisions. */
@Controller('api/v1/decisions')
@UseGuards(SessionGuard)
@Scoped('cases')
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
