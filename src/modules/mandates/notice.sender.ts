import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type EffectResult, OutboxWriter, type OutboxMessage } from '../../engine/index.js';
import { type OutboxId, derivedId } from '../../kernel/ids.js';
import type { JsonObject } from '../../kernel/json.js';
import { Addressees, type Recipient } from './addressees.js';

/** A notice of either workflow, as far as sending it goes. */
interface Notice {
  readonly template: string;
  readonly to: readonly string[];
}

/** Mails that only ask or remind: one that came back before is not tried again. */
const ROUTINE: readonly string[] = [
  'reminder',
  'review-due',
  'assessment-due',
  'evaluation-review',
  'term-ending',
];

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
   * @returns done; skipped when nobody at all can be reached. A repeat makes the same rows, so nobody is written to twice.
   */
  async send(message: OutboxMessage, notice: Notice): Promise<EffectResult> {
    const { id, occurredAt, caseId } = message;
    return this.dataSource.transaction(async (tx) => {
      const recipients = await this.addressees.recipientsOf(tx, notice.to, occurredAt);
      for (const recipient of recipients) {
        const payload = mailTo(recipient, notice);
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

function mailTo({ role, party, contact, instead }: Recipient, notice: Notice): JsonObject {
  const mail = {
    template: notice.template,
    to: { role, party, contact },
    round: null,
    facts: { notice, instead },
    statutory: !ROUTINE.includes(notice.template),
  };
  return JSON.parse(JSON.stringify(mail)) as JsonObject; // plain JSON by construction
}
