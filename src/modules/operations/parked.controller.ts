import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, UseGuards } from '@nestjs/common';
import type { CaseId } from '../../kernel/ids.js';
import { Scoped } from '../../platform/http/scope.js';
import { SessionGuard, SignedIn } from '../../platform/http/session.js';
import { type Parked, ParkedWork } from './parked.service.js';

/** What was parked, for the Secretariat: to be looked at, and tried again once mended. */
@Controller('api/v1/parked')
@UseGuards(SessionGuard)
@Scoped('operations')
@SignedIn('secretariat')
export class ParkedController {
  constructor(private readonly parked: ParkedWork) {}

  @Get()
  async list(): Promise<Parked[]> {
    return this.parked.list();
  }

  @Post('cases/:id/retry')
  @HttpCode(204)
  async retryCase(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.parked.retryCase(id as CaseId); // checked by the pipe; an unknown one is refused by the engine
  }

  @Post('effects/:id/retry')
  @HttpCode(204)
  async retryEffect(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.parked.retryEffect(id);
  }
}
