import type { EntityManager } from 'typeorm';
import { DomainError } from '../../kernel/domain-error.js';
import { newId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { type FactRow, insertFactRow, isOverlap, legalNow } from '../../platform/database/index.js';

/** Tables of dated facts, the registry's and those that other modules keep alike, with the column that names the subject. */
export const SUBJECT = {
  party: 'code',
  contact: 'id',
  absence: 'contact_id',
  office_term: 'office',
  trade_status: 'party',
  party_nation: 'nation',
  organ: 'code',
  seat: 'seat',
  organ_rule: 'id',
  bar: 'code',
  barred: 'barred',
  distribution_list: 'role',
  supply_role: 'supply_role',
} as const;
export type RegistryTable = keyof typeof SUBJECT;

/** So much is kept of what a mail server, or somebody, said of mail that came back. */
export const LONGEST_DIAGNOSTIC = 500;

/** Columns that belong to one belief and are not carried into the next. */
const BOOKKEEPING = new Set(['row_id', 'recorded_at', 'superseded_at', 'began_before']);

/**
 * Writes a fact that holds from `valid_from` to `valid_to` (left out: without end).
 *
 * @param recordedAt since when it is believed; left out: the law's now
 * @throws DomainError `registry.overlap` when the subject already has a fact in that range
 */
export async function insertFact(
  tx: EntityManager,
  table: RegistryTable,
  row: FactRow,
  recordedAt?: Instant,
): Promise<void> {
  try {
    await insertFactRow(tx, table, row, recordedAt);
  } catch (error) {
    if (!isOverlap(error)) throw error;
    const subject = String(row[SUBJECT[table]]);
    throw new DomainError(
      'registry.overlap',
      'conflict',
      `validFrom: «${subject}» already has an entry in that time. End it first, or choose another range.`,
      { table, subject, field: 'validFrom' },
    );
  }
}

/**
 * Writes a fact that takes over from its `valid_from`: an entry that began before ends there, one that began at that very
 * instant is corrected by this one. An entry that begins later is left alone.
 *
 * @throws DomainError `registry.overlap` when it would reach into an entry that begins later
 */
export async function replaceFact(
  tx: EntityManager,
  table: RegistryTable,
  row: FactRow & { readonly valid_from: Instant },
): Promise<void> {
  const now = await legalNow(tx); // one instant for the end of the old belief and the beginning of the new: nobody can ask in between
  const old = await supersede(tx, table, String(row[SUBJECT[table]]), row.valid_from, '<=', now);
  if (old?.beganBefore) await insertFact(tx, table, { ...old.row, valid_to: row.valid_from }, now);
  await insertFact(tx, table, row, now);
}

/**
 * Ends the fact about a subject that holds at an instant: the old row is superseded, a copy with an end takes its place, so
 * that what was believed before stays readable.
 *
 * @returns whether there was one that began before
 */
export async function endFact(
  tx: EntityManager,
  table: RegistryTable,
  subject: string,
  at: Instant,
): Promise<boolean> {
  const now = await legalNow(tx);
  const old = await supersede(tx, table, subject, at, '<', now);
  if (!old) return false;
  await insertFact(tx, table, { ...old.row, valid_to: at }, now);
  return true;
}

/**
 * Ends the fact about a subject that holds at an instant, as {@link endFact} does.
 *
 * @throws DomainError `registry.nothing-to-end` naming when its entries begin
 */
export async function endSubject(
  tx: EntityManager,
  table: RegistryTable,
  subject: string,
  at: Instant,
): Promise<void> {
  if (await endFact(tx, table, subject, at)) return;
  const begins = await tx.query<{ at: Instant }[]>(
    `select iso(valid_from) as at from ${table} where ${SUBJECT[table]} = $1 and superseded_at is null order by valid_from`,
    [subject],
  );
  const known =
    begins.length > 0
      ? `Its entries begin at ${begins.map((entry) => entry.at).join(', ')}.`
      : 'Nothing is known of it.';
  const message = `at: «${subject}» has no entry that began before ${at} and still holds then. ${known} Check the name and the instant.`;
  throw new DomainError('registry.nothing-to-end', 'conflict', message, { field: 'at', subject, at });
}

/**
 * Notes that mail to a contact comes back. Since when is kept from the first time.
 *
 * @param at since when; left out: the law's now
 */
export async function noteBounce(
  tx: EntityManager,
  contactId: string,
  diagnostic: string,
  at: Instant | null = null,
): Promise<void> {
  await tx.query(
    `insert into contact_delivery (row_id, contact_id, bounced_at, diagnostic)
     values ($1, $2, coalesce($4::timestamptz, legal_now()), $3) on conflict (contact_id) where cleared_at is null do nothing`,
    [newId<string>(), contactId, diagnostic.slice(0, LONGEST_DIAGNOSTIC), at],
  );
}

/** Notes that mail reaches a contact again. @returns whether it was marked as not reached */
export async function noteReached(tx: EntityManager, contactId: string): Promise<boolean> {
  const [, cleared] = await tx.query<[unknown, number]>(
    'update contact_delivery set cleared_at = greatest(legal_now(), bounced_at) where contact_id = $1 and cleared_at is null',
    [contactId],
  );
  return cleared > 0;
}

async function supersede(
  tx: EntityManager,
  table: RegistryTable,
  subject: string,
  at: Instant,
  begins: '<' | '<=',
  now: Instant,
): Promise<{ row: FactRow; beganBefore: boolean } | null> {
  const [[old]] = await tx.query<[Record<string, unknown>[], number]>(
    `update ${table} set superseded_at = greatest($3::timestamptz, recorded_at) where ${SUBJECT[table]} = $1 and superseded_at is null
       and valid_from ${begins} $2 and (valid_to is null or valid_to > $2) returning *, valid_from < $2 as began_before`,
    [subject, at, now],
  );
  if (!old) return null;
  const row = Object.fromEntries(Object.entries(old).filter(([column]) => !BOOKKEEPING.has(column)));
  return { row: row as FactRow, beganBefore: old['began_before'] === true }; // columns as PostgreSQL gave them
}
