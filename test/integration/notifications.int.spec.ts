import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { noteBounce } from '../../src/modules/registry/index.js';
import { returnedMails } from '../support/letter.workflow.js';
import { type MailGround, startMailGround } from '../support/mailbox.js';
import { type FaultySmtpServer, type SmtpFate, startSmtpServer } from '../support/smtp-server.js';

const TOKEN = /\/b\/([A-Za-z0-9_-]{43})/;
const CODE = /Your code is (\S+?)\./;

let server: FaultySmtpServer;
let ground: MailGround;
beforeAll(async () => {
  server = await startSmtpServer();
  ground = await startMailGround({ SMTP_URL: server.url, PUBLIC_URL: 'https://plenum.example' });
}, 60_000);
afterAll(async () => {
  await ground.close();
  await server.close();
});
afterEach(async () => {
  await ground.dataSource.query('delete from contact_delivery');
});

/** @returns mails that arrived with all their bytes, of one id */
const arrived = (id: string) =>
  server.arrived.filter(({ messageId }) => messageId === `<${id}@plenum.example>`);
async function secretsOf(raw: string): Promise<{ readonly token: string; readonly code: string }> {
  const { text } = await simpleParser(raw);
  const [token, code] = [TOKEN.exec(text ?? '')?.[1], CODE.exec(text ?? '')?.[1]];
  if (!token || !code) throw new Error(`no personal link in: ${text ?? ''}`);
  return { token, code };
}
/** Asks for a letter whose first tries fare as told. */
async function askWith(...fates: SmtpFate[]): Promise<string> {
  const id = await ground.ask(await ground.open());
  server.next(...fates);
  await ground.dispatcher.drain();
  return id;
}
const failingSince = async (contact: string): Promise<unknown> =>
  (
    await ground.dataSource.query<{ diagnostic: string }[]>(
      'select diagnostic from contact_delivery where contact_id = $1',
      [contact],
    )
  )[0]?.diagnostic;

describe('a mail that a case asks for', () => {
  it('is sent to its one recipient and kept as sent, with its reason', async () => {
    const caseId = await ground.open();
    const id = await ground.ask(caseId, { facts: { word: 'Bonjour à tous' } });
    await ground.deliver();
    const [mail, ...more] = arrived(id);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ from: `bounce+${id}@plenum.example`, to: ['head@ago.example'] });
    expect(await ground.outbox(id)).toEqual({ status: 'done', outcome: '' });
    const kept = await ground.mails.show(id);
    expect(kept).toMatchObject({
      caseId,
      eventSeq: 2,
      resendOf: null,
      template: 'ballot',
      role: 'participant',
      party: 'AGO',
      contactId: 'AGO-1',
      address: 'head@ago.example',
      statutory: true,
      failingSince: null,
      subject: '[L] Bonjour à tous',
      messageId: `<${id}@plenum.example>`,
      late: false,
      status: 'sent',
      attempts: 1,
      response: expect.stringMatching(/^250 /),
    });
    expect(kept.sentAt).not.toBeNull();
  });

  it('tells machines what it is, and joins the mails of its case', async () => {
    const caseId = await ground.open();
    const ids = [await ground.ask(caseId), await ground.ask(caseId, { template: 'notice' })];
    await ground.deliver();
    for (const id of ids) {
      const { headers, attachments } = await simpleParser(arrived(id)[0]!.raw);
      expect(headers.get('auto-submitted')).toBe('auto-generated');
      expect(headers.get('x-auto-response-suppress')).toBe('All');
      expect(headers.has('precedence')).toBe(false);
      expect(headers.get('references')).toBe(`<case-${caseId}@plenum.example>`);
      expect(headers.get('list')).toMatchObject({ id: { id: `${caseId}.plenum.example`, name: 'L/1' } });
      expect(attachments.map(({ contentType }) => contentType)).toEqual(['text/calendar', 'application/ics']);
    }
  });

  it('leaves no link and no code in the database, neither while it waits nor when it was sent', async () => {
    const id = await askWith('greylisted');
    const [waiting] = await ground.dataSource.query<{ sealed: string | null }[]>(
      'select sealed from mail_message where id = $1',
      [id],
    );
    const whileWaiting = await ground.dump();
    await ground.deliver();
    const { token, code } = await secretsOf(arrived(id)[0]!.raw);
    const afterwards = await ground.dump();
    for (const dump of [whileWaiting, afterwards]) {
      expect(dump).toContain(id);
      expect(dump).not.toContain(token);
      expect(dump).not.toContain(code);
      expect(dump).not.toContain(Buffer.from(token).toString('base64'));
    }
    expect(waiting?.sealed).not.toBeNull();
    expect(
      await ground.dataSource.query('select 1 from mail_message where sealed is not null and status <> $1', [
        'queued',
      ]),
    ).toEqual([]);
    const { text, html } = await ground.mails.show(id);
    for (const form of [text, html]) expect(form).toContain('https://plenum.example/b/•••');
    expect(text).toContain('Your code is •••.');
  });

  it('whose address no server needs to be asked about comes back at once', async () => {
    const begun = server.begun.length;
    const mail = await ground.send({ email: 'head@xn--go-bja.example' });
    expect(mail).toMatchObject({
      status: 'bounced',
      attempts: 0,
      response: expect.stringContaining('international domain'),
    });
    expect(server.begun).toHaveLength(begun);
    const { context } = await ground.reader.view(mail.caseId as never);
    expect(returnedMails(context)).toEqual([expect.objectContaining({ mailId: mail.id })]);
  });

  it('that nobody renders is set aside and counted; others go on', async () => {
    const id = await ground.ask(await ground.open(), { template: 'unheard-of' });
    for (let tries = 0; tries < 3; tries += 1) await ground.deliver();
    expect(await ground.outbox(id)).toMatchObject({
      status: 'parked',
      outcome: expect.stringContaining('has no renderer'),
    });
    await expect(ground.mails.show(id)).rejects.toMatchObject({ code: 'mail.unknown' });
    expect((await ground.send()).status).toBe('sent');
  });
});

