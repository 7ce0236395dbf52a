import { type Attachment, type ParsedMail, simpleParser } from 'mailparser';
import { z } from 'zod';

/** What a delivery status notification (RFC 3464) says of one of our mails. */
export interface DeliveryReport {
  /** outbox id of the mail it is about */
  readonly mailId: string;
  /** address the reporting server tried; after a forward another one than we wrote to */
  readonly recipient: string;
  /** `failed`, `delayed`, `delivered`, `relayed` or `expanded`, in lower case */
  readonly action: string;
  /** enhanced status code, `5.1.1` */
  readonly status: string;
  /** `failed` with a status of class 5: no later try will succeed */
  readonly permanent: boolean;
  /** what the reporting server says in words */
  readonly diagnostic: string;
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const BOUNCE_ADDRESS = new RegExp(`bounce\\+(${UUID})@`, 'i');
/** Where a mail server leaves the address a message came to. */
const ADDRESSED = new Set(['to', 'delivered-to', 'x-original-to', 'envelope-to']);
const OUR_MESSAGE_ID = new RegExp(`^<(${UUID})@`, 'i');
const ENHANCED_STATUS = /^[245]\.\d{1,3}\.\d{1,3}/;
const LONGEST_DIAGNOSTIC = 500;
const contentTypeSchema = z.object({ value: z.string(), params: z.record(z.string(), z.string()) });

/**
 * Reads a message that came to the bounce address. Only the machine-readable part of a report counts: words in the letter
 * around it, or in the mail it returns, never do.
 *
 * @param raw the whole message
 * @returns the report; null for anything else (an out-of-office reply, a letter, a receipt of reading), which never has an effect
 * @throws Error when the message cannot be parsed at all
 */
export async function readDeliveryReport(raw: Buffer): Promise<DeliveryReport | null> {
  const mail = await simpleParser(raw, {
    keepDeliveryStatus: true,
    skipTextToHtml: true,
    skipHtmlToText: true,
  });
  if (!isDeliveryReport(mail)) return null;
  const [status] = partsOf(mail, /^message\/(global-)?delivery-status$/);
  const mailId = mailIdOf(mail);
  if (status === undefined || mailId === null) return null;
  return perRecipient(status, mailId);
}

function isDeliveryReport(mail: ParsedMail): boolean {
  const type = contentTypeSchema.safeParse(mail.headers.get('content-type'));
  if (!type.success || type.data.value !== 'multipart/report') return false;
  return type.data.params['report-type']?.toLowerCase() === 'delivery-status';
}

/** Our mails have one recipient each, so the first group of fields about a recipient is the one. */
function perRecipient(text: string, mailId: string): DeliveryReport | null {
  const groups = text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .map(fieldsOf);
  const group = groups.find((fields) => fields.has('final-recipient') && fields.has('action'));
  const status = ENHANCED_STATUS.exec(group?.get('status') ?? '')?.[0];
  if (group === undefined || status === undefined) return null;
  const action = (group.get('action') ?? '').toLowerCase();
  return {
    mailId,
    recipient: withoutType(group.get('final-recipient')),
    action,
    status,
    permanent: action === 'failed' && status.startsWith('5.'),
    diagnostic: (withoutType(group.get('diagnostic-code')) || `${action} ${status}`).slice(
      0,
      LONGEST_DIAGNOSTIC,
    ),
  };
}

/** By the bounce address it came to; else by the Message-ID of the mail it returns. */
function mailIdOf(mail: ParsedMail): string | null {
  const addressed = mail.headerLines.filter(({ key }) => ADDRESSED.has(key)).map(({ line }) => line);
  const delivered = addressed.map((line) => BOUNCE_ADDRESS.exec(line)?.[1]).find((id) => id !== undefined);
  if (delivered !== undefined) return delivered.toLowerCase();
  const [returned] = partsOf(
    mail,
    /^(message\/(global|rfc822)|text\/rfc822-headers|message\/global-headers)$/,
  );
  const [head = ''] = (returned ?? '').replace(/\r\n?/g, '\n').split('\n\n');
  return OUR_MESSAGE_ID.exec(fieldsOf(head).get('message-id') ?? '')?.[1]?.toLowerCase() ?? null;
}

function partsOf({ attachments }: ParsedMail, type: RegExp): string[] {
  return attachments
    .filter((part: Attachment) => type.test(part.contentType))
    .map((part) => part.content.toString('utf8'));
}

/** Header fields by their name in lower case, unfolded; the first of a name counts. */
function fieldsOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const [, name, value] = /^([\w-]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined || fields.has(name.toLowerCase())) continue;
    fields.set(name.toLowerCase(), value.replace(/\s+/g, ' ').trim());
  }
  return fields;
}

/** `rfc822; head@ministry.example` without the type before the semicolon. */
function withoutType(value = ''): string {
  return value.replace(/^[\w-]+\s*;\s*/, '').replace(/^<(.*)>$/, '$1');
}
