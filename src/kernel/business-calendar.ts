/**
 * Counting time as law counts it: the day of the event is not counted, the last day ends at a closing hour in a zone, weekends
 * and holidays are inside a period unless it is in working days, and whether a last day that is a holiday rolls over is a switch.
 *
 * The rules follow Regulation (EEC, Euratom) 1182/71, articles 2 and 3, as a selectable policy: no body but the EU's has
 * adopted it. Where it is silent or disputed there is an option, with the default named beside it. A period is always counted
 * from its event, never from an earlier deadline: adding months is not associative.
 */
import { Temporal } from 'temporal-polyfill';
import { type HolidayCalendar, dayOff, isWorkingDay } from './calendars/holiday-calendar.js';
import { DomainError, assertNever } from './domain-error.js';
import { type Instant, epochMs } from './instant.js';
import { type Period, periodSchema, periodWords } from './period.js';
import {
  closing,
  instantAt,
  offsetIfAmbiguous,
  readEnd,
  readWallTime,
  requireClosingHour,
  zoned,
} from './wall-time.js';

export type { Period } from './period.js';
export { isZone, localDate, parseWallTime } from './wall-time.js';

/** A deadline with everything that gave it. A receipt strictly before `at` is in time. */
export interface Deadline {
  readonly at: Instant;
  /** when the counting began; null for an instant that was given, not counted */
  readonly from: Instant | null;
  /** in words, with what moved it: `3 weeks after 2010-08-14, moved on from 2010-09-04 (weekend)` */
  readonly rule: string;
  readonly zone: string;
  /** local end, `2012-08-14T24:00`, where 24:00 is the end of the day; with its offset where the clock shows it twice and the first is meant */
  readonly wallTime: string;
  /** the holiday calendar that was asked; null when none was */
  readonly calendar: { readonly id: string; readonly version: string } | null;
}

/** How a period is counted. */
export interface CountingRule {
  readonly from: Instant;
  readonly period: Period;
  /** IANA zone in which days begin and end */
  readonly zone: string;
  /** closing hour of the last day, `HH:MM`; `24:00` is its end. Hours do not use it. */
  readonly cutoff: string;
  /** a last day that is no working day moves to the next one (art. 3(4)); never for hours, never backwards. Default false. */
  readonly rollOver?: boolean;
  readonly calendar: HolidayCalendar;
  /** art. 3(1): the hour of the event, as the local clock shows it, is not counted. Default false: other bodies count from the minute. */
  readonly fullHours?: boolean;
  /** art. 3(5): a period of two days or more holds at least two working days. Default false. */
  readonly twoWorkingDays?: boolean;
  /** months from the last day of a month end on the matching date (art. 3(2)(c), default) or on the last day of the month */
  readonly monthEnd?: 'matching-date' | 'month-end';
}

type Direction = 1 | -1;
const HOUR_MS = 3_600_000;

/**
 * Counts forward from an event.
 *
 * @param rule see {@link CountingRule}
 * @returns the deadline; never before `from`
 * @throws DomainError `calendar.bad-period`, `calendar.bad-cutoff`, `calendar.unknown-zone`, `calendar.unknown-year`,
 *   `calendar.out-of-range`
 */
export function countForward(rule: CountingRule): Deadline {
  requireCountable(rule);
  if (rule.period.unit === 'hours') return hoursDeadline(rule, 1);
  const first = zoned(rule.from, rule.zone).toPlainDate();
  const { day, moves } = settleLastDay(rule, first, lastDay(first, rule, 1));
  const usesCalendar = rule.period.unit === 'working-days' || rule.rollOver || rule.twoWorkingDays;
  return dayDeadline(
    rule,
    day,
    [`${periodWords(rule.period)} after ${first.toString()}`, ...moves],
    usesCalendar,
  );
}

/**
 * Counts backward from an event, such as «ninety days before the Plenary»: what must be done by the end of the day found.
 * A last day that is a holiday does not move (art. 3(4), last sentence).
 *
 * @param rule see {@link CountingRule}; `rollOver`, `fullHours` and `twoWorkingDays` play no part
 * @returns the deadline, before `from`
 * @throws as {@link countForward}
 */
export function countBackward(rule: CountingRule): Deadline {
  requireCountable(rule);
  if (rule.period.unit === 'hours') return hoursDeadline(rule, -1);
  const first = zoned(rule.from, rule.zone).toPlainDate();
  const words = [`${periodWords(rule.period)} before ${first.toString()}`];
  return dayDeadline(rule, lastDay(first, rule, -1), words, rule.period.unit === 'working-days');
}

/**
 * A deadline given as a date and hour. It never rolls over (art. 4 and 5).
 *
 * @param given `wallTime` as `2013-04-01T24:00`, its zone, and in words where it comes from
 * @returns the deadline. An hour that a clock change skips, or shows twice, is the later one, and `rule` says so.
 * @throws DomainError `calendar.bad-wall-time`, `calendar.unknown-zone`, `calendar.out-of-range`
 */
export function fixedDeadline(given: {
  readonly wallTime: string;
  readonly zone: string;
  readonly rule: string;
}): Deadline {
  const { at, note } = readWallTime(given);
  const rule = note ? `${given.rule}, ${note}` : given.rule;
  return { at, from: null, rule, zone: given.zone, wallTime: given.wallTime, calendar: null };
}

