/**
 * The one function that puts a deadline into words: mail, page, calendar, API and job all take it from here, so that no two
 * of them can disagree. Every text carries the instant itself, so that a machine can read it back.
 */
import { Temporal } from 'temporal-polyfill';
import type { Instant } from './instant.js';

/** A deadline in words. */
export interface DeadlineText {
  /** `Monday 17 January 2011, 24:00 UTC` */
  readonly utc: string;
  /** the same in the reader's zone: `Monday 17 January 2011, 19:00 (America/New_York)` */
  readonly local: string;
  /** short form for subjects: `17 Jan 24:00 UTC` */
  readonly short: string;
  /** reader's IANA zone */
  readonly zone: string;
  /** the instant, as a machine reads it */
  readonly iso: Instant;
}

/** Who reads: IANA zone, and BCP 47 language. */
export interface Reader {
  readonly zone: string;
  readonly locale: string;
}

/**
 * Puts a deadline into words for one reader. Midnight is written as 24:00 of the day that ends: «by Monday 24:00» cannot be
 * taken for the night before, as «Tuesday 00:00» can.
 *
 * @param at first instant that is too late
 * @param reader zone and language
 * @returns the texts
 * @throws RangeError for a zone or language that does not exist
 */
export function deadlineText(at: Instant, reader: Reader): DeadlineText {
  const { zone, locale } = reader;
  return {
    utc: `${ending(at, 'UTC', locale, LONG)} UTC`,
    local: `${ending(at, zone, locale, LONG)} (${zone})`,
    short: `${ending(at, 'UTC', locale, SHORT)} UTC`,
    zone,
    iso: at,
  };
}

/**
 * An ordinary instant in words, to the second.
 *
 * @param instant when it happened
 * @param zone IANA zone
 * @param locale BCP 47 language
 * @returns `Friday 30 November 2012, 12:04:09 (America/New_York)`
 * @throws RangeError for a zone or language that does not exist
 */
export function inZone(instant: Instant, zone: string, locale: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  const time = local.toPlainTime().toString({ smallestUnit: 'second', roundingMode: 'trunc' });
  return `${day(local.toPlainDate(), locale, LONG)}, ${time} (${zone})`;
}

const LONG = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
const SHORT = { day: 'numeric', month: 'short' } as const;

function ending(at: Instant, zone: string, locale: string, form: Intl.DateTimeFormatOptions): string {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  const separator = form === LONG ? ', ' : ' ';
  if (local.equals(local.startOfDay())) return `${day(local.toPlainDate().subtract({ days: 1 }), locale, form)}${separator}24:00`;
  const unit = local.second === 0 && local.millisecond === 0 ? 'minute' : 'second';
  return `${day(local.toPlainDate(), locale, form)}${separator}${local.toPlainTime().toString({ smallestUnit: unit, roundingMode: 'trunc' })}`;
}

/** Days are formatted at noon UTC, so that no zone can shift them. English reads day before month everywhere in Plenum. */
function day(date: Temporal.PlainDate, locale: string, form: Intl.DateTimeFormatOptions): string {
  const noon = date.toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }).epochMilliseconds;
  const language = locale === 'en' ? 'en-GB' : locale;
  return new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' }).format(noon).replace(/^(\p{L}+), /u, '$1 ');
}
