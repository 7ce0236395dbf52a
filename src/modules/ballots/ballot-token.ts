import { createHash, createHmac, randomInt } from 'node:crypto';

/** 256 bits as base64url. */
const TOKEN_FORM = /^[A-Za-z0-9_-]{43}$/;
/** What mail programs are known to hang on the end of a link: punctuation, brackets, quoted-printable and percent leftovers. */
const KNOWN_TAIL = /(?:=3D|=20|%3D|%3E|%20|%22|&gt;|&quot;|[=.,;:!?>)\]"'»”’*\s])$/i;
/** No vowels and no look-alikes (0 O, 1 I L, 5 S, 2 Z, 8 B): the code is read from a mail and typed by hand. */
const CODE_ALPHABET = 'CDFGHJKMNPQRTVWXY34679';
/** 8 signs of 22 are 35 bits; OWASP ASVS 5 asks for 20 with a limit on attempts. */
const CODE_LENGTH = 8;
const RECEIPT_BYTES = 10;

export { newToken, tokenHash as hashToken } from '../../platform/auth/index.js';

/**
 * @param from a secret with the strength of a token, or of a form's seed
 * @param about what the token is for
 * @returns a token of the usual form; the same for the same, and nothing of `from` can be learnt from it
 */
export function derivedToken(from: string, about: readonly string[]): string {
  return createHmac('sha256', from).update(JSON.stringify(about)).digest('base64url');
}

/**
 * @param raw the token as it came in the address
 * @returns the token with known tails taken off, or null when what is left has not the form of a token. A shortened
 *   or changed token is never completed
 */
export function tidyToken(raw: string): string | null {
  let text = raw.slice(0, 200);
  while (KNOWN_TAIL.test(text)) text = text.replace(KNOWN_TAIL, '');
  return TOKEN_FORM.test(text) ? text : null;
}

/** @returns a new code for the body of the mail, `XXXX-XXXX` */
export function newCode(): string {
  const signs = Array.from(
    { length: CODE_LENGTH },
    () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)],
  ).join('');
  return grouped(signs);
}

/**
 * @param linkId the link the code belongs to; equal codes of two links have different hashes
 * @param code as mailed or as typed: case, spaces and hyphens do not matter
 * @returns SHA-256 in hex
 */
export function hashCode(linkId: string, code: string): string {
  const signs = code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return createHash('sha256').update(`${linkId}:${signs}`).digest('hex');
}

/**
 * The receipt number of an answer, which is also its command id: one confirmation form gives one number, so a form sent
 * twice is one answer.
 *
 * @param linkId the link used
 * @param seed the confirmation form's nonce seed
 * @returns `B-XXXX-XXXX-XXXX-XXXX`: 80 bits of a hash, in an alphabet that can be read aloud
 */
export function receiptNumber(linkId: string, seed: string): string {
  const digest = createHash('sha256').update(`${linkId}.${seed}`).digest().subarray(0, RECEIPT_BYTES);
  const bits = BigInt(`0x${digest.toString('hex')}`);
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const signs = Array.from(
    { length: 16 },
    (_, index) => alphabet[Number((bits >> BigInt(5 * (15 - index))) & 31n)],
  ).join('');
  return `B-${grouped(signs)}`;
}

function grouped(signs: string): string {
  return (signs.match(/.{4}/g) ?? []).join('-');
}
