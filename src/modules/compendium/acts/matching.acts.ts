/** Which document a clause means, and what the clause adds to what is known of it. */
import type { EntityManager } from 'typeorm';
import type { Instant } from '../../../kernel/instant.js';
import type { Correction, InstrumentOrder } from '../compendium.dto.js';
import type { InstrumentId } from '../compendium.types.js';
import { numbersIn, parseNumber, requireNumber } from '../rules/instrument-number.rules.js';
import { isAnnulled, standingAt } from '../rules/standing.rules.js';
import { findInstrument, requireInstrument, timelineOf } from './compendium.store.js';
import { findByNumber, findByTitle } from './finding.queries.js';
import { correctInstrument } from './instrument.acts.js';
import { relateInstruments } from './relation.acts.js';

/** What of a clause says which document it means. */
export interface Meant {
  readonly title: string;
  readonly number: string | null;
  readonly action: InstrumentOrder['action'] | 'lifted';
  readonly adoptedAt: Instant;
}

/**
 * @returns the document that a clause means, or null: the one that has its number; else one of its title: for an adoption or
 *   amendment one of that year (an adoption also takes one known by name only), for anything else the one in force at that instant,
 *   or the latest. An annulled document never held, so that an adoption is of another.
 */
export async function matchOf(tx: EntityManager, meant: Meant): Promise<InstrumentId | null> {
  const number = meant.number === null ? null : requireNumber(meant.number);
  const numbered = number && (await findByNumber(tx, number));
  if (numbered) return numbered.id;
  const adopts = meant.action === 'adopted' || meant.action === 'amended';
  const year = Number(meant.adoptedAt.slice(0, 4));
  const within = adopts ? { year, orUndated: meant.action === 'adopted' } : null;
  const candidates = number || adopts ? [] : await byNumberInTitle(tx, meant.title);
  candidates.push(...(await findByTitle(tx, meant.title, within)));
  let latest: InstrumentId | null = null;
  for (const id of candidates) {
    const document = await findInstrument(tx, id);
    if (!document || (number && document.number !== null)) continue; // it has another number, so it is another document
    const timeline = await timelineOf(tx, id);
    if (isAnnulled(timeline)) continue;
    if (adopts || standingAt(timeline, meant.adoptedAt)?.standing === 'in-force') return id;
    latest ??= id;
  }
  return latest;
}

/** @returns the latest document of that title adopted before the order's instant, or one of which no adoption is known, for an amendment to amend */
export async function earlierVersion(
  tx: EntityManager,
  { title, adoptedAt }: InstrumentOrder,
): Promise<InstrumentId | null> {
  for (const id of await findByTitle(tx, title)) {
    const document = await findInstrument(tx, id);
    if (!document || (document.adoptedAt !== null && document.adoptedAt >= adoptedAt)) continue;
    if (!isAnnulled(await timelineOf(tx, id))) return id;
  }
  return null;
}

/** @returns what the clause knows and the Compendium does not, as a correction; null when that is nothing */
export async function complete(
  tx: EntityManager,
  id: InstrumentId,
  order: InstrumentOrder,
): Promise<Correction | null> {
  const { number, sunset, adoptedAt, effectiveAt, meeting, paragraph, source } = order;
  const known = await requireInstrument(tx, id);
  const adopted = { at: adoptedAt, precision: 'instant' as const };
  const correction = {
    ...(known.number === null && number !== null ? { number } : {}),
    ...(known.sunset === null && sunset !== null ? { sunset } : {}),
    ...(known.adoptedAt === null
      ? {
          adopted,
          adoptedBy: 'meeting' as const,
          adoptedIn: meeting,
          adoptedParagraph: paragraph,
          effective: effectiveAt,
        }
      : {}),
  };
  return Object.keys(correction).length === 0 ? null : { ...correction, source };
}

/**
 * Relates a document to the predecessors that a clause names by number or title. Words that name no document here are kept as
 * words, unless it is known what the document bears on.
 *
 * @returns whether anything is new
 */
export async function relatePredecessors(
  tx: EntityManager,
  fromId: InstrumentId,
  { predecessor, paragraph, source }: InstrumentOrder,
  now: Instant,
): Promise<boolean> {
  if (predecessor === null) return false;
  const bears = await earlierOf(tx, fromId);
  const named = await byNumberInTitle(tx, predecessor);
  if (named.length === 0) named.push(...(await findByTitle(tx, predecessor)).slice(0, 1));
  const fresh = named.filter((id) => id !== fromId && !bears.has(id));
  for (const toId of fresh)
    await relateInstruments(tx, { fromId, kind: 'follows', toId, since: null, paragraph, source }, now);
  if (named.length > 0 || bears.size > 0) return fresh.length > 0;
  const { predecessor: words } = await requireInstrument(tx, fromId);
  return words === '' && correctInstrument(tx, fromId, { predecessor, source }, now);
}

async function earlierOf(tx: EntityManager, id: InstrumentId): Promise<ReadonlySet<InstrumentId>> {
  const rows = await tx.query<{ id: InstrumentId }[]>(
    'select to_id as id from instrument_relation where from_id = $1 and superseded_at is null',
    [id],
  );
  return new Set(rows.map((row) => row.id));
}

/** @returns the documents whose numbers stand in a text, such as «005/2011 and 005/2012» */
async function byNumberInTitle(tx: EntityManager, text: string): Promise<InstrumentId[]> {
  const whole = parseNumber(text);
  const found: InstrumentId[] = [];
  for (const number of whole ? [whole] : numbersIn(text)) {
    const numbered = await findByNumber(tx, number);
    if (numbered) found.push(numbered.id);
  }
  return found;
}
