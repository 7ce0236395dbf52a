/**
 * Dates as the sources give them. Of many documents only the year is known («the 2009 decision»); such a document counts from the
 * last day of that year or month on, when it was adopted at the latest, so that nothing is said to hold that may not have.
 */
import { z } from 'zod';
import { type Instant, toInstant } from '../../../kernel/instant.js';

export const PRECISIONS = ['instant', 'day', 'month', 'year'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** An instant, and how exactly it is known. */
export interface Dating {
  readonly at: Instant;
  readonly precision: Precision;
}

const FORM = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const MESSAGE =
  'a year (2009), a month (2006-11), a day (2011-11-03), or an instant with its offset (2011-01-18T12:00:00Z)';

/** Reads a dating: year, month, day (from 00:00 UTC) or instant. */
export const datingSchema = z.string().transform((text, context): Dating => {
  const dating = parseDating(text);
  if (dating) return dating;
  context.addIssue({ code: 'custom', message: MESSAGE });
  return z.NEVER;
});
/** Reads a dating where only the instant counts, as in a question. */
export const momentSchema = datingSchema.transform(({ at }) => at);

/** @returns the instant and precision of a text, or null when it is no date */
export function parseDating(text: string): Dating | null {
  const [, year, month, day] = FORM.exec(text) ?? [];
  try {
    if (year === undefined) return { at: toInstant(text), precision: 'instant' };
    if (day !== undefined) return { at: dayOf(text), precision: 'day' };
    if (month !== undefined) return { at: lastDayOf(Number(year), Number(month)), precision: 'month' };
    return { at: dayOf(`${year}-12-31`), precision: 'year' };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** @returns a dating as people write it: `2009`, `2006-11`, `2011-11-03`, or the instant to the minute */
export function datingText(at: Instant, precision: Precision): string {
  const length = { year: 4, month: 7, day: 10, instant: 16 }[precision];
  const text = at.slice(0, length);
  return precision === 'instant' ? `${text.replace('T', ' ')}Z` : text;
}

function dayOf(text: string): Instant {
  const at = toInstant(`${text}T00:00:00Z`);
  if (at.slice(0, 10) !== text) throw new RangeError(`${text} is no day of the calendar`); // 30 February rolls over
  return at;
}

function lastDayOf(year: number, month: number): Instant {
  if (month < 1 || month > 12) throw new RangeError(`${month} is no month`);
  return toInstant(Date.UTC(year, month, 0));
}
