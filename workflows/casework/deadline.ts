/** Deadlines as a case keeps them, with what gave each. */
import { z } from 'zod';
import {
  type Deadline,
  type Period,
  countForward,
  fixedDeadline,
  instantDeadline,
  localDate,
} from '../../src/kernel/business-calendar.js';
import { deadlineText } from '../../src/kernel/deadline-text.js';
import { refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import { holidayCalendar } from '../../src/kernel/calendars/index.js';
import { type Instant, instantSchema, msBetween, toInstant } from '../../src/kernel/instant.js';

/** A deadline with what gave it, as it is kept in a memory. `at` is the first instant that is too late. */
export const keptDeadlineSchema = z.strictObject({
  at: instantSchema,
  from: instantSchema.nullable(),
  rule: z.string(),
  zone: z.string(),
  wallTime: z.string(),
  calendar: z.strictObject({ id: z.string(), version: z.string() }).nullable(),
}) satisfies z.ZodType<Deadline>;
export type KeptDeadline = z.output<typeof keptDeadlineSchema>;

/** @returns the end of the day so long after an instant, in a zone; hours are exact @throws DomainError `calendar.*` */
export function after(from: Instant, period: Period, zone: string): KeptDeadline {
  return countForward({ from, period, zone, cutoff: '24:00', calendar: holidayCalendar('weekdays') });
}

/** @returns a last day (`YYYY-MM-DD`), to its end in a zone. A date is a date: it never rolls over @throws DomainError `calendar.*` */
export function lastDay(day: string, zone: string, rule = 'the last day, to its end'): KeptDeadline {
  return fixedDeadline({ wallTime: `${day}T24:00`, zone, rule });
}

/** @returns an instant as given, read in a zone @throws DomainError `calendar.unknown-zone` */
export function exactly(at: Instant, zone: string, rule = 'instant as given'): KeptDeadline {
  return instantDeadline({ at, zone, rule });
}

const DAY_MS = 86_400_000;

/** @returns days from one date to the other on the calendar of a zone: 66 from 14 August to 19 October; negative where the second is earlier */
export function daysBetween(from: Instant, to: Instant, zone: string): number {
  const midnight = (at: Instant): Instant => toInstant(`${localDate(at, zone)}T00:00:00Z`);
  return Math.round(msBetween(midnight(from), midnight(to)) / DAY_MS);
}

/** @returns a refusal when a last day has passed when the command came, or null */
export function refusalOfPastDay(
  day: string | null,
  zone: string,
  now: Instant,
  field: string,
): Refusal | null {
  if (day === null || lastDay(day, zone).at > now) return null;
  return refuse('case.past-day', `${day} has passed. Name a later day.`, field);
}

/** @returns a deadline in words, in the zone of its case */
export function timeIn(at: Instant, zone: string): string {
  return deadlineText(at, { zone, locale: 'en' }).local;
}
