import { LINK_MINUTES } from './sign-in.store.js';

/**
 * The mail that carries a link for signing in.
 *
 * @param link the whole address; made by us, so it holds nothing that HTML would read otherwise
 * @returns subject and both bodies
 */
export function signInMail(link: string): {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
} {
  const ask = `Follow this link within ${LINK_MINUTES} minutes to sign in to Plenum:`;
  const once =
    'It works once. If you did not ask for it, do nothing: nobody is signed in by this mail alone.';
  const head = '<head><meta charset="utf-8"><title>Sign in to Plenum</title></head>';
  const body = `<body><p>${ask}</p><p><a href="${link}">${link}</a></p><p>${once}</p></body>`;
  return {
    subject: 'Sign in to Plenum',
    text: [ask, '', link, '', once].join('\n'),
    html: `<!DOCTYPE html><html lang="en">${head}${body}</html>`,
  };
}
