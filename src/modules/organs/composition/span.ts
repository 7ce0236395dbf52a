import type { Instant } from '../../../kernel/instant.js';

/** A half-open range of time; without an end it goes on. */
export interface Span {
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
}

/** @returns whether the range holds the instant */
export function covers({ validFrom, validTo }: Span, at: Instant): boolean {
  return validFrom <= at && (validTo === null || validTo > at);
}

/** @returns whether two ranges have an instant in common */
export function overlap(a: Span, b: Span): boolean {
  return (a.validTo === null || a.validTo > b.validFrom) && (b.validTo === null || b.validTo > a.validFrom);
}

/** @returns the later of two instants */
export function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

/** @returns the earlier of two ends; null is no end */
export function earlierEnd(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
