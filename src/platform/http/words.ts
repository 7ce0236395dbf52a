/** What templates say with: texts, phrases, instants, days and numbers, in the reader's language and zone. */
import nunjucks from 'nunjucks';
import { type DeadlineText, deadlineText, inZone } from '../../kernel/deadline-text.js';
import { type Instant, instantSchema } from '../../kernel/instant.js';
import { LANGUAGE_FACTS, type Language, type MessageValues, type Messages } from '../language/index.js';

/** An HTML text that needs no escaping. */
type SafeHtml = InstanceType<typeof nunjucks.runtime.SafeString>;

/** The functions that every template has. */
export interface Words {
  /** a message by its name: `t('http.skip')`, `t('http.signedInAs', {name, zone})` */
  readonly t: (key: string, values?: MessageValues) => string;
  /** whether there is such a message */
  readonly has: (key: string) => boolean;
  /**
   * What a workflow says, in the reader's language; marked as English where it is not translated, its days in words and its instants in the
   * reader's zone and UTC. With names, by code, whoever a code stands for is named.
   */
  readonly phrase: (english: string, names?: NamesByCode) => SafeHtml;
  /** the same as a text, for attributes and titles */
  readonly phraseText: (english: string, names?: NamesByCode) => string;
  /** an instant within a sentence, in short: `Sunday 31 March 2013, 12:00 (Africa/Accra), 12:00 UTC` */
  readonly whenText: (instant: string | null) => string;
  /** a party's name in the reader's language, by its code and its name in the registry, which is English */
  readonly partyName: (code: string, english: string) => string;
  /** a language by its tag, `pt`: `Portuguese`; a tag that is none stays as it is */
  readonly languageName: (tag: string) => string;
  /** puts names in the order of the reader's language */
  readonly compare: (one: string, other: string) => number;
  /** when something happened: in the reader's zone and UTC */
  readonly when: (instant: string | null) => SafeHtml;
  /** a deadline: in the reader's zone and UTC, midnight as 24:00 */
  readonly deadline: (instant: string | null) => SafeHtml;
  /** short: `17 Jan 24:00 UTC` */
  readonly deadlineShort: (instant: string | null) => SafeHtml;
  /** a calendar day, `2013-03-31` or an instant's day in UTC: `31 March 2013`; a month, `2017-12`: `December 2017`; what is neither stays */
  readonly day: (day: string | null) => string;
  readonly number: (value: number) => string;
  /** `A, B and C` */
  readonly list: (items: readonly string[]) => string;
}

const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g;
/** A day as workflows write it; within a reference it is a part of that. */
const DAY = /(?<![\p{L}\d/-])\d{4}-\d{2}-\d{2}(?![\p{L}\d/-])/gu;
/** A day that shows how one is typed: it must not turn into words that nobody could type. */
const EXAMPLE = /(?:such as|for example,?) (\d{4}-\d{2}-\d{2})/g;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
/** Names in the reader's language, by code. */
export type NamesByCode = ReadonlyMap<string, string>;
/** A party or an organ as sentences of workflows have it; within a reference or a quotation it is a part of that. */
const CODE = /(?<![\p{L}\d/«-])[A-Z][A-Z0-9]{1,5}(?![\p{L}\d/»-])/gu;
/** An office in an English sentence, with what tells whether it begins one. */
const OFFICE = /([.!?] )?((?:[Tt]he )?)(?<![\p{L}\d/«-])(vice-chair|chair|secretariat)(?![\p{L}\d/»-])/gu;
const OFFICES: Readonly<Record<string, string>> = {
  chair: 'he Chair',
  'vice-chair': 'he Vice-Chair',
  secretariat: 'he Secretariat',
};
/** What the registry itself calls parties in other languages, by language and code: `fr CAF`. Most are not there. */
export type OwnNames = ReadonlyMap<string, string>;
const NO_NAMES: OwnNames = new Map();
const PLAIN = { calendar: 'gregory', numberingSystem: 'latn' } as const;

/**
 * @param messages every text
 * @param language of the reader
 * @param zone of the reader
 * @param own names of parties that go before every other
 * @returns the functions of the templates
 */
