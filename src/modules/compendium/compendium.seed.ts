import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EntityManager } from 'typeorm';
import { parse } from 'yaml';
import { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';
import { parseInput } from '../../kernel/parse.js';
import { insertRow, lockCompendium } from './acts/compendium.store.js';
import { annulInstrument, endInstrument } from './acts/ending.acts.js';
import { requireWhich } from './acts/finding.queries.js';
import { addInstrument } from './acts/instrument.acts.js';
import { relateInstruments } from './acts/relation.acts.js';
import { putText } from './acts/text.acts.js';
import {
  annulmentSchema,
  conclusionSchema,
  newInstrumentSchema,
  newTextSchema,
  officialLanguageSchema,
  relationSchema,
} from './compendium.dto.js';
import type { InstrumentId } from './compendium.types.js';
import { momentSchema } from './rules/dating.rules.js';

const documentSchema = z.strictObject({
  document: newInstrumentSchema,
  /** since when it is taken as known; left out: since it was adopted or took effect (assumed) */
  knownSince: momentSchema.optional(),
  texts: z.array(newTextSchema).default([]),
  relations: z.array(relationSchema).default([]),
  concluded: conclusionSchema.optional(),
  annulled: annulmentSchema.optional(),
});
const instrumentsFileSchema = z.strictObject({ documents: z.array(documentSchema).min(1) });
const languagesFileSchema = z.strictObject({ languages: z.array(officialLanguageSchema).min(1) });
type SeedDocument = z.output<typeof documentSchema>;

/**
 * Loads a body's start data: `instruments.yaml`, earlier documents before those that bear on them, and `languages.yaml`. Every
 * entry is checked like one of the Secretariat. A fact counts as known from its own date on, so that «as known at» can be asked
 * about the years before this store began: documents since their adoption, an annulment since it was declared.
 *
 * @param tx the caller's transaction
 * @param folder where the two files are
 * @returns how many of each were loaded
 * @throws DomainError `compendium.not-empty`; InvalidInput naming file, entry and field
 */
export async function seedCompendium(
  tx: EntityManager,
  folder: string,
): Promise<{ documents: number; languages: number }> {
  const { documents } = read(folder, 'instruments.yaml', instrumentsFileSchema);
  const { languages } = read(folder, 'languages.yaml', languagesFileSchema);
  await lockCompendium(tx);
  if (!(await isCompendiumEmpty(tx)))
    throw new DomainError(
      'compendium.not-empty',
      'conflict',
      'The Compendium is not empty: start data go into an empty one only. Enter documents one by one.',
    );
  for (const { language, validFrom, validTo, source } of languages) {
    const row = { language, valid_from: validFrom, valid_to: validTo, source };
    await insertRow(tx, 'official_language', row, validFrom);
  }
  for (const entry of documents) await load(tx, entry);
  return { documents: documents.length, languages: languages.length };
}

/** @returns whether the Compendium holds no document and no official language yet */
export async function isCompendiumEmpty(tx: EntityManager): Promise<boolean> {
  const [row] = await tx.query<{ filled: boolean }[]>(
    'select exists (select 1 from instrument) or exists (select 1 from official_language) as filled',
  );
  return row?.filled !== true;
}

async function load(tx: EntityManager, entry: SeedDocument): Promise<void> {
  const { document, texts, relations, concluded, annulled } = entry;
  const known = entry.knownSince ?? document.adopted?.at ?? document.effective;
  if (!known)
    throw new DomainError(
      'compendium.seed-undated',
      'invalid',
      `instruments.yaml, «${document.title}»: say when it was adopted, or give knownSince.`,
    );
  const id: InstrumentId = await addInstrument(tx, document, known);
  for (const text of texts) await putText(tx, id, text, known);
  for (const { to, ...relation } of relations) {
    const toId = await requireWhich(tx, to, `instruments.yaml, «${document.title}», to`);
    await relateInstruments(tx, { ...relation, fromId: id, toId }, known);
  }
  if (concluded) await endInstrument(tx, id, { ...concluded, causeId: null }, concluded.at);
  if (annulled) await annulInstrument(tx, id, annulled, annulled.at);
}

function read<S extends z.ZodType>(folder: string, file: string, schema: S): z.output<S> {
  return parseInput(schema, parse(readFileSync(join(folder, file), 'utf8')), file);
}
