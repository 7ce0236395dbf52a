import type { EntityManager } from 'typeorm';
import { DomainError, type ErrorKind } from '../../../kernel/domain-error.js';
import { newId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import type { Instrument, InstrumentId } from '../compendium.types.js';
import { requireNumber } from '../rules/instrument-number.rules.js';
import type { Stretch } from '../rules/standing.rules.js';
import { titleKeys } from '../rules/title-key.rules.js';

/** Tables whose rows are superseded, never overwritten. */
export type CompendiumTable =
  'instrument' | 'instrument_standing' | 'instrument_relation' | 'instrument_text' | 'official_language';
type Cell = string | number | boolean | readonly string[] | null;
export type CompendiumRow = Readonly<Record<string, Cell>>;

/** What the database's own rules say when they are hit; the acts ask first and say it better. */
const CONSTRAINTS: Readonly<Record<string, readonly [string, ErrorKind, string]>> = {
  one_instrument_of_a_number: ['compendium.number-taken', 'conflict', 'number: another document has it.'],
  one_authoritative_text_at_a_time: [
    'compendium.second-authoritative',
    'conflict',
    'authoritative: another language version is authoritative in that time.',
  ],
  one_version_of_a_language_at_a_time: [
    'compendium.version-overlap',
    'conflict',
    'from: there is a version of that language in that time.',
  ],
  official_language_ranges_do_not_overlap: [
    'compendium.language-overlap',
    'conflict',
    'validFrom: the language is official in that time already.',
  ],
};

const COLUMNS = `id, title, title_language as "titleLanguage", also_known_as as "alsoKnownAs", type, organ, number,
  iso(adopted_at) as "adoptedAt", adopted_precision as "adoptedPrecision", adopted_by as "adoptedBy", adopted_in as "adoptedIn",
  adopted_paragraph as "adoptedParagraph", iso(effective_at) as "effectiveAt", retroactive_reason as "retroactiveReason",
  iso(published_at) as "publishedAt", sunset, sunset_on::text as "sunsetOn", predecessor, note, source`;

/** One change at a time: numbers, relations and texts are checked against what the others wrote. Reading goes on meanwhile. */
export async function lockCompendium(tx: EntityManager): Promise<void> {
  await tx.query('lock table instrument in share row exclusive mode');
}

/** Writes a row that is believed from an instant on. @throws DomainError of the database's own rule that it hits */
export async function insertRow(
  tx: EntityManager,
  table: CompendiumTable,
  row: CompendiumRow,
  recordedAt: Instant,
): Promise<void> {
  const fact = { row_id: newId<string>(), ...row, recorded_at: recordedAt };
  const places = Object.keys(fact).map((_, index) => `$${index + 1}`);
  try {
    await tx.query(
      `insert into ${table} (${Object.keys(fact).join(', ')}) values (${places.join(', ')})`,
      Object.values(fact),
    );
  } catch (error) {
    const { constraint = '' } = (error as { driverError?: { constraint?: string } }).driverError ?? {}; // as the driver tells it
    const known = CONSTRAINTS[constraint];
    if (!known) throw error;
    throw new DomainError(known[0], known[1], known[2], { table }, { cause: error });
  }
}

/** Ends the belief in a row. */
export async function supersedeRow(
  tx: EntityManager,
  table: CompendiumTable,
  rowId: string,
  at: Instant,
): Promise<void> {
  await tx.query(
    `update ${table} set superseded_at = greatest($2::timestamptz, recorded_at) where row_id = $1`,
    [rowId, at],
  );
}

/** A document as it is believed now, with its row. */
export type BelievedInstrument = Instrument & { readonly rowId: string };

/** @returns the document, or null when there is none of that id */
export async function findInstrument(
  tx: EntityManager,
  id: InstrumentId,
): Promise<BelievedInstrument | null> {
  const [row] = await tx.query<BelievedInstrument[]>(
    `select row_id as "rowId", ${COLUMNS} from instrument where id = $1 and superseded_at is null`,
    [id],
  );
  return row ?? null;
}

/** @throws DomainError `compendium.unknown` */
export async function requireInstrument(tx: EntityManager, id: InstrumentId): Promise<BelievedInstrument> {
  const found = await findInstrument(tx, id);
  if (found) return found;
  throw new DomainError(
    'compendium.unknown',
    'not-found',
    `There is no document ${id}. Search the Compendium for it.`,
  );
}

/** Writes what is believed of a document from now on; the row before it is superseded. */
export async function writeInstrument(
  tx: EntityManager,
  instrument: Instrument,
  before: BelievedInstrument | null,
  now: Instant,
): Promise<void> {
  if (before) await supersedeRow(tx, 'instrument', before.rowId, now);
  await insertRow(tx, 'instrument', instrumentRow(instrument), now);
}

/** @returns the stretches of a document's standing as they are believed now, in order */
export async function timelineOf(tx: EntityManager, id: InstrumentId): Promise<readonly Stretch[]> {
  const rows = await standingRows(tx, id);
  return rows.map(({ rowId: _rowId, ...stretch }) => stretch);
}

/** Makes the stretches of a document's standing these: what stays the same is left, the rest superseded and written anew. */
export async function writeTimeline(
  tx: EntityManager,
  id: InstrumentId,
  wanted: readonly Stretch[],
  now: Instant,
): Promise<boolean> {
  const key = (stretch: Stretch): string => JSON.stringify(stretchRow(id, stretch));
  const rows = await standingRows(tx, id);
  const before = new Set(rows.map(({ rowId: _rowId, ...stretch }) => key(stretch)));
  const after = new Set(wanted.map(key));
  const gone = rows.filter(({ rowId: _rowId, ...stretch }) => !after.has(key(stretch)));
  const fresh = wanted.filter((stretch) => !before.has(key(stretch)));
  for (const { rowId } of gone) await supersedeRow(tx, 'instrument_standing', rowId, now);
  for (const stretch of fresh) await insertRow(tx, 'instrument_standing', stretchRow(id, stretch), now);
  return gone.length + fresh.length > 0;
}

async function standingRows(tx: EntityManager, id: InstrumentId): Promise<(Stretch & { rowId: string })[]> {
  return tx.query<(Stretch & { rowId: string })[]>(
    `select row_id as "rowId", standing, iso(valid_from) as "validFrom", iso(valid_to) as "validTo", reason, cause_id as "causeId",
       iso(decided_at) as "decidedAt", source
     from instrument_standing where instrument_id = $1 and superseded_at is null order by valid_from`,
    [id],
  );
}

function stretchRow(id: InstrumentId, stretch: Stretch) {
  const { standing, reason, causeId, decidedAt, validFrom, validTo, source } = stretch;
  return {
    instrument_id: id,
    standing,
    reason,
    cause_id: causeId,
    decided_at: decidedAt,
    valid_from: validFrom,
    valid_to: validTo,
    source,
  };
}

function instrumentRow(instrument: Instrument): CompendiumRow {
  const number = instrument.number === null ? null : requireNumber(instrument.number);
  return {
    id: instrument.id,
    title: instrument.title,
    title_language: instrument.titleLanguage,
    also_known_as: instrument.alsoKnownAs,
    title_keys: titleKeys(instrument.title, instrument.alsoKnownAs),
    type: instrument.type,
    organ: instrument.organ,
    number: number?.text ?? null,
    number_series: number?.series ?? null,
    number_year: number?.year ?? null,
    number_sequence: number?.sequence ?? null,
    adopted_at: instrument.adoptedAt,
    adopted_precision: instrument.adoptedPrecision,
    adopted_by: instrument.adoptedBy,
    adopted_in: instrument.adoptedIn,
    adopted_paragraph: instrument.adoptedParagraph,
    effective_at: instrument.effectiveAt,
    retroactive_reason: instrument.retroactiveReason,
    published_at: instrument.publishedAt,
    sunset: instrument.sunset,
    sunset_on: instrument.sunsetOn,
    predecessor: instrument.predecessor,
    note: instrument.note,
    source: instrument.source,
  };
}
