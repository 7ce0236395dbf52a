import type { Temporal } from 'temporal-polyfill';
import { DomainError } from '../domain-error.js';

/** The holidays of one year and where they come from: the list published for that year, or `assumed`. */
export interface CalendarYear {
  readonly source: string;
  /** `MM-DD` to the name of the holiday; weekends need no entry */
  readonly days: Readonly<Record<string, string>>;
}

/** A versioned calendar of days on which an institution does not work. */
export interface HolidayCalendar {
  readonly id: string;
  /** changes whenever any day changes; kept with every deadline counted under it */
  readonly version: string;
  readonly title: string;
  readonly source: string;
  /** days of the week that are never worked, ISO numbers: Monday 1 … Sunday 7 */
  readonly weekend: readonly number[];
  /** the years the calendar speaks for; `every` for one without holidays */
  readonly years: 'every' | Readonly<Record<number, CalendarYear>>;
}

/**
 * Why an institution does not work on a day (Regulation 1182/71 art. 2: holidays of the institution, Saturdays, Sundays).
 *
 * @param calendar the calendar
 * @param day a calendar day
 * @returns the name of the holiday, `weekend`, or null on a working day
 * @throws DomainError `calendar.unknown-year`: a year nobody entered is an error, never «no holidays»
 */
export function dayOff(calendar: HolidayCalendar, day: Temporal.PlainDate): string | null {
  const holiday = daysOfYear(calendar, day.year)[day.toString().slice(5)];
  if (holiday !== undefined) return holiday;
  return calendar.weekend.includes(day.dayOfWeek) ? 'weekend' : null;
}

/**
 * @param calendar the calendar
 * @param day a calendar day
 * @returns whether the institution works that day
 * @throws DomainError `calendar.unknown-year`
 */
export function isWorkingDay(calendar: HolidayCalendar, day: Temporal.PlainDate): boolean {
  return dayOff(calendar, day) === null;
}

function daysOfYear(calendar: HolidayCalendar, year: number): CalendarYear['days'] {
  if (calendar.years === 'every') return {};
  const known = calendar.years[year];
  if (known) return known.days;
  const years = Object.keys(calendar.years);
  throw new DomainError(
    'calendar.unknown-year',
    'invalid',
    `The calendar «${calendar.title}» (${calendar.id}, version ${calendar.version}) does not know the year ${year}; it knows ${years.at(0)} to ${years.at(-1)}. Enter that year's holidays first, or name the deadline as a date.`,
    { calendar: calendar.id, version: calendar.version, year },
  );
}
