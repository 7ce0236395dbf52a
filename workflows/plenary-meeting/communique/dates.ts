/** Days and instants in words, by Intl: always Gregorian, in Latin digits, formatted where no zone can shift them. */
import { readEnd } from '../../../src/kernel/wall-time.js';
import type { Instant } from '../../../src/kernel/instant.js';

const LONG = {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
  calendar: 'gregory',
  numberingSystem: 'latn',
} as const;

const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`);

/**
 * @param day `YYYY-MM-DD`
 * @param locale BCP 47 language
 * @returns `1 April 2013` of `2013-04-01`
 */
export function longDay(day: string, locale = 'en-GB'): string {
  return new Intl.DateTimeFormat(locale, LONG).format(noon(day));
}

/** @returns `27–30 November 2012`; the day alone where both are one */
export function dayRange(from: string, to: string, locale: string): string {
  const range = new Intl.DateTimeFormat(locale, LONG).formatRange(noon(from), noon(to));
  return range.replace(/\s+/g, ' ').replace(/(\d) ?– ?(\d)/, '$1–$2');
}

/** Day, hour and place of an instant, for a language to put in order. */
export interface Moment {
  readonly day: string;
  /** `17:00`; the end of a day is 24:00 */
  readonly time: string;
  /** the city of the zone, or `UTC`, with the offset where its clock shows that time twice */
  readonly place: string;
}

/** @param zone IANA zone @returns the instant as the clocks of the zone show it, in words */
export function momentOf(at: Instant, zone: string, locale: string): Moment {
  const { day, time, offset } = readEnd(at, zone);
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return {
    day: longDay(day.toString(), locale),
    time,
    place: offset === null ? city : `${city}, UTC${offset}`,
  };
}
