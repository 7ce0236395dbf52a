import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EntityManager } from 'typeorm';
import { parse } from 'yaml';
import { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';
import { parseInput } from '../../kernel/parse.js';
import { insertFact } from '../registry/index.js';
import { loadSheet, readSheetFile } from '../registry-files/index.js';
import { type OrganRule, organRuleSchema } from './composition/organ-rule.js';
import { takeSeat } from './composition/seating.js';
import { allOrgans } from './organs.queries.js';
import { ruleRow } from './organs.store.js';
import { barsSheet } from './sheets/bar.sheets.js';
import { listsSheet, supplyRolesSheet } from './sheets/list.sheets.js';
import { organsSheet, seatsSheet } from './sheets/seat.sheets.js';

/** Seats known before the last Plenary of the start data, and those that it and later days brought; read in this order. */
const SEATS = ['seats.csv', 'seats-after-2012.csv'] as const;
const daySchema = z.iso.date();
const ruleFileSchema = z.array(
  z.looseObject({ id: z.string(), from: daySchema, to: daySchema.nullable().default(null) }),
);

/**
 * Loads a body's organs: `organs.csv`, `seats.csv` and `seats-after-2012.csv`, `bars.csv`, `lists.csv` and `supply-roles.csv`, as an
 * export writes them; and `organ-rules.yaml`, since rules nest and are no table. Every row is checked like an entry by the Secretariat, every seat by the rules of its organ. The registry must
 * be loaded before.
 *
 * @param tx the caller's transaction
 * @param folder where the files are
 * @returns how many rows were loaded
 * @throws DomainError `organs.not-empty` when there are organs already, or as a seat is refused; InvalidInput naming file, line and field
 */
export async function seedOrgans(
  tx: EntityManager,
  folder: string,
): Promise<{ organs: number; seats: number }> {
  await requireNone(tx);
  const organs = await loadSheet(tx, organsSheet, folder);
  for (const rule of readRules(folder)) await insertFact(tx, 'organ_rule', ruleRow(rule));
  await loadSheet(tx, barsSheet, folder);
  const seats = SEATS.flatMap((file) => readSheetFile(seatsSheet, folder, file));
  for (const { entry } of seats) await takeSeat(tx, entry);
  await loadSheet(tx, listsSheet, folder);
  await loadSheet(tx, supplyRolesSheet, folder);
  return { organs, seats: seats.length };
}

/**
 * Reads `organ-rules.yaml`. `from` and `to` are days, which begin at 00:00 UTC.
 *
 * @param folder where the file is
 * @returns the rules @throws InvalidInput naming the rule and the faulty field
 */
export function readRules(folder: string): OrganRule[] {
  const file = 'organ-rules.yaml';
  const rows = parseInput(ruleFileSchema, parse(readFileSync(join(folder, file), 'utf8')), file);
  return rows.map(({ from, to, ...rest }) => {
    const range = { validFrom: `${from}T00:00:00Z`, validTo: to && `${to}T00:00:00Z` };
    return parseInput(organRuleSchema, { ...rest, ...range }, `${file}, rule ${rest.id}`);
  });
}

async function requireNone(tx: EntityManager): Promise<void> {
  if ((await allOrgans(tx)).length === 0) return;
  throw new DomainError(
    'organs.not-empty',
    'conflict',
    'There are organs already: start data go into an empty store only. Use another DATA_DIR or DATABASE_URL.',
  );
}
