/** What every mail has around its own words. */
import { oneLine } from '../../platform/mail/index.js';
import { type MailBody, htmlMail, textMail } from './mail-layout.js';
import type { MailReader } from './mail-reader.js';
import type { RenderedMail } from './mail-templates.js';

/**
 * @param reader whom it is written for
 * @param subject cut to the length of a subject line
 * @param body what it says, in the reader's language
 * @returns the mail: text and HTML say the same, in the same order; in a language that is a draft, a last paragraph says so
 */
export function frameMail(
  { language, draft }: MailReader,
  subject: string,
  body: Omit<MailBody, 'language'>,
): RenderedMail {
  const whole = { ...body, language, paragraphs: [...body.paragraphs, ...draft] };
  const line = oneLine(subject);
  return { language, subject: line, text: textMail(whole), html: htmlMail(whole, line), ics: null };
}