describe('a mail whose sending goes wrong', () => {
  it('taken, but the line broke before the answer: sent again with the same words, link and Message-ID', async () => {
    const id = await askWith('dropped-after-data', 'dropped-after-data');
    expect(await ground.mails.show(id)).toMatchObject({ status: 'queued', attempts: 1 });
    await ground.deliver();
    await ground.deliver();
    const copies = arrived(id);
    expect(copies.map(({ fate }) => fate)).toEqual(['dropped-after-data', 'dropped-after-data', 'accepted']);
    expect(new Set(copies.map(({ raw }) => raw)).size).toBe(1);
    expect(
      await ground.dataSource.query('select count(*)::int as links from ballot_link where mail_id = $1', [
        id,
      ]),
    ).toEqual([{ links: 1 }]);
    expect(await ground.mails.show(id)).toMatchObject({ status: 'sent', attempts: 3 });
  });

  it.each(['greylisted', 'message-deferred', 'sender-refused'] as const)(
    '%s: it waits, with the reason, and goes out later',
    async (fate) => {
      const id = await askWith(fate);
      expect(await ground.mails.show(id)).toMatchObject({
        status: 'queued',
        attempts: 1,
        response: expect.stringMatching(/\d\.\d\.\d/),
      });
      expect((await ground.outbox(id)).status).toBe('pending');
      const { response } = await ground.mails.show(id);
      const waiting = await ground.mails.triesOf(id);
      expect(waiting.deliveries).toEqual([
        {
          number: 1,
          begunAt: expect.any(String),
          endedAt: expect.any(String),
          outcome: 'deferred',
          response,
        },
      ]);
      expect(Date.parse(waiting.nextTryAt ?? '')).toBeGreaterThan(
        Date.parse(waiting.deliveries[0]?.endedAt ?? ''),
      );
      await ground.deliver();
      expect(await ground.mails.show(id)).toMatchObject({ status: 'sent', attempts: 2 });
      const { deliveries, nextTryAt } = await ground.mails.triesOf(id);
      expect(deliveries.map(({ number, outcome }) => [number, outcome])).toEqual([
        [1, 'deferred'],
        [2, 'taken'],
      ]);
      expect(deliveries[0]).toEqual(waiting.deliveries[0]);
      expect(nextTryAt).toBeNull();
      expect(await failingSince('AGO-1')).toBeUndefined();
    },
  );

  it('deferred more often than a broken effect may fail still waits: no number of tries is too many', async () => {
    const id = await askWith('greylisted');
    for (let tries = 0; tries < 5; tries += 1) {
      server.next('greylisted');
      await ground.deliver();
    }
    expect(await ground.mails.show(id)).toMatchObject({ status: 'queued', attempts: 6 });
    await ground.deliver();
    expect((await ground.mails.show(id)).status).toBe('sent');
  });

  it('one of many deferred: the others are not sent again', async () => {
    const caseId = await ground.open();
    const ids = [await ground.ask(caseId), await ground.ask(caseId), await ground.ask(caseId)];
    server.next('accepted', 'greylisted', 'accepted');
    await ground.dispatcher.drain();
    await ground.deliver();
    expect(ids.map((id) => arrived(id).length)).toEqual([1, 1, 1]);
    expect(
      (await Promise.all(ids.map((id) => ground.mails.show(id)))).map(({ attempts }) => attempts).sort(),
    ).toEqual([1, 1, 2]);
  });

  it.each(['recipient-refused', 'message-refused'] as const)(
    '%s for good: it is not tried again, the contact is marked, the case told once',
    async (fate) => {
      const caseId = await ground.open();
      const id = await ground.ask(caseId);
      server.next(fate);
      await ground.deliver();
      await ground.deliver();
      const mail = await ground.mails.show(id);
      expect(mail).toMatchObject({
        status: 'bounced',
        attempts: 1,
        response: expect.stringMatching(/55\d 5\./),
        sentAt: null,
      });
      const { deliveries, nextTryAt } = await ground.mails.triesOf(id);
      expect([deliveries.map(({ outcome }) => outcome), nextTryAt]).toEqual([['refused'], null]);
      expect(await failingSince('AGO-1')).toBe(mail.response);
      expect(returnedMails((await ground.reader.view(caseId)).context)).toEqual([
        { party: 'AGO', contactId: 'AGO-1', mailId: id, diagnostic: mail.response },
      ]);
      expect((await ground.reader.commands(caseId)).at(-1)).toMatchObject({
        commandId: `bounce-${id}`,
        type: 'record-undeliverable',
        actor: { kind: 'system', id: 'mail', name: 'Mail delivery' },
      });
    },
  );

  it('refused for good, in a procedure that does not ask: noted all the same', async () => {
    const id = await ground.ask(await ground.open('deaf-letter'));
    server.next('recipient-refused');
    await ground.deliver();
    expect((await ground.mails.show(id)).status).toBe('bounced');
    const told = await ground.dataSource.query(
      `select status, outcome from outbox_message where topic = 'mail-bounced' and payload ->> 'mailId' = $1`,
      [id],
    );
    expect(told).toEqual([
      { status: 'skipped', outcome: 'this procedure does not ask whether mail arrives' },
    ]);
  });

  it('written by two processes at once is written once', async () => {
    const id = await ground.ask(await ground.open());
    const lease = `update outbox_message set leased_until = null where id = $1`;
    const first = ground.dispatcher.dispatch(id as never);
    await ground.dataSource.query(lease, [id]);
    await Promise.all([first, ground.dispatcher.dispatch(id as never)]);
    await ground.deliver();
    expect(new Set(arrived(id).map(({ raw }) => raw)).size).toBe(1);
    expect((await ground.mails.show(id)).status).toBe('sent');
  });
});

