/** Who reads a mail: the language it is written in, the zone its times are told in, and all that can be said to that reader. */
import { isZone } from '../../kernel/business-calendar.js';
import { type DeadlineText, deadlineText, inZone, instantsInWords } from '../../kernel/deadline-text.js';
import type { Instant } from '../../kernel/instant.js';
import {
  LANGUAGE_FACTS,
  type Language,
  type MessageValues,
  type Messages,
  type Said,
  languageFor,
} from '../../platform/language/index.js';
import type { MailFacts } from './mail-templates.js';

/** The reader of a mail, with the words of its language. */
export interface MailReader {
  readonly language: Language;
  /** IANA zone that exists */
  readonly zone: string;
  /** a message by its name; throws when there is none */
  readonly say: (key: string, values?: MessageValues) => string;
  /** what a workflow says in English: its translation, else itself, and which of them it is; its instants in the reader's zone */
  readonly phrase: (english: string) => Said;
  /** the same as a text, to stand within a message */
  readonly phraseText: (english: string) => string;
  /** a party by its name in the reader's language; one of which only the English name is known goes by that */
  readonly partyName: (english: string, code?: string) => string;
  /** a deadline in the reader's zone and in UTC */
  readonly deadline: (at: Instant) => DeadlineText;
  /** when something happened, in UTC, and in the reader's zone where that is another: `…, 12:04:09 (UTC); …, 13:04:09 (Europe/Brussels)` */
  readonly instant: (at: Instant) => string;
  /** `A, B and C` */
  readonly list: (items: readonly string[]) => string;
  /** `A, B or C` */
  readonly either: (items: readonly string[]) => string;
  /** {@link draftLine} of the language */
  readonly draft: readonly string[];
}

/** @returns the zone a reader lives in; UTC where that does not exist: a notice that the rules ask for must not fail over it */
export function zoneOf({ zone }: { readonly zone: string }): string {
  return isZone(zone) ? zone : 'UTC';
}

/**
 * @param mail every text, the registry's own names of parties, and the contact that it goes to: languages in order of preference (`fr-CA`
 *   is read as `fr`), and zone
 * @returns the reader: the first language there are texts in, else English
 */
export function readerOf({
  messages,
  partyNames,
  to: { contact },
}: {
  readonly messages: Messages;
  readonly partyNames: MailFacts['partyNames'];
  readonly to: { readonly contact: Pick<MailFacts['to']['contact'], 'languages' | 'zone'> };
}): MailReader {
  const language = languageFor(contact.languages);
  const reader = { zone: zoneOf(contact), locale: language };
  const phrase = (english: string): Said => {
    const { text, lang } = messages.phrase(language, english);
    return { text: unbroken(lang, instantsInWords(text, { ...reader, locale: lang })), lang };
  };
  return {
    language,
    zone: reader.zone,
    say: (key, values) => unbroken(language, messages.say(language, key, values)),
    phrase,
    phraseText: (english) => phrase(english).text,
    partyName: (english, code = '') =>
      partyNames.get(`${language} ${code}`) ?? messages.party(language, code, english),
    deadline: (at) => deadlineText(at, reader),
    instant: (at) => {
      const utc = inZone(at, 'UTC', language);
      return reader.zone === 'UTC' ? utc : `${utc}; ${inZone(at, reader.zone, language)}`;
    },
    list: listing(language, 'conjunction'),
    either: listing(language, 'disjunction'),
    draft: draftLine(messages, language),
  };
}

function listing(language: Language, type: 'conjunction' | 'disjunction') {
  const format = new Intl.ListFormat(language === 'en' ? 'en-GB' : language, { type });
  return (items: readonly string[]): string => format.format(items);
}

/**
 * @returns the line that says of a mail that its frame was translated by machine, awaits review, and that the English text counts; none
 *   in a language that was reviewed
 */
export function draftLine(messages: Pick<Messages, 'say'>, language: Language): readonly string[] {
  return LANGUAGE_FACTS[language].state === 'draft'
    ? [messages.say(language, 'notifications.mail.draft')]
    : [];
}

/** French sets a space before some signs; a line must not begin with one. */
function unbroken(language: Language, text: string): string {
  return language === 'fr' ? text.replace(/ (?=[;:!?»])/g, '\u00a0').replace(/« /g, '«\u00a0') : text;
}
