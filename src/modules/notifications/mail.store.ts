import type { EntityManager } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import { endAttempt } from './mail-attempt.store.js';

/**
 * What became of a mail. `queued`: it is being tried. `sent`: a server took it, which is not delivery. `bounced`: refused for
 * good, or returned. `skipped`: not needed any more when it was to be written. `failed`: it must not be tried again.
 */
export const MAIL_STATUSES = ['queued', 'sent', 'bounced', 'skipped', 'failed'] as const;
export type MailStatus = (typeof MAIL_STATUSES)[number];

/** A mail in the log. */
export interface MailEntry {
  readonly id: string;
  readonly caseId: string | null;
  /** the event of the case that asked for it; null when it was sent again by hand */
  readonly eventSeq: number | null;
  /** the mail it repeats */
  readonly resendOf: string | null;
  readonly template: string;
  readonly role: string;
  readonly party: string;
  readonly contactId: string;
  readonly address: string;
  readonly name: string;
  /** a notice the rules ask for: tried even where mail has come back before */
  readonly statutory: boolean;
  /** since when mail to the contact came back, as known when this one was written */
  readonly failingSince: Instant | null;
  readonly language: string;
  readonly subject: string;
  readonly messageId: string;
  /** legal instant of the event */
  readonly occurredAt: Instant;
  readonly late: boolean;
  readonly status: MailStatus;
  readonly attempts: number;
  /** the server's last words; for a skipped one the reason */
  readonly response: string | null;
  readonly createdAt: Instant;
  readonly sentAt: Instant | null;
}

/** A mail as kept: as sent, but with its personal link and code blanked. A skipped one was never written. */
export interface MailRow extends MailEntry {
  readonly text: string;
  readonly html: string;
  readonly ics: string | null;
}

/** A mail about to be kept. */
export type NewMail = Omit<MailRow, 'attempts' | 'createdAt' | 'sentAt'>;

const ENTRY = `id, case_id as "caseId", event_seq as "eventSeq", resend_of as "resendOf", template, role, party,
  contact_id as "contactId", address, name, statutory, iso(failing_since) as "failingSince", language, subject,
  message_id as "messageId", iso(occurred_at) as "occurredAt", late, status, attempts, response,
  iso(created_at) as "createdAt", iso(sent_at) as "sentAt"`;
const WHOLE = `${ENTRY}, text, html, ics`;
const LONGEST_RESPONSE = 1000;
const LISTED = 200;

/**
 * Keeps a mail.
 *
 * @param sealed what is to be sent, sealed; null when there is nothing to send
 */
export async function insertMail(tx: EntityManager, mail: NewMail, sealed: string | null): Promise<void> {
  await tx.query(
    `insert into mail_message (id, case_id, event_seq, resend_of, template, role, party, contact_id, address, name, statutory,
       failing_since, language, subject, text, html, ics, message_id, occurred_at, late, status, response, sealed)
     select id, "caseId", "eventSeq", "resendOf", template, role, party, "contactId", address, name, statutory,
       "failingSince", language, subject, text, html, ics, "messageId", "occurredAt", late, status, response, $2
     from jsonb_to_record($1::jsonb) as m (id uuid, "caseId" uuid, "eventSeq" int, "resendOf" uuid, template text, role text,
       party text, "contactId" text, address text, name text, statutory boolean, "failingSince" timestamptz, language text,
       subject text, text text, html text, ics text, "messageId" text, "occurredAt" timestamptz, late boolean, status text,
       response text)`,
    [JSON.stringify(mail), sealed],
  );
}

/** @returns the mail of an id, or null */
export async function findMail(tx: EntityManager, id: string): Promise<MailRow | null> {
  const [row] = await tx.query<MailRow[]>(`select ${WHOLE} from mail_message where id = $1`, [id]);
  return row ?? null;
}

/** Holds the mail's row until the transaction ends. @returns the mail of an id, or null */
export async function lockMail(tx: EntityManager, id: string): Promise<MailRow | null> {
  const [row] = await tx.query<MailRow[]>(`select ${WHOLE} from mail_message where id = $1 for update`, [id]);
  return row ?? null;
}

/** Notes why a try failed, with the mail and with the try; the mail goes on waiting. */
export async function noteFailure(tx: EntityManager, id: string, error: string): Promise<void> {
  await tx.query(`update mail_message set response = $2 where id = $1 and status = 'queued'`, [
    id,
    error.slice(0, LONGEST_RESPONSE),
  ]);
  await endAttempt(tx, id, 'deferred', error);
}

const ENDS = { sent: 'taken', bounced: 'refused', failed: 'given-up' } as const;

/** Notes what became of a mail, and how its try ended, and forgets its sealed text. A mail that bounced stays bounced. */
export async function settleMail(
  tx: EntityManager,
  id: string,
  status: 'sent' | 'bounced' | 'failed',
  response: string,
): Promise<void> {
  await tx.query(
    `update mail_message set status = $2, response = $3, sealed = null,
       sent_at = case when $2 = 'sent' then legal_now() else sent_at end where id = $1 and status <> 'bounced'`,
    [id, status, response.slice(0, LONGEST_RESPONSE)],
  );
  await endAttempt(tx, id, ENDS[status], response);
}

/** Which mails to list; `address` is a part of one, whatever its letter case. */
export interface MailFilter {
  readonly caseId?: string | undefined;
  readonly party?: string | undefined;
  readonly status?: string | undefined;
  readonly address?: string | undefined;
  readonly limit?: number | undefined;
  /** id of a mail: only older ones */
  readonly before?: string | undefined;
}

/** @returns mails without their texts, newest first, at most `limit` (default 200) */
export async function listMails(tx: EntityManager, filter: MailFilter): Promise<MailEntry[]> {
  const {
    caseId = null,
    party = null,
    status = null,
    address = null,
    limit = LISTED,
    before = null,
  } = filter;
  return tx.query<MailEntry[]>(
    `select ${ENTRY} from mail_message
     where ($1::uuid is null or case_id = $1) and ($2::text is null or party = $2) and ($3::text is null or status = $3)
       and ($4::text is null or strpos(lower(address), lower($4)) > 0)
       and ($6::uuid is null or id < $6) order by id desc limit $5`,
    [caseId, party, status, address, limit, before],
  );
}

/** How far the mails of a case came with one party: of so many contacts written to, so many whose last mail a server took. */
export interface PartyDelivery {
  readonly caseId: string;
  readonly party: string;
  readonly contacts: number;
  readonly sent: number;
}

/** @returns how far the mails of these cases came, by case and party; mails that were not needed any more do not count */
export async function deliveriesOf(tx: EntityManager, caseIds: readonly string[]): Promise<PartyDelivery[]> {
  return tx.query<PartyDelivery[]>(
    `select case_id as "caseId", party, count(*)::int as contacts, count(*) filter (where status = 'sent')::int as sent
       from (select distinct on (case_id, party, contact_id) case_id, party, status from mail_message
         where case_id = any($1::uuid[]) and status <> 'skipped' order by case_id, party, contact_id, id desc) last
      group by 1, 2`,
    [caseIds],
  );
}
