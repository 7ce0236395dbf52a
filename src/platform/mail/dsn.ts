import { simpleParser } from 'mailparser';

/** What a delivery status notification (RFC 3464) says of one of our mails. */
export interface DeliveryReport {
  /** outbox id of the mail it is about */
  readonly mailId: string;
  readonly recipient: string;
  readonly permanent: boolean;
  /** enhanced status code, `5.1.1` */
  readonly status: string;
  readonly diagnostic: string;
}

/**
 * Reads a message that came to the bounce address.
 *
 * @param raw the whole message
 * @returns the report; null for anything else (an out-of-office reply, a letter), which never has an effect
 */
export async function readDeliveryReport(raw: Buffer): Promise<DeliveryReport | null> {
  const mail = await simpleParser(raw);
  const type = mail.headers.get('content-type') as { value?: string; params?: Record<string, string> } | undefined;
  if (type?.value !== 'multipart/report' || type.params?.['report-type']?.toLowerCase() !== 'delivery-status') return null;
  const whole = raw.toString('utf8');
  const mailId = outboxId(whole, [mail.to].flat().flatMap((to) => to?.value ?? []).map((address) => address.address ?? ''));
  const status = field(whole, 'Status');
  const action = field(whole, 'Action').toLowerCase();
  const recipient = field(whole, 'Final-Recipient').replace(/^[^;]*;\s*/, '');
  if (!mailId || !status || !recipient) return null;
  return { mailId, recipient, permanent: action === 'failed' && status.startsWith('5'), status, diagnostic: field(whole, 'Diagnostic-Code') || `${action} ${status}` };
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** By the bounce address it came to, else by the Message-ID of the returned mail. */
function outboxId(whole: string, recipients: readonly string[]): string {
  const envelope = new RegExp(`bounce\\+(${UUID})@`, 'i');
  const fromAddress = recipients.map((address) => envelope.exec(address)?.[1]).find((found) => found !== undefined);
  return fromAddress ?? new RegExp(`^Message-ID:\\s*<(${UUID})@`, 'im').exec(whole)?.[1] ?? '';
}

function field(whole: string, name: string): string {
  return new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(whole)?.[1]?.replace(/\s+/g, ' ').trim() ?? '';
}
