import { DomainError } from '../../kernel/domain-error.js';

/** One checked mailbox: ASCII, no quoting, exactly one `@`. */
export type MailAddress = string & { readonly __brand: 'MailAddress' };

const LONGEST = 254;
/** Dot-atoms only: quoted local parts, comments, lists and routes have carried mail to foreign domains before. */
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/**
 * Checks one e-mail address strictly: what a mail library would silently reinterpret is refused here.
 *
 * @param text one plain address, such as `head@ago.example`
 * @returns the address, its domain in lower case
 * @throws DomainError `mail.bad-address` saying what is wrong and how to write it
 */
export function parseMailAddress(text: string): MailAddress {
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  const labels = domain.split('.');
  const fault =
    at < 1 ? 'has no @'
    : text.length > LONGEST ? `is longer than ${LONGEST} characters`
    : // eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
      /[\u0000-\u0020\u007f-\uffff]/.test(text) ? 'holds spaces, line breaks or letters that are not plain ASCII (write an international domain in its xn-- form)'
    : local.length > 64 || !LOCAL.test(local) ? 'has quotes, commas, brackets or dots in wrong places before the @'
    : labels.length < 2 || !labels.every((label) => LABEL.test(label)) ? 'has no valid domain after the @'
    : null;
  if (fault) {
    const shown = JSON.stringify(text.slice(0, 80));
    throw new DomainError('mail.bad-address', 'invalid', `${shown} ${fault}: enter one plain address, such as delegate@ministry.example.`, { field: 'email' });
  }
  return `${local}@${domain.toLowerCase()}` as MailAddress;
}
