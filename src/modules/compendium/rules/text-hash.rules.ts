import { createHash } from 'node:crypto';

/** How a text is made one before it is hashed; printed with every verification. */
export const NORMALISATION =
  'Unicode NFC; line ends as line feeds; no white space at the end of a line; no empty lines before or after; UTF-8.';

/**
 * The form of a text of which the hash is taken, so that how a file was saved does not change it: the same words, paragraphs and
 * indentation give the same form.
 *
 * @param text of a language version
 * @returns Unicode NFC without byte order mark, lines ended by line feeds and without white space at their ends, no empty lines
 *   before or after
 */
export function normalisedText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?|\u2028|\u2029/g, '\n')
    .replaceAll(/[^\S\n]+$/gm, '')
    .replace(/^\n+/, '')
    .replace(/\n+$/, '');
}

/** @returns SHA-256 of the normalised text in UTF-8, 64 hexadecimal digits */
export function hashOfText(text: string): string {
  return createHash('sha256').update(normalisedText(text), 'utf8').digest('hex');
}
