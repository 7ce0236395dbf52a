import { IntlMessageFormat } from 'intl-messageformat';

/** Every text of the pages of signing in, by page (ICU MessageFormat). A page gets those of its own, filled in, as `messages`. */
const TEXTS = {
  ask: {
    title: 'Sign in',
    titleOfFault: 'Error: Sign in',
    problem: 'There is a problem',
    goOn: 'Sign in to go on to {path}.',
    who: 'For the Chair, the Secretariat and delegates. To answer a procedure you need not sign in: the link in its mail is enough.',
    mail: 'We mail you a link; there is no password.',
    email: 'Your e-mail address, as the Secretariat knows it',
    send: 'Mail me a link',
    provider: 'Sign in with {provider}',
    providerHow: 'Your address there must be the one that the Secretariat has for you.',
    or: 'Or by mail',
    choose: 'You speak for more than one under this address? Choose for whom',
  },
  sent: {
    title: 'Look into your mail',
    sent: 'If {email} is known here, a link is on its way to it. It works once, for {minutes} minutes.',
    nothing:
      'Nothing there? Look among unwanted mail, then ask the Secretariat which address it has for you.',
    local: 'No mail server is configured: every mail is in the local mailbox.',
    mailbox: 'Open the local mailbox',
  },
  confirm: {
    title: 'Sign in as {name}',
    signIn: 'Sign in',
    notYou: 'If you are not {name}, close this page.',
  },
  useless: {
    title: 'This link does not sign in',
    why: 'It was used before, or it is older than {minutes} minutes.',
    again: 'Ask for a new one',
  },
  out: {
    title: 'You are signed out',
    here: 'Nobody is signed in to Plenum in this browser now.',
    still: 'You are still signed in at {provider}.',
    there: 'Sign out of {provider}, too',
    again: 'Sign in again',
  },
  choose: {
    title: 'For whom do you sign in?',
    several: 'The registry has {email} for more than one contact.',
    problem: 'There is a problem',
    fault: 'Choose one of them. A page that lay open for long, or in another window, must be sent anew.',
    signIn: 'Sign in',
    mail: 'Sign in by mail',
  },
  down: {
    title: '{provider} does not answer',
    what: 'Nobody can be asked there who you are, just now. Nothing is lost.',
    todo: 'Try again in a minute, or sign in by a mailed link, which needs no {provider}.',
  },
  denied: {
    title: '{provider} did not sign you in',
    what: 'You, or {provider}, broke it off.',
    todo: 'Try again, or sign in by a mailed link.',
  },
  stale: {
    title: 'This way of signing in has ended',
    what: 'It was used before, took longer than {minutes} minutes, or was begun in another browser or window.',
    todo: 'Start again, and finish in the window where you start. Nobody was signed in.',
  },
  faulty: {
    title: '{provider} sent an answer that cannot be relied on',
    what: 'A check of the answer failed, so nobody was signed in.',
    todo: 'Start again. If it happens again, sign in by a mailed link and tell {secretariat}.',
  },
  unverified: {
    title: '{provider} does not vouch for your address',
    what: 'It does not say that your e-mail address was verified, and only a verified one shows who you are.',
    todo: 'Have your address verified at {provider}, or sign in by a mailed link. If neither helps, write to {secretariat}.',
  },
  unknown: {
    title: 'Nobody here has your address',
    what: '{provider} knows you as {email}. No contact in the registry has that address now.',
    todo: 'Ask {secretariat} to enter it for you. If the Secretariat knows you under another address, sign in by a link mailed to that one.',
  },
  refused: { again: 'Start again with {provider}', mail: 'Sign in by a mailed link' },
} as const;

export type SignInPage = keyof typeof TEXTS;

/** The texts of one page by name, filled in. */
export type SignInTexts<Page extends SignInPage> = Readonly<Record<keyof (typeof TEXTS)[Page], string>>;

/**
 * @param page whose texts
 * @param values what the holes of its texts are filled with
 * @returns the texts, not escaped
 * @throws Error when a hole has no value
 */
export function signInTexts<Page extends SignInPage>(
  page: Page,
  values: Readonly<Record<string, string | number>> = {},
): SignInTexts<Page> {
  const filled = Object.entries(TEXTS[page]).map(([name, text]) => [
    name,
    String(new IntlMessageFormat(text, 'en-GB', undefined, { ignoreTag: true }).format(values)),
  ]);
  return Object.fromEntries(filled) as SignInTexts<Page>; // the names of the same object
}
