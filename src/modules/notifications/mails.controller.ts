import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, UseGuards } from '@nestjs/common';
import { z } from 'zod';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { Scoped } from '../../platform/http/scope.js';
import { SessionGuard, SignedIn } from '../../platform/http/session.js';
import type { MailDeliveries } from './mail-attempt.store.js';
import { Mails } from './mail.service.js';
import { MAIL_STATUSES, type MailEntry, type MailRow } from './mail.store.js';
import { MAIL_READERS } from './mails.policy.js';

export const mailFilterSchema = z.strictObject({
  case: z.uuid('a case id').optional(),
  party: z.string().max(40).optional(),
  status: z.enum(MAIL_STATUSES, { error: `one of ${MAIL_STATUSES.join(', ')}` }).optional(),
  address: z.string().max(254).optional(),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
});

/** The mail log, for the Secretariat and the Chair. */
@Controller('api/v1/mails')
@UseGuards(SessionGuard)
@Scoped('mails')
export class MailsController {
  constructor(private readonly mails: Mails) {}

  @Get()
  @SignedIn(...MAIL_READERS)
  async list(
    @Query(new InputPipe(mailFilterSchema, 'query')) filter: z.output<typeof mailFilterSchema>,
  ): Promise<MailEntry[]> {
    const { case: caseId, ...rest } = filter;
    return this.mails.list({ ...rest, caseId });
  }

  @Get(':id')
  @SignedIn(...MAIL_READERS)
  async show(@Param('id', ParseUUIDPipe) id: string): Promise<MailRow & MailDeliveries> {
    return { ...(await this.mails.show(id)), ...(await this.mails.triesOf(id)) };
  }

  /** Accepted, not sent: the new mail goes out like any other. */
  @Post(':id/resend')
  @HttpCode(202)
  @SignedIn('secretariat')
  async resend(@Param('id', ParseUUIDPipe) id: string): Promise<{ readonly mailId: string }> {
    return { mailId: await this.mails.resend(id) };
  }
}
