import { describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { type OutgoingMail, composeMail, oneLine } from './message.js';

const ID = '0199aaaa-bbbb-7ccc-8ddd-eeeeffff0001';
const CASE = '0199aaaa-bbbb-7ccc-8ddd-eeeeffffcccc';
const SENDER = { name: 'Plenum', address: 'secretariat@plenum.example' };
const SENT_AT = '2026-07-24T12:00:00.000Z';
const mail: OutgoingMail = {
  id: ID,
  to: { name: 'Côte d’Ivoire, head of delegation', address: 'head@civ.example' },
  subject: '[KP] Admission of Ruritania',
  text: 'Please answer.\n',
  html: '<p>Please answer.</p>',
  ics: 'BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n',
  thread: CASE,
  threadTitle: 'KP/WP/2026/1',
};

const compose = (changes: Partial<OutgoingMail> = {}) =>
  composeMail({ ...mail, ...changes }, SENDER, SENT_AT);
/** Names of the header fields, in lower case, as a mail server reads them. */
async function fieldNames(changes: Partial<OutgoingMail>): Promise<string[]> {
  const { raw } = await compose(changes);
  const head = raw.toString().split('\r\n\r\n')[0] ?? '';
  return head
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => (line.split(':')[0] ?? '').toLowerCase());
}

describe('a mail', () => {
  it('says that a machine wrote it, which mail it is and which list it belongs to', async () => {
    const { raw, messageId, envelope } = await compose();
    const { headers, messageId: read, subject, to, from, date } = await simpleParser(raw);
    expect(messageId).toBe(`<${ID}@plenum.example>`);
    expect(read).toBe(messageId);
    expect(envelope).toEqual({ from: `bounce+${ID}@plenum.example`, to: 'head@civ.example' });
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('x-auto-response-suppress')).toBe('All');
    expect(headers.get('list')).toMatchObject({ id: { id: `${CASE}.plenum.example`, name: 'KP/WP/2026/1' } });
    expect(headers.has('precedence')).toBe(false);
    expect(headers.get('references')).toBe(`<case-${CASE}@plenum.example>`);
    expect({ subject, date, to: [to].flat()[0]?.value, from: from?.value }).toEqual({
      subject: mail.subject,
      date: new Date(SENT_AT),
      to: [mail.to],
      from: [SENDER],
    });
  });

  it('carries its text, its HTML and its calendar entry, the last also as a file', async () => {
    const { raw } = await compose();
    const { text, html, attachments } = await simpleParser(raw);
    expect(text).toContain('Please answer.');
    expect(html).toBe('<p>Please answer.</p>');
    expect(attachments.map(({ contentType, filename }) => [contentType, filename])).toEqual([
      ['text/calendar', undefined],
      ['application/ics', 'deadline.ics'],
    ]);
    expect(raw.toString()).toContain('method=PUBLISH');
    const cancelled = await compose({ ics: 'BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n' });
    expect(cancelled.raw.toString()).toContain('method=CANCEL');
  });

  it('outside a case belongs to no list and no thread', async () => {
    const names = await fieldNames({ thread: null, ics: null });
    expect(names).not.toEqual(expect.arrayContaining(['list-id']));
    expect(names).not.toEqual(expect.arrayContaining(['references']));
  });

  it('of a procedure whose title is not plain ASCII is known by the id of its list alone', async () => {
    const { raw } = await compose({ threadTitle: 'Procédure "1"' });
    expect(raw.toString()).toContain(`List-ID: <${CASE}.plenum.example>\r\n`);
  });

  const INJECTION = 'x\r\nBcc: evil@x.example\r\n\r\nbody\nX-Evil: 1\u2028Sender: evil@x.example\0';
  it.each([
    ['subject', { subject: INJECTION }],
    ['name of the recipient', { to: { name: INJECTION, address: 'head@civ.example' } }],
    ['title of the procedure', { threadTitle: INJECTION }],
    [
      'name with an address in it',
      { to: { name: '"Evil" <evil@x.example>, b', address: 'head@civ.example' } },
    ],
  ])('takes no header from its %s', async (_, changes) => {
    const names = await fieldNames(changes);
    expect([...names].sort()).toEqual([...(await fieldNames({}))].sort());
    const { raw, envelope } = await compose(changes);
    const read = await simpleParser(raw);
    expect([read.to].flat().flatMap((to) => to?.value.map(({ address }) => address))).toEqual([
      'head@civ.example',
    ]);
    expect(envelope.to).toBe('head@civ.example');
  });

  it.each([
    ['two recipients', { to: { name: 'x', address: 'a@gov.example, evil@x.example' } }],
    ['a recipient with a command', { to: { name: 'x', address: 'b@gov\r\nRCPT TO:<evil@x.example>' } }],
    ['a look-alike domain', { to: { name: 'x', address: 'b@ɡov.example' } }],
  ])('to %s is refused', async (_, changes) => {
    await expect(compose(changes)).rejects.toMatchObject({ code: 'mail.bad-address' });
  });

  it('under an id that is none of ours is refused: a Message-ID is not checked by the library', async () => {
    await expect(compose({ id: 'x>\r\nBcc: evil@x.example' })).rejects.toThrow(TypeError);
  });

  it('reads no file and no address, whatever its text says', async () => {
    const { raw } = await compose({
      html: '<img src="file:///etc/passwd"><img src="/etc/passwd">',
      text: 'path: /etc/passwd',
    });
    expect(raw.toString()).not.toContain('root:');
  });
});

describe('a line for a header', () => {
  it('is one line, without signs that turn the reading direction, and whole characters', () => {
    expect(oneLine(' a\r\n\tb\u2028c\u202ed\u200be\0 ')).toBe('a b cde');
    expect(oneLine('😀'.repeat(300))).toBe('😀'.repeat(200));
  });
});
