/** Signing in with an identity provider, by a browser without scripts through a real provider and back. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Instant, addMs } from '../../src/kernel/instant.js';
import { contactSchema } from '../../src/modules/registry/index.js';
import { Seal } from '../../src/platform/auth/index.js';
import { type FetchedPage, type PlainBrowser, formsOf, linksOf, wordsOf } from '../support/browser.js';
import { type Login, type OidcGround, startOidcGround } from '../support/oidc.js';

const ANGOLA = 'head@ago.example';
const SECRET_KEY = '0f'.repeat(32);
const SHARED = 'mission@shared.example';

let ground: OidcGround;
beforeAll(async () => {
  ground = await startOidcGround('id-token', { SECRET_KEY });
});
afterAll(() => ground.close());

const through = (login: Login, address = '/sign-in/oidc?to=/guarded', browser = ground.browser()) =>
  ground.through(browser, address, login);
const isSignedIn = async (browser: PlainBrowser) => (await browser.get('/guarded')).url.endsWith('/guarded');
const bindings = () =>
  ground.dataSource.query<{ subject: string; contactId: string }[]>(
    `select subject, contact_id as "contactId" from oidc_subject where issuer = $1 order by subject`,
    [ground.issuer],
  );
/** The address of the provider that a start leads to, with the browser on its way there. */
async function addressAtProvider(browser: PlainBrowser, start = '/sign-in/oidc'): Promise<URL> {
  const elsewhere = await browser.get(start, 'GET', 'manual');
  return new URL(elsewhere.headers.get('location') ?? '');
}
/** The address that the provider sends the browser back to, not yet followed. */
async function addressBack(browser: PlainBrowser, at: string, login: Login): Promise<string> {
  const [form] = formsOf((await browser.get(at)).html);
  if (!form) throw new Error('the provider shows no login form');
  let page = await browser.submit(form, { ...login }, {}, 'manual');
  for (let hop = 1; hop <= 3; hop += 1) {
    const location = page.headers.get('location') ?? '';
    if (location.includes('/sign-in/oidc/callback')) return location;
    page = await browser.get(location, 'GET', 'manual');
  }
  throw new Error(`the provider does not send the browser back: ${page.url}`);
}

async function putContact(id: string, party: string, email: string): Promise<void> {
  const contact = { id, party, name: `Contact ${id}`, email, languages: ['en'], zone: 'UTC', rank: 9 };
  const put = { ...contact, validFrom: '2003-01-01T00:00:00Z', validTo: null, source: 'a test' };
  await ground.registry.putContact(contactSchema.parse(put));
}

