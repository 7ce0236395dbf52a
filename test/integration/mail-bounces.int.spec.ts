import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseId } from '../../src/kernel/ids.js';
import { awayReply, deliveryReport } from '../support/delivery-report.js';
import { returnedMails } from '../support/letter.workflow.js';
import { type Answer, type MailGround, startMailGround } from '../support/mailbox.js';

const TOKEN = 'a-token-of-the-mail-provider';
const NOBODYS = '0199aaaa-bbbb-7ccc-8ddd-eeeeffff0001';

let ground: MailGround;
let folder: string;
beforeAll(async () => {
  ground = await startMailGround({ MAIL_WEBHOOK_TOKEN: TOKEN });
  folder = join(ground.dataDir, 'bounces');
}, 60_000);
afterAll(() => ground.close());
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await ground.dataSource.query('delete from contact_delivery');
});

function drop(name: string, content: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), content);
}
const inFolder = (shelf = ''): string[] =>
  existsSync(join(folder, shelf)) ? readdirSync(join(folder, shelf)).sort() : [];
/** What the case of a mail was told. */
async function told(caseId: string | null): Promise<unknown[]> {
  await ground.deliver();
  return returnedMails((await ground.reader.view(caseId as CaseId)).context);
}
const post = (body: string, init: { token?: string; type?: string } = { token: TOKEN }): Promise<Answer> =>
  ground.http('/api/v1/mail/bounces', {
    method: 'POST',
    body,
    headers: { 'content-type': init.type ?? 'message/rfc822' },
    ...(init.token ? { token: init.token } : {}),
  });
const outcome = (answer: Answer): unknown => JSON.parse(answer.text);

describe('the folder of returned mail', () => {
  it('that nobody has made yet is no trouble', async () => {
    await expect(ground.bounces.readFolder()).resolves.toBeUndefined();
  });

  it('with a permanent failure marks mail and contact and tells the case; the file is kept', async () => {
    const mail = await ground.send();
    const report = deliveryReport(mail.id);
    drop('1.eml', report);
    await ground.sweeper.sweep();
    const diagnostic = 'head@ago.example: 550 5.1.1 no such mailbox';
    expect(await ground.mails.show(mail.id)).toMatchObject({ status: 'bounced', response: diagnostic });
    expect(await told(mail.caseId)).toEqual([
      { party: 'AGO', contactId: 'AGO-1', mailId: mail.id, diagnostic },
    ]);
    expect(await ground.dataSource.query('select contact_id, diagnostic from contact_delivery')).toEqual([
      { contact_id: 'AGO-1', diagnostic },
    ]);
    expect(inFolder('processed')).toEqual(['1.eml']);
    expect(readFileSync(join(folder, 'processed', '1.eml'), 'utf8')).toBe(report);
  });

  it('with the same report twice tells the case once, and loses neither file', async () => {
    const mail = await ground.send();
    for (const words of ['550 5.1.1 first', '550 5.1.1 second']) {
      drop('same-name.eml', deliveryReport(mail.id, { words }));
      await ground.sweeper.sweep();
    }
    drop('same-name.eml', deliveryReport(mail.id, { words: '550 5.1.1 third' }));
    await ground.sweeper.sweep();
    expect(await told(mail.caseId)).toHaveLength(1);
    expect(inFolder('processed')).toEqual(['same-name.eml']);
    const ignored = inFolder('ignored');
    expect(ignored).toHaveLength(2);
    expect(ignored).toContain('same-name.eml');
    expect(ignored).toContainEqual(expect.stringMatching(/^same-name\.[0-9a-f]{16}\.eml$/));
  });

  it.each([
    ['an out-of-office reply', awayReply],
    ['a delay', (id: string) => deliveryReport(id, { action: 'delayed', status: '4.4.1' })],
    ['a failure for now', (id: string) => deliveryReport(id, { status: '4.2.2' })],
    ['a delivery', (id: string) => deliveryReport(id, { action: 'delivered', status: '2.0.0' })],
    ['a letter', () => 'From: a@b.example\r\nSubject: vote\r\n\r\nWe object.'],
    ['a report of a mail that is none of ours', () => deliveryReport(NOBODYS)],
    ['noise', () => '\0\0\0'],
  ])('with %s changes nothing and keeps the file', async (_, content) => {
    const mail = await ground.send();
    drop('x.eml', content(mail.id));
    await ground.sweeper.sweep();
    expect((await ground.mails.show(mail.id)).status).toBe('sent');
    expect(await told(mail.caseId)).toEqual([]);
    expect([inFolder('processed'), inFolder('ignored')]).toEqual([[], ['x.eml']]);
  });

  it('with a file that cannot be read goes on to the next, and keeps it for later', async () => {
    const mail = await ground.send();
    mkdirSync(join(folder, '0-unreadable.eml'), { recursive: true });
    drop('1.eml', deliveryReport(mail.id));
    await ground.sweeper.sweep();
    expect(inFolder()).toEqual(['0-unreadable.eml', 'processed']);
    expect((await ground.mails.show(mail.id)).status).toBe('bounced');
  });

  it('leaves alone what is not whole yet', async () => {
    drop('.1.eml', 'half');
    drop('1.eml.tmp', 'half');
    await ground.sweeper.sweep();
    expect(inFolder()).toEqual(['.1.eml', '1.eml.tmp']);
  });

  it('with a report of a mail that never left is not believed', async () => {
    const skipped = await ground.send({ template: 'routine', facts: { answered: true } });
    const written = await ground.send();
    // As after a crash between writing a mail and trying it for the first time.
    await ground.dataSource.query(
      `update mail_message set status = 'queued', attempts = 0, sent_at = null where id = $1`,
      [written.id],
    );
    drop('1.eml', deliveryReport(skipped.id));
    drop('2.eml', deliveryReport(written.id));
    await ground.sweeper.sweep();
    expect(inFolder('ignored')).toEqual(['1.eml', '2.eml']);
    expect((await ground.mails.show(skipped.id)).status).toBe('skipped');
    expect((await ground.mails.show(written.id)).status).toBe('queued');
    expect(await told(written.caseId)).toEqual([]);
  });
});

