import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { z } from 'zod';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { Scoped } from '../../platform/http/scope.js';
import { CurrentPerson, SessionGuard, SignedIn, type SignedInPerson } from '../../platform/http/session.js';
import {
  type EndpointInput,
  type LogFilter,
  disablingSchema,
  endpointSchema,
  logFilterSchema,
  rotationSchema,
} from './webhooks.dto.js';
import { Webhooks } from './webhooks.service.js';

const ID = new InputPipe(z.uuid('an id as the list shows it'), 'id');

/** Webhooks by REST, for the Secretariat. */
@Controller('api/v1/webhooks')
@UseGuards(SessionGuard)
@Scoped('webhooks')
@SignedIn('secretariat')
export class WebhooksController {
  constructor(private readonly webhooks: Webhooks) {}

  @Get()
  list(@CurrentPerson() person: SignedInPerson) {
    return this.webhooks.list(person);
  }

  @Post()
  register(
    @Body(new InputPipe(endpointSchema, 'endpoint')) input: EndpointInput,
    @CurrentPerson() person: SignedInPerson,
  ) {
    return this.webhooks.register(input, person);
  }

  @Get('messages/:id')
  message(@Param('id', ID) id: string, @CurrentPerson() person: SignedInPerson) {
    return this.webhooks.message(id, person);
  }

  @Post('messages/:id/redeliver')
  @HttpCode(202)
  redeliver(@Param('id', ID) id: string, @CurrentPerson() person: SignedInPerson) {
    return this.webhooks.redeliver(id, person);
  }

  @Get(':id')
  show(@Param('id', ID) id: string, @CurrentPerson() person: SignedInPerson) {
    return this.webhooks.show(id, person);
  }

  @Get(':id/messages')
  log(
    @Param('id', ID) id: string,
    @Query(new InputPipe(logFilterSchema, 'query')) filter: LogFilter,
    @CurrentPerson() person: SignedInPerson,
  ) {
    return this.webhooks.log(id, filter, person);
  }

  @Post(':id/rotate')
  @HttpCode(200)
  rotate(
    @Param('id', ID) id: string,
    @Body(new InputPipe(rotationSchema, 'rotation')) how: z.output<typeof rotationSchema>,
    @CurrentPerson() person: SignedInPerson,
  ) {
    return this.webhooks.rotate(id, how, person);
  }

  @Post(':id/disable')
  @HttpCode(200)
  disable(
    @Param('id', ID) id: string,
    @Body(new InputPipe(disablingSchema, 'body')) { reason }: z.output<typeof disablingSchema>,
    @CurrentPerson() person: SignedInPerson,
  ) {
    return this.webhooks.disable(id, reason, person);
  }

  @Post(':id/enable')
  @HttpCode(200)
  enable(@Param('id', ID) id: string, @CurrentPerson() person: SignedInPerson) {
    return this.webhooks.enable(id, person);
  }

  @Post(':id/end')
  @HttpCode(200)
  end(@Param('id', ID) id: string, @CurrentPerson() person: SignedInPerson) {
    return this.webhooks.end(id, person);
  }

  @Post(':id/test')
  @HttpCode(202)
  test(@Param('id', ID) id: string, @CurrentPerson() person: SignedInPerson) {
    return this.webhooks.test(id, person);
  }
}
