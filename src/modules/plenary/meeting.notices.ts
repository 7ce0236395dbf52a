/** The notices of a meeting as mails: who gets them, and what they say. */
import type { CaseFile } from '../../engine/index.js';
import { deadlineText } from '../../kernel/deadline-text.js';
import { type Instant } from '../../kernel/instant.js';
import { type Contact, type Party } from '../registry/index.js';
import { type MailBody, type MailRenderer, htmlMail, textMail } from '../notifications/index.js';
import { type MeetingNotice, meetingNoticeSchema } from '../../../workflows/plenary-meeting/index.js';
import { meetingOf } from './meeting.kind.js';

/** A mail effect for one contact. */
export interface NoticeMail {
  readonly template: MeetingNotice['template'];
  readonly to: { readonly role: string; readonly party: string; readonly contact: Contact };
  readonly round: null;
  readonly facts: { readonly notice: MeetingNotice };
  readonly statutory: true;
}

/**
 * Whom a notice concerns: all Participants and Observers; for a meeting of organs, those that sit in it.
 *
 * @param file the meeting
 * @param parties on the roll, members and observers
 * @param contacts of theirs
 */
export function noticeMails(
  file: CaseFile,
  notice: MeetingNotice,
  parties: readonly Party[],
  contacts: readonly Contact[],
): readonly NoticeMail[] {
  const { type, attendance } = meetingOf(file);
  const invited = parties.filter(
    (party) =>
      party.kind !== 'body' && (type !== 'organ' || attendance.some((one) => one.party === party.code)),
  );
  return invited.flatMap((party) =>
    contacts
      .filter((contact) => contact.party === party.code)
      .map((contact) => ({
        template: notice.template,
        to: { role: party.kind, party: party.code, contact },
        round: null,
        facts: { notice },
        statutory: true as const,
      })),
  );
}

const SAYING: Readonly<
  Record<MeetingNotice['template'], (notice: MeetingNotice) => [string, readonly string[]]>
> = {
  convened: ({ title, place, agendaUntil }) => [
    `${title} is convened at ${place}.`,
    [`Items for the agenda may be brought until ${agendaUntil} (UTC).`],
  ],
  agenda: ({ title, lines }) => [`The agenda of ${title} is circulated.`, lines],
  rescheduled: ({ title, agendaUntil }) => [
    `${title} is moved to another day.`,
    [`Items for the agenda may now be brought until ${agendaUntil} (UTC).`],
  ],
  cancelled: ({ title, lines }) => [`${title} is cancelled.`, lines],
  communique: ({ title }) => [
    `The communiqué of ${title} is published.`,
    ['Sign in to read it, and the decisions and mandates that follow from it.'],
  ],
};

/** Renders any notice of a meeting, in English. */
export const renderNotice: MailRenderer = ({ facts, to, publicUrl, late, occurredAt }) => {
  const notice = meetingNoticeSchema.parse(facts['notice']);
  const [lead, paragraphs] = SAYING[notice.template](notice);
  const opening = deadlineText(notice.opensAt as Instant, { zone: to.contact.zone, locale: 'en' }); // the schema checks the form of instants
  const body: MailBody = {
    language: 'en',
    lead,
    paragraphs,
    deadline: notice.template === 'cancelled' ? null : { ...opening, label: 'The meeting opens' },
    action: null,
    quotes: [],
    facts: [],
    footer: [
      `Reference ${notice.reference}. ${publicUrl}`,
      ...(late ? [`This notice goes out late: what it tells of happened at ${occurredAt}.`] : []),
    ],
  };
  const subject = `${notice.reference}: ${lead}`;
  return { language: 'en', subject, text: textMail(body), html: htmlMail(body, subject), ics: null };
};
