import { LANGUAGE_FACTS, type Language, type Messages } from '../../platform/language/index.js';
import { draftLine } from '../notifications/index.js';
import { LINK_MINUTES } from './sign-in.store.js';

/**
 * The mail that carries a link for signing in.
 *
 * @param link the whole address; made by us, so it holds nothing that HTML would read otherwise
 * @param messages every text of the pages; those of this mail hold nothing that HTML would read otherwise
 * @param language of whoever gets it
 * @returns subject and both bodies; in a language that is a draft, a line says so
 */
export function signInMail(
  link: string,
  messages: Messages,
  language: Language,
): { readonly subject: string; readonly text: string; readonly html: string } {
  const subject = messages.say(language, 'sign-in.mail.subject');
  const ask = messages.say(language, 'sign-in.mail.ask', { minutes: LINK_MINUTES });
  const once = messages.say(language, 'sign-in.mail.once');
  const head = `<head><meta charset="utf-8"><title>${subject}</title></head>`;
  const closing = [once, ...draftLine(messages, language)];
  const said = closing.map((line) => `<p>${line}</p>`).join('');
  const attributes = `lang="${language}" dir="${LANGUAGE_FACTS[language].dir}"`;
  const body = `<body><div ${attributes}><p>${ask}</p><p><a href="${link}">${link}</a></p>${said}</div></body>`;
  return {
    subject,
    text: [ask, '', link, ...closing.flatMap((line) => ['', line])].join('\n'),
    html: `<!DOCTYPE html><html ${attributes}>${head}${body}</html>`,
  };
}
