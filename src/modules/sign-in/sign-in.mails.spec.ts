import { describe, expect, it } from '@jest/globals';
import { LANGUAGES, LANGUAGE_FACTS, Messages } from '../../platform/language/index.js';
import { signInMail } from './sign-in.mails.js';

const LINK = `https://plenum.example/sign-in/${'t'.repeat(43)}`;
const messages = Messages.load();

describe('the mail that signs in', () => {
  it.each(LANGUAGES)('brings its link in %s, in words of that language', (language) => {
    const mail = signInMail(LINK, messages, language);
    const english = signInMail(LINK, messages, 'en');
    expect(mail.text.split('\n')).toContain(LINK);
    expect(mail.html).toContain(`href="${LINK}"`);
    if (language !== 'en') expect(mail.subject).not.toBe(english.subject);
    const { dir, state } = LANGUAGE_FACTS[language];
    expect(mail.html.match(new RegExp(`<(?:html|div) lang="${language}" dir="${dir}">`, 'g'))).toHaveLength(
      2,
    );
    const line = messages.say(language, 'notifications.mail.draft');
    const isDraft = state === 'draft';
    expect([mail.text.includes(line), mail.html.includes(line)]).toEqual([isDraft, isDraft]);
  });

  it('runs from right to left in Arabic', () => {
    expect(signInMail(LINK, messages, 'ar').html).toContain('<div lang="ar" dir="rtl">');
  });
});
