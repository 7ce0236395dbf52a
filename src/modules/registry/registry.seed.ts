import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { EntityManager } from 'typeorm';
import { parseWallTime } from '../../kernel/business-calendar.js';
import { DomainError } from '../../kernel/domain-error.js';
import { insertFact } from './registry.store.js';

type CsvRow = Readonly<Record<string, string>>;

/**
 * Loads a body's start data: `parties.csv`, `contacts.csv`, `offices.csv`. Days begin at 00:00 UTC.
 *
 * @param tx the caller's transaction
 * @param folder where the three files are
 * @returns how many rows of each were loaded
 * @throws DomainError `registry.not-empty` when the registry holds anything
 */
export async function seedRegistry(tx: EntityManager, folder: string): Promise<{ parties: number; contacts: number; offices: number }> {
  if (!(await isEmpty(tx))) throw new DomainError('registry.not-empty', 'conflict', 'The registry is not empty: start data go into an empty store only. Use another DATA_DIR or DATABASE_URL.');
  const [parties, contacts, offices] = [read(folder, 'parties.csv'), read(folder, 'contacts.csv'), read(folder, 'offices.csv')];
  for (const row of parties) await insertFact(tx, 'party', { ...pick(row, ['code', 'name', 'kind', 'source', 'note']), ...range(row) });
  for (const row of contacts) {
    await insertFact(tx, 'contact', {
      ...pick(row, ['id', 'party', 'name', 'email', 'zone', 'source']), ...range(row), languages: (row['languages'] ?? '').split(' '), rank: Number(row['rank']),
    });
  }
  for (const row of offices) {
    await insertFact(tx, 'office_term', { ...pick(row, ['office', 'party', 'source']), contact_id: row['contact'] || null, ...range(row) });
  }
  return { parties: parties.length, contacts: contacts.length, offices: offices.length };
}

/** @returns whether the registry holds nothing yet */
export async function isEmpty(tx: EntityManager): Promise<boolean> {
  const [row] = await tx.query<{ filled: boolean }[]>('select exists (select 1 from party) as filled');
  return row?.filled !== true;
}

function read(folder: string, file: string): CsvRow[] {
  return parse(readFileSync(join(folder, file)), { columns: true, skip_empty_lines: true, trim: true }) as CsvRow[]; // rows are checked by the tables' constraints
}

function pick(row: CsvRow, columns: readonly string[]): Record<string, string> {
  return Object.fromEntries(columns.map((column) => [column, row[column] ?? '']));
}

function range(row: CsvRow): { valid_from: string; valid_to: string | null } {
  const day = (text: string): string => parseWallTime({ wallTime: `${text}T00:00`, zone: 'UTC' });
  return { valid_from: day(row['valid_from'] ?? ''), valid_to: row['valid_to'] ? day(row['valid_to']) : null };
}
