import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type EffectResult, OutboxWriter, type OutboxMessage } from '../../engine/index.js';
import { type OutboxId, derivedId } from '../../kernel/ids.js';
import type { JsonObject } from '../../kernel/json.js';
import { Addressees, type Recipient } from './addressees.js';

/** A notice of any workflow, as far as sending it goes. */
export interface Notice {
  readonly template: string;
  readonly to: readonly string[];
}

/** Makes mails of notices: one for each contact that stands behind the codes a notice is addressed to. */
@Injectable()
export class NoticeSender {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: OutboxWriter,
    private readonly addressees: Addressees,
  ) {}

  /**
   * @param message the effect
   * @param notice its payload, parsed
   * @param statutory whether it is tried even where mail has come back before; one that only asks or reminds is not
   * @returns done; skipped when nobody at all can be reached. A repeat makes the same rows, so nobody is written to twice.
   */
  async send(message: OutboxMessage, notice: Notice, statutory: boolean): Promise<EffectResult> {
    const { id, occurredAt, caseId } = message;
    return this.dataSource.transaction(async (tx) => {
      const recipients = await this.addressees.recipientsOf(tx, notice.to, occurredAt);
      for (const recipient of recipients) {
        const payload = mailTo(recipient, notice, statutory);
        const mailId = derivedId<OutboxId>(id, recipient.contact.id);
        await this.outbox.enqueue(tx, { topic: 'mail', payload, caseId, because: message }, mailId);
      }
      if (recipients.length > 0) return 'done';
      return {
        skipped: `no contact of ${notice.to.join(', ')} is known, and nobody holds the Chair or the Secretariat`,
      };
    });
  }
}

function mailTo(
  { role, party, contact, instead }: Recipient,
  notice: Notice,
  statutory: boolean,
): JsonObject {
  const mail = {
    template: notice.template,
    to: { role, party, contact },
    round: null,
    facts: { notice, instead },
    statutory,
  };
  return JSON.parse(JSON.stringify(mail)) as JsonObject; // plain JSON by construction
}
