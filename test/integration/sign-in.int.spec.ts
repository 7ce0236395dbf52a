import { readFileSync, readdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { findContact } from '../../src/modules/registry/index.js';
import { formsOf, wordsOf } from '../support/browser.js';
import { type SignInGround, startSignInGround } from '../support/sign-in.js';

const ANGOLA = 'head@ago.example';
const FROM_OUR_PAGE = { 'sec-fetch-site': 'same-origin', origin: 'null' };

let ground: SignInGround;
beforeEach(async () => {
  ground = await startSignInGround();
});
afterEach(() => ground.close());

interface Answer {
  readonly status: number;
  readonly html: string;
  readonly location: string | null;
  readonly cookies: string[];
}

async function visit(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${ground.url}${path}`, {
    ...init,
    redirect: 'manual',
    headers: { accept: 'text/html', ...(init.headers as Record<string, string> | undefined) },
  });
  const location = response.headers.get('location');
  return {
    status: response.status,
    html: await response.text(),
    location,
    cookies: response.headers.getSetCookie(),
  };
}

const send = (
  path: string,
  fields: Record<string, string> = {},
  headers: Record<string, string> = FROM_OUR_PAGE,
) => visit(path, { method: 'POST', body: new URLSearchParams(fields), headers });
const ask = (email: string) => send('/sign-in', { email });
const signedInAs = (cookie: string) => visit('/api/v1/participants', { headers: { cookie } });

async function mails(): Promise<{ to: string; text: string; html: string }[]> {
  await ground.dispatcher.drain();
  const folder = join(ground.dataDir, 'mail');
  const parsed = [];
  for (const name of filesOf(folder)) {
    const { to, text, html } = await simpleParser(readFileSync(join(folder, name)));
    parsed.push({
      to: (Array.isArray(to) ? to[0]?.text : to?.text) ?? '',
      text: text ?? '',
      html: html || '',
    });
  }
  return parsed;
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return []; // nothing was ever mailed
  }
}

/** Asks for a link and finds its path in the mail. */
async function mailedPath(email = ANGOLA, to?: string): Promise<string> {
  await send('/sign-in', { email, ...(to === undefined ? {} : { to }) });
  const path = /http:\/\/plenum\.example(\/sign-in\/[\w-]{43})\n/.exec(
    (await mails()).at(-1)?.text ?? '',
  )?.[1];
  if (!path) throw new Error('no link was mailed');
  return path;
}

const outcomes = () =>
  ground.dataSource.query<{ status: string; outcome: string }[]>(
    `select status, outcome from outbox_message where topic = 'sign-in-mail' order by id`,
  );

describe('signing in by a mailed link', () => {
  it('leads from an address over a mail and a button to a session', async () => {
    const [form] = formsOf((await visit('/sign-in')).html);
    expect(form).toEqual({ action: '/sign-in', fields: { email: '' } });
    const path = await mailedPath();
    const page = await visit(path);
    expect(page.status).toBe(200);
    expect(wordsOf(page.html)).toContain('Sign in as Angola, head of delegation');
    const done = await send(formsOf(page.html)[0]?.action ?? '');
    expect([done.status, done.location]).toEqual([303, '/']);
    expect(done.cookies).toHaveLength(1);
    expect(done.cookies[0]).toMatch(
      /^plenum=[\w-]{43}; Max-Age=604800; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    );
    expect((await signedInAs(done.cookies[0]?.split(';')[0] ?? '')).status).toBe(200);
  });

  it('answers the same whether or not somebody has the address, and mails only to one who has', async () => {
    const [known, unknown] = [await ask(ANGOLA), await ask('nobody@ago.example')];
    expect([known.status, unknown.status]).toEqual([200, 200]);
    expect(unknown.html.replaceAll('nobody@ago.example', ANGOLA)).toBe(known.html);
    expect((await mails()).map(({ to }) => to)).toEqual([`"Angola, head of delegation" <${ANGOLA}>`]);
  });

  it('mails to the address the registry has, in whatever letter case somebody typed it', async () => {
    await ask('  HEAD@ago.Example ');
    expect((await mails())[0]?.to).toContain(ANGOLA);
  });

  it('is not used up by whoever only opens the link, and works once for whoever presses the button', async () => {
    const path = await mailedPath();
    for (const method of ['GET', 'HEAD', 'GET']) expect((await visit(path, { method })).status).toBe(200);
    expect((await send(path)).status).toBe(303);
    expect([(await visit(path)).status, (await send(path)).status]).toEqual([410, 410]);
  });

  it('lets two who press at once in only once', async () => {
    const path = await mailedPath();
    const pressed = await Promise.all([1, 2, 3, 4].map(() => send(path)));
    expect(pressed.map(({ status }) => status).sort()).toEqual([303, 410, 410, 410]);
  });

  it('ends with the fifteenth minute', async () => {
    const path = await mailedPath();
    const ageTo = (minutes: string) =>
      ground.dataSource.query(
        `update sign_in_link set issued_at = issued_at - $1::interval, expires_at = expires_at - $1::interval`,
        [minutes],
      );
    await ageTo('14 minutes');
    expect((await visit(path)).status).toBe(200);
    await ageTo('1 minute');
    expect([(await visit(path)).status, (await send(path)).status]).toEqual([410, 410]);
  });

  it('tells nobody who it would have been when the link is unknown', async () => {
    const answer = await visit(`/sign-in/${'A'.repeat(43)}`);
    expect(answer.status).toBe(410);
    expect(wordsOf(answer.html)).toContain('This link does not sign in');
  });

  it('keeps neither the link’s token nor the session’s in the database', async () => {
    const path = await mailedPath();
    const session = (await send(path)).cookies[0]?.split(/[=;]/)[1] ?? '';
    expect(session).toHaveLength(43);
    for (const table of ['outbox_message', 'sign_in_link', 'session']) {
      const rows = await ground.dataSource.query<object[]>(`select * from ${table}`);
      expect(rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(rows)).not.toContain(path.slice('/sign-in/'.length));
      expect(JSON.stringify(rows)).not.toContain(session);
    }
  });

  it('shows what is wrong with an address on the form, with what was typed', async () => {
    const wrong = await ask('a@b.example, "<b>c</b>"@d.example');
    expect(wrong.status).toBe(400);
    expect(wrong.html).not.toContain('<b>c</b>');
    expect(wrong.html).toContain('href="#email"');
    expect(formsOf(wrong.html)[0]?.fields).toEqual({ email: 'a@b.example, "<b>c</b>"@d.example' });
    expect(wordsOf((await ask('')).html)).toContain('Enter your e-mail address.');
    expect(await mails()).toEqual([]);
  });

  it('takes no form from another site', async () => {
    const path = await mailedPath();
    const elsewhere = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    for (const target of ['/sign-in', '/sign-in/out', path]) {
      expect((await send(target, { email: ANGOLA }, elsewhere)).status).toBe(403);
    }
    expect((await visit(path)).status).toBe(200);
    expect(await mails()).toHaveLength(1);
  });
});

describe('a page for those who are signed in', () => {
  const signInPage = (to: string) => `/sign-in?to=${encodeURIComponent(to)}`;

  it('leads to signing in, and from there back to itself, by a link that keeps the way', async () => {
    const asked = await visit('/guarded?of=ago&at=2012-11-30');
    expect([asked.status, asked.location]).toEqual([303, signInPage('/guarded?of=ago&at=2012-11-30')]);
    const page = await visit(asked.location ?? '');
    expect(wordsOf(page.html)).toContain('Sign in to go on to /guarded.');
    const [form] = formsOf(page.html);
    expect(form?.fields).toEqual({ to: '/guarded?of=ago&at=2012-11-30', email: '' });
    const link = await mailedPath(ANGOLA, form?.fields['to']);
    expect(link).toMatch(/^\/sign-in\/[\w-]{43}$/);
    const done = await send(link);
    expect([done.status, done.location]).toEqual([303, '/guarded?of=ago&at=2012-11-30']);
    const cookie = done.cookies[0]?.split(';')[0] ?? '';
    expect((await visit('/guarded', { headers: { cookie } })).html).toBe('<p>You are AGO-1</p>');
  });

  it('is kept on the form when an address has a fault', async () => {
    const wrong = await send('/sign-in', { email: 'nobody', to: '/guarded' });
    expect(formsOf(wrong.html)[0]?.fields).toEqual({ to: '/guarded', email: 'nobody' });
  });

  it('is never one of another site', async () => {
    for (const to of ['https://evil.example/', '//evil.example', '/\\evil.example', '/sign-in/out']) {
      expect(formsOf((await visit(signInPage(to))).html)[0]?.fields).toEqual({ email: '' });
      expect((await send(await mailedPath('focal.point@ago.example', to))).location).toBe('/');
    }
  });

  it('refuses programs and forms in words, and sends them nowhere', async () => {
    const json = await visit('/guarded', { headers: { accept: 'application/json' } });
    const api = await visit('/api/v1/participants');
    const form = await send('/guarded');
    expect([json.status, api.status, form.status]).toEqual([401, 401, 401]);
    expect([json.location, api.location, form.location]).toEqual([null, null, null]);
    expect(wordsOf(form.html)).toContain('Please sign in');
  });
});

describe('a body without an identity provider', () => {
  it('offers the mailed link alone', async () => {
    expect((await visit('/sign-in')).html).not.toContain('/sign-in/oidc');
    for (const path of ['/sign-in/oidc', '/sign-in/oidc/choose', '/sign-in/oidc/callback?code=a&state=b'])
      expect((await visit(path)).status).toBeGreaterThanOrEqual(404);
    expect(wordsOf((await visit('/sign-in/oidc')).html)).toContain('This body has no identity provider.');
    expect((await visit('/sign-in/out?at=provider')).status).toBe(200);
  });
});

describe('many requests for one address', () => {
  it('bring five mails within fifteen minutes, also when they come at once, and always the same answer', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(ANGOLA)));
    expect(new Set(answers.map(({ html }) => html)).size).toBe(1);
    expect(await mails()).toHaveLength(5);
    await ask('focal.point@ago.example');
    expect(await mails()).toHaveLength(6);
    await ground.dataSource.query(`update sign_in_link set issued_at = issued_at - interval '15 minutes'`);
    await ask(ANGOLA);
    expect(await mails()).toHaveLength(7);
  });

  it('do not keep the operator from printing a link', async () => {
    for (let request = 1; request <= 6; request += 1) await ask(ANGOLA);
    for (let start = 1; start <= 6; start += 1) await ground.signIn.linkFor('AGO-1');
    const path = new URL(await ground.signIn.linkFor('AGO-1')).pathname;
    expect((await send(path)).status).toBe(303);
    await expect(ground.signIn.linkFor('XXX-1')).rejects.toMatchObject({ code: 'registry.unknown-contact' });
  });
});

describe('a session', () => {
  const cookieOf = async (contact: string) => `plenum=${await ground.signIn.sessionFor(contact)}`;

  it('ends when the person signs out, here and in the browser', async () => {
    const cookie = await cookieOf('AGO-1');
    const out = await send('/sign-in/out', {}, { ...FROM_OUR_PAGE, cookie });
    expect([out.status, out.location]).toEqual([303, '/sign-in/out']);
    expect(wordsOf((await visit('/sign-in/out')).html)).toContain('You are signed out');
    expect(out.cookies[0]).toMatch(
      /^plenum=; Path=\/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax$/,
    );
    expect((await signedInAs(cookie)).status).toBe(401);
  });

  /** As if so many minutes had passed. */
  const pass = (minutes: number) =>
    ground.dataSource.query(
      `update session set created_at = created_at - make_interval(mins => $1), expires_at = expires_at - make_interval(mins => $1)`,
      [minutes],
    );

  it('ends twelve hours after its last use', async () => {
    const cookie = await cookieOf('AGO-1');
    for (const minutes of [719, 719, 5, 719]) {
      await pass(minutes - 10); // a use within ten minutes of another need not count
      expect((await signedInAs(cookie)).status).toBe(200);
    }
    await pass(720);
    expect((await signedInAs(cookie)).status).toBe(401);
  });

  it('ends a week after it was opened, however much it is used', async () => {
    const cookie = await cookieOf('AGO-1');
    for (let uses = 0; uses < 15; uses += 1) {
      await pass(660);
      expect((await signedInAs(cookie)).status).toBe(200);
    }
    await pass(179);
    expect((await signedInAs(cookie)).status).toBe(200);
    await pass(1);
    expect((await signedInAs(cookie)).status).toBe(401);
  });

  it('that is over is not opened again by using it', async () => {
    const cookie = await cookieOf('AGO-1');
    await pass(721);
    for (const status of [401, 401]) expect((await signedInAs(cookie)).status).toBe(status);
  });

  it('is worth nothing once the registry no longer has the person', async () => {
    const cookie = await cookieOf('AGO-1');
    await ground.registry.endContact('AGO-1', await ground.registry.now());
    expect((await signedInAs(cookie)).status).toBe(401);
  });

  it('gives the roles of this moment, not those of signing in', async () => {
    const before = await ground.signIn.person('SEC-1');
    await ground.registry.endTerm('secretariat', await ground.registry.now());
    const after = await ground.signIn.person('SEC-1');
    expect([before?.roles, after?.roles]).toEqual([['secretariat'], []]);
    expect(after).toEqual({
      contactId: 'SEC-1',
      name: 'Secretariat, first officer',
      party: 'SEC',
      zone: 'UTC',
      languages: ['en', 'fr'],
      roles: [],
      organs: [],
    });
  });
});

describe('over HTTPS', () => {
  it('binds the cookie to this host, and clears it with the attributes such a cookie needs', async () => {
    await ground.close();
    ground = await startSignInGround({ PUBLIC_URL: 'https://plenum.example' });
    const done = await send(new URL(await ground.signIn.linkFor('AGO-1')).pathname);
    expect(done.cookies[0]).toMatch(/^__Host-plenum=[\w-]{43}; .*Path=\/; .*HttpOnly; Secure; SameSite=Lax$/);
    const cookie = done.cookies[0]?.split(';')[0] ?? '';
    expect((await signedInAs(cookie)).status).toBe(200);
    const out = await send('/sign-in/out', {}, { ...FROM_OUR_PAGE, cookie });
    expect(out.cookies[0]).toMatch(/^__Host-plenum=; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/);
  });
});

describe('a mail server', () => {
  const servers: SMTPServer[] = [];
  afterEach(async () => {
    await ground.close(); // lets go of pooled connections, for which a server would wait
    for (const server of servers.splice(0))
      await new Promise<void>((resolve) => server.close(() => resolve()));
    ground = await startSignInGround();
  });

  const restartWith = async (port: number): Promise<void> => {
    await ground.close();
    ground = await startSignInGround({ SMTP_URL: `smtp://127.0.0.1:${port}` });
  };

  it('that refuses the mailbox marks the contact, and nothing is tried again', async () => {
    const refusal = Object.assign(new Error('no such user'), { responseCode: 550 });
    const server = new SMTPServer({
      authOptional: true,
      disableReverseLookup: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_address, _session, callback) => callback(refusal),
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await restartWith((server.server.address() as AddressInfo).port);
    await ask(ANGOLA);
    await ground.dispatcher.drain();
    expect(await outcomes()).toEqual([{ status: 'skipped', outcome: 'the mail server refused the mailbox' }]);
    const contact = await findContact(ground.dataSource.manager, 'AGO-1', await ground.registry.now());
    expect(contact?.bouncedSince).not.toBeNull();
  });

  it('that is down is waited for, but a link too old is not mailed any more', async () => {
    await restartWith(9); // nobody listens on the discard port
    await ask(ANGOLA);
    const again = async (): Promise<void> => {
      await ground.dataSource.query('update outbox_message set next_attempt_at = clock_timestamp()');
      await ground.dispatcher.drain();
    };
    for (let attempt = 1; attempt <= 5; attempt += 1) await again(); // more than maxAttempts
    expect(await outcomes()).toMatchObject([{ status: 'pending' }]);
    await ground.dataSource.query(`update sign_in_link set expires_at = clock_timestamp()`);
    await again();
    expect(await outcomes()).toEqual([{ status: 'skipped', outcome: 'the link was used or is too old' }]);
  });
});
