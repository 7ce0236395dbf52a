/** SQL that every bitemporal table shares: facts are inserted and superseded, never overwritten. */
import type { EntityManager } from 'typeorm';
import { newId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** One fact of a bitemporal table: its columns without the bookkeeping (`row_id`, `recorded_at`, `superseded_at`). */
export type FactRow = Readonly<Record<string, string | number | readonly string[] | null>>;

/** PostgreSQL: exclusion violation. */
const OVERLAP = '23P01';

/** @returns the law's instant, as the database tells it */
export async function legalNow(tx: EntityManager): Promise<Instant> {
  const [row] = await tx.query<{ now: Instant }[]>('select iso(legal_now()) as now');
  if (!row) throw new Error('the database tells no time');
  return row.now;
}

/**
 * Writes a fact.
 *
 * @param table a bitemporal table, named by the program and never by a user
 * @param recordedAt since when it is believed; left out: the law's now
 * @throws the database's error when it breaks a constraint; {@link isOverlap} knows the one of two ranges
 */
export async function insertFactRow(
  tx: EntityManager,
  table: string,
  row: FactRow,
  recordedAt?: Instant,
): Promise<void> {
  const fact = { row_id: newId<string>(), ...row, ...(recordedAt ? { recorded_at: recordedAt } : {}) };
  const places = Object.keys(fact).map((_, index) => `$${index + 1}`);
  await tx.query(
    `insert into ${table} (${Object.keys(fact).join(', ')}) values (${places.join(', ')})`,
    Object.values(fact),
  );
}

/**
 * Ends the belief in facts; they stay readable as what was believed before.
 *
 * @param rowIds of facts that are believed now
 * @param now from when on they are no longer believed
 */
export async function supersedeFactRows(
  tx: EntityManager,
  table: string,
  rowIds: readonly string[],
  now: Instant,
): Promise<void> {
  await tx.query(
    `update ${table} set superseded_at = greatest($2::timestamptz, recorded_at) where row_id = any($1)`,
    [rowIds, now],
  );
}

/** @returns whether the database refused a fact because its subject has another one in that time */
export function isOverlap(error: unknown): boolean {
  return (error as { driverError?: { code?: string } }).driverError?.code === OVERLAP; // as the driver gives it
}
