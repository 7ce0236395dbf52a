import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CurrentPerson, SessionGuard, SignedIn, type SignedInPerson } from '../../platform/http/session.js';
import { FormFlow } from './form-flow.service.js';
import type { Step } from './form-views.service.js';
import { kindOfCollection } from './kinds.js';

type Asked = Readonly<Record<string, unknown>>;

/** The forms by which cases are opened and acted upon: one page for each command of each kind of case. */
@Controller('cases/:collection')
@UseGuards(SessionGuard)
@SignedIn()
export class CaseFormsController {
  constructor(private readonly flow: FormFlow) {}

  @Get('new')
  async opening(
    @Param('collection') collection: string,
    @Query() asked: Asked,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.flow.show({ ...stepOf(collection, null, 'open'), person, request, response }, asked);
  }

  @Post('new')
  async open(
    @Param('collection') collection: string,
    @Body() body: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.flow.take({ ...stepOf(collection, null, 'open'), person, request, response }, body);
  }

  @Get(':id/do/:command')
  async acting(
    @Param() { collection, id, command }: { collection: string; id: string; command: string },
    @Query() asked: Asked,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.flow.show({ ...stepOf(collection, id, command), person, request, response }, asked);
  }

  @Post(':id/do/:command')
  async act(
    @Param() { collection, id, command }: { collection: string; id: string; command: string },
    @Body() body: unknown,
    @CurrentPerson() person: SignedInPerson,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.flow.take({ ...stepOf(collection, id, command), person, request, response }, body);
  }
}

function stepOf(
  collection: string,
  which: string | null,
  command: string,
): Pick<Step, 'kind' | 'which' | 'command'> {
  return { kind: kindOfCollection(collection), which, command };
}
