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
  /** what a workflow says, in the reader's language; marked as English where it is not translated, its instants in the reader's zone and UTC */
  readonly phrase: (english: string) => SafeHtml;
  /** the same as a text, for attributes and titles */
  readonly phraseText: (english: string) => string;
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
  /** a calendar day, `2013-03-31` or an instant's day in UTC: `31 March 2013`; what is no day stays as it is */
  readonly day: (day: string | null) => string;
  readonly number: (value: number) => string;
  /** `A, B and C` */
  readonly list: (items: readonly string[]) => string;
}

const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g;
/** A day as workflows write it. */
const DAY = /\b\d{4}-\d{2}-\d{2}\b/g;
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
  const isolated = (day: string): string =>
    LANGUAGE_FACTS[language].dir === 'rtl' ? `\u2066${day}\u2069` : day; // else its parts would change places
  const local = (text: string): string => text.replace(INSTANT, inShort).replace(DAY, isolated);
  const t = (key: string, values?: MessageValues): string => messages.say(language, key, values);
  const day = new Intl.DateTimeFormat(locale, { ...PLAIN, dateStyle: 'long', timeZone: 'UTC' });
  return {
    t,
    has: (key) => messages.has(key),
    phrase: (english) => {
      const { text, lang } = messages.phrase(language, english);
      const said = escape(local(text));
      return safe(lang === language ? said : `<span lang="${lang}" dir="ltr">${said}</span>`);
    },
    phraseText: (english) => local(messages.phrase(language, english).text),
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
    day: (text) => {
      const at = Date.parse(text?.length === 10 ? `${text}T12:00:00Z` : (text ?? ''));
      return Number.isNaN(at) ? (text ?? '') : day.format(at);
    },
    number: (value) => new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).format(value),
    list: (items) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
  };
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
