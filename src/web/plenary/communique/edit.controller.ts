import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { EditFlow } from './edit-flow.service.js';

const askedSchema = z.object({ clause: z.string().max(40).catch('').default('') });

/** Editing the draft by hand: a drafted sentence, or one that rests on no fact. */
@Controller('plenary/:id/communique/edit')
@UseGuards(SessionGuard)
@SignedIn()
export class EditController {
  constructor(private readonly flow: EditFlow) {}

  @Get()
  async form(
    @Param('id') which: string,
    @Query() asked: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = { person, request, response };
    await this.flow.show({ visit, which, ...askedSchema.parse(asked) });
  }

  @Post()
  async edit(
    @Param('id') which: string,
    @Query() asked: unknown,
    @Body() body: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const visit = { person, request, response };
    await this.flow.take({ visit, which, ...askedSchema.parse(asked) }, body);
  }
}
