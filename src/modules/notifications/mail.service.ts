import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { OutboxWriter } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { type CaseId, type OutboxId, derivedId, newId } from '../../kernel/ids.js';
import type { JsonObject } from '../../kernel/json.js';
import { noteBounce } from '../registry/index.js';
import { type MailDeliveries, deliveriesOfMail } from './mail-attempt.store.js';
import { type MailBatch, type MailNumbers, mailBatches, mailsByParty } from './mail-counts.queries.js';
import {
  type MailEntry,
  type MailFilter,
  type MailRow,
  type PartyDelivery,
  deliveriesOf,
  findMail,
  listMails,
  lockMail,
  settleMail,
} from './mail.store.js';

/** Payload of the effect that tells a case of a mail that came back. */
export const bouncedMailSchema = z.object({ mailId: z.uuid() });

/** The mail log: what was sent to whom, what became of it, and sending it again. */
@Injectable()
export class Mails {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: OutboxWriter,
  ) {}

  /** @returns mails without their texts, newest first */
  async list(filter: MailFilter): Promise<MailEntry[]> {
    return listMails(this.dataSource.manager, filter);
  }

  /** @returns how far the mails of these cases came, by case and party */
  async deliveries(caseIds: readonly string[]): Promise<PartyDelivery[]> {
    return deliveriesOf(this.dataSource.manager, caseIds);
  }

  /** @returns what was sent in a case, event by event; for the offices */
  async batches(caseId: CaseId): Promise<MailBatch[]> {
    return mailBatches(this.dataSource.manager, caseId);
  }

  /** @returns what became of a case's mails, by party; for the offices */
  async byParty(caseId: CaseId): Promise<ReadonlyMap<string, MailNumbers>> {
    const rows = await mailsByParty(this.dataSource.manager, caseId);
    return new Map(rows.map(({ party, ...numbers }) => [party, numbers]));
  }

  /** @throws DomainError `mail.unknown` */
  async show(id: string): Promise<MailRow> {
    return known(await findMail(this.dataSource.manager, id), id);
  }

  /** @returns every try to deliver a mail, the first first, and when the next is due */
  async triesOf(id: string): Promise<MailDeliveries> {
    return deliveriesOfMail(this.dataSource.manager, id);
  }

  /**
   * Sends a mail once more, as a new mail: written anew, with a new link, about the same event. It is tried even if mail to
   * the contact has come back; a reminder that is not needed any more is still skipped.
   *
   * @param formId of the form that asks for it: sent again, it sends nothing more
   * @returns id of the new mail
   * @throws DomainError `mail.unknown`; `mail.waiting` (conflict) while the first is still being tried
   */
  async resend(id: string, formId: string = newId()): Promise<string> {
    return this.dataSource.transaction(async (tx) => {
      const mail = known(await lockMail(tx, id), id);
      if (mail.status === 'queued') {
        throw new DomainError(
          'mail.waiting',
          'conflict',
          `The mail ${id} is still being tried (${mail.attempts} times so far). Wait until it was sent or has failed.`,
          { id },
        );
      }
      const [row] = await tx.query<{ payload: JsonObject }[]>(
        'select payload from outbox_message where id = $1',
        [id],
      );
      const caseId = mail.caseId as CaseId | null; // an id of the engine's own table
      const newMail = derivedId<OutboxId>(id, `resent ${formId}`);
      return this.outbox.enqueue(
        tx,
        { topic: 'mail', payload: { ...row?.payload, resendOf: id }, caseId },
        newMail,
      );
    });
  }

  /**
   * Takes note that a mail came back for good.
   *
   * @param mailId as the report names it
   * @param diagnostic what the reporting server says
   * @returns false when the mail is none of ours, never left, or is known to have bounced: then nothing happens
   */
  async bounced(mailId: string, diagnostic: string): Promise<boolean> {
    return this.recordBounce(mailId, diagnostic, (mail) => mail.attempts > 0);
  }

  /** Takes note that a mail cannot reach its mailbox: the server said so at once, or there is no address to try. */
  async refused(mailId: string, diagnostic: string): Promise<void> {
    await this.recordBounce(mailId, diagnostic, () => true);
  }

  /** The mail and the contact are marked, and word to the case goes out, all or nothing. */
  private async recordBounce(
    mailId: string,
    diagnostic: string,
    credible: (mail: MailRow) => boolean,
  ): Promise<boolean> {
    return this.dataSource.transaction(async (tx) => {
      const mail = await lockMail(tx, mailId);
      if (!mail || (mail.status !== 'sent' && mail.status !== 'queued') || !credible(mail)) return false;
      await settleMail(tx, mailId, 'bounced', diagnostic);
      await noteBounce(tx, mail.contactId, diagnostic);
      const caseId = mail.caseId as CaseId | null; // an id of the engine's own table
      await this.outbox.enqueue(tx, { topic: 'mail-bounced', payload: { mailId }, caseId });
      return true;
    });
  }
}

function known(mail: MailRow | null, id: string): MailRow {
  if (mail) return mail;
  throw new DomainError(
    'mail.unknown',
    'not-found',
    `There is no mail ${id}. List the mails to find its id.`,
    { id },
  );
}
