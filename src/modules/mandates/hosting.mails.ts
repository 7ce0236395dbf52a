/** The notices of a hosting term as mails: what each of them says. */
import { type MailRenderer, readerOf } from '../notifications/index.js';
import { type HostingNoticeTemplate, hostingNoticeSchema } from '../../../workflows/hosting-term/index.js';
import { layOut } from '../notices/index.js';

/** Notices that only ask or remind: one to a contact whose mail came back before is not tried again. */
export const ROUTINE_HOSTING_NOTICES: readonly HostingNoticeTemplate[] = ['evaluation-review', 'term-ending'];

/** Notices whose second sentence is what the case says of it. */
const OWN_WORDS: ReadonlySet<HostingNoticeTemplate> = new Set([
  'evaluation-dated',
  'evaluation-due',
  'evaluated',
  'escalated',
  'renewed',
  'replaced',
  'end-decided',
  'ended',
]);

/** Renders any notice of a hosting term, in its reader's language. */
export const renderHostingNotice: MailRenderer = (mail) => {
  const notice = hostingNoticeSchema.parse(mail.facts['notice']);
  const { template, meeting, paragraph } = notice;
  const { say, phrase, partyName } = readerOf(mail);
  const host = partyName(notice.host);
  const about = { what: phrase(notice.what).text, host, words: phrase(notice.words).text };
  return layOut(mail, notice.reference, {
    lead: say(`mandates.hosting.${template}.lead`, about),
    paragraphs: [
      OWN_WORDS.has(template) ? phrase(notice.words) : say(`mandates.hosting.${template}.more`, about),
    ],
    when: { at: notice.endsAt, label: say('mandates.hosting.ends') },
    facts: [
      [say('mandates.hosting.decidedBy'), say('mandates.mail.place', { meeting, paragraph })],
      [say('mandates.hosting.host'), host],
    ],
  });
};
