import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { DomainError } from '../../kernel/domain-error.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { requireScope } from '../../platform/http/scope.js';
import { SESSION_READER, type SessionReader } from '../../platform/http/session.js';
import { type BounceOutcome, Bounces } from './bounces.service.js';

/** Reports bring back at most the mail they are about. */
const LARGEST = 1_000_000;

/** The door for mail that came back: open to a mail provider by MAIL_WEBHOOK_TOKEN, and to the Secretariat. */
@Controller('api/v1/mail/bounces')
export class BouncesController {
  constructor(
    private readonly bounces: Bounces,
    @Inject(SESSION_READER) private readonly sessions: SessionReader,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'mailWebhookToken'>,
  ) {}

  @Post()
  @HttpCode(200)
  async take(@Req() request: Request): Promise<BounceOutcome> {
    await this.requireMailServer(request);
    requireMessage(request);
    return this.bounces.take(await wholeBody(request), 'POST');
  }

  private async requireMailServer(request: Request): Promise<void> {
    const { mailWebhookToken } = this.configuration;
    const given = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1];
    if (mailWebhookToken !== null && given !== undefined && isSame(given, mailWebhookToken)) return;
    const person = await this.sessions.personOf(request);
    if (person?.roles.includes('secretariat')) return requireScope(person.scopes, 'mails:send');
    throw new DomainError(
      'mail.bounce-forbidden',
      'forbidden',
      'Send the token of MAIL_WEBHOOK_TOKEN as «Authorization: Bearer …», or sign in as the Secretariat.',
    );
  }
}

/** Compares hashes, so that neither the length nor the beginning of the token can be found out by timing. */
function isSame(given: string, wanted: string): boolean {
  const [a, b] = [given, wanted].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

function requireMessage(request: Request): void {
  if (request.is('message/rfc822')) return;
  throw new DomainError(
    'mail.bounce-type',
    'invalid',
    'Send the returned mail as it came, with «Content-Type: message/rfc822».',
    { field: 'content-type' },
  );
}

async function wholeBody(request: Request): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    // no encoding is set, so the parts are bytes
    size += part.length;
    if (size > LARGEST) {
      throw new DomainError(
        'mail.bounce-too-large',
        'invalid',
        `A returned mail is at most ${LARGEST} bytes. Send its report without the mail it returns.`,
      );
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
