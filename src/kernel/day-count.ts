/** How many days lie between two instants, as people count them: for pages that put a deadline into proportion. */
import type { Temporal } from 'temporal-polyfill';
import { type HolidayCalendar, dayOff } from './calendars/holiday-calendar.js';
import { DomainError } from './domain-error.js';
import { type Instant, addMs } from './instant.js';
import { zoned } from './wall-time.js';

/** Days from one instant to another, the day of the first not counted. */
export interface DayCount {
  readonly calendarDays: number;
  /** null where the calendar does not know a year between them */
  readonly workingDays: number | null;
  /** name of the holiday, or `weekend`, that the last day is; null on a working day, and where the calendar does not know its year */
  readonly lastDayOff: string | null;
}

/** Beyond this nobody counts days. */
const MOST_DAYS = 3_660;

/**
 * @param from the first instant; its day is not counted
 * @param to a deadline: the first instant that is too late, so that 24:00 belongs to the day that ends
 * @param zone IANA zone in which days begin and end
 * @param calendar of the days that are not worked
 * @returns the days between; 0 where `to` is not later
 * @throws DomainError `calendar.unknown-zone`
 */
export function daysBetween(from: Instant, to: Instant, zone: string, calendar: HolidayCalendar): DayCount {
  const first = zoned(from, zone).toPlainDate();
  const last = zoned(addMs(to, -1), zone).toPlainDate();
  const calendarDays = Math.max(0, first.until(last, { largestUnit: 'days' }).days);
  return {
    calendarDays,
    workingDays: calendarDays > MOST_DAYS ? null : workingDays(first, calendarDays, calendar),
    lastDayOff: offOf(calendar, last) ?? null,
  };
}

function workingDays(first: Temporal.PlainDate, days: number, calendar: HolidayCalendar): number | null {
  let count = 0;
  for (let day = 1; day <= days; day += 1) {
    const off = offOf(calendar, first.add({ days: day }));
    if (off === undefined) return null;
    if (off === null) count += 1;
  }
  return count;
}

/** @returns why the day is off, null on a working day, undefined where the calendar does not know its year */
function offOf(calendar: HolidayCalendar, day: Temporal.PlainDate): string | null | undefined {
  try {
    return dayOff(calendar, day);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'calendar.unknown-year') return undefined;
    throw error;
  }
}
