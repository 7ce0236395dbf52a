import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { type MailAddress, parseMailAddress } from './address.js';

/** One mail to one mailbox. */
export interface OutgoingMail {
  /** id of the outbox row: gives the Message-ID and the address for bounces, the same at every try */
  readonly id: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** iCalendar text, METHOD:PUBLISH or CANCEL */
  readonly ics: string | null;
  /** groups the mails of one procedure into a thread: id of the case, or null */
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

/**
 * Composes a mail. The same input gives the same headers: a mail that is sent twice after a crash is recognisable as one.
 *
 * @param mail what to say to whom
 * @param sender from whom
 * @param sentAt instant for the Date header, ISO text
 * @returns MIME text and envelope
 * @throws DomainError `mail.bad-address`
 */
export async function composeMail(mail: OutgoingMail, sender: Sender, sentAt: string): Promise<ComposedMail> {
  const to = parseMailAddress(mail.to.address);
  const from = parseMailAddress(sender.address);
  const domain = from.slice(from.indexOf('@') + 1);
  const messageId = `<${mail.id}@${domain}>`;
  const thread = mail.thread ? `<case-${mail.thread}@${domain}>` : null;
  const composer = new MailComposer({
    from: { name: oneLine(sender.name), address: from },
    to: { name: oneLine(mail.to.name), address: to },
    subject: oneLine(mail.subject),
    date: new Date(sentAt),
    messageId,
    text: mail.text,
    html: mail.html,
    ...(thread ? { inReplyTo: thread, references: thread, list: { id: { url: `${mail.thread}.${domain}`, comment: oneLine(mail.threadTitle) } } } : {}),
    ...(mail.ics ? { alternatives: [{ contentType: `text/calendar; charset=utf-8; method=${/^METHOD:(\w+)/m.exec(mail.ics)?.[1] ?? 'PUBLISH'}`, content: mail.ics }] } : {}),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { raw: await composer.compile().build(), messageId, envelope: { from: parseMailAddress(`bounce+${mail.id}@${domain}`), to } };
}

/** Text that goes into a header: no control characters, nothing that turns the reading direction, one line, at most 200 characters. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .trim()
    .slice(0, 200);
}
