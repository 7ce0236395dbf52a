import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  EffectRegistry,
  type EffectResult,
  Engine,
  type OutboxMessage,
  PermanentFailure,
  TryAgainLater,
  UnknownCommand,
} from '../../engine/index.js';
import type { CaseId, CommandId } from '../../kernel/ids.js';
import { Seal } from '../../platform/auth/index.js';
import {
  EnvelopeChanged,
  MAIL_TRANSPORT,
  MailboxRefused,
  type MailTransport,
} from '../../platform/mail/index.js';
import { Mails, bouncedMailSchema } from './mail.service.js';
import { beginAttempt } from './mail-attempt.store.js';
import { noteFailure, settleMail } from './mail.store.js';
import { MailWriter } from './mail.writer.js';
import { openParcel } from './parcel.js';

/** What a case is told may be this long. */
const LONGEST_DIAGNOSTIC = 500;
const ACTOR = { kind: 'system', id: 'mail', name: 'Mail delivery' } as const;

/**
 * Carries out the effects `mail` and `mail-bounced`. A mail is written in one transaction, sent outside any, then marked. A
 * crash in between sends the same words under the same Message-ID again: at least once, and never two different ones.
 */
@Injectable()
export class MailProcessor implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly effects: EffectRegistry,
    private readonly engine: Engine,
    private readonly mails: Mails,
    private readonly writer: MailWriter,
    private readonly seal: Seal,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
  ) {}

  onModuleInit(): void {
    this.effects.register('mail', (message) => this.deliver(message));
    this.effects.register('mail-bounced', (message) => this.tellCase(message));
  }

  private async deliver(message: OutboxMessage): Promise<EffectResult> {
    await this.dataSource.transaction((tx) => this.writer.write(tx, message));
    const sealed = await beginAttempt(this.dataSource.manager, message.id);
    if (sealed === undefined) return this.settled(message.id);
    if (sealed === null) return this.unaddressable(message.id);
    const { messageId } = await this.mails.show(message.id);
    const sent = await this.transport
      .send({ ...openParcel(this.seal, sealed), messageId })
      .catch((error: unknown) => this.notSent(message.id, error));
    if (sent !== null) await settleMail(this.dataSource.manager, message.id, 'sent', sent.response);
    return 'done';
  }

  private async settled(id: string): Promise<EffectResult> {
    const { status, response } = await this.mails.show(id);
    return status === 'skipped' ? { skipped: response ?? 'not needed any more' } : 'done';
  }

  /** No server needs to be asked about an address that is none. */
  private async unaddressable(id: string): Promise<EffectResult> {
    const { response } = await this.mails.show(id);
    await this.mails.refused(id, response ?? 'no address');
    return 'done';
  }

  /** @returns null when that settles the matter @throws TryAgainLater; PermanentFailure when another try would do harm */
  private async notSent(id: string, error: unknown): Promise<null> {
    if (error instanceof MailboxRefused) {
      await this.mails.refused(id, error.message);
      return null;
    }
    const words = error instanceof Error ? error.message : String(error);
    if (error instanceof EnvelopeChanged) {
      await settleMail(this.dataSource.manager, id, 'failed', words);
      throw new PermanentFailure(words, { cause: error });
    }
    await noteFailure(this.dataSource.manager, id, words);
    throw new TryAgainLater(words, { cause: error });
  }

  /** Silence cannot run where mail does not arrive: the case decides what that means. Told twice is told once. */
  private async tellCase(message: OutboxMessage): Promise<EffectResult> {
    const { mailId } = bouncedMailSchema.parse(message.payload);
    const { caseId, party, contactId, response } = await this.mails.show(mailId);
    if (caseId === null) return { skipped: 'the mail belongs to no case' };
    const payload = { party, contactId, mailId, diagnostic: (response ?? '').slice(0, LONGEST_DIAGNOSTIC) };
    try {
      const { refusal } = await this.engine.submit({
        caseId: caseId as CaseId, // the engine's own id
        type: 'record-undeliverable',
        commandId: `bounce-${mailId}` as CommandId, // a text of 43 characters
        actor: ACTOR,
        payload,
      });
      return refusal ? { skipped: `${refusal.code}: ${refusal.message}` } : 'done';
    } catch (error) {
      if (error instanceof UnknownCommand)
        return { skipped: 'this procedure does not ask whether mail arrives' };
      throw error;
    }
  }
}
