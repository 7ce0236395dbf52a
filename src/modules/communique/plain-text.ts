/** Text that every format can hold: what one of them could not show, or would take for an order, is gone before any renders it. */

/** Not allowed in XML 1.0, and invisible everywhere else. */
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]|\p{Cs}/gu; // eslint-disable-line no-control-regex -- these are the ones

/** Orders to the reader's bidirectional algorithm: with them a text can show other words than it holds. */
const BIDI_ORDERS = /[\u202A-\u202E\u2066-\u2069]/gu;

/**
 * @param text of a sentence, a title, a place
 * @returns it on one line, without control characters and without orders that turn the direction of writing
 */
export function plainText(text: string): string {
  return text
    .replace(/[\t\n\r\u2028\u2029]+/g, ' ')
    .replace(FORBIDDEN, '')
    .replace(BIDI_ORDERS, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}
