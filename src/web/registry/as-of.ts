/** Which day's registry a page shows: read from its address, said on it, kept on its links. Pure. */
import { z } from 'zod';
import type { FieldFault } from '../../kernel/domain-error.js';
import { addMs, type Instant, toInstant } from '../../kernel/instant.js';

const DAY_MS = 86_400_000;
const FAULT = 'a day of the calendar, such as 2009-06-01';
const dayText = z.string().trim().max(40).catch('');

/** The two days that every page of the registry can be asked for. */
export const asOfQuerySchema = z.object({ at: dayText.optional(), known: dayText.optional() });
export type AsOfQuery = z.output<typeof asOfQuerySchema>;

/** What a page was asked for. */
export interface AsOfAsked {
  /** beginning of the day (00:00 UTC); left out: now */
  readonly at?: Instant | undefined;
  /** end of the day up to which records count; left out: with every later correction */
  readonly knownAt?: Instant | undefined;
  /** as typed, to be shown again */
  readonly typed: { readonly at: string; readonly known: string };
  readonly faults: readonly FieldFault[];
  /** for links without a query of their own: `?at=2009-06-01`, or nothing */
  readonly query: string;
  /** for links with one: `&at=2009-06-01`, or nothing */
  readonly more: string;
}

/**
 * @param query as parsed by {@link asOfQuerySchema}
 * @returns what was asked; a day that is none is a fault, and the page then shows now
 */
export function asOfAsked({ at = '', known = '' }: AsOfQuery): AsOfAsked {
  const from = dayBegins(at);
  const knownFrom = dayBegins(known);
  const faults = [
    ...(at !== '' && from === null ? [{ field: 'at', message: FAULT }] : []),
    ...(known !== '' && knownFrom === null ? [{ field: 'known', message: FAULT }] : []),
  ];
  const kept = new URLSearchParams({ ...(from && { at }), ...(knownFrom && { known }) }).toString();
  return {
    ...(from && { at: from }),
    ...(knownFrom && { knownAt: addMs(knownFrom, DAY_MS) }),
    typed: { at, known },
    faults,
    query: kept && `?${kept}`,
    more: kept && `&${kept}`,
  };
}

/** @returns 00:00 UTC of a day such as `2009-06-01`, or null when it is no day */
export function dayBegins(text: string): Instant | null {
  return z.iso.date().safeParse(text).success ? toInstant(`${text}T00:00:00Z`) : null;
}

/** A fact with the range in which it holds and the range in which it was believed. */
export interface Dated {
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly recordedAt: Instant;
  readonly supersededAt: Instant | null;
}

/** @returns those facts that hold at an instant, as they were believed at another (null: now) */
export function heldThen<Fact extends Dated>(
  facts: readonly Fact[],
  at: Instant,
  knownAt: Instant | null,
): Fact[] {
  return believedThen(facts, knownAt).filter(
    ({ validFrom, validTo }) => validFrom <= at && (validTo === null || validTo > at),
  );
}

/** @returns those facts that were believed at an instant; null: now */
export function believedThen<Fact extends Dated>(facts: readonly Fact[], knownAt: Instant | null): Fact[] {
  return facts.filter(({ recordedAt, supersededAt }) =>
    knownAt === null
      ? supersededAt === null
      : recordedAt <= knownAt && (supersededAt === null || supersededAt > knownAt),
  );
}
