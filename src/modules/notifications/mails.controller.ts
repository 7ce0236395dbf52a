import { Controller, Get, Inject, Param, ParseUUIDPipe, Post, Query, Req, UseGuards } from '@nestjs/common';
import type { Request } from 'express';
import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { InputPipe } from '../../platform/http/input.pipe.js';
import { SESSION_READER, SessionGuard, type SessionReader, SignedIn } from '../../platform/http/session.js';
import { type BounceOutcome, Bounces } from './bounces.service.js';
import { Mails } from './mail.service.js';
import type { MailRow } from './mail.store.js';

export const mailFilterSchema = z.strictObject({
  case: z.uuid('a case id').optional(),
  party: z.string().optional(),
  status: z.enum(['queued', 'sent', 'refused', 'bounced']).optional(),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
});

const LARGEST_BOUNCE = 1_000_000;

/** The mail log, for the Secretariat and the Chair, and the door for mail that came back. */
@Controller('api/v1/mails')
@UseGuards(SessionGuard)
export class MailsController {
  constructor(
    private readonly mails: Mails,
    private readonly bounces: Bounces,
    @Inject(SESSION_READER) private readonly sessions: SessionReader,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get()
  @SignedIn('secretariat', 'chair')
  async list(@Query(new InputPipe(mailFilterSchema, 'query')) filter: z.output<typeof mailFilterSchema>): Promise<MailRow[]> {
    const { case: caseId, ...rest } = filter;
    return this.mails.list({ ...rest, caseId });
  }

  @Get(':id')
  @SignedIn('secretariat', 'chair')
  async show(@Param('id', ParseUUIDPipe) id: string): Promise<MailRow> {
    return this.mails.show(id);
  }

  @Post(':id/resend')
  @SignedIn('secretariat')
  async resend(@Param('id', ParseUUIDPipe) id: string): Promise<{ mailId: string }> {
    return { mailId: await this.mails.resend(id) };
  }

  /** Open to the mail server by MAIL_WEBHOOK_TOKEN, and to the Secretariat. */
  @Post('bounces')
  async bounce(@Req() request: Request): Promise<BounceOutcome> {
    await this.requireMailServer(request);
    return this.bounces.take(await wholeBody(request));
  }

  private async requireMailServer(request: Request): Promise<void> {
    const { mailWebhookToken } = this.configuration;
    const given = Buffer.from(request.get('authorization')?.replace(/^Bearer /, '') ?? '');
    const wanted = Buffer.from(mailWebhookToken ?? '');
    if (wanted.length > 0 && wanted.length === given.length && timingSafeEqual(wanted, given)) return;
    const person = await this.sessions.personOf(request);
    if (person?.roles.includes('secretariat')) return;
    throw new DomainError('mail.bounce-forbidden', 'forbidden', 'Send the token of MAIL_WEBHOOK_TOKEN as «Authorization: Bearer …», or sign in as the Secretariat.');
  }
}

async function wholeBody(request: Request): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST_BOUNCE) throw new DomainError('mail.bounce-too-large', 'invalid', `A returned mail is at most ${LARGEST_BOUNCE} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
