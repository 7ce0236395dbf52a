import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { type MailAddress, parseMailAddress } from './address.js';

/** One mail to one mailbox. */
export interface OutgoingMail {
  /** id of the outbox row (UUID): gives the Message-ID and the address for bounces, the same at every try */
  readonly id: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** iCalendar text, METHOD:PUBLISH or CANCEL */
  readonly ics: string | null;
  /** groups the mails of one procedure into a thread and a list: id of the case, or null */
  readonly thread: string | null;
  readonly threadTitle: string;
}

/** From whom mail goes out. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** A composed mail: MIME text, and the envelope it must travel in. */
export interface ComposedMail {
  readonly raw: Buffer;
  readonly messageId: string;
  readonly envelope: { readonly from: MailAddress; readonly to: MailAddress };
}

const LONGEST_HEADER = 200;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Composes a mail. The same input gives the same headers: a mail that is sent twice after a crash is recognisable as one.
 *
 * It says that it was made by a machine, so that no out-of-office reply answers it (RFC 3834, and Exchange's own header).
 * What cannot be delivered comes back to an address that names the mail.
 *
 * @param mail what to say to whom
 * @param sender from whom
 * @param sentAt instant for the Date header, ISO text
 * @returns MIME text and envelope
 * @throws DomainError `mail.bad-address`; TypeError when the id is no UUID
 */
export async function composeMail(mail: OutgoingMail, sender: Sender, sentAt: string): Promise<ComposedMail> {
  const to = parseMailAddress(mail.to.address);
  const from = parseMailAddress(sender.address);
  const messageId = messageIdOf(mail.id, from);
  const composer = new MailComposer({
    from: { name: oneLine(sender.name), address: from },
    to: { name: oneLine(mail.to.name), address: to },
    subject: oneLine(mail.subject),
    date: new Date(sentAt),
    messageId,
    text: withCrlf(mail.text),
    html: withCrlf(mail.html),
    ...threading(mail, from),
    ...(mail.ics ? { icalEvent: calendarPart(mail.ics) } : {}),
    headers: { ...listId(mail, from), 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const raw = await composer.compile().build();
  return {
    raw,
    messageId,
    envelope: { from: parseMailAddress(`bounce+${mail.id}@${domainOf(from)}`), to },
  };
}

/**
 * @param id outbox id of the mail, a UUID
 * @param sender the address mail goes out from
 * @returns the Message-ID, `<id@domain>`
 * @throws TypeError when the id is no UUID: anything else could write a header of its own
 */
export function messageIdOf(id: string, sender: MailAddress): string {
  if (!UUID.test(id)) throw new TypeError(`«${id.slice(0, 60)}» is no id of an outbox row`);
  return `<${id}@${domainOf(sender)}>`;
}

/**
 * Text that goes into a header.
 *
 * @param text anything
 * @returns one line without control characters and without signs that turn the reading direction, at most 200 characters
 */
export function oneLine(text: string): string {
  const line = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '')
    .trim();
  return [...line].slice(0, LONGEST_HEADER).join('');
}

/** The first mail a thread hangs on is never sent: every mail of a case refers to the same made-up one. */
function threading({ thread }: OutgoingMail, from: MailAddress): { inReplyTo?: string; references?: string } {
  if (thread === null) return {};
  const root = `<case-${thread}@${domainOf(from)}>`;
  return { inReplyTo: root, references: root };
}

/** A header the library takes as it stands; without this it would encode the brackets of a list's id. */
interface PreparedHeader {
  readonly prepared: true;
  readonly foldLines: true;
  readonly value: string;
}

/** RFC 2919. The words before the id may be left out, and are where they would need encoding. */
function listId({ thread, threadTitle }: OutgoingMail, from: MailAddress): { 'List-Id'?: PreparedHeader } {
  if (thread === null) return {};
  const title = oneLine(threadTitle);
  const words = /^[\x20-\x7e]+$/.test(title) ? `"${title.replace(/["\\]/g, '\\$&')}" ` : '';
  return { 'List-Id': { prepared: true, foldLines: true, value: `${words}<${thread}.${domainOf(from)}>` } };
}

/** Both as an alternative, which calendars read, and as a file, which people open. */
function calendarPart(content: string): { method: string; filename: string; content: string } {
  const method = /^METHOD:CANCEL\r?$/m.test(content) ? 'CANCEL' : 'PUBLISH';
  return { method, filename: 'deadline.ics', content };
}

/** Mail ends its lines so; with one ending throughout, what is kept is byte for byte what is sent. */
function withCrlf(text: string): string {
  return text.replace(/\r\n?|\n/g, '\r\n');
}

function domainOf(address: MailAddress): string {
  return address.slice(address.indexOf('@') + 1);
}
