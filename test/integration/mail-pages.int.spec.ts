import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { simpleParser } from 'mailparser';
import { wordsOf } from '../support/browser.js';
import { type MailGround, startMailGround } from '../support/mailbox.js';
import { startSmtpServer } from '../support/smtp-server.js';

let ground: MailGround;
beforeAll(async () => {
  ground = await startMailGround();
}, 60_000);
afterAll(() => ground.close());

/** Asks under another Host name, as a page whose name was pointed at this machine would. */
function statusUnderHost(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the local mailbox', () => {
  it('without any mail says so', async () => {
    const { status, text } = await ground.http('/mailbox');
    expect(status).toBe(200);
    expect(wordsOf(text)).toContain('No mail was sent yet');
  });

  it('lists mails newest first: to whom, about what, when', async () => {
    const older = await ground.send({ facts: { word: 'older' } });
    const newer = await ground.send({ facts: { word: '<b>newer</b>' } });
    const { text } = await ground.http('/mailbox');
    const words = wordsOf(text);
    expect(text.indexOf(newer.id)).toBeGreaterThan(-1);
    expect(text.indexOf(newer.id)).toBeLessThan(text.indexOf(older.id));
    expect(text).toContain('&lt;b&gt;newer&lt;/b&gt;');
    expect(words).toContain('To Angola, head of delegation <head@ago.example>');
  });

  it('finds mails by a part of the address or name, in any letter case', async () => {
    const mail = await ground.send({ contact: 'GHA-1', party: 'GHA', email: 'head@gha.example' });
    const found = await ground.http('/mailbox?address=GHA.Ex');
    expect(found.text).toContain(mail.id);
    expect(wordsOf(found.text)).not.toContain('head@ago.example');
    expect(wordsOf((await ground.http('/mailbox?address=nobody')).text)).toContain('No mail to «nobody»');
    expect((await ground.http(`/mailbox?address=${'x'.repeat(300)}`)).status).toBe(400);
  });

  it('shows a mail in plain text, with its link to follow, and its calendar entry', async () => {
    const { id } = await ground.send();
    const { text } = await ground.http(`/mailbox/${id}`);
    const href = /href="(http:\/\/127\.0\.0\.1:3000\/b\/[\w-]{43})"/.exec(text)?.[1];
    expect(href).toBeDefined();
    expect(text).toContain('BEGIN:VCALENDAR');
    const { pathname } = new URL(href ?? '');
    expect((await ground.http(pathname, { headers: { accept: 'text/html' } })).status).not.toBe(404);
  });

  it('shows the HTML of a mail where nothing runs and nothing loads', async () => {
    const { id } = await ground.send();
    const { status, headers, text } = await ground.http(`/mailbox/${id}/html`);
    expect(status).toBe(200);
    expect(text).toContain('<h1');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-top-navigation-by-user-activation",
    );
  });

  it('gives a mail as a file, byte for byte the mail that was sent', async () => {
    const { id, messageId } = await ground.send();
    const { headers, text } = await ground.http(`/mailbox/${id}/raw`);
    expect(headers.get('content-type')).toContain('message/rfc822');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${id}.eml"`);
    expect((await simpleParser(text)).messageId).toBe(messageId);
    expect((await ground.files()).map((mail) => mail.messageId)).toContain(messageId);
  });

  it.each(['0199aaaa-bbbb-7ccc-8ddd-eeeeffff0001', '..%2f..%2fsecret.key', 'x', '.%00'])(
    'has no mail %s',
    async (id) => {
      for (const part of ['', '/html', '/raw']) {
        const { status, text } = await ground.http(`/mailbox/${id}${part}`);
        expect(status).toBe(404);
        expect(text).not.toMatch(/ENOENT|at \w+ \(/);
      }
    },
  );

  it('is closed to whoever does not sit at this machine, but for the Secretariat', async () => {
    const { id } = await ground.send();
    const forwarded = { 'x-forwarded-for': '192.0.2.7' };
    for (const path of ['/mailbox', `/mailbox/${id}`, `/mailbox/${id}/html`, `/mailbox/${id}/raw`]) {
      const { status, text } = await ground.http(path, { headers: { ...forwarded, accept: 'text/html' } });
      expect(status).toBe(403);
      expect(text).not.toContain('/b/');
      expect(
        (await ground.http(path, { headers: forwarded, token: await ground.sessionOf('AGO-1') })).status,
      ).toBe(403);
      expect(
        (await ground.http(path, { headers: forwarded, token: await ground.sessionOf('SEC-1') })).status,
      ).toBe(200);
    }
    expect(await statusUnderHost(`${ground.url}/mailbox`, 'evil.example')).toBe(403);
    expect(await statusUnderHost(`${ground.url}/mailbox`, 'localhost:3000')).toBe(200);
  });

  it('is closed where people use a public address, and absent where mails leave by SMTP', async () => {
    const open = await startMailGround({ PUBLIC_URL: 'https://plenum.example' });
    expect((await open.http('/mailbox')).status).toBe(403);
    await open.close();
    const server = await startSmtpServer();
    const real = await startMailGround({ SMTP_URL: server.url });
    const { status, text } = await real.http('/mailbox', { headers: { accept: 'application/json' } });
    expect([status, JSON.parse(text)]).toEqual([404, expect.objectContaining({ code: 'mailbox.none' })]);
    await real.close();
    await server.close();
  });
});

