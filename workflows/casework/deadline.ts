/** Deadlines as a case keeps them, with what gave each. */
import { z } from 'zod';
import {
  type Deadline,
  type Period,
  countForward,
  fixedDeadline,
  instantDeadline,
} from '../../src/kernel/business-calendar.js';
import { holidayCalendar } from '../../src/kernel/calendars/index.js';
import { type Instant, instantSchema } from '../../src/kernel/instant.js';

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
