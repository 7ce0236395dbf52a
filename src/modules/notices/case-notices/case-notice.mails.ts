/** The notices of cases as mails: what each kind says beyond the words of the case. */
import type { MailRenderer } from '../../notifications/index.js';
import { type CaseNotice, caseNoticeSchema } from '../../../../workflows/casework/index.js';
import { type Wording, layOut } from '../notice.layout.js';

/** Closing words, by kind. */
const CLOSING: Readonly<Record<CaseNotice['kind'], string>> = {
  opened: '',
  news: '',
  decision: '',
  request: 'Please answer by the instant given, or ask for more time.',
  reminder: 'If it is on its way, or cannot be done in time, an answer saying so is enough for now.',
  late: 'It is still taken, and is noted as late. More time can be asked for.',
  rung: '',
  task: '',
};

/** Kinds that only tell or remind: one to a contact whose mail came back before is not tried again. */
export const ROUTINE_KINDS: readonly CaseNotice['kind'][] = ['news', 'reminder', 'task'];

/** @returns a notice in words */
export function wordingOf(notice: CaseNotice): Wording {
  const { kind, lead, paragraphs, when, facts, title } = notice;
  return {
    lead: /[.!?]$/.test(lead) ? lead : `${lead}.`,
    paragraphs: [...paragraphs, CLOSING[kind]],
    when,
    facts: [['About', title], ...facts],
  };
}

/** Renders any notice of a case, in English. */
export const renderCaseNotice: MailRenderer = (mail) => {
  const notice = caseNoticeSchema.parse(mail.facts['notice']);
  return layOut(mail, notice.reference, wordingOf(notice));
};