/**
 * A deadline given as an instant.
 *
 * @param given the instant, the zone in which people read it, and in words where it comes from
 * @returns the deadline
 * @throws DomainError `calendar.unknown-zone`
 */
export function instantDeadline(given: {
  readonly at: Instant;
  readonly zone: string;
  readonly rule: string;
}): Deadline {
  const { at, zone, rule } = given;
  return { at, from: null, rule, zone, wallTime: endWallTime(at, zone), calendar: null };
}

function requireCountable(rule: CountingRule): void {
  requireClosingHour(rule.cutoff);
  const fault = periodSchema.safeParse(rule.period).error?.issues[0];
  if (!fault) return;
  throw new DomainError(
    'calendar.bad-period',
    'invalid',
    `«${periodWords(rule.period)}» is no period (${fault.message}): give a whole number from 1 to 10000 of hours, calendar-days, working-days, weeks or months.`,
    { field: ['period', ...fault.path.map(String)].join('.') },
  );
}

function hoursDeadline(rule: CountingRule, direction: Direction): Deadline {
  const { from, period, zone } = rule;
  const skipped = rule.fullHours && direction === 1 ? restOfHour(from, zone) : 0;
  const at = instantAt(epochMs(from) + skipped + direction * period.value * HOUR_MS);
  const words = [`${periodWords(period)} ${direction === 1 ? 'after' : 'before'} ${from}`];
  if (skipped > 0) words.push('from the next full hour');
  return { at, from, rule: words.join(', '), zone, wallTime: endWallTime(at, zone), calendar: null };
}

/** Milliseconds to the next full hour of the local clock: a whole hour at a full hour, since the hour of the event is not counted. */
function restOfHour(from: Instant, zone: string): number {
  const { minute, second, millisecond } = zoned(from, zone);
  return HOUR_MS - ((minute * 60 + second) * 1000 + millisecond);
}

function lastDay(first: Temporal.PlainDate, rule: CountingRule, direction: Direction): Temporal.PlainDate {
  const { value, unit } = rule.period;
  switch (unit) {
    case 'calendar-days':
      return first.add({ days: direction * value });
    case 'weeks':
      return first.add({ weeks: direction * value });
    case 'months':
      return addMonths(first, direction * value, rule.monthEnd ?? 'matching-date');
    case 'working-days':
      return addWorkingDays(first, value, direction, rule.calendar);
    case 'hours':
      throw new TypeError('hours have no last day');
    default:
      return assertNever(unit);
  }
}

/** Art. 3(2)(c): where the matching date does not exist, the last day of the month. */
function addMonths(
  first: Temporal.PlainDate,
  months: number,
  reading: 'matching-date' | 'month-end',
): Temporal.PlainDate {
  const end = first.add({ months }, { overflow: 'constrain' });
  return reading === 'month-end' && first.day === first.daysInMonth
    ? end.with({ day: end.daysInMonth })
    : end;
}

function addWorkingDays(
  first: Temporal.PlainDate,
  count: number,
  direction: Direction,
  calendar: HolidayCalendar,
): Temporal.PlainDate {
  let day = first;
  for (let left = count; left > 0;) {
    day = day.add({ days: direction });
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}

/** Art. 3(4) and 3(5), as far as the rule asks for them; `moves` says in words what they did. */
function settleLastDay(
  rule: CountingRule,
  first: Temporal.PlainDate,
  counted: Temporal.PlainDate,
): { readonly day: Temporal.PlainDate; readonly moves: readonly string[] } {
  const moves: string[] = [];
  let day = counted;
  const closed = rule.rollOver ? dayOff(rule.calendar, counted) : null;
  if (closed !== null) {
    day = addWorkingDays(counted, 1, 1, rule.calendar);
    moves.push(`moved on from ${counted.toString()} (${closed})`);
  }
  if (!rule.twoWorkingDays || Temporal.PlainDate.compare(counted, first.add({ days: 2 })) < 0)
    return { day, moves };
  const second = addWorkingDays(first, 2, 1, rule.calendar);
  if (Temporal.PlainDate.compare(second, day) <= 0) return { day, moves };
  return { day: second, moves: [...moves, `lengthened from ${counted.toString()} to hold two working days`] };
}

function dayDeadline(
  rule: CountingRule,
  day: Temporal.PlainDate,
  words: readonly string[],
  usesCalendar = false,
): Deadline {
  const { from, zone, cutoff, calendar } = rule;
  const { at, note } = closing(day, cutoff, zone);
  return {
    at,
    from,
    rule: [...words, ...(note ? [note] : [])].join(', '),
    zone,
    wallTime: `${day.toString()}T${cutoff}`,
    calendar: usesCalendar ? { id: calendar.id, version: calendar.version } : null,
  };
}

/** The local end of a given or exact instant, to the millisecond, so that it can be read back. */
function endWallTime(at: Instant, zone: string): string {
  const { day, time } = readEnd(at, zone);
  if (time === '24:00') return `${day.toString()}T24:00`;
  const local = zoned(at, zone);
  const unit = epochMs(at) % 60_000 === 0 ? 'minute' : 'millisecond';
  const wall = local.toPlainDateTime();
  const isFirst = wall.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds !== epochMs(at);
  return `${wall.toString({ smallestUnit: unit })}${isFirst ? (offsetIfAmbiguous(local) ?? '') : ''}`;
}
