import type { EntityManager } from 'typeorm';
import type { CaseId, OutboxId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import type { JsonObject } from '../../../kernel/json.js';

/** A notice that waits for the day's mail of its recipient. */
export interface DigestItem {
  /** of the mail it becomes when it goes out alone */
  readonly id: OutboxId;
  /** the effect that it carries out */
  readonly messageId: OutboxId;
  readonly caseId: CaseId;
  /** the mail effect, as it would have been sent at once */
  readonly mail: JsonObject;
  readonly occurredAt: Instant;
  readonly late: boolean;
}

/** The mail of one recipient on one day. */
export interface DueDigest {
  readonly contactId: string;
  readonly day: string;
}

/** What is collected. */
export interface NewItem {
  readonly id: OutboxId;
  readonly contactId: string;
  readonly day: string;
  readonly releaseAt: Instant;
  readonly messageId: OutboxId;
  readonly caseId: CaseId;
  readonly mail: JsonObject;
}

/** Holds the recipient's turn until the transaction ends: what is collected now cannot miss the mail that goes out now. */
export async function takeTurn(tx: EntityManager, contactId: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`digest/${contactId}`]);
}

/** Keeps an item; one that is there already is left as it is. */
export async function insertItem(tx: EntityManager, item: NewItem): Promise<void> {
  const { id, contactId, day, releaseAt, messageId, caseId, mail } = item;
  await tx.query(
    `insert into digest_item (id, contact_id, day, release_at, message_id, case_id, mail) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do nothing`,
    [id, contactId, day, releaseAt, messageId, caseId, JSON.stringify(mail)],
  );
}

/** @returns whose mail of which day is due by the law's clock, the oldest day first */
export async function dueDigests(tx: EntityManager): Promise<DueDigest[]> {
  return tx.query<DueDigest[]>(
    `select contact_id as "contactId", day::text as day from digest_item
      where settled_at is null and release_at <= legal_now() group by 1, 2 order by 2, 1`,
  );
}

/** @returns the next instant after the law's now at which a mail is due; null: none waits */
export async function nextRelease(tx: EntityManager): Promise<Instant | null> {
  const [row] = await tx.query<{ at: Instant | null }[]>(
    'select iso(min(release_at)) as at from digest_item where settled_at is null and release_at > legal_now()',
  );
  return row?.at ?? null;
}

/** @returns what waits for one mail, in the order of its events */
export async function waitingItems(tx: EntityManager, { contactId, day }: DueDigest): Promise<DigestItem[]> {
  return tx.query<DigestItem[]>(
    `select item.id, item.message_id as "messageId", item.case_id as "caseId", item.mail, iso(message.occurred_at) as "occurredAt", message.late
      from digest_item item join outbox_message message on message.id = item.message_id
      where item.contact_id = $1 and item.day = $2 and item.settled_at is null order by message.occurred_at, item.id`,
    [contactId, day],
  );
}

/** @returns whether what an effect says waits for a contact, or has gone out to it */
export async function hasIt(tx: EntityManager, messageId: OutboxId, contactId: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `select 1 from digest_item where message_id = $1 and contact_id = $2 and (settled_at is null or outcome like 'mail %')`,
    [messageId, contactId],
  );
  return rows.length > 0;
}

/** Notes what became of items. */
export async function settleItems(
  tx: EntityManager,
  ids: readonly OutboxId[],
  outcome: string,
): Promise<void> {
  await tx.query(
    'update digest_item set settled_at = legal_now(), outcome = $2 where id = any($1) and settled_at is null',
    [ids, outcome.slice(0, 2000)],
  );
}
