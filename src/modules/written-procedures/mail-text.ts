/** The text to be decided, its documents and its fingerprint, as a mail shows them. */
import type { MailBody } from '../notifications/index.js';
import { fileSize } from '../../platform/language/index.js';
import { documentPath } from '../documents/index.js';
import { type Letter, procedurePage } from './mail-letter.js';

/** Longer texts are left to the page: mail programs cut long mails off without a word. */
const LONGEST_TEXT = 6000;

type Texts = Letter['context']['texts'];

/**
 * @param letter the mail being written
 * @param textHash hash of the text the mail is about, which may be an earlier one by now
 * @returns the text in the reader's language, else in the authoritative one, and that one too where it is another; or a note
 *   that it is on the page
 */
export function decisionText(
  letter: Letter,
  textHash: string,
): { readonly quotes: MailBody['quotes']; readonly note: readonly string[] } {
  const { rules, language, say } = letter;
  const wanted = [language, rules.languages.authoritative];
  const texts = textsOf(letter, textHash);
  const matching = texts.filter((text) => wanted.includes(text.language));
  const shown = matching.length > 0 ? matching : texts.slice(0, 1);
  if (shown.reduce((length, { body }) => length + body.length, 0) > LONGEST_TEXT)
    return { quotes: [], note: [say('written-procedures.frame.textOnPage')] };
  return {
    quotes: shown.map((text) => ({
      title: say('written-procedures.frame.text', { language: text.language }),
      text: text.body,
    })),
    note: [],
  };
}

/** @returns fingerprint of the text, and each document with language, title, size, address and fingerprint */
export function documentFacts(letter: Letter, textHash: string): MailBody['facts'] {
  const { context, say, language: reader } = letter;
  return [
    [say('written-procedures.frame.hash'), textHash],
    ...context.documents.map(({ title, language, url, sha256, file }): MailBody['facts'][number] => {
      const address = file && sha256 !== null ? `${pageOf(letter)}${documentPath(sha256)}` : url;
      const size = file ? fileSize(file.size, reader) : null;
      const label = say('written-procedures.frame.document', { language });
      const value = [title, size, address, sha256].filter((part) => part !== null).join(', ');
      return address === null ? [label, value] : [label, value, address];
    }),
  ];
}

/** Where a document of Plenum is got: by the reader's own link, or else signed in. */
function pageOf(letter: Letter): string {
  return letter.mail.ballot?.url ?? procedurePage(letter);
}

function textsOf({ context }: Letter, textHash: string): Texts {
  if (context.textHash === textHash) return context.texts;
  return context.earlierTexts.find((earlier) => earlier.textHash === textHash)?.texts ?? context.texts;
}
