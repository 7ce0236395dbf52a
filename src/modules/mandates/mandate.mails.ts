/** The notices of a mandate as mails: what each of them says. */
import type { MailRenderer } from '../notifications/index.js';
import {
  type MandateNotice,
  type MandateNoticeTemplate,
  mandateNoticeSchema,
} from '../../../workflows/mandate/index.js';
import { type Wording, layOut } from '../notices/index.js';

type Saying = (notice: MandateNotice) => readonly [lead: string, ...paragraphs: string[]];

const SAYING: Readonly<Record<MandateNoticeTemplate, Saying>> = {
  opened: (notice) => [
    `${who(notice)} asked: ${notice.task}.`,
    term(notice),
    notice.reportTo ? `The report goes to ${notice.reportTo}.` : '',
  ],
  reminder: (notice) => [`A report is due from ${notice.to.join(', ')}: ${notice.task}.`, term(notice)],
  'review-due': (notice) => [
    `It is time to look again at what ${who(notice)} asked: ${notice.task}.`,
    'Nothing is late: the mandate has no date. Give it one, or say when to look next.',
  ],
  overdue: (notice) => [
    `The term has passed and a report is missing: ${notice.task}.`,
    'A report is still taken; it is noted as late. More time can be asked for.',
  ],
  escalated: (notice) => [`A report is overdue: ${notice.task}.`, notice.words],
  reported: (notice) => [
    `A report was made: ${notice.task}.`,
    notice.words,
    'Once it was assessed, record the outcome.',
  ],
  'assessment-due': (notice) => [
    `A report waits for its assessment: ${notice.task}.`,
    'Record it as fulfilled, or return it for more.',
  ],
  assessed: (notice) => [`The report was assessed: ${notice.task}.`, notice.words],
  extended: (notice) => [`The term was extended: ${notice.task}.`, term(notice), notice.words],
  'term-set': (notice) => [`The mandate has a term now: ${notice.task}.`, term(notice), notice.words],
  dated: (notice) => [
    notice.dueAt
      ? `${notice.event ?? 'The event'} has its date: ${notice.task}.`
      : `${notice.event ?? 'The event'} has no date any more: ${notice.task}.`,
    term(notice),
    notice.words,
  ],
  readdressed: (notice) => [
    `A mandate passed to another addressee: ${notice.task}.`,
    notice.words,
    term(notice),
  ],
  ended: (notice) => [`A mandate has ended: ${notice.task}.`, notice.words],
};

/** Notices that only ask or remind: one to a contact whose mail came back before is not tried again. */
export const ROUTINE_NOTICES: readonly MandateNoticeTemplate[] = ['reminder', 'review-due', 'assessment-due'];

/** Renders any notice of a mandate, in English. */
export const renderMandateNotice: MailRenderer = (mail) => {
  const notice = mandateNoticeSchema.parse(mail.facts['notice']);
  const [lead, ...paragraphs] = SAYING[notice.template](notice);
  const wording: Wording = {
    lead,
    paragraphs,
    when: notice.dueAt && notice.template !== 'ended' ? { at: notice.dueAt, label: 'Due before' } : null,
    facts: [
      ['Given by', `${notice.meeting}, paragraph ${notice.paragraph}`],
      ['Addressed to', notice.addressees.join(', ')],
    ],
  };
  return layOut(mail, notice.reference, wording);
};

function who({ meeting, paragraph }: MandateNotice): string {
  return `${meeting} (paragraph ${paragraph})`;
}

/** The date itself stands in the mail's own block. */
function term({ dueAt, event, reviewAt }: MandateNotice): string {
  if (dueAt) return '';
  if (event) return `It is due at ${event}, which has no date yet; you will be told.`;
  return reviewAt ? 'It has no date. Somebody looks again later.' : '';
}
