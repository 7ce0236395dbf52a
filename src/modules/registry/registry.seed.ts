import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EntityManager } from 'typeorm';
import { DomainError, InvalidInput } from '../../kernel/domain-error.js';
import { insertFactRow } from '../../platform/database/index.js';
import { type RangedEntry, type Sheet, readSheet, rowOf } from '../registry-files/index.js';
import {
  contactsSheet,
  nationsSheet,
  officesSheet,
  partiesSheet,
  tradeStatusesSheet,
} from './sheets/registry.sheets.js';

/** How many rows of each table were loaded. */
export interface SeedCount {
  readonly parties: number;
  readonly contacts: number;
  readonly offices: number;
  readonly tradeStatuses: number;
  readonly nations: number;
}

/**
 * Loads a body's start data: `parties.csv`, `contacts.csv`, `offices.csv`, `trade-statuses.csv`, `nations.csv`, as an export
 * writes them. Every row is checked like an entry by the Secretariat. Days begin at 00:00 UTC.
 *
 * @param tx the caller's transaction
 * @param folder where the files are
 * @returns how many rows of each were loaded
 * @throws DomainError `registry.not-empty` when the registry holds anything; InvalidInput naming file, line and column
 */
export async function seedRegistry(tx: EntityManager, folder: string): Promise<SeedCount> {
  await requireEmpty(tx);
  return {
    parties: await load(tx, folder, partiesSheet),
    contacts: await load(tx, folder, contactsSheet),
    offices: await load(tx, folder, officesSheet),
    tradeStatuses: await load(tx, folder, tradeStatusesSheet),
    nations: await load(tx, folder, nationsSheet),
  };
}

/** @returns whether the registry holds nothing yet */
export async function isEmpty(tx: EntityManager): Promise<boolean> {
  const [row] = await tx.query<{ filled: boolean }[]>(
    'select exists (select 1 from party) or exists (select 1 from contact) or exists (select 1 from office_term) as filled',
  );
  return row?.filled !== true;
}

/** Two programs that start on one empty store load it once: the second waits here and then finds it filled. */
async function requireEmpty(tx: EntityManager): Promise<void> {
  await tx.query('lock table party in share row exclusive mode');
  if (await isEmpty(tx)) return;
  throw new DomainError(
    'registry.not-empty',
    'conflict',
    'The registry is not empty: start data go into an empty store only. Use another DATA_DIR or DATABASE_URL.',
  );
}

async function load<Entry extends RangedEntry>(
  tx: EntityManager,
  folder: string,
  sheet: Sheet<Entry>,
): Promise<number> {
  const file = `${sheet.name}.csv`;
  const { entries, faults } = readSheet(sheet, readFileSync(join(folder, file)));
  for (const { line, column, message } of faults)
    throw new InvalidInput(`${file}, line ${line}`, [{ field: column, message }]);
  for (const { entry } of entries) await insertFactRow(tx, sheet.table, rowOf(sheet, entry));
  for (const { line, entry } of entries) {
    const found = (await sheet.check?.(tx, entry)) ?? [];
    if (found.length > 0) throw new InvalidInput(`${file}, line ${line}`, found);
  }
  return entries.length;
}
