/** Returned mail as mail servers write it. */

/** What a test varies of a delivery status notification. */
export interface ReportChanges {
  readonly action?: string;
  readonly status?: string;
  readonly words?: string;
}

/**
 * @param mailId the mail it is about
 * @returns a delivery status notification (RFC 3464): a permanent failure, unless said otherwise
 */
export function deliveryReport(mailId: string, changes: ReportChanges = {}): string {
  const { action = 'failed', status = '5.1.1', words = '550 5.1.1 no such mailbox' } = changes;
  return [
    'From: Mail Delivery System <MAILER-DAEMON@mx.ago.example>',
    `To: bounce+${mailId}@plenum.example`,
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="R"',
    '',
    '--R',
    'Content-Type: text/plain',
    '',
    'Your message could not be delivered.',
    '--R',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.ago.example',
    '',
    'Final-Recipient: rfc822; head@ago.example',
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${words}`,
    '--R--',
    '',
  ].join('\r\n');
}

/** @returns what an absent delegate's mail program answers */
export function awayReply(mailId: string): string {
  return [
    'From: head@ago.example',
    `To: bounce+${mailId}@plenum.example`,
    'Auto-Submitted: auto-replied',
    'Subject: Away until Monday. We object.',
    '',
    'Action: failed',
    'Status: 5.1.1',
    '',
  ].join('\r\n');
}
