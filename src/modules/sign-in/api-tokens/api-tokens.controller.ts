import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { z } from 'zod';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { Scoped } from '../../../platform/http/scope.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
} from '../../../platform/http/session.js';
import { type TokenInput, tokenSchema } from './api-token.dto.js';
import { ApiTokens } from './api-tokens.service.js';

/** Everybody's own tokens. No token makes, sees or revokes one: whoever stole it could then keep what was taken. */
@Controller('api/v1/tokens')
@UseGuards(SessionGuard)
@Scoped('none')
@SignedIn()
export class ApiTokensController {
  constructor(private readonly tokens: ApiTokens) {}

  @Get()
  list(@CurrentPerson() { contactId }: SignedInPerson) {
    return this.tokens.list(contactId);
  }

  @Post()
  make(
    @Body(new InputPipe(tokenSchema, 'token')) input: TokenInput,
    @CurrentPerson() { contactId }: SignedInPerson,
  ) {
    return this.tokens.make(input, contactId);
  }

  @Post(':id/revoke')
  @HttpCode(204)
  async revoke(
    @Param('id', new InputPipe(z.uuid('an id as the list shows it'), 'id')) id: string,
    @CurrentPerson() { contactId }: SignedInPerson,
  ): Promise<void> {
    await this.tokens.revoke(id, contactId);
  }
}
