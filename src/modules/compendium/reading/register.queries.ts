/** Questions about the Compendium as a whole: numbers in use, official languages, whether the texts are the ones that were hashed. */
import type { EntityManager } from 'typeorm';
import type { Instant } from '../../../kernel/instant.js';
import type { InstrumentId } from '../compendium.types.js';
import { hashOfText } from '../rules/text-hash.rules.js';
import { believed, holds } from './as-of.sql.js';

/** How many texts are read at once while they are verified. */
const BATCH = 200;

/** @returns the sequences in use in a series and year, in order; those of annulled documents too, since a number is never given twice */
export async function takenNumbers(tx: EntityManager, series: string, year: number): Promise<number[]> {
  const rows = await tx.query<{ sequence: number }[]>(
    `select number_sequence as sequence from instrument where number_series = $1 and number_year = $2 and superseded_at is null
     order by number_sequence`,
    [series, year],
  );
  return rows.map(({ sequence }) => sequence);
}

/** A language that is official, and where that is known from. */
export interface OfficialLanguageLine {
  readonly language: string;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly source: string;
}

/** @returns the official languages at an instant, as known at another */
export async function officialLanguages(
  tx: EntityManager,
  asOf: readonly [at: Instant, knownAt: Instant | null],
): Promise<OfficialLanguageLine[]> {
  return tx.query<OfficialLanguageLine[]>(
    `select language, iso(valid_from) as "validFrom", iso(valid_to) as "validTo", source from official_language o
     where ${believed('o')} and ${holds('o')} order by language`,
    [...asOf],
  );
}

/** A text whose words are not those that were hashed when it was entered. */
export interface BrokenText {
  readonly instrumentId: InstrumentId;
  readonly title: string;
  readonly language: string;
  readonly version: number;
  readonly sha256: string;
  readonly computed: string;
}

/** Computes every hash anew, also of texts that were superseded. */
export async function verifyTexts(
  tx: EntityManager,
): Promise<{ texts: number; broken: readonly BrokenText[] }> {
  const broken: BrokenText[] = [];
  let texts = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await tx.query<(Omit<BrokenText, 'computed'> & { rowId: string; body: string })[]>(
      `select row_id as "rowId", instrument_id as "instrumentId", title, language, version, sha256, body from instrument_text
       where body is not null and row_id > $1 order by row_id limit ${BATCH}`,
      [after],
    );
    for (const { rowId: _rowId, body, ...row } of rows) {
      const computed = hashOfText(body);
      if (computed !== row.sha256) broken.push({ ...row, computed });
    }
    texts += rows.length;
    const last = rows.at(-1);
    if (!last) return { texts, broken };
    after = last.rowId;
  }
}
