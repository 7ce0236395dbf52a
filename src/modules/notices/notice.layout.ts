/** How the mails of notices are laid out; what they say is beside the workflow they belong to. */
import type { Instant } from '../../kernel/instant.js';
import {
  type MailBody,
  type MailFacts,
  type MailReader,
  type MailText,
  type RenderedMail,
  frameMail,
  plainText,
  readerOf,
} from '../notifications/index.js';

/** A notice in words, in the language of its reader. */
export interface Wording {
  readonly lead: MailText;
  readonly paragraphs: readonly MailText[];
  /** the instant it is about, and what comes then */
  readonly when: { readonly at: Instant; readonly label: string } | null;
  readonly facts: MailBody['facts'];
  /** what people wrote */
  readonly quotes?: MailBody['quotes'];
}

/**
 * @param mail whom it goes to, and whether that is somebody else than the one addressed
 * @param reference of the case
 * @param wording what it says, in the reader's language
 * @returns the mail; instants by `deadlineText` and `inZone` alone, in UTC where the reader's zone does not exist
 */
export function layOut(mail: MailFacts, reference: string, wording: Wording): RenderedMail {
  const { facts, late, occurredAt, publicUrl } = mail;
  const reader = readerOf(mail);
  const { lead, paragraphs, when, quotes = [] } = wording;
  const instead = facts['instead'];
  return frameMail(reader, `${reference}: ${plainText(lead)}`, {
    lead,
    paragraphs: paragraphs.filter((text) => plainText(text) !== ''),
    deadline: when ? { ...reader.deadline(when.at), label: when.label } : null,
    action: null,
    quotes,
    facts: wording.facts,
    footer: [
      reader.say('notifications.mail.reference', { reference, url: publicUrl }),
      ...(typeof instead === 'string' ? [insteadOf(reader, instead)] : []),
      ...(late ? [reader.say('notifications.mail.late', { at: reader.instant(occurredAt) })] : []),
    ],
  });
}

/** @returns why a notice does not go to the one addressed, to whoever it comes to instead */
export function insteadOf(reader: MailReader, reason: string): string {
  return reader.say('notifications.mail.instead', { reason: reader.phraseText(reason) });
}
