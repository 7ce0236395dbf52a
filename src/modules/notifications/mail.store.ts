import type { EntityManager } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';

/** A mail as kept. */
export interface MailRow {
  readonly id: string;
  readonly caseId: string | null;
  readonly template: string;
  readonly role: string;
  readonly party: string;
  readonly contactId: string;
  readonly address: string;
  readonly name: string;
  readonly language: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly ics: string | null;
  readonly messageId: string;
  readonly occurredAt: Instant;
  readonly late: boolean;
  readonly status: 'queued' | 'sent' | 'refused' | 'bounced';
  readonly response: string | null;
  readonly createdAt: Instant;
  readonly sentAt: Instant | null;
}

const COLUMNS = `id, case_id as "caseId", template, role, party, contact_id as "contactId", address, name, language, subject, text, html, ics,
  message_id as "messageId", iso(occurred_at) as "occurredAt", late, status, response, iso(created_at) as "createdAt", iso(sent_at) as "sentAt"`;

/** Keeps a mail that is ready to go; `sealed` is its MIME text, sealed. */
export async function insertMail(tx: EntityManager, mail: Omit<MailRow, 'status' | 'response' | 'createdAt' | 'sentAt'>, sealed: string): Promise<void> {
  await tx.query(
    `insert into mail_message (id, case_id, template, role, party, contact_id, address, name, language, subject, text, html, ics, message_id, occurred_at, late, sealed)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      mail.id, mail.caseId, mail.template, mail.role, mail.party, mail.contactId, mail.address, mail.name, mail.language,
      mail.subject, mail.text, mail.html, mail.ics, mail.messageId, mail.occurredAt, mail.late, sealed,
    ],
  );
}

/** @returns the mail of an id, with its sealed MIME text while it waits, or null */
export async function findMail(tx: EntityManager, id: string): Promise<(MailRow & { readonly sealed: string | null }) | null> {
  const [row] = await tx.query<(MailRow & { sealed: string | null })[]>(`select ${COLUMNS}, sealed from mail_message where id = $1`, [id]);
  return row ?? null;
}

/** Notes what became of a mail and forgets its sealed text. A mail that bounced stays bounced. */
export async function settleMail(tx: EntityManager, id: string, status: 'sent' | 'refused' | 'bounced', response: string): Promise<void> {
  await tx.query(
    `update mail_message set status = $2, response = $3, sealed = null, sent_at = case when $2 = 'sent' then legal_now() else sent_at end where id = $1 and status <> 'bounced'`,
    [id, status, response.slice(0, 1000)],
  );
}

/** Which mails to list. */
export interface MailFilter {
  readonly caseId?: string | undefined;
  readonly party?: string | undefined;
  readonly status?: string | undefined;
  readonly address?: string | undefined;
  readonly limit?: number | undefined;
}

/** @returns mails, newest first, at most `limit` (default 200) */
export async function listMails(tx: EntityManager, filter: MailFilter): Promise<MailRow[]> {
  return tx.query<MailRow[]>(
    `select ${COLUMNS} from mail_message where ($1::uuid is null or case_id = $1) and ($2::text is null or party = $2) and ($3::text is null or status = $3)
       and ($4::text is null or address ilike '%' || $4 || '%') order by id desc limit $5`,
    [filter.caseId ?? null, filter.party ?? null, filter.status ?? null, filter.address ?? null, filter.limit ?? 200],
  );
}
