/**
 * A rule of reporting, as data: what is reported on which periods, by whom, by when, and who assesses it.
 *
 * Source of the three duties of Participants: KP Core Document VI.11 and Annex III(a), (c); the day of the annual report is from the
 * decision on the KPCS Peer Review System. `rules/kp.yaml` names the source of every figure.
 */
import { z } from 'zod';
import { countForward } from '../../src/kernel/business-calendar.js';
import { holidayCalendar } from '../../src/kernel/calendars/index.js';
import { addMs } from '../../src/kernel/instant.js';
import { type KeptDeadline, codeSchema, lastDay, lineSchema, visibilitySchema } from '../casework/index.js';
import { PERIOD_KINDS, lastDayOf, periodWords } from './period.rules.js';

/** `{ monthDay }`: the first such day after the period's end. `{ months }`: so long after its last day; how a month is counted from the last day of one is disputed, so it is a switch. */
export const dueRuleSchema = z.union([
  z.strictObject({
    monthDay: z
      .string()
      .refine((day) => z.iso.date().safeParse(`2011-${day}`).success, 'a month and day of every year: 03-31'),
  }),
  z.strictObject({
    months: z.int().min(1).max(24),
    monthEnd: z.enum(['matching-date', 'month-end']),
  }),
]);
export type DueRule = z.output<typeof dueRuleSchema>;

/** Who owes it. `by-hand`: nothing is opened when a period ends; the assessing organ opens what it has looked at. */
export const owedBySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('participants') }),
  z.strictObject({ kind: z.literal('observers') }),
  z.strictObject({
    kind: z.literal('participants-among'),
    codes: z.array(codeSchema).min(1).max(100),
    /** where it is from that it is these */
    source: lineSchema,
  }),
  z.strictObject({ kind: z.literal('by-hand') }),
]);

export const reportingRuleSchema = z.strictObject({
  /** `annual-report` */
  id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'small letters, digits and hyphens: annual-report'),
  /** a noun phrase, of which «for 2011» follows: `annual report` */
  title: lineSchema.max(120),
  periods: z.enum(PERIOD_KINDS),
  due: dueRuleSchema,
  owedBy: owedBySchema,
  /** organ that assesses what is submitted; null: nobody does */
  assessedBy: codeSchema.nullable(),
  /** name of the ladder that presses it */
  ladder: z.string().min(1).max(60).default('reports'),
  visibility: visibilitySchema.default('participants'),
  /** the rule it rests on: `KP Core Document Annex III(a)` */
  basis: lineSchema,
  source: lineSchema,
  /** what is to be known of it besides: that it was never adopted */
  note: z.string().max(600).default(''),
});
export type ReportingRule = z.output<typeof reportingRuleSchema>;

/**
 * When the report on a period is due.
 *
 * @param due the rule: the 31 March after, or two months after
 * @param period its name: `2011`, `2011-H1`
 * @param zone IANA zone in which days end
 * @returns the last day, to its end. It is a date and never rolls over to a working day
 * @throws DomainError `calendar.unknown-zone`
 */
export function dueOf(due: DueRule, period: string, zone: string): KeptDeadline {
  const end = lastDayOf(period);
  if ('monthDay' in due) {
    const year = Number(end.slice(0, 4));
    const day = `${year}-${due.monthDay}` > end ? `${year}-${due.monthDay}` : `${year + 1}-${due.monthDay}`;
    return lastDay(day, zone, `the ${due.monthDay} after ${periodWords(period)}`);
  }
  return countForward({
    from: addMs(lastDay(end, zone).at, -1), // the last moment of the last day: the day that is counted from
    period: { value: due.months, unit: 'months' },
    zone,
    cutoff: '24:00',
    monthEnd: due.monthEnd,
    calendar: holidayCalendar('weekdays'),
  });
}