export function wordsFor(
  messages: Messages,
  language: Language,
  zone: string,
  own: OwnNames = NO_NAMES,
): Words {
  const locale = language === 'en' ? 'en-GB' : language;
  const reader = { zone, locale };
  const inShort = (written: string): string => {
    const instant = instantSchema.safeParse(written);
    return instant.success ? shortInBoth(deadlineText(instant.data, reader)) : written;
  };
  const t = (key: string, values?: MessageValues): string => messages.say(language, key, values);
  const day = new Intl.DateTimeFormat(locale, { ...PLAIN, dateStyle: 'long', timeZone: 'UTC' });
  const month = new Intl.DateTimeFormat(locale, {
    ...PLAIN,
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const inWords = (text: string): string => {
    if (MONTH.test(text)) return month.format(Date.parse(`${text}-01T12:00:00Z`));
    const at = Date.parse(text.length === 10 ? `${text}T12:00:00Z` : text);
    return Number.isNaN(at) ? text : day.format(at);
  };
  const said = (english: string, names: NamesByCode | undefined) => {
    const { text, lang } = messages.phrase(language, english);
    const typed = new Set([...english.matchAll(EXAMPLE)].map(([, example]) => example));
    const dayOf = (written: string): string =>
      typed.has(written) ? inDigits(written, lang) : inWords(written);
    const inFull = names ? named(text, names, lang) : text;
    return { text: inFull.replace(INSTANT, inShort).replace(DAY, dayOf), lang };
  };
  return {
    t,
    has: (key) => messages.has(key),
    phrase: (english, names) => {
      const { text, lang } = said(english, names);
      const html = escape(text);
      return safe(lang === language ? html : `<span lang="${lang}" dir="ltr">${html}</span>`);
    },
    phraseText: (english, names) => said(english, names).text,
    whenText: (instant) => inShort(instant ?? ''),
    partyName: (code, english) => own.get(`${language} ${code}`) ?? messages.party(language, code, english),
    languageName: (tag) => languageNames(locale).of(tag) ?? tag,
    compare: new Intl.Collator(locale).compare,
    when: (instant) => time(instant, (at) => both(inZone(at, zone, locale), inZone(at, 'UTC', locale))),
    deadline: (instant) =>
      time(instant, (at) => {
        const text = deadlineText(at, reader);
        return both(text.local, text.utc);
      }),
    deadlineShort: (instant) => time(instant, (at) => deadlineText(at, reader).short),
    day: (text) => inWords(text ?? ''),
    number: (value) => new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).format(value),
    list: (items) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
  };
}

/** Parties and organs by their names; offices have theirs from the translation, and here in English. */
function named(text: string, names: NamesByCode, lang: Language): string {
  const whole = text.replace(CODE, (code) => names.get(code) ?? code);
  if (lang !== 'en') return whole;
  return whole.replace(
    OFFICE,
    (_, start: string | undefined, article: string, office: string, at: number) => {
      const begins = at === 0 || start !== undefined || article === 'The ';
      return `${start ?? ''}${begins ? 'T' : 't'}${OFFICES[office] ?? office}`;
    },
  );
}

/** From right to left the parts of a day in digits would change places. */
function inDigits(written: string, language: Language): string {
  return LANGUAGE_FACTS[language].dir === 'rtl' ? `\u2066${written}\u2069` : written;
}

/** The day is said once where it is the same in UTC. */
function shortInBoth({ local, utc, short, zone }: DeadlineText): string {
  if (/^(Etc\/)?(UTC|GMT|UCT|Zulu)$/.test(zone)) return local;
  const [, day = '', time = ''] = /^(.*), (\d\d:\S* UTC)/.exec(utc) ?? [];
  return `${local}, ${local.startsWith(`${day}, `) ? time : short}`;
}

const keptLanguageNames = new Map<string, Intl.DisplayNames>();

function languageNames(locale: string): Intl.DisplayNames {
  const names = keptLanguageNames.get(locale) ?? new Intl.DisplayNames([locale], { type: 'language' });
  keptLanguageNames.set(locale, names);
  return names;
}

/** Whoever reads in UTC needs no second reading. */
function both(local: string, utc: string): string {
  const plain = (text: string): string => text.replaceAll(/[ ,]*\(?UTC[^)]*\)?/g, '').trim();
  return plain(local) === plain(utc) ? utc : `${local}; ${utc}`;
}

function time(instant: string | null, words: (at: Instant) => string): SafeHtml {
  if (!instant) return safe('');
  const at = instantSchema.safeParse(instant);
  if (!at.success) return safe(escape(instant));
  return safe(`<time datetime="${at.data}">${escape(words(at.data))}</time>`);
}

function safe(html: string): SafeHtml {
  return new nunjucks.runtime.SafeString(html);
}

function escape(text: string): string {
  const named: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/g, (sign) => named[sign] ?? sign);
}
