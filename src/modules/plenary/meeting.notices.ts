/** The notices of a meeting as mails: who gets them, and what they say. */
import type { CaseFile } from '../../engine/index.js';
import { type Wording, layOut } from '../notices/index.js';
import { type MailReader, type MailRenderer, type MailText, readerOf } from '../notifications/index.js';
import { type Contact, type Party } from '../registry/index.js';
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

/** What a notice says of its title, place and last day for items; the words are its template's own. */
function wordingOf(notice: MeetingNotice, { say, phrase, deadline }: MailReader): Wording {
  const { template, title, place, lines, agendaUntil } = notice;
  const until = agendaUntil === null ? null : deadline(agendaUntil);
  const bringBy = until ? { until: until.local, utc: until.utc } : null;
  const paragraphs: Readonly<Record<MeetingNotice['template'], readonly MailText[]>> = {
    convened: [
      bringBy ? say('plenary.mail.convened.items', bringBy) : say('plenary.mail.convened.shortNotice'),
    ],
    agenda: lines.map(phrase),
    rescheduled: bringBy ? [say('plenary.mail.rescheduled.items', bringBy)] : [],
    cancelled: lines.map(phrase),
    communique: [say('plenary.mail.communique.read')],
    statement: [...lines.map(phrase), say('plenary.mail.statement.read')],
  };
  return {
    lead: say(`plenary.mail.${template}.lead`, { title, place }),
    paragraphs: paragraphs[template],
    when: AHEAD.has(template) ? { at: notice.opensAt, label: say('plenary.mail.opens') } : null,
    facts: [],
  };
}

/** Notices that tell of a meeting to come, and so when it opens. */
const AHEAD: ReadonlySet<MeetingNotice['template']> = new Set(['convened', 'agenda', 'rescheduled']);

/** Renders any notice of a meeting, in its reader's language and zone. */
export const renderNotice: MailRenderer = (mail) => {
  const notice = meetingNoticeSchema.parse(mail.facts['notice']);
  return layOut(mail, notice.reference, wordingOf(notice, readerOf(mail)));
};
