import type { Temporal } from 'temporal-polyfill';
import { DomainError } from '../domain-error.js';

/** A versioned calendar of days on which an institution does not work. */
export interface HolidayCalendar {
  readonly id: string;
  /** changes whenever any day changes; kept with every deadline counted under it */
  readonly version: string;
  readonly title: string;
  readonly source: string;
  /** days of the week that are never worked, ISO numbers: Monday 1 … Sunday 7 */
  readonly weekend: readonly number[];
  /** years the calendar speaks for; `every` for one without holidays */
  readonly years: { readonly from: number; readonly to: number } | 'every';
  /** `MM-DD` by year, each with its name */
  readonly holidays: Readonly<Record<number, Readonly<Record<string, string>>>>;
}

/**
 * @param calendar the calendar
 * @param day a calendar day
 * @returns whether the institution works that day (Regulation 1182/71 art. 2)
 * @throws DomainError `calendar.unknown-year`: a year nobody entered is an error, never «no holidays»
 */
export function isWorkingDay(calendar: HolidayCalendar, day: Temporal.PlainDate): boolean {
  requireKnownYear(calendar, day.year);
  if (calendar.weekend.includes(day.dayOfWeek)) return false;
  return calendar.holidays[day.year]?.[day.toString().slice(5)] === undefined;
}

function requireKnownYear(calendar: HolidayCalendar, year: number): void {
  if (calendar.years === 'every' || (year >= calendar.years.from && year <= calendar.years.to)) return;
  throw new DomainError(
    'calendar.unknown-year',
    'invalid',
    `The calendar «${calendar.title}» (${calendar.id}, ${calendar.version}) knows the years ${calendar.years.from} to ${calendar.years.to}, not ${year}. Enter that year's holidays first, or name the deadline as a date.`,
    { calendar: calendar.id, version: calendar.version, year },
  );
}