describe('returned mail by POST', () => {
  it('with the provider’s token is taken', async () => {
    const mail = await ground.send();
    const answer = await post(deliveryReport(mail.id));
    expect(answer.status).toBe(200);
    expect(outcome(answer)).toEqual({
      mailId: mail.id,
      outcome: 'recorded',
      reason: 'head@ago.example: 550 5.1.1 no such mailbox',
    });
    expect(await told(mail.caseId)).toHaveLength(1);
  });

  it('by the Secretariat is taken, by a delegate not', async () => {
    const mail = await ground.send();
    const asDelegate = await post(deliveryReport(mail.id), { token: await ground.sessionOf('AGO-1') });
    expect(asDelegate.status).toBe(403);
    expect((await ground.mails.show(mail.id)).status).toBe('sent');
    const asSecretariat = await post(deliveryReport(mail.id), { token: await ground.sessionOf('SEC-1') });
    expect(outcome(asSecretariat)).toMatchObject({ outcome: 'recorded' });
  });

  it.each([
    ['no token', {}],
    ['a wrong one', { token: `${TOKEN}x` }],
    ['the beginning of it', { token: TOKEN.slice(0, -1) }],
  ])('with %s is refused, with the remedy', async (_, init) => {
    const mail = await ground.send();
    const answer = await post(deliveryReport(mail.id), init);
    expect(answer.status).toBe(403);
    expect(outcome(answer)).toMatchObject({
      code: 'mail.bounce-forbidden',
      detail: expect.stringContaining('MAIL_WEBHOOK_TOKEN'),
    });
    expect((await ground.mails.show(mail.id)).status).toBe('sent');
  });

  it('as anything but a message is refused, with the field', async () => {
    for (const type of ['application/json', 'text/plain']) {
      const answer = await post('{}', { token: TOKEN, type });
      expect(answer.status).toBe(400);
      expect(outcome(answer)).toMatchObject({ code: 'mail.bounce-type', details: { field: 'content-type' } });
    }
  });

  it('that is too large is refused', async () => {
    const answer = await post('x'.repeat(1_000_001));
    expect(outcome(answer)).toMatchObject({ status: 400, code: 'mail.bounce-too-large' });
  });

  it('forged for a mail that is none of ours has no effect', async () => {
    expect(outcome(await post(deliveryReport(NOBODYS)))).toEqual({
      mailId: NOBODYS,
      outcome: 'ignored',
      reason: 'no mail of ours that was sent, or known to have bounced',
    });
  });
});
