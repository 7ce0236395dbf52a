/** The notices of a mandate as mails: what each of them says. */
import { type MailReader, type MailRenderer, type MailText, readerOf } from '../notifications/index.js';
import {
  type MandateNotice,
  type MandateNoticeTemplate,
  mandateNoticeSchema,
} from '../../../workflows/mandate/index.js';
import { stateName } from '../../platform/language/index.js';
import { layOut } from '../notices/index.js';

/** Notices that only ask or remind: one to a contact whose mail came back before is not tried again. */
export const ROUTINE_NOTICES: readonly MandateNoticeTemplate[] = ['reminder', 'review-due', 'assessment-due'];

/** What follows the first line; empty where there is nothing to say. */
function paragraphsOf(notice: MandateNotice, { say, phrase }: MailReader): readonly MailText[] {
  const { template, reportTo } = notice;
  const term = termOf(notice, say);
  const words = phrase(notice.words);
  const paragraphs: Readonly<Record<MandateNoticeTemplate, readonly MailText[]>> = {
    opened: [term, reportTo ? say('mandates.mail.opened.reportTo', { to: reportTo }) : ''],
    reminder: [term],
    'review-due': [say('mandates.mail.review-due.means')],
    overdue: [say('mandates.mail.overdue.means')],
    escalated: [words],
    reported: [words, say('mandates.mail.reported.next')],
    'assessment-due': [say('mandates.mail.assessment-due.next')],
    assessed: [words],
    extended: [term, words],
    'term-set': [term, words],
    dated: [term, words],
    readdressed: [words, term],
    ended: [words],
  };
  return paragraphs[template];
}

/** Renders any notice of a mandate, in its reader's language. */
export const renderMandateNotice: MailRenderer = (mail) => {
  const notice = mandateNoticeSchema.parse(mail.facts['notice']);
  const { template, meeting, paragraph, dueAt, event } = notice;
  const reader = readerOf(mail);
  const { say, phraseText } = reader;
  const about = {
    meeting,
    paragraph,
    task: phraseText(notice.task),
    to: namesOf(notice.to, reader),
    event: event ?? say('mandates.mail.theEvent'),
    dated: dueAt ? 'yes' : 'no',
  };
  return layOut(mail, notice.reference, {
    lead: say(`mandates.mail.${template}.lead`, about),
    paragraphs: paragraphsOf(notice, reader),
    when: dueAt && template !== 'ended' ? { at: dueAt, label: say('mandates.mail.due') } : null,
    facts: [
      [say('mandates.mail.givenBy'), say('mandates.mail.place', { meeting, paragraph })],
      [say('mandates.mail.addressedTo'), namesOf(notice.addressees, reader)],
    ],
  });
};

/** States by their names; organs by the codes that everybody calls them by. */
function namesOf(codes: readonly string[], { language, list, phraseText }: MailReader): string {
  return list(codes.map((code) => stateName(language, code) ?? phraseText(code)));
}

/** The date itself stands in the mail's own block. */
function termOf({ dueAt, event, reviewAt }: MandateNotice, say: MailReader['say']): string {
  if (dueAt) return '';
  if (event) return say('mandates.mail.atEvent', { event });
  return reviewAt ? say('mandates.mail.noDate') : '';
}