describe('what is known when a mail is to be written', () => {
  it('that nobody needs it any more: skipped, with the reason, and nothing sent', async () => {
    const mail = await ground.send({ template: 'routine', facts: { answered: true } });
    expect(mail).toMatchObject({
      status: 'skipped',
      response: 'the party has answered meanwhile',
      subject: '',
      attempts: 0,
    });
    expect(await ground.outbox(mail.id)).toEqual({
      status: 'skipped',
      outcome: 'the party has answered meanwhile',
    });
    expect(arrived(mail.id)).toEqual([]);
    expect(await ground.dataSource.query('select 1 from ballot_link where mail_id = $1', [mail.id])).toEqual(
      [],
    );
  });

  it('that mail to the contact comes back: a routine one is skipped, a notice is tried and flagged', async () => {
    await noteBounce(ground.dataSource.manager, 'AGO-1', 'mailbox unknown');
    const routine = await ground.send({ template: 'routine', statutory: false });
    const notice = await ground.send();
    const toOther = await ground.send({ template: 'routine', statutory: false, contact: 'AGO-2' });
    expect(routine).toMatchObject({
      status: 'skipped',
      response: expect.stringContaining('has come back since'),
    });
    expect(notice).toMatchObject({ status: 'sent', failingSince: expect.stringMatching(/^\d{4}-/) });
    expect(toOther).toMatchObject({ status: 'sent', failingSince: null });
  });
});

describe('a mail sent again by hand', () => {
  it('is a new mail with a new link about the same event', async () => {
    const first = await ground.send();
    const id = await ground.mails.resend(first.id);
    await ground.deliver();
    const second = await ground.mails.show(id);
    expect(second).toMatchObject({
      status: 'sent',
      resendOf: first.id,
      eventSeq: null,
      occurredAt: first.occurredAt,
      address: first.address,
    });
    expect(second.messageId).not.toBe(first.messageId);
    const [a, b] = [await secretsOf(arrived(first.id)[0]!.raw), await secretsOf(arrived(id)[0]!.raw)];
    expect(a.token).not.toBe(b.token);
  });

  it('is tried although mail to the contact has come back', async () => {
    await noteBounce(ground.dataSource.manager, 'AGO-1', 'mailbox unknown');
    const first = await ground.send({ template: 'routine', statutory: false });
    expect(first.status).toBe('skipped');
    const id = await ground.mails.resend(first.id);
    await ground.deliver();
    expect(await ground.mails.show(id)).toMatchObject({
      status: 'sent',
      resendOf: first.id,
      failingSince: expect.any(String),
    });
  });

  it('is refused while the first still waits, and for one that is not there', async () => {
    const id = await askWith('greylisted');
    await expect(ground.mails.resend(id)).rejects.toMatchObject({ code: 'mail.waiting', kind: 'conflict' });
    await expect(ground.mails.resend('0199aaaa-bbbb-7ccc-8ddd-eeeeffff0001')).rejects.toMatchObject({
      code: 'mail.unknown',
    });
    await ground.deliver();
  });
});

describe('the start', () => {
  it('is refused when MAIL_FROM is no address mail can come from', async () => {
    await expect(startMailGround({ MAIL_FROM: '"a"@plenum.example' })).rejects.toMatchObject({
      code: 'configuration.invalid',
      message: expect.stringMatching(/^MAIL_FROM: /),
    });
  });
});
