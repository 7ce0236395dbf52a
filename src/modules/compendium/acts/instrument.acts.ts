/** What is done to documents: entered, corrected, published. Each act runs in the caller's transaction, under the lock. */
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../../kernel/domain-error.js';
import { newId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import type { Correction, NewInstrument, Publication } from '../compendium.dto.js';
import type { Instrument, InstrumentId } from '../compendium.types.js';
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
  const { adopted, effective, published, ...facts } = given;
  const instrument: Instrument = {
    ...facts,
    id: newId<InstrumentId>(),
    adoptedAt: adopted?.at ?? null,
    adoptedPrecision: adopted?.precision ?? null,
    effectiveAt: effective,
    publishedAt: published,
  };
  await requireSound(tx, instrument);
  await writeInstrument(tx, instrument, null, now);
  await writeTimeline(tx, instrument.id, openTimeline(standingFacts(instrument)), now);
  return instrument.id;
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
