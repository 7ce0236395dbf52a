import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import type { EntityManager } from 'typeorm';
import { parse } from 'yaml';
import { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';
import { parseInput } from '../../kernel/parse.js';
import { insertFact, requireParty } from '../registry/index.js';
import { type OrganRule, organRuleSchema } from './composition/organ-rule.js';
import { barSchema, listSchema, organSchema, seatSchema, supplyRoleSchema } from './organ.dto.js';
import { allOrgans } from './organs.queries.js';
import { barRow, listRow, organRow, ruleRow, supplyRoleRow } from './organs.store.js';
import { takeSeat } from './composition/seating.js';

/** Seats known before the last Plenary of the start data, and those that it and later days brought; read in this order. */
const SEATS = ['seats.csv', 'seats-after-2012.csv'] as const;
const daySchema = z.iso.date();
const ruleFileSchema = z.array(
  z.looseObject({ id: z.string(), from: daySchema, to: daySchema.nullable().default(null) }),
);

/**
 * Loads a body's organs: `organs.csv`, `organ-rules.yaml`, `seats.csv` and `seats-after-2012.csv`, `bars.csv`, `lists.csv` and
 * `supply-roles.csv`. Every row is checked like an entry by the Secretariat, every seat by the rules of its organ. The registry must
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
  const organs = readRows(folder, 'organs.csv', organSchema, ({ parent, ...row }) => ({
    ...row,
    parent: parent || null,
  }));
  const seats = SEATS.flatMap((file) =>
    readRows(folder, file, seatSchema, ({ contact, ...row }) => ({ ...row, contactId: contact || null })),
  );
  await requireNone(tx);
  for (const organ of organs) await insertFact(tx, 'organ', organRow(organ));
  for (const rule of readRules(folder)) await insertFact(tx, 'organ_rule', ruleRow(rule));
  await loadBars(tx, folder);
  for (const seat of seats) await takeSeat(tx, seat);
  await loadLists(tx, folder);
  return { organs: organs.length, seats: seats.length };
}

async function loadBars(tx: EntityManager, folder: string): Promise<void> {
  const bars = readRows(folder, 'bars.csv', barSchema, ({ organs, ...row }) => ({
    ...row,
    organs: organs ? organs.split(' ') : null,
  }));
  for (const bar of bars) await insertFact(tx, 'bar', barRow(bar));
}

async function loadLists(tx: EntityManager, folder: string): Promise<void> {
  for (const list of readRows(folder, 'lists.csv', listSchema, (row) => row))
    await insertFact(tx, 'distribution_list', listRow(list));
  for (const entry of readRows(folder, 'supply-roles.csv', supplyRoleSchema, (row) => row)) {
    await requireParty(tx, entry.party, entry.validFrom);
    await insertFact(tx, 'supply_role', supplyRoleRow(entry));
  }
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

type CsvRow = Readonly<Record<string, string>>;

/** The columns `valid_from` and `valid_to` are days, which begin at 00:00 UTC. */
function readRows<S extends z.ZodType>(
  folder: string,
  file: string,
  schema: S,
  entryOf: (row: CsvRow) => object,
): z.output<S>[] {
  const options = { columns: true, skip_empty_lines: true, trim: true } as const;
  const rows: CsvRow[] = parseCsv(readFileSync(join(folder, file)), options);
  return rows.map((row, index) => {
    const { valid_from: from, valid_to: to, ...rest } = row;
    const days = { validFrom: `${from}T00:00:00Z`, validTo: to ? `${to}T00:00:00Z` : null };
    return parseInput(schema, { ...entryOf(rest), ...days }, `${file}, line ${index + 2}`);
  });
}
