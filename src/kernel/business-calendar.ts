/**
 * Counting time as law counts it: the day of the event is not counted, the last day ends at a closing hour in a zone, weekends
 * and holidays are inside a period unless it is in working days, and whether a last day that is a holiday rolls over is a switch.
 *
 * The rules follow Regulation (EEC, Euratom) 1182/71, articles 2 and 3, as a selectable policy: no body but the EU's has
 * adopted it. Where it is silent or disputed there is an option, with the default named beside it.
 */
import { Temporal } from 'temporal-polyfill';
import type { HolidayCalendar } from './calendars/holiday-calendar.js';
import { isWorkingDay } from './calendars/holiday-calendar.js';
import { DomainError } from './domain-error.js';
import { type Instant, addMs, toInstant } from './instant.js';

/** A length of time. Days, weeks and months are calendar units in a zone; hours are exact. */
export interface Period {
  readonly value: number;
  readonly unit: 'hours' | 'calendar-days' | 'working-days' | 'weeks' | 'months';
}

/** A deadline with everything that gave it. A receipt strictly before `at` is in time. */
export interface Deadline {
  readonly at: Instant;
  /** when the counting began; null for an instant that was given, not counted */
  readonly from: Instant | null;
  /** in words: `21 calendar-days after 2012-07-24` */
  readonly rule: string;
  readonly zone: string;
  /** local end, `2012-08-14T24:00`, where 24:00 is the end of the day */
  readonly wallTime: string;
  readonly calendar: { readonly id: string; readonly version: string } | null;
}

/** How a period is counted. */
export interface CountingRule {
  readonly from: Instant;
  readonly period: Period;
  /** IANA zone in which days begin and end */
  readonly zone: string;
  /** closing hour of the last day, `HH:MM`; `24:00` is its end */
  readonly cutoff: string;
  /** a last day that is no working day moves to the next one (art. 3(4)); never for hours, never backwards */
  readonly rollOver?: boolean;
  readonly calendar: HolidayCalendar;
  /** art. 3(1): hours begin with the next full hour. Default false: other bodies count from the minute. */
  readonly fullHours?: boolean;
  /** art. 3(5): a period of two days or more holds at least two working days. Default false. */
  readonly twoWorkingDays?: boolean;
  /** months from the last day of a month end on the matching date (art. 3(2)(c), default) or on the last day of the month */
  readonly monthEnd?: 'matching-date' | 'month-end';
}

/**
 * Counts forward from an event.
 *
 * @param rule see {@link CountingRule}
 * @returns the deadline; never before `from`
 * @throws DomainError `calendar.unknown-zone`, `calendar.bad-cutoff`, `calendar.bad-period`, `calendar.unknown-year`
 */
export function countForward(rule: CountingRule): Deadline {
  const { from, period, calendar } = rule;
  requirePeriod(period);
  if (period.unit === 'hours') return hoursDeadline(rule, 1);
  const day = localDay(from, rule.zone);
  const last = settleLastDay(rule, day, lastDay(day, rule, 1));
  return dayDeadline(
    rule,
    last,
    `${words(period)} after ${day.toString()}`,
    period.unit === 'working-days' || rule.rollOver ? calendar : null,
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
  const { from, period, calendar } = rule;
  requirePeriod(period);
  if (period.unit === 'hours') return hoursDeadline(rule, -1);
  const day = localDay(from, rule.zone);
  return dayDeadline(
    rule,
    lastDay(day, rule, -1),
    `${words(period)} before ${day.toString()}`,
    period.unit === 'working-days' ? calendar : null,
  );
}

/**
 * A deadline given as a date and hour. It never rolls over (art. 4 and 5).
 *
 * @param given `wallTime` as `2013-04-01T24:00`, its zone, and in words where it comes from
 * @returns the deadline. An hour that a clock change skips, or shows twice, is the later one, to the member's benefit.
 * @throws DomainError `calendar.bad-wall-time`, `calendar.unknown-zone`
 */
export function fixedDeadline(given: {
  readonly wallTime: string;
  readonly zone: string;
  readonly rule: string;
}): Deadline {
  const at = parseWallTime(given);
  return { at, from: null, rule: given.rule, zone: given.zone, wallTime: given.wallTime, calendar: null };
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
  return {
    at: given.at,
    from: null,
    rule: given.rule,
    zone: given.zone,
    wallTime: endWallTime(given.at, given.zone),
    calendar: null,
  };
}

/**
 * Reads a date and hour in a zone.
 *
 * @param given `wallTime` as `YYYY-MM-DDTHH:MM`, with `24:00` for the end of a day, and an IANA zone
 * @returns the instant; in a gap or overlap of clocks the later one
 * @throws DomainError `calendar.bad-wall-time` for a date that does not exist (no clamping), `calendar.unknown-zone`
 */
export function parseWallTime(given: { readonly wallTime: string; readonly zone: string }): Instant {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/.exec(given.wallTime);
  if (!match?.[1] || !match[2]) throw badWallTime(given.wallTime);
  return endOfDay(plainDate(match[1], given.wallTime), match[2], given.zone);
}

/** @returns whether the text is an IANA zone this machine knows */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** @returns the local calendar day of an instant, `YYYY-MM-DD` @throws DomainError `calendar.unknown-zone` */
export function localDate(instant: Instant, zone: string): string {
  return localDay(instant, zone).toString();
}

function requirePeriod(period: Period): void {
  if (Number.isSafeInteger(period.value) && period.value >= 1 && period.value <= 10_000) return;
  throw new DomainError(
    'calendar.bad-period',
    'invalid',
    `A period is a whole number from 1 to 10000, not ${period.value}.`,
    { field: 'period.value' },
  );
}

function words(period: Period): string {
  return `${period.value} ${period.unit}`;
}

function zoned(instant: Instant, zone: string): Temporal.ZonedDateTime {
  try {
    return Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  } catch (cause) {
    throw new DomainError(
      'calendar.unknown-zone',
      'invalid',
      `«${zone}» is no time zone: use a name such as Europe/Brussels or UTC.`,
      { zone },
      { cause },
    );
  }
}

function localDay(instant: Instant, zone: string): Temporal.PlainDate {
  return zoned(instant, zone).toPlainDate();
}

function plainDate(text: string, wallTime: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    throw badWallTime(wallTime);
  }
}

