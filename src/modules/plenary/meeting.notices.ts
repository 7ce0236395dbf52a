/** The notices of a meeting as mails: who gets them, and what they say. */
import type { CaseFile } from '../../engine/index.js';
import { deadlineText, inZone } from '../../kernel/deadline-text.js';
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
 * Whom a notice concerns: all Participants and Observers; for a meeting of organs, or by role in the supply chain, whoever sits in one of them,
 * is on one of the lists, or attends.
 *
 * @param file the meeting
 * @param parties on the roll, members and observers
 * @param contacts of theirs
 * @param asked ids of the contacts that sit in an organ that meets, or are on a list that does
 */
export function noticeMails(
  file: CaseFile,
  notice: MeetingNotice,
  parties: readonly Party[],
  contacts: readonly Contact[],
  asked: ReadonlySet<string>,
): readonly NoticeMail[] {
  const { type, lists, attendance } = meetingOf(file);
  const concerns = ({ id, party }: Contact): boolean =>
    (type !== 'organ' && lists.length === 0) ||
    asked.has(id) ||
    attendance.some((one) => one.party === party);
  const invited = parties.filter((party) => party.kind !== 'body');
  return invited.flatMap((party) =>
    contacts
      .filter((contact) => contact.party === party.code && concerns(contact))
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
  Record<
    MeetingNotice['template'],
    (notice: MeetingNotice, until: string | null) => [string, readonly string[]]
  >
> = {
  convened: ({ title, place }, until) => [
    `${title} is convened at ${place}.`,
    [
      until
        ? `Items for the agenda may be brought until ${until}.`
        : 'It is convened at short notice: items can be taken up when the agenda is adopted, if all agree.',
    ],
  ],
  agenda: ({ title, lines }) => [`The agenda of ${title} is circulated.`, lines],
  rescheduled: ({ title }, until) => [
    `${title} is moved to another day.`,
    until ? [`Items for the agenda may now be brought until ${until}.`] : [],
  ],
  cancelled: ({ title, lines }) => [`${title} is cancelled.`, lines],
  communique: ({ title }) => [
    `The communiqué of ${title} is published.`,
    ['Sign in to read it, and the decisions and mandates that follow from it.'],
  ],
  statement: ({ title, lines }) => [
    `${title} ended without a communiqué: the Chair has stated its outcome.`,
    [...lines, 'Sign in to read the decisions and mandates that follow from it.'],
  ],
};

/** Notices that tell of a meeting to come, and so when it opens. */
const AHEAD: ReadonlySet<MeetingNotice['template']> = new Set(['convened', 'agenda', 'rescheduled']);

/** Renders any notice of a meeting, in English, its hours in the reader's zone. */
export const renderNotice: MailRenderer = ({ facts, to, publicUrl, late, occurredAt }) => {
  const notice = meetingNoticeSchema.parse(facts['notice']);
  const { zone } = to.contact;
  const until = notice.agendaUntil ? deadlineText(notice.agendaUntil, { zone, locale: 'en' }) : null;
  const [lead, paragraphs] = SAYING[notice.template](notice, until && `${until.local}, that is ${until.utc}`);
  const opening = deadlineText(notice.opensAt, { zone, locale: 'en' });
  const body: MailBody = {
    language: 'en',
    lead,
    paragraphs,
    deadline: AHEAD.has(notice.template) ? { ...opening, label: 'The meeting opens' } : null,
    action: null,
    quotes: [],
    facts: [],
    footer: [
      `Reference ${notice.reference}. ${publicUrl}`,
      ...(late
        ? [`This notice goes out late: what it tells of happened at ${inZone(occurredAt, zone, 'en')}.`]
        : []),
    ],
  };
  const subject = `${notice.reference}: ${lead}`;
  return { language: 'en', subject, text: textMail(body), html: htmlMail(body, subject), ics: null };
};
