/** What must be true of a document before it is written. */
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../../kernel/domain-error.js';
import { addMs, toInstant } from '../../../kernel/instant.js';
import type { Instrument, InstrumentId } from '../compendium.types.js';
import { requireNumber } from '../rules/instrument-number.rules.js';
import type { StandingFacts } from '../rules/standing.rules.js';
import { findByNumber } from './finding.queries.js';

const DAY_MS = 86_400_000;

/**
 * @throws DomainError `compendium.effective-before-adoption` without a reason for it, `compendium.sunset-without-words`,
 *   `compendium.bad-number`, `compendium.number-taken`
 */
export async function requireSound(tx: EntityManager, instrument: Instrument): Promise<void> {
  const { adoptedAt, adoptedPrecision, effectiveAt, retroactiveReason, sunset, sunsetOn } = instrument;
  const exact = adoptedPrecision === 'day' || adoptedPrecision === 'instant';
  if (
    exact &&
    adoptedAt !== null &&
    effectiveAt !== null &&
    effectiveAt < adoptedAt &&
    retroactiveReason === null
  )
    throw new DomainError(
      'compendium.effective-before-adoption',
      'invalid',
      `effective: ${effectiveAt} lies before the adoption at ${adoptedAt}. If the source says so, give the reason in retroactiveReason.`,
      { field: 'effective' },
    );
  if (sunsetOn !== null && sunset === null)
    throw new DomainError(
      'compendium.sunset-without-words',
      'invalid',
      'sunset: a day alone says too little. Give the words of the clause too.',
      { field: 'sunset' },
    );
  if (instrument.number !== null) await requireFreeNumber(tx, instrument.number, instrument.id);
}

/** A number is given once in a series and year, whatever the style in which it is written. */
async function requireFreeNumber(tx: EntityManager, text: string, own: InstrumentId): Promise<void> {
  const number = requireNumber(text);
  const holder = await findByNumber(tx, number);
  if (!holder || holder.id === own) return;
  throw new DomainError(
    'compendium.number-taken',
    'conflict',
    `number: ${text} is the number ${number.sequence} of ${number.year} of ${number.series}, which «${holder.title}» has (as ${holder.number}). Ask for the next number.`,
    { field: 'number', holder: holder.id },
  );
}

/** @returns what the document's own dates say. The last day of a sunset clause ends at 24:00 UTC (assumed: the clauses name no zone). */
export function standingFacts({ adoptedAt, effectiveAt, sunsetOn, source }: Instrument): StandingFacts {
  const sunsetAt = sunsetOn === null ? null : addMs(toInstant(`${sunsetOn}T00:00:00Z`), DAY_MS);
  return { adoptedAt, effectiveAt, sunsetAt, source };
}
