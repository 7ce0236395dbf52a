import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';
import { parseInput } from '../../kernel/parse.js';
import { contactSchema, partySchema, termSchema } from './registry.dto.js';
import { requireContactOf, requireParty } from './registry.queries.js';
import { contactRow, partyRow, termRow } from './registry.rows.js';
import { insertFact } from './registry.store.js';

type CsvRow = Readonly<Record<string, string>>;

/**
 * Loads a body's start data: `parties.csv`, `contacts.csv`, `offices.csv`. Every row is checked like an entry by the
 * Secretariat. Days begin at 00:00 UTC.
 *
 * @param tx the caller's transaction
 * @param folder where the three files are
 * @returns how many rows of each were loaded
 * @throws DomainError `registry.not-empty` when the registry holds anything; InvalidInput naming file, line and field
 */
export async function seedRegistry(
  tx: EntityManager,
  folder: string,
): Promise<{ parties: number; contacts: number; offices: number }> {
  const parties = readRows(folder, 'parties.csv', partySchema, (row) => row);
  const contacts = readRows(folder, 'contacts.csv', contactSchema, (row) => ({
    ...row,
    languages: row['languages']?.split(' '),
    rank: Number(row['rank']),
  }));
  const offices = readRows(folder, 'offices.csv', termSchema, ({ contact, ...row }) => ({
    ...row,
    contactId: contact || null,
  }));
  await requireEmpty(tx);
  for (const party of parties) await insertFact(tx, 'party', partyRow(party));
  for (const contact of contacts) await insertFact(tx, 'contact', contactRow(contact));
  for (const term of offices) {
    await requireParty(tx, term.party, term.validFrom);
    if (term.contactId !== null) await requireContactOf(tx, term.party, term.contactId, term.validFrom);
    await insertFact(tx, 'office_term', termRow(term));
  }
  return { parties: parties.length, contacts: contacts.length, offices: offices.length };
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

function readRows<S extends z.ZodType>(
  folder: string,
  file: string,
  schema: S,
  entryOf: (row: CsvRow) => object,
): z.output<S>[] {
  const options = { columns: true, skip_empty_lines: true, trim: true } as const;
  const rows: CsvRow[] = parse(readFileSync(join(folder, file)), options);
  return rows.map((row, index) => {
    const { valid_from: from, valid_to: to, ...rest } = row;
    const days = { validFrom: `${from}T00:00:00Z`, validTo: to ? `${to}T00:00:00Z` : null };
    return parseInput(schema, { ...entryOf(rest), ...days }, `${file}, line ${index + 2}`);
  });
}
