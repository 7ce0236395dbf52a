import { describe, expect, it } from '@jest/globals';
import { readDeliveryReport } from './dsn.js';

const ID = '0199aaaa-bbbb-7ccc-8ddd-eeeeffff0001';
const OTHER = '0199aaaa-bbbb-7ccc-8ddd-eeeeffff0002';

interface Sample {
  readonly to?: string;
  readonly type?: string;
  readonly words?: string;
  readonly status?: string;
  readonly statusHead?: string;
  readonly returned?: string;
  readonly returnedType?: string;
}

const REPORT = 'multipart/report; report-type=delivery-status; boundary="B1"';
const FAILED = [
  'Reporting-MTA: dns; mx.ministry.example',
  '',
  'Final-Recipient: rfc822; head@ministry.example',
  'Action: failed',
  'Status: 5.1.1',
  'Diagnostic-Code: smtp; 550 5.1.1 <head@ministry.example>:',
  '  no such mailbox here',
].join('\n');

/** A report as mail servers write them, with what a test varies. */
function message(sample: Sample = {}): Buffer {
  const text = [
    'From: Mail Delivery System <MAILER-DAEMON@mx.ministry.example>',
    `To: ${sample.to ?? `bounce+${ID}@plenum.example`}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: ${sample.type ?? REPORT}`,
    '',
    '--B1',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    sample.words ?? 'Your message could not be delivered.',
    '',
    '--B1',
    `Content-Type: ${sample.statusHead ?? 'message/delivery-status'}`,
    '',
    sample.status ?? FAILED,
    '',
    '--B1',
    `Content-Type: ${sample.returnedType ?? 'message/rfc822'}`,
    '',
    sample.returned ??
      `From: Plenum <secretariat@plenum.example>\nMessage-ID: <${ID}@plenum.example>\n\nStatus: 2.0.0`,
    '--B1--',
    '',
  ].join('\n');
  return Buffer.from(text.replaceAll('\n', '\r\n'));
}

const hardBounce = {
  mailId: ID,
  recipient: 'head@ministry.example',
  action: 'failed',
  status: '5.1.1',
  permanent: true,
  diagnostic: '550 5.1.1 <head@ministry.example>: no such mailbox here',
};

describe('a delivery status notification', () => {
  it('of a mailbox that is not there is a permanent failure, with the words of the server', async () => {
    await expect(readDeliveryReport(message())).resolves.toEqual(hardBounce);
  });

  it.each([
    ['the bounce address alone', { returned: 'Subject: no id here\n\nbody' }],
    ['the returned mail alone', { to: 'postmaster@plenum.example' }],
    ['the returned head alone', { to: 'postmaster@plenum.example', returnedType: 'text/rfc822-headers' }],
    ['the bounce address in capitals', { to: `BOUNCE+${ID.toUpperCase()}@PLENUM.EXAMPLE`, returned: '\n' }],
  ])('is known by %s', async (_, sample) => {
    await expect(readDeliveryReport(message(sample))).resolves.toEqual(hardBounce);
  });

  it('is known by the address it was delivered to when its To names somebody else', async () => {
    const forwarded = Buffer.concat([
      Buffer.from(`Delivered-To: bounce+${ID}@plenum.example\r\n`),
      message({ to: 'undisclosed@x.example', returned: '\n' }),
    ]);
    expect((await readDeliveryReport(forwarded))?.mailId).toBe(ID);
  });

  it('goes by the bounce address when the returned mail names another', async () => {
    const returned = `Message-ID: <${OTHER}@plenum.example>\n\nbody`;
    expect((await readDeliveryReport(message({ returned })))?.mailId).toBe(ID);
  });

  it('in quoted-printable or base64 is decoded first', async () => {
    const encoded = message({
      statusHead: 'message/delivery-status\nContent-Transfer-Encoding: base64',
      status: Buffer.from(FAILED).toString('base64'),
    });
    await expect(readDeliveryReport(encoded)).resolves.toEqual(hardBounce);
  });

  it.each([
    ['a delay', 'delayed', '4.4.1', false],
    ['a delay with a status of class 5', 'delayed', '5.4.7', false],
    ['a failure for now', 'failed', '4.2.2', false],
    ['a full mailbox for good', 'Failed', '5.2.2', true],
    ['a delivery', 'delivered', '2.0.0', false],
    ['a relay', 'relayed', '2.0.0', false],
  ])('of %s says so', async (_, action, status, permanent) => {
    const text = `Final-Recipient: rfc822;head@ministry.example\nAction: ${action}\nStatus: ${status} (words)`;
    await expect(readDeliveryReport(message({ status: text }))).resolves.toEqual({
      ...hardBounce,
      action: action.toLowerCase(),
      status,
      permanent,
      diagnostic: `${action.toLowerCase()} ${status}`,
    });
  });

  it('is read by its machine-readable part alone, whatever the letter and the returned mail say', async () => {
    const words = 'Status: 5.0.0\nAction: failed\nFinal-Recipient: rfc822; chair@x.example';
    const status = 'Final-Recipient: rfc822; head@ministry.example\nAction: delayed\nStatus: 4.4.1';
    const report = await readDeliveryReport(message({ words, status, returned: `${words}\n\n${words}` }));
    expect(report).toMatchObject({ recipient: 'head@ministry.example', permanent: false });
  });

  it.each([
    [
      'names no mail of ours',
      { to: 'postmaster@plenum.example', returned: 'Message-ID: <1234@elsewhere.example>\n\nbody' },
    ],
    [
      'names one only in its words',
      { to: 'postmaster@plenum.example', words: `bounce+${ID}@plenum.example`, returned: '\n' },
    ],
    ['has no recipient', { status: 'Action: failed\nStatus: 5.1.1' }],
    ['has no status code', { status: 'Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: bad' }],
    [
      'is a receipt of reading',
      { type: 'multipart/report; report-type=disposition-notification; boundary="B1"' },
    ],
    ['is no report by its type', { type: 'multipart/mixed; boundary="B1"' }],
    ['has another kind of second part', { statusHead: 'text/plain' }],
  ])('that %s has no effect', async (_, sample) => {
    await expect(readDeliveryReport(message(sample))).resolves.toBeNull();
  });

  it.each([
    [
      'an out-of-office reply',
      `From: head@ministry.example\nTo: bounce+${ID}@plenum.example\nAuto-Submitted: auto-replied\nSubject: Away\n\nI am away. Status: 5.1.1`,
    ],
    [
      'an answer by mail',
      `From: head@ministry.example\nTo: bounce+${ID}@plenum.example\nSubject: Re: vote\n\nWe object.`,
    ],
    ['an empty message', ''],
    ['noise', '\0\u0001\u0002 not a mail at all'],
    ['a report cut short', message().toString().slice(0, 500)],
  ])('it is not: %s', async (_, text) => {
    await expect(readDeliveryReport(Buffer.from(text))).resolves.toBeNull();
  });
});