describe('signing in with the provider of a body', () => {
  it('is offered on the page beside the mailed link, by the name of the provider', async () => {
    const page = await ground.browser().get('/sign-in?to=/guarded');
    expect(wordsOf(page.html)).toContain('Sign in with the ministry');
    expect(linksOf(page.html)).toEqual(
      expect.arrayContaining(['/sign-in/oidc?to=%2Fguarded', '/sign-in/oidc?to=%2Fguarded&choose=yes']),
    );
    expect(formsOf(page.html)[0]).toEqual({ action: '/sign-in', fields: { to: '/guarded', email: '' } });
  });

  it('asks with PKCE S256, state, nonce and the scopes, and keeps what belongs to it sealed for ten minutes', async () => {
    const browser = ground.browser();
    const started = await browser.get('/sign-in/oidc', 'GET', 'manual');
    const asked = Object.fromEntries(new URL(started.headers.get('location') ?? '').searchParams);
    expect(asked).toEqual({
      client_id: 'plenum',
      response_type: 'code',
      redirect_uri: 'http://plenum.example/sign-in/oidc/callback',
      scope: 'openid email',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    const [cookie = '', ...others] = started.headers.getSetCookie();
    expect(others).toEqual([]);
    expect(cookie).toMatch(/^plenum-oidc=[\w-]{60,}; Max-Age=600; Path=\/; .*HttpOnly; SameSite=Lax$/);
    const sealed = Buffer.from(cookie.slice('plenum-oidc='.length).split(';')[0] ?? '', 'base64url');
    expect(sealed.toString('latin1')).not.toContain(asked['state'] ?? '');
  });

  it('leads the contact of the verified address to the page it wanted, whatever the letter case', async () => {
    const browser = ground.browser();
    const page = await through(
      { sub: 'angola', email: 'HEAD@ago.Example' },
      '/sign-in/oidc?to=/guarded',
      browser,
    );
    expect([page.status, page.url, page.html]).toEqual([
      200,
      `${ground.url}/guarded`,
      '<p>You are AGO-1</p>',
    ]);
    expect(await bindings()).toContainEqual({ subject: 'angola', contactId: 'AGO-1' });
  });

  it('leads to the front page where nothing else was wanted, or another site was', async () => {
    for (const to of ['', '?to=https://evil.example/', '?to=//evil.example/x', '?to=/%5Cevil.example']) {
      const page = await through({ sub: 'angola', email: ANGOLA }, `/sign-in/oidc${to}`);
      expect(page.url).toBe(`${ground.url}/`);
    }
  });

  it('takes an address that is not verified for none', async () => {
    for (const login of [{ email: ANGOLA, verified: 'no' }, {}]) {
      const browser = ground.browser();
      const page = await through({ sub: 'unsure', ...login }, '/sign-in/oidc', browser);
      expect(page.status).toBe(403);
      expect(wordsOf(page.html)).toContain('the ministry does not vouch for your address');
      expect(await isSignedIn(browser)).toBe(false);
    }
    expect((await bindings()).filter(({ subject }) => subject === 'unsure')).toEqual([]);
  });

  it('makes nobody a contact: an unknown address is sent to the Secretariat, also of somebody bound before', async () => {
    expect((await through({ sub: 'mover', email: 'focal.point@ago.example' })).status).toBe(200);
    for (const sub of ['stranger', 'mover']) {
      const browser = ground.browser();
      const page = await through({ sub, email: 'new@ago.example' }, '/sign-in/oidc?to=/guarded', browser);
      expect(page.status).toBe(403);
      expect(wordsOf(page.html)).toContain('the ministry knows you as new@ago.example.');
      expect(wordsOf(page.html)).toContain(
        'Ask Secretariat (first.officer@secretariat.kp.example) to enter it for you.',
      );
      expect(linksOf(page.html)).toContain('/sign-in?to=%2Fguarded');
      expect(await isSignedIn(browser)).toBe(false);
    }
  });

  it('ends for the contact when the registry no longer has the address, and begins with the one it has', async () => {
    await putContact('AGO-8', 'AGO', 'eighth@ago.example');
    expect((await through({ sub: 'eighth', email: 'eighth@ago.example' })).html).toContain('AGO-8');
    await ground.registry.endContact('AGO-8', await ground.registry.now());
    expect((await through({ sub: 'eighth', email: 'eighth@ago.example' })).status).toBe(403);
    await putContact('AGO-9', 'AGO', 'eighth@ago.example');
    expect((await through({ sub: 'eighth', email: 'eighth@ago.example' })).html).toContain('AGO-9');
    expect(await bindings()).toContainEqual({ subject: 'eighth', contactId: 'AGO-9' });
  });

  it('says so when the person breaks it off', async () => {
    const page = await through({ sub: 'angola', cancel: 'yes' });
    expect(page.status).toBe(403);
    expect(wordsOf(page.html)).toContain('the ministry did not sign you in');
  });
});

describe('a way through the provider that was meddled with', () => {
  const refused = async (browser: PlainBrowser, page: FetchedPage, status: number, words: string) => {
    expect(page.status).toBe(status);
    expect(wordsOf(page.html)).toContain(words);
    expect(await isSignedIn(browser)).toBe(false);
  };

  it('works once: the same way back leads to nobody, with and without its cookie', async () => {
    const browser = ground.browser();
    const start = await addressAtProvider(browser);
    const back = await addressBack(browser, start.href, { sub: 'angola', email: ANGOLA });
    const kept = browser.copy();
    expect((await browser.get(back)).url).toBe(`${ground.url}/`);
    await refused(kept, await kept.get(back), 410, 'This way of signing in has ended');
    const third = ground.browser();
    await refused(third, await third.get(back), 410, 'This way of signing in has ended');
  });

  it('leads to nobody with another state', async () => {
    const browser = ground.browser();
    const start = await addressAtProvider(browser);
    const back = new URL(await addressBack(browser, start.href, { sub: 'angola', email: ANGOLA }));
    back.searchParams.set('state', 'A'.repeat(43));
    await refused(browser, await browser.get(back.href), 410, 'This way of signing in has ended');
  });

  it('leads to nobody with the code of another attempt', async () => {
    const [mine, theirs] = [ground.browser(), ground.browser()];
    const stolen = await addressBack(theirs, (await addressAtProvider(theirs)).href, {
      sub: 'angola',
      email: ANGOLA,
    });
    const start = await addressAtProvider(mine);
    const back = new URL(stolen);
    back.searchParams.set('state', start.searchParams.get('state') ?? '');
    await refused(mine, await mine.get(back.href), 410, 'This way of signing in has ended');
  });

  it('leads to nobody with another nonce in the ID token', async () => {
    const browser = ground.browser();
    const start = await addressAtProvider(browser);
    start.searchParams.set('nonce', 'A'.repeat(43));
    const back = await addressBack(browser, start.href, { sub: 'angola', email: ANGOLA });
    await refused(browser, await browser.get(back), 403, 'an answer that cannot be relied on');
  });

  it('leads to nobody with an ID token that the provider did not sign so', async () => {
    const browser = ground.browser();
    const page = await through({ sub: 'forged', email: ANGOLA }, '/sign-in/oidc', browser);
    await refused(browser, page, 403, 'an answer that cannot be relied on');
  });

  it('leads to nobody after ten minutes, whatever the browser keeps', async () => {
    const seal = new Seal(SECRET_KEY);
    for (const [minutes, status] of [
      [0, 200],
      [10, 410],
    ] as const) {
      const browser = ground.browser();
      const start = await addressAtProvider(browser, '/sign-in/oidc?to=/guarded');
      const back = await addressBack(browser, start.href, { sub: 'angola', email: ANGOLA });
      const kept = JSON.parse(seal.open(browser.cookie('plenum-oidc'))) as { until: Instant };
      const until = addMs(kept.until, -minutes * 60_000);
      browser.setCookie('plenum-oidc', seal.seal(JSON.stringify({ ...kept, until })));
      expect((await browser.get(back)).status).toBe(status);
    }
  });

  it('leads to nobody with a cookie that was made up', async () => {
    const browser = ground.browser();
    const back = await addressBack(browser, (await addressAtProvider(browser)).href, {
      sub: 'angola',
      email: ANGOLA,
    });
    const forger = ground.browser();
    forger.setCookie(
      'plenum-oidc',
      Buffer.from(JSON.stringify({ for: 'oidc-attempt' })).toString('base64url'),
    );
    await refused(forger, await forger.get(back), 410, 'This way of signing in has ended');
  });
});

describe('several contacts of one address', () => {
  beforeAll(async () => {
    await putContact('GHA-9', 'GHA', SHARED);
    await putContact('NAM-9', 'NAM', SHARED);
  });
  const START = '/sign-in/oidc?to=/guarded';
  const login = (sub: string): Login => ({ sub, email: SHARED });

  it('let the person choose, once; afterwards the subject is known, and may choose anew', async () => {
    const browser = ground.browser();
    const page = await through(login('shared'), START, browser);
    expect(page.url).toBe(`${ground.url}/sign-in/oidc/choose`);
    expect(wordsOf(page.html)).toContain('For whom do you sign in?');
    expect([...page.html.matchAll(/type="radio" value="([^"]*)"/g)].map(([, id]) => id)).toEqual([
      'GHA-9',
      'NAM-9',
    ]);
    expect(await isSignedIn(browser)).toBe(false);
    const [form] = formsOf(page.html);
    const chosen = await browser.submit(form!, { contact: 'NAM-9' });
    expect([chosen.url, chosen.html]).toEqual([`${ground.url}/guarded`, '<p>You are NAM-9</p>']);
    expect((await through(login('shared'))).html).toBe('<p>You are NAM-9</p>');
    const anew = await through(login('shared'), `${START}&choose=yes`);
    expect(formsOf(anew.html)[0]?.fields).toMatchObject({ contact: 'NAM-9' });
  });

  it('take no contact of another address, no nonce of another choice, and nothing from another site', async () => {
    const [browser, other] = [ground.browser(), ground.browser()];
    const [form] = formsOf((await through(login('careful'), START, browser)).html);
    const [foreign] = formsOf((await through(login('other'), START, other)).html);
    for (const entered of [
      { contact: 'AGO-1' },
      {},
      { contact: 'GHA-9', nonce: foreign?.fields['nonce'] ?? '' },
      { contact: 'GHA-9', nonce: '' },
    ]) {
      const page = await browser.submit(form!, entered);
      expect(page.status).toBe(400);
      expect(wordsOf(page.html)).toContain('Choose one of them.');
    }
    const elsewhere = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    expect((await browser.submit(form!, { contact: 'GHA-9' }, elsewhere)).status).toBe(403);
    expect((await ground.browser().submit(form!, { contact: 'GHA-9' })).status).toBe(410);
    expect(await isSignedIn(browser)).toBe(false);
    expect((await browser.submit(form!, { contact: 'GHA-9' })).html).toBe('<p>You are GHA-9</p>');
    expect((await browser.submit(form!, { contact: 'GHA-9' })).status).toBe(410);
  });
});

describe('signing out', () => {
  it('ends the session here, and offers to sign out of the provider only to whom it signed in', async () => {
    const browser = ground.browser();
    await through({ sub: 'angola', email: ANGOLA }, '/sign-in/oidc', browser);
    const out = await browser.submit({ action: '/sign-in/out', fields: {} });
    expect(wordsOf(out.html)).toContain('You are signed out');
    expect(await isSignedIn(browser)).toBe(false);
    const there = linksOf(out.html).find((href) => href.startsWith(ground.issuer)) ?? '';
    expect(Object.fromEntries(new URL(there).searchParams)).toEqual({
      client_id: 'plenum',
      post_logout_redirect_uri: 'http://plenum.example/sign-in/out',
    });
    const asked = await browser.get(there);
    expect([asked.status, asked.url]).toEqual([200, there]);

    const mailed = ground.browser();
    const link = new URL(await ground.signIn.linkFor('AGO-1')).pathname;
    await mailed.submit(formsOf((await mailed.get(link)).html)[0]!);
    const plain = await mailed.submit({ action: '/sign-in/out', fields: {} });
    expect(wordsOf(plain.html)).toContain('You are signed out');
    expect(plain.html).not.toContain('the ministry');
  });
});

describe('a provider that is down', () => {
  it('does not keep Plenum from starting, nor people from a mailed link, and is found when it is back', async () => {
    const lone = await startOidcGround();
    try {
      await lone.stopProvider();
      const browser = lone.browser();
      const page = await browser.get('/sign-in/oidc?to=/guarded');
      expect(page.status).toBe(503);
      expect(wordsOf(page.html)).toContain('the ministry does not answer');
      const mail = await browser.get(linksOf(page.html).find((href) => href.startsWith('/sign-in?')) ?? '');
      expect(formsOf(mail.html)[0]?.fields).toEqual({ to: '/guarded', email: '' });
      await lone.startProvider();
      const back = await lone.through(browser, '/sign-in/oidc?to=/guarded', { sub: 'angola', email: ANGOLA });
      expect(back.html).toBe('<p>You are AGO-1</p>');
      const other = lone.browser();
      const way = await addressBack(other, (await addressAtProvider(other)).href, {
        sub: 'angola',
        email: ANGOLA,
      });
      await lone.stopProvider();
      expect((await other.get(way)).status).toBe(503);
      const out = await browser.submit({ action: '/sign-in/out', fields: {} });
      expect([out.status, out.url]).toEqual([200, `${lone.url}/sign-in/out?at=provider`]);
    } finally {
      await lone.close();
    }
  });
});

describe('a provider that says the address at its userinfo endpoint alone', () => {
  it('is asked there', async () => {
    const lone = await startOidcGround('userinfo');
    try {
      const page = await lone.through(lone.browser(), '/sign-in/oidc?to=/guarded', {
        sub: 'a',
        email: ANGOLA,
      });
      expect(page.html).toBe('<p>You are AGO-1</p>');
      const unsure = { sub: 'b', email: ANGOLA, verified: 'no' };
      expect((await lone.through(lone.browser(), '/sign-in/oidc', unsure)).status).toBe(403);
    } finally {
      await lone.close();
    }
  });
});
