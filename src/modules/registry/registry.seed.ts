import type { EntityManager } from 'typeorm';
import { DomainError } from '../../kernel/domain-error.js';
import { loadSheet } from '../registry-files/index.js';
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
    parties: await loadSheet(tx, partiesSheet, folder),
    contacts: await loadSheet(tx, contactsSheet, folder),
    offices: await loadSheet(tx, officesSheet, folder),
    tradeStatuses: await loadSheet(tx, tradeStatusesSheet, folder),
    nations: await loadSheet(tx, nationsSheet, folder),
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
