/** How long a window is in days, and which of its ends fall on a day nobody works. */
import { type HolidayCalendar, dayOff, isWorkingDay } from './calendars/holiday-calendar.js';
import { DomainError } from './domain-error.js';
import type { Instant } from './instant.js';
import { readEnd, zoned } from './wall-time.js';

/** A window in days of a zone. The day on which it opens is not counted, the one on which it ends is. */
export interface WindowDays {
  readonly calendarDays: number;
  /** null where the calendar does not know a year */
  readonly workingDays: number | null;
  /** `weekend`, the name of a holiday, or null when it opens on a working day */
  readonly opensOn: string | null;
  /** the same of the last day */
  readonly endsOn: string | null;
}

/**
 * @param opensAt when the window opens
 * @param endsAt first instant that is too late
 * @param zone IANA zone in which days begin and end
 * @param calendar of holidays and weekends
 * @returns the window in days
 * @throws DomainError `calendar.unknown-zone`
 */
export function windowDays(
  opensAt: Instant,
  endsAt: Instant,
  zone: string,
  calendar: HolidayCalendar,
): WindowDays {
  const first = zoned(opensAt, zone).toPlainDate();
  const { day: last } = readEnd(endsAt, zone);
  const calendarDays = Math.max(0, first.until(last, { largestUnit: 'days' }).days);
  const days = Array.from({ length: calendarDays }, (_, index) => first.add({ days: index + 1 }));
  return {
    calendarDays,
    workingDays: known(() => days.filter((day) => isWorkingDay(calendar, day)).length),
    opensOn: known(() => dayOff(calendar, first)),
    endsOn: known(() => dayOff(calendar, last)),
  };
}

/**
 * @param at an instant
 * @param zone IANA zone
 * @returns whether it falls between 22:00 and 06:00 there, when nobody reads mail (assumed)
 * @throws DomainError `calendar.unknown-zone`
 */
export function isNight(at: Instant, zone: string): boolean {
  const { hour } = zoned(at, zone);
  return hour >= 22 || hour < 6;
}

/** A year that a calendar does not know is no reason to refuse: what is shown here decides nothing. */
function known<T>(count: () => T): T | null {
  try {
    return count();
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
