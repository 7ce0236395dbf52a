import { LANGUAGE_FACTS, type Language, type Messages } from '../../platform/language/index.js';
import { LINK_MINUTES } from './sign-in.store.js';

/**
 * The mail that carries a link for signing in.
 *
 * @param link the whole address; made by us, so it holds nothing that HTML would read otherwise
 * @param messages every text of the pages; those of this mail hold nothing that HTML would read otherwise
 * @param language of whoever gets it
 * @returns subject and both bodies
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
  const body = `<body><p>${ask}</p><p><a href="${link}">${link}</a></p><p>${once}</p></body>`;
  return {
    subject,
    text: [ask, '', link, '', once].join('\n'),
    html: `<!DOCTYPE html><html lang="${language}" dir="${LANGUAGE_FACTS[language].dir}">${head}${body}</html>`,
  };
}
