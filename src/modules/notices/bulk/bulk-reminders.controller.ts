import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, UseGuards } from '@nestjs/common';
import type { z } from 'zod';
import { InputPipe } from '../../../platform/http/input.pipe.js';
import { Scoped } from '../../../platform/http/scope.js';
import {
  CurrentPerson,
  SessionGuard,
  SignedIn,
  type SignedInPerson,
  actorOf,
} from '../../../platform/http/session.js';
import {
  type BulkFilter,
  type BulkOutcome,
  type BulkPreview,
  bulkFilterSchema,
  bulkSendSchema,
} from './bulk-reminder.dto.js';
import { BulkReminders } from './bulk-reminders.service.js';

/** Reminders to many, for the Chair and the Secretariat: first the list, then exactly those on it. */
@Controller('api/v1/bulk-reminders')
@UseGuards(SessionGuard)
@Scoped('mails')
@SignedIn('chair', 'secretariat')
export class BulkRemindersController {
  constructor(private readonly bulk: BulkReminders) {}

  @Post('preview')
  preview(
    @Body(new InputPipe(bulkFilterSchema, 'filter')) filter: BulkFilter,
    @CurrentPerson() person: SignedInPerson,
  ): Promise<BulkPreview> {
    return this.bulk.preview(filter, actorOf(person));
  }

  @Post(':id/send')
  @HttpCode(200)
  send(
    @Param('id', ParseUUIDPipe) id: string,
    @Body(new InputPipe(bulkSendSchema, 'send')) { hash }: z.output<typeof bulkSendSchema>,
    @CurrentPerson() person: SignedInPerson,
  ): Promise<BulkOutcome> {
    return this.bulk.send(id, hash ?? null, actorOf(person));
  }
}
