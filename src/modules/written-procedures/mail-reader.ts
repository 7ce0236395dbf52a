/** Who reads a mail: the language it is written in, and the zone its times are told in. */
import { isZone } from '../../kernel/business-calendar.js';
import type { MailFacts } from '../notifications/index.js';
import { type MailMessages, en } from './messages/en.js';
import { fr } from './messages/fr.js';

export const MAIL_LANGUAGES = ['en', 'fr'] as const;
export type MailLanguage = (typeof MAIL_LANGUAGES)[number];

const MESSAGES: Readonly<Record<MailLanguage, MailMessages>> = { en, fr };

/** Language is one we write; zone is an IANA zone that exists. */
export interface MailReader {
  readonly language: MailLanguage;
  readonly locale: string;
  readonly zone: string;
  readonly messages: MailMessages;
}

/** @returns every sentence of the mails in that language */
export function messagesIn(language: MailLanguage): MailMessages {
  return MESSAGES[language];
}

/**
 * @param contact languages in order of preference (`fr-CA` is read as `fr`), and zone
 * @returns the reader: the first language we write, else English. A zone that does not exist becomes UTC: a notice the rules
 *   ask for must not fail over it.
 */
export function readerOf(contact: Pick<MailFacts['to']['contact'], 'languages' | 'zone'>): MailReader {
  const wanted = contact.languages.map((tag) => tag.toLowerCase().split('-')[0]);
  const language = wanted.flatMap((tag) => MAIL_LANGUAGES.find((known) => known === tag) ?? [])[0] ?? 'en';
  const zone = isZone(contact.zone) ? contact.zone : 'UTC';
  return { language, locale: language, zone, messages: MESSAGES[language] };
}
