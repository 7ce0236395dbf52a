import { z } from 'zod';

/**
 * An instant as UTC text with milliseconds, always of the form `2011-01-17T23:59:59.999Z`, so that comparing two of them
 * as text compares them in time. This is how instants are stored in JSON: contexts, events, payloads.
 */
export type Instant = string & { readonly __brand: 'Instant' };

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Reads an instant with an offset (`…Z`, `…+02:00`); a wall time without one is refused. Output is an {@link Instant}. */
export const instantSchema = z.iso
  .datetime({ offset: true, message: 'an instant with its offset, such as 2012-11-30T17:00:00Z' })
  .transform((text) => toInstant(text));

/**
 * @param value epoch milliseconds, or an ISO 8601 text with an offset or `Z`
 * @returns the same instant in the stored form, cut to milliseconds
 * @throws RangeError when the text is no instant or has no offset
 */
export function toInstant(value: number | string): Instant {
  if (typeof value === 'string' && !/(Z|[+-]\d{2}:?\d{2})$/i.test(value)) {
    throw new RangeError(`«${value}» has no offset: say which zone, for example 2012-11-30T17:00:00Z`);
  }
  const date = new Date(value);
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString();
  if (!FORM.test(text)) throw new RangeError(`«${value}» is not an instant between the years 0000 and 9999`);
  return text as Instant;
}

/** @returns the instant as epoch milliseconds */
export function epochMs(instant: Instant): number {
  return Date.parse(instant);
}

/** @returns milliseconds from the first to the second; negative when the second is earlier */
export function msBetween(from: Instant, to: Instant): number {
  return epochMs(to) - epochMs(from);
}

/** @returns the instant so many milliseconds later. For legal periods use the business calendar, never this. */
export function addMs(instant: Instant, ms: number): Instant {
  return toInstant(epochMs(instant) + ms);
}

/** @returns -1, 0 or 1: the order of two instants in time */
export function compareInstants(a: Instant, b: Instant): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}
