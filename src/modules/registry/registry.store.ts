import type { EntityManager } from 'typeorm';
import { DomainError } from '../../kernel/domain-error.js';
import { newId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** One row of any registry table: its columns without the bookkeeping. */
export type RegistryRow = Readonly<Record<string, string | number | readonly string[] | null>>;
/** Tables of dated facts, the registry's and those that other modules keep alike, with the column that names the subject. */
export const SUBJECT = {
  party: 'code',
  contact: 'id',
  office_term: 'office',
  organ: 'code',
  seat: 'seat',
  organ_rule: 'id',
  bar: 'code',
  barred: 'barred',
  distribution_list: 'role',
  supply_role: 'supply_role',
} as const;
export type RegistryTable = keyof typeof SUBJECT;

/** Columns that belong to one belief and are not carried into the next. */
const BOOKKEEPING = new Set(['row_id', 'recorded_at', 'superseded_at', 'began_before']);
/** PostgreSQL: exclusion violation. */
const OVERLAP = '23P01';

/**
 * Writes a fact that holds from `valid_from` to `valid_to` (left out: without end).
 *
 * @param recordedAt since when it is believed; left out: the law's now
 * @throws DomainError `registry.overlap` when the subject already has a fact in that range
 */
export async function insertFact(
  tx: EntityManager,
  table: RegistryTable,
  row: RegistryRow,
  recordedAt?: Instant,
): Promise<void> {
  const fact = { row_id: newId<string>(), ...row, ...(recordedAt ? { recorded_at: recordedAt } : {}) };
  const places = Object.keys(fact).map((_, index) => `$${index + 1}`);
  try {
    await tx.query(
      `insert into ${table} (${Object.keys(fact).join(', ')}) values (${places.join(', ')})`,
      Object.values(fact),
    );
  } catch (error) {
    if ((error as { driverError?: { code?: string } }).driverError?.code !== OVERLAP) throw error;
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
  row: RegistryRow & { readonly valid_from: Instant },
): Promise<void> {
  const now = await legalNow(tx);
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

/** Notes that mail to a contact comes back. Since when is kept from the first time. */
export async function noteBounce(tx: EntityManager, contactId: string, diagnostic: string): Promise<void> {
  await tx.query(
    `insert into contact_delivery (row_id, contact_id, bounced_at, diagnostic) values ($1, $2, legal_now(), $3)
     on conflict (contact_id) where cleared_at is null do nothing`,
    [newId<string>(), contactId, diagnostic.slice(0, 500)],
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

/** The end of one belief and the beginning of the next are one instant: nobody can ask in between and find nothing. */
async function legalNow(tx: EntityManager): Promise<Instant> {
  const [row] = await tx.query<{ now: Instant }[]>('select iso(legal_now()) as now');
  if (!row) throw new Error('the database tells no time');
  return row.now;
}

async function supersede(
  tx: EntityManager,
  table: RegistryTable,
  subject: string,
  at: Instant,
  begins: '<' | '<=',
  now: Instant,
): Promise<{ row: RegistryRow; beganBefore: boolean } | null> {
  const [[old]] = await tx.query<[Record<string, unknown>[], number]>(
    `update ${table} set superseded_at = greatest($3::timestamptz, recorded_at) where ${SUBJECT[table]} = $1 and superseded_at is null
       and valid_from ${begins} $2 and (valid_to is null or valid_to > $2) returning *, valid_from < $2 as began_before`,
    [subject, at, now],
  );
  if (!old) return null;
  const row = Object.fromEntries(Object.entries(old).filter(([column]) => !BOOKKEEPING.has(column)));
  return { row: row as RegistryRow, beganBefore: old['began_before'] === true }; // columns as PostgreSQL gave them
}
