/** What is done to documents: entered, corrected, published. Each act runs in the caller's transaction, under the lock. */
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../../kernel/domain-error.js';
import { newId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import type { Correction, NewInstrument, Publication } from '../compendium.dto.js';
import type { Instrument, InstrumentId } from '../compendium.types.js';
import { requireNumber } from '../rules/instrument-number.rules.js';
import { openTimeline, rebuiltTimeline } from '../rules/standing.rules.js';
import {
  type BelievedInstrument,
  requireInstrument,
  timelineOf,
  writeInstrument,
  writeTimeline,
} from './compendium.store.js';
import { requireSound, standingFacts } from './instrument.checks.js';
import { publishTexts } from './text.acts.js';

/**
 * Enters a document.
 *
 * @param now since when it is believed
 * @returns its new id
 * @throws DomainError `compendium.bad-number`, `compendium.number-taken`, `compendium.effective-before-adoption`
 */
export async function addInstrument(
  tx: EntityManager,
  given: NewInstrument,
  now: Instant,
): Promise<InstrumentId> {
  const instrument = instrumentOf(given, newId<InstrumentId>());
  await requireSound(tx, instrument);
  await writeInstrument(tx, instrument, null, now);
  await writeTimeline(tx, instrument.id, openTimeline(standingFacts(instrument)), now);
  return instrument.id;
}

/** @returns the document that is entered already in exactly these words, source included; null where there is none */
export async function findSame(tx: EntityManager, given: NewInstrument): Promise<InstrumentId | null> {
  const titled = await tx.query<{ id: InstrumentId }[]>(
    'select id from instrument where title = $1 and superseded_at is null order by id',
    [given.title],
  );
  for (const { id } of titled) {
    const found = describedBy(await requireInstrument(tx, id));
    const wanted = instrumentOf(given, id);
    if (found.source === wanted.source && saysTheSame(found, wanted)) return id;
  }
  return null;
}

function instrumentOf(given: NewInstrument, id: InstrumentId): Instrument {
  const { adopted, effective, published, number, ...facts } = given;
  return {
    ...facts,
    id,
    number: number === null ? null : requireNumber(number).text,
    adoptedAt: adopted?.at ?? null,
    adoptedPrecision: adopted?.precision ?? null,
    effectiveAt: effective,
    publishedAt: published,
  };
}

/**
 * Corrects what is said of a document. What was believed before stays readable.
 *
 * @returns whether anything is different from what was believed
 * @throws as {@link addInstrument}; DomainError `compendium.unknown`
 */
export async function correctInstrument(
  tx: EntityManager,
  id: InstrumentId,
  correction: Correction,
  now: Instant,
): Promise<boolean> {
  const before = await requireInstrument(tx, id);
  const { adopted, effective, ...facts } = definedOf(correction);
  const after: Instrument = {
    ...describedBy(before),
    ...facts,
    ...(adopted === undefined
      ? {}
      : { adoptedAt: adopted?.at ?? null, adoptedPrecision: adopted?.precision ?? null }),
    ...(effective === undefined ? {} : { effectiveAt: effective }),
  };
  if (saysTheSame(after, describedBy(before))) return false;
  await requireSound(tx, after);
  await writeInstrument(tx, after, before, now);
  await writeTimeline(tx, id, rebuiltTimeline(standingFacts(after), await timelineOf(tx, id)), now);
  return true;
}

/**
 * Publishes a document, and its official texts with it.
 *
 * @returns whether it was not published before
 * @throws DomainError `compendium.unknown`; `compendium.published-already` at another instant
 */
export async function publishInstrument(
  tx: EntityManager,
  id: InstrumentId,
  { at, source }: Publication,
  now: Instant,
): Promise<boolean> {
  const before = await requireInstrument(tx, id);
  if (before.publishedAt === at) return false;
  if (before.publishedAt !== null)
    throw new DomainError(
      'compendium.published-already',
      'conflict',
      `«${before.title}» was published at ${before.publishedAt}. A publication is not repeated; a new text is a new version.`,
      { publishedAt: before.publishedAt },
    );
  const note = [before.note, `Published: ${source}`].filter(Boolean).join(' ');
  await writeInstrument(tx, { ...describedBy(before), publishedAt: at, note }, before, now);
  await publishTexts(tx, id, at, now);
  return true;
}

function describedBy({ rowId: _rowId, ...instrument }: BelievedInstrument): Instrument {
  return instrument;
}

function saysTheSame(a: Instrument, b: Instrument): boolean {
  const { source: _a, ...left } = a;
  const { source: _b, ...right } = b;
  return JSON.stringify(Object.entries(left).sort()) === JSON.stringify(Object.entries(right).sort());
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** @returns the fields that were given */
function definedOf<T extends object>(given: T): Defined<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<T>; // the same fields, fewer
}
