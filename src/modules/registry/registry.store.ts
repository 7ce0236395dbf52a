import type { EntityManager } from 'typeorm';
import { DomainError } from '../../kernel/domain-error.js';
import { newId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** One row of any registry table: its columns without the bookkeeping. */
export type RegistryRow = Readonly<Record<string, string | number | readonly string[] | null>>;
/** Tables of the registry and the column that names the subject. */
export const SUBJECT = { party: 'code', contact: 'id', office_term: 'office' } as const;
export type RegistryTable = keyof typeof SUBJECT;

/**
 * Writes a fact that holds from `valid_from`.
 *
 * @throws DomainError `registry.overlap` when the subject already has a fact in that range
 */
export async function insertFact(tx: EntityManager, table: RegistryTable, row: RegistryRow): Promise<void> {
  const columns = ['row_id', ...Object.keys(row)];
  const values = [newId(), ...Object.values(row)];
  try {
    await tx.query(`insert into ${table} (${columns.join(', ')}) values (${values.map((_, index) => `$${index + 1}`).join(', ')})`, values);
  } catch (error) {
    if ((error as { driverError?: { code?: string } }).driverError?.code !== '23P01') throw error;
    const subject = String(row[SUBJECT[table]]);
    throw new DomainError('registry.overlap', 'conflict', `«${subject}» already has an entry in that time. End it first, or begin later.`, { table, subject });
  }
}

/**
 * Ends the fact about a subject that holds at an instant: the old row is superseded, a copy with an end takes its place, so
 * that what was believed before stays readable.
 *
 * @returns whether there was one
 */
export async function endFact(tx: EntityManager, table: RegistryTable, subject: string, at: Instant): Promise<boolean> {
  const [rows] = await tx.query<[Record<string, unknown>[], number]>(
    `update ${table} set superseded_at = legal_now() where ${SUBJECT[table]} = $1 and superseded_at is null and valid_from < $2
       and (valid_to is null or valid_to > $2) returning *`,
    [subject, at],
  );
  const [old] = rows;
  if (!old) return false;
  const { row_id: _id, recorded_at: _recorded, superseded_at: _superseded, ...kept } = old;
  await insertFact(tx, table, { ...(kept as RegistryRow), valid_to: at }); // columns as PostgreSQL gave them
  return true;
}

/** Notes that mail to a contact comes back. */
export async function noteBounce(tx: EntityManager, contactId: string, diagnostic: string): Promise<void> {
  await tx.query(
    `insert into contact_delivery (contact_id, bounced_at, diagnostic) values ($1, legal_now(), $2)
     on conflict (contact_id) do update set bounced_at = excluded.bounced_at, diagnostic = excluded.diagnostic`,
    [contactId, diagnostic.slice(0, 500)],
  );
}
