import { domainToASCII } from 'node:url';
import { DomainError } from '../../kernel/domain-error.js';

/** One checked mailbox: ASCII, no quoting, exactly one `@`, the domain in lower case. */
export type MailAddress = string & { readonly __brand: 'MailAddress' };

/** RFC 5321 4.5.3.1: a path of 256 octets less its angle brackets; 64 octets before the @. */
const LONGEST = 254;
const LONGEST_LOCAL = 64;
/**
 * Dot-atoms only: quoted local parts, comments and lists have carried mail to foreign domains before. `%` and `!` are left
 * out of the atom's letters because relays have read them as routes.
 */
const LOCAL = /^[A-Za-z0-9#$&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9#$&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** Letters of other scripts are looked at as domains below; everything here has no place in any address. */
const INVISIBLE = /[\s\p{C}\p{Z}]/u;
const ASCII = /^[\x21-\x7e]*$/;

/**
 * Checks one e-mail address strictly: what a mail library would silently reinterpret is refused here.
 *
 * @param text one plain address, such as `head@ago.example`
 * @param internationalDomains the only domains that may hold letters other than ASCII, in those letters or in their `xn--`
 *   form. Two scripts can look alike, so a domain nobody has vouched for is refused.
 * @returns the address, its domain in lower case and in ASCII
 * @throws DomainError `mail.bad-address` (field `email`) saying what is wrong and how to write it
 */
export function parseMailAddress(text: string, internationalDomains: readonly string[] = []): MailAddress {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const domain = asciiDomain(text.slice(at + 1), internationalDomains);
  const fault = faultOfWhole(text) ?? faultOfLocal(local) ?? faultOfDomain(domain);
  if (fault === null && domain !== null) {
    const address = `${local}@${domain}`;
    if (address.length <= LONGEST) return address as MailAddress; // every rule of the brand was checked just now
  }
  throw badAddress(text, fault ?? TOO_LONG);
}

const TOO_LONG = `is longer than ${LONGEST} characters`;

function faultOfWhole(text: string): string | null {
  if (INVISIBLE.test(text)) return 'holds a space, a line break or a sign that cannot be seen';
  if (text.length > LONGEST) return TOO_LONG;
  return text.includes('@') ? null : 'has no @';
}

function faultOfLocal(local: string): string | null {
  if (local === '') return 'has nothing before the @';
  if (!ASCII.test(local)) return 'has letters other than a to z before the @';
  if (local.includes('@')) return 'has more than one @';
  if (local.length > LONGEST_LOCAL) return `has more than ${LONGEST_LOCAL} characters before the @`;
  return LOCAL.test(local) ? null : 'has quotes, commas, brackets or dots in wrong places before the @';
}

/** @returns the domain in ASCII and lower case; null when it is an international one that is not on the list */
function asciiDomain(domain: string, allowed: readonly string[]): string | null {
  const lower = domain.toLowerCase();
  const isInternational = !ASCII.test(lower) || lower.split('.').some((label) => label.startsWith('xn--'));
  if (!isInternational) return lower;
  const ascii = domainToASCII(lower);
  return allowed.some((one) => domainToASCII(one.toLowerCase()) === ascii) ? ascii : null;
}

function faultOfDomain(domain: string | null): string | null {
  if (domain === null) return 'has an international domain that is not on the list of those allowed';
  const labels = domain.split('.');
  const isNamed = labels.length > 1 && labels.every((label) => LABEL.test(label));
  return isNamed && !/^\d+$/.test(labels.at(-1) ?? '') ? null : 'has no valid domain after the @';
}

function badAddress(text: string, fault: string): DomainError {
  // Signs that cannot be seen, or that turn the reading direction, are written out.
  const shown = JSON.stringify(text.slice(0, 80)).replace(/[\p{C}\p{Z}]/gu, (sign) =>
    sign === ' ' ? ' ' : escaped(sign),
  );
  const remedy = 'enter one plain address, such as delegate@ministry.example.';
  return new DomainError('mail.bad-address', 'invalid', `${shown} ${fault}: ${remedy}`, { field: 'email' });
}

function escaped(sign: string): string {
  return `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`;
}
