import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../kernel/domain-error.js';
import {
  type FactRow,
  insertFactRow,
  isOverlap,
  legalNow,
  supersedeFactRows,
} from '../../platform/database/index.js';
import { cellsOf } from './cells.js';
import type { SheetDifference } from './sheet-difference.js';
import { type RangedEntry, type Sheet, type StoredEntry, subjectOf } from './sheet.js';

/** @returns every entry of a table that is believed now, by subject and beginning */
export async function storedEntries(tx: EntityManager, sheet: Sheet): Promise<StoredEntry[]> {
  const selected = sheet.columns.map(({ column, field, cell }) =>
    cell === 'instant' ? `iso(${column}) as "${field}"` : `${column} as "${field}"`,
  );
  const order = [...sheet.subject, 'valid_from'].map(
    (heading) => sheet.columns.find(({ name }) => name === heading)?.column ?? heading,
  );
  const rows = await tx.query<(RangedEntry & { rowId: string })[]>(
    `select row_id as "rowId", ${selected.join(', ')} from ${sheet.table} where superseded_at is null order by ${order.join(', ')}`,
  );
  return rows.map(({ rowId, ...entry }) => ({ rowId, entry, cells: cellsOf(sheet, entry) }));
}

/** Keeps others from changing these tables until the transaction ends; reading goes on. */
export async function lockTables(tx: EntityManager, tables: readonly string[]): Promise<void> {
  await tx.query(`lock table ${tables.join(', ')} in share row exclusive mode`);
}

/** @returns one text for one state of these tables: every change, also one taken back, gives another */
export async function fingerprint(tx: EntityManager, tables: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const table of tables) {
    const [row] = await tx.query<{ ids: string }[]>(
      `select coalesce(string_agg(row_id::text, ',' order by row_id), '') as ids from ${table} where superseded_at is null`,
    );
    hash.update(`${table}:${row?.ids ?? ''};`);
  }
  return hash.digest('hex');
}

/**
 * Writes what a file changes: the facts it replaces are superseded and stay readable, the new ones are believed from one instant on.
 *
 * @throws DomainError `registry-files.overlap` when two ranges of one subject overlap after all
 */
export async function writeDifference(
  tx: EntityManager,
  sheet: Sheet,
  { added, changed, ended }: SheetDifference,
): Promise<void> {
  const now = await legalNow(tx);
  const replaced = [...changed, ...ended];
  await supersedeFactRows(
    tx,
    sheet.table,
    replaced.map(({ before }) => before.rowId),
    now,
  );
  for (const one of [...replaced, ...added]) {
    try {
      await insertFactRow(tx, sheet.table, rowOf(sheet, one.entry), now);
    } catch (error) {
      if (!isOverlap(error)) throw error;
      const message = `Line ${one.line}: the range of «${subjectOf(sheet, one.cells)}» overlaps another entry. Nothing was changed.`;
      throw new DomainError(
        'registry-files.overlap',
        'conflict',
        message,
        { line: one.line },
        { cause: error },
      );
    }
  }
}

/** @returns a checked entry as columns of its table */
export function rowOf<Entry extends RangedEntry>(
  sheet: Pick<Sheet<Entry>, 'columns' | 'computed'>,
  entry: Entry,
): FactRow {
  const values = new Map<string, string | number | readonly string[] | null>(Object.entries(entry));
  const declared = sheet.columns.map(({ column, field }) => [column, values.get(field) ?? null] as const);
  return { ...Object.fromEntries(declared), ...sheet.computed?.(entry) };
}
