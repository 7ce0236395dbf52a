/** How the mails of notices are laid out; what they say is beside the workflow they belong to. */
import { isZone } from '../../kernel/business-calendar.js';
import { deadlineText } from '../../kernel/deadline-text.js';
import type { Instant } from '../../kernel/instant.js';
import { oneLine } from '../../platform/mail/index.js';
import {
  type MailBody,
  type MailFacts,
  type RenderedMail,
  htmlMail,
  textMail,
} from '../notifications/index.js';

/** A notice in words. */
export interface Wording {
  readonly lead: string;
  readonly paragraphs: readonly string[];
  /** the instant it is about, and what comes then */
  readonly when: { readonly at: Instant; readonly label: string } | null;
  readonly facts: readonly (readonly [string, string])[];
}

/** @returns the zone a reader lives in; UTC where that does not exist */
export function zoneOf({ zone }: { readonly zone: string }): string {
  return isZone(zone) ? zone : 'UTC';
}

/**
 * @param mail whom it goes to, and whether that is somebody else than the one addressed
 * @param reference of the case
 * @param wording what it says, in English
 * @returns the mail; instants by `deadlineText` alone, in UTC where the reader's zone does not exist
 */
export function layOut(mail: MailFacts, reference: string, wording: Wording): RenderedMail {
  const { to, facts, late, occurredAt, publicUrl } = mail;
  const zone = zoneOf(to.contact);
  const { lead, paragraphs, when } = wording;
  const instead = facts['instead'];
  const body: MailBody = {
    language: 'en',
    lead,
    paragraphs: paragraphs.filter((text) => text !== ''),
    deadline: when ? { ...deadlineText(when.at, { zone, locale: 'en' }), label: when.label } : null,
    action: null,
    quotes: [],
    facts: wording.facts,
    footer: [
      `Reference ${reference}. ${publicUrl}`,
      ...(typeof instead === 'string' ? [`This comes to you because ${instead}. Please pass it on.`] : []),
      ...(late ? [`This notice goes out late: what it tells of happened at ${occurredAt}.`] : []),
    ],
  };
  const subject = oneLine(`${reference}: ${lead}`);
  return { language: 'en', subject, text: textMail(body), html: htmlMail(body, subject), ics: null };
}
