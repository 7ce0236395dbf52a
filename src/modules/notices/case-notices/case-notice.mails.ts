/** The notices of cases as mails: what each kind says beyond the words of the case. */
import { type MailReader, type MailRenderer, type MailText, readerOf } from '../../notifications/index.js';
import { type CaseNotice, caseNoticeSchema } from '../../../../workflows/casework/index.js';
import { type Wording, layOut } from '../notice.layout.js';

/** Closing words, by kind. */
const CLOSING: Readonly<Partial<Record<CaseNotice['kind'], string>>> = {
  request: 'notices.mail.closing.request',
  reminder: 'notices.mail.closing.reminder',
  late: 'notices.mail.closing.late',
};

/** Kinds that only tell or remind: one to a contact whose mail came back before is not tried again. */
export const ROUTINE_KINDS: readonly CaseNotice['kind'][] = ['news', 'reminder', 'task'];

/**
 * @param notice what a case says, in English
 * @param reader whoever reads it
 * @returns the notice in the reader's language; what is no phrase there, such as somebody's own words, as it is
 */
export function wordingOf(notice: CaseNotice, { phrase, phraseText, say }: MailReader): Wording {
  const { kind, lead, paragraphs, when, facts, title } = notice;
  const closing = CLOSING[kind];
  return {
    lead: asSentence(phrase(lead)),
    paragraphs: [...paragraphs.map(phrase), ...(closing === undefined ? [] : [say(closing)])],
    when: when && { at: when.at, label: phraseText(when.label) },
    facts: [
      [say('notices.mail.about'), phrase(title)],
      ...facts.map(([label, value]) => [phrase(label), phrase(value)] as const),
    ],
  };
}

/** Renders any notice of a case, in its reader's language. */
export const renderCaseNotice: MailRenderer = (mail) => {
  const notice = caseNoticeSchema.parse(mail.facts['notice']);
  return layOut(mail, notice.reference, wordingOf(notice, readerOf(mail)));
};

function asSentence(said: Exclude<MailText, string>): MailText {
  const stop = said.lang === 'zh' ? '。' : '.';
  return /[.!?。！？؟]$/.test(said.text) ? said : { ...said, text: `${said.text}${stop}` };
}