describe('the mail log', () => {
  const log = async (query: string, contact = 'SEC-1') => {
    const answer = await ground.http(`/api/v1/mails${query}`, { token: await ground.sessionOf(contact) });
    return { status: answer.status, body: JSON.parse(answer.text) as unknown };
  };

  it('is for the Secretariat and the Chair alone', async () => {
    const chair = (
      await ground.dataSource.query<{ id: string }[]>(
        `select contact_id as id from office_term where office = 'chair' and valid_to is null and superseded_at is null`,
      )
    )[0]?.id;
    expect((await log('', chair)).status).toBe(200);
    expect(await log('', 'AGO-1')).toMatchObject({ status: 403, body: { code: 'session.forbidden' } });
    expect((await ground.http('/api/v1/mails')).status).toBe(401);
  });

  it('lists by case, party, status and address, newest first, without the texts', async () => {
    const caseId = await ground.open();
    const ids = [
      await ground.ask(caseId),
      await ground.ask(caseId, { contact: 'GHA-1', party: 'GHA', email: 'head@gha.example' }),
    ];
    ids.push(await ground.ask(caseId, { template: 'routine', facts: { answered: true } }));
    await ground.deliver();
    const idsOf = async (query: string) => ((await log(query)).body as { id: string }[]).map(({ id }) => id);
    expect(await idsOf(`?case=${caseId}`)).toEqual([...ids].reverse());
    expect(await idsOf(`?case=${caseId}&party=GHA`)).toEqual([ids[1]]);
    expect(await idsOf(`?case=${caseId}&status=skipped`)).toEqual([ids[2]]);
    expect(await idsOf(`?case=${caseId}&address=GHA`)).toEqual([ids[1]]);
    expect(await idsOf(`?case=${caseId}&address=%25`)).toEqual([]);
    expect(await idsOf(`?case=${caseId}&limit=1`)).toEqual([ids[2]]);
    const [entry] = (await log(`?case=${caseId}&party=GHA`)).body as object[];
    expect(entry).not.toHaveProperty('text');
    expect(entry).not.toHaveProperty('sealed');
  });

  it.each(['?status=lost', '?case=1', '?limit=0', '?unknown=1'])(
    'refuses %s, naming the field',
    async (query) => {
      expect(await log(query)).toMatchObject({
        status: 400,
        body: { code: 'input.invalid', details: { faults: [{ field: expect.any(String) }] } },
      });
    },
  );

  it('shows a mail as it was sent, its link blanked', async () => {
    const { id } = await ground.send();
    const { status, body } = await log(`/${id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id,
      status: 'sent',
      text: expect.stringContaining('/b/•••'),
      html: expect.stringContaining('/b/•••'),
    });
    expect(body).not.toHaveProperty('sealed');
    expect(await log('/0199aaaa-bbbb-7ccc-8ddd-eeeeffff0001')).toMatchObject({
      status: 404,
      body: { code: 'mail.unknown' },
    });
  });

  it('sends a mail again for the Secretariat, and for nobody else', async () => {
    const { id } = await ground.send();
    const again = async (contact: string) =>
      ground.http(`/api/v1/mails/${id}/resend`, { method: 'POST', token: await ground.sessionOf(contact) });
    expect((await again('AGO-1')).status).toBe(403);
    const answer = await again('SEC-1');
    expect(answer.status).toBe(202);
    const { mailId } = JSON.parse(answer.text) as { mailId: string };
    await ground.deliver();
    expect(await ground.mails.show(mailId)).toMatchObject({ resendOf: id, status: 'sent' });
  });
});