function badWallTime(wallTime: string): DomainError {
  return new DomainError(
    'calendar.bad-wall-time',
    'invalid',
    `«${wallTime}» is no date and hour: write it as 2012-08-14T17:00, or T24:00 for the end of the day.`,
    { wallTime },
  );
}

function hoursDeadline(rule: CountingRule, direction: 1 | -1): Deadline {
  const { from, period, zone, fullHours } = rule;
  const hour = 3_600_000;
  const begins = fullHours && direction === 1 ? toInstant(Math.ceil(Date.parse(from) / hour) * hour) : from;
  const at = addMs(begins, direction * period.value * hour);
  const side = direction === 1 ? 'after' : 'before';
  return {
    at,
    from,
    rule: `${words(period)} ${side} ${begins}`,
    zone,
    wallTime: endWallTime(at, zone),
    calendar: null,
  };
}

function lastDay(day: Temporal.PlainDate, rule: CountingRule, direction: 1 | -1): Temporal.PlainDate {
  const { value, unit } = rule.period;
  if (unit === 'weeks') return day.add({ weeks: direction * value });
  if (unit === 'months') return addMonths(day, direction * value, rule.monthEnd ?? 'matching-date');
  if (unit === 'working-days') return addWorkingDays(day, value, direction, rule.calendar);
  return day.add({ days: direction * value });
}

/** Art. 3(2)(c): where the matching date does not exist, the last day of the month. */
function addMonths(
  day: Temporal.PlainDate,
  months: number,
  reading: 'matching-date' | 'month-end',
): Temporal.PlainDate {
  const end = day.add({ months }, { overflow: 'constrain' });
  return reading === 'month-end' && day.day === day.daysInMonth ? end.with({ day: end.daysInMonth }) : end;
}

function addWorkingDays(
  day: Temporal.PlainDate,
  count: number,
  direction: 1 | -1,
  calendar: HolidayCalendar,
): Temporal.PlainDate {
  let current = day;
  for (let left = count; left > 0;) {
    current = current.add({ days: direction });
    if (isWorkingDay(calendar, current)) left -= 1;
  }
  return current;
}

function settleLastDay(
  rule: CountingRule,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): Temporal.PlainDate {
  const { calendar } = rule;
  let settled = last;
  if (rule.rollOver) while (!isWorkingDay(calendar, settled)) settled = settled.add({ days: 1 });
  if (rule.twoWorkingDays && Temporal.PlainDate.compare(last, first.add({ days: 2 })) >= 0) {
    const second = addWorkingDays(first, 2, 1, calendar);
    if (Temporal.PlainDate.compare(second, settled) > 0) settled = second;
  }
  return settled;
}

function dayDeadline(
  rule: CountingRule,
  last: Temporal.PlainDate,
  inWords: string,
  calendar: HolidayCalendar | null,
): Deadline {
  const { from, zone, cutoff } = rule;
  return {
    at: endOfDay(last, cutoff, zone),
    from,
    rule: inWords,
    zone,
    wallTime: `${last.toString()}T${cutoff}`,
    calendar: calendar ? { id: calendar.id, version: calendar.version } : null,
  };
}

function endOfDay(day: Temporal.PlainDate, cutoff: string, zone: string): Instant {
  if (!isZone(zone)) zoned('1970-01-01T00:00:00.000Z' as Instant, zone);
  if (cutoff === '24:00') return toInstant(day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds);
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(cutoff)) {
    throw new DomainError(
      'calendar.bad-cutoff',
      'invalid',
      `«${cutoff}» is no closing hour: write HH:MM, or 24:00 for the end of the day.`,
      { cutoff },
    );
  }
  // `later`: in a gap or an overlap of clocks the member gets the benefit of the doubt.
  return toInstant(
    day.toPlainDateTime(cutoff).toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds,
  );
}

/** The local wall time of an end: an instant that begins a day is the end, 24:00, of the day before. */
function endWallTime(at: Instant, zone: string): string {
  const local = zoned(at, zone);
  const startsDay =
    local.toPlainTime().equals(local.startOfDay().toPlainTime()) &&
    local.epochMilliseconds === local.startOfDay().epochMilliseconds;
  if (startsDay) return `${local.toPlainDate().subtract({ days: 1 }).toString()}T24:00`;
  return local
    .toPlainDateTime()
    .toString({ smallestUnit: local.second === 0 && local.millisecond === 0 ? 'minute' : 'millisecond' });
}
