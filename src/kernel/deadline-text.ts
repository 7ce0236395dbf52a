/**
 * The one function that puts a deadline into words: mail, page, calendar, API and job all take it from here, so that no two
 * of them can disagree. Every text carries the instant itself, so that a machine can read it back.
 */
import { Temporal } from 'temporal-polyfill';
import { DomainError } from './domain-error.js';
import { type Instant, instantSchema } from './instant.js';
import { offsetIfAmbiguous, readEnd, zoned } from './wall-time.js';

/** A deadline in words. */
export interface DeadlineText {
  /** `Monday 17 January 2011, 24:00 UTC (end of the day)` */
  readonly utc: string;
  /** the same in the reader's zone: `Monday 17 January 2011, 19:00 (America/New_York)` */
  readonly local: string;
  /** short form for subjects: `17 Jan 24:00 UTC` */
  readonly short: string;
  /** day of the week in the reader's zone: `Monday` */
  readonly weekday: string;
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

const FORMS = {
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'long' },
} as const;
type DayForm = keyof typeof FORMS;

/** What 24:00 means, by language; others read 24:00 alone, which ISO 8601 defines. */
const END_OF_DAY: Readonly<Record<string, string>> = {
  ar: 'نهاية اليوم',
  en: 'end of the day',
  es: 'fin del día',
  fr: 'fin de la journée',
  pt: 'fim do dia',
  ru: 'конец дня',
};

/**
 * Puts a deadline into words for one reader. Midnight is written as 24:00 of the day that ends, in UTC and in the reader's zone
 * each by its own clock: «by Monday 24:00» cannot be taken for the night before, as «Tuesday 00:00» can. A time that a clock
 * shows twice is given with its offset. Seconds appear when there are any; milliseconds are cut off, which never promises more time.
 *
 * @param at first instant that is too late
 * @param reader zone and language; a language this machine has no dates for is answered in English
 * @returns the texts
 * @throws DomainError `calendar.unknown-zone`; `calendar.bad-locale` when `locale` is no language tag
 */
export function deadlineText(at: Instant, reader: Reader): DeadlineText {
  const { zone, locale } = reader;
  const language = dateLanguage(locale);
  const utc = readEnd(at, 'UTC');
  const local = readEnd(at, zone);
  const meaning = END_OF_DAY[language.split('-')[0] ?? ''];
  const utcEnds = utc.time === '24:00' && meaning ? ` (${meaning})` : '';
  const localEnds = local.time === '24:00' ? meaning : undefined;
  return {
    utc: `${dayText(utc.day, language, 'long')}, ${utc.time} UTC${utcEnds}`,
    local: `${dayText(local.day, language, 'long')}, ${local.time} ${inBrackets(zone, local.offset, localEnds)}`,
    short: `${dayText(utc.day, language, 'short')} ${utc.time} UTC`,
    weekday: dayText(local.day, language, 'weekday'),
    zone,
    iso: at,
  };
}

/**
 * An ordinary instant in words, to the second: when something happened, where midnight is 00:00 of the day that begins.
 *
 * @param instant when it happened
 * @param zone IANA zone
 * @param locale BCP 47 language, as in {@link deadlineText}
 * @returns `Friday 30 November 2012, 12:04:09 (America/New_York)`, with the offset where the clock shows that time twice
 * @throws as {@link deadlineText}
 */
export function inZone(instant: Instant, zone: string, locale: string): string {
  const local = zoned(instant, zone);
  const day = dayText(local.toPlainDate(), dateLanguage(locale), 'long');
  const time = local.toPlainTime().toString({ smallestUnit: 'second', roundingMode: 'trunc' });
  return `${day}, ${time} ${inBrackets(zone, offsetIfAmbiguous(local))}`;
}

const WRITTEN = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g;

/**
 * @param text such as a sentence of a workflow, which holds instants as {@link Instant} has them
 * @param reader zone and language
 * @returns the text with each of them in the reader's zone, as a deadline; what only looks like an instant stays
 * @throws as {@link deadlineText}
 */
export function instantsInWords(text: string, reader: Reader): string {
  return text.replace(WRITTEN, (written) => {
    const instant = instantSchema.safeParse(written);
    return instant.success ? deadlineText(instant.data, reader).local : written;
  });
}

function inBrackets(zone: string, offset: string | null, meaning?: string): string {
  return `(${[zone, ...(offset ? [`UTC${offset}`] : []), ...(meaning ? [meaning] : [])].join(', ')})`;
}

/** English reads day before month everywhere in Plenum. Without a fallback of our own the machine's settings would choose. */
function dateLanguage(locale: string): string {
  if (/^en\b/i.test(locale)) return 'en-GB';
  try {
    return Intl.DateTimeFormat.supportedLocalesOf([locale])[0] ?? 'en-GB';
  } catch (cause) {
    throw new DomainError(
      'calendar.bad-locale',
      'invalid',
      `«${locale}» is no language tag: write en, fr or pt-BR.`,
      { field: 'locale', locale },
      { cause },
    );
  }
}

/**
 * Days are formatted at noon UTC, so that no zone can shift them, and always in the Gregorian calendar with Latin digits:
 * a Thai or Persian reader would otherwise get another year than the notice has.
 */
function dayText(day: Temporal.PlainDate, language: string, form: DayForm): string {
  const noon = day.toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }).epochMilliseconds;
  return formatter(language, form)
    .format(noon)
    .replace(/^(\p{L}+), /u, '$1 ');
}

/** To make one takes far longer than to use it, so that they are kept; language tags have no end, so that not all are. */
const MOST_FORMATTERS = 100;
const FORMATTERS = new Map<string, Intl.DateTimeFormat>();

function formatter(language: string, form: DayForm): Intl.DateTimeFormat {
  const key = `${form} ${language}`;
  const known = FORMATTERS.get(key);
  if (known) return known;
  const format = { ...FORMS[form], timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' };
  const made = new Intl.DateTimeFormat(language, format);
  if (FORMATTERS.size < MOST_FORMATTERS) FORMATTERS.set(key, made);
  return made;
}
