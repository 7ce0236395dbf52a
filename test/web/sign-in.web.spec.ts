/** Signing in by a mailed link, in a real browser: asked for, found in the mailbox, followed once, signed out. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { freePort } from '../../src/platform/database/index.js';
import { Registry, contactSchema } from '../../src/modules/registry/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { BALLOT_BYTES, type TestBrowser, look, startBrowser } from '../support/chromium.js';
import { type TestProvider, startProvider } from '../support/oidc.js';

jest.setTimeout(120_000);
const ADDRESS = 'head@ago.example';
/** Nothing listens there: the identity provider does not answer. */
const NOBODY = 'http://127.0.0.1:1';
let t: TestApp;
let browser: TestBrowser;
beforeAll(async () => {
  t = await startTestApp('2013-02-01T09:00:00.000Z', undefined, {
    OIDC_ISSUER: NOBODY,
    OIDC_CLIENT_ID: 'plenum',
    OIDC_CLIENT_SECRET: 'a secret of tests',
    OIDC_NAME: 'the ministry',
  });
  browser = await startBrowser(t);
});
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

const main = (page: Page) => page.locator('main').innerText();
const light = { bytes: BALLOT_BYTES } as const;

/** The address of the newest mailed link, as the page of the local mailbox shows it. */
async function linkIn(page: Page): Promise<string> {
  const list = `/mailbox?address=${encodeURIComponent(ADDRESS)}`;
  for (let tries = 0; tries < 50; tries += 1) {
    await page.goto(list);
    if ((await page.locator('main li a').count()) > 0) break;
    await page.waitForTimeout(200); // a worker writes it
  }
  await look(page, 'mailbox', light);
  await page.locator('main li a').first().click();
  const address = await page.locator('a[href*="/sign-in/"]').first().getAttribute('href');
  return new URL(address ?? '').pathname;
}

describe('signing in', () => {
  it('by keyboard alone: what is no address is refused at the field; the link is in the mail and works once', async () => {
    const page = await browser.window();
    await page.goto('/open');
    expect(await main(page)).toContain('Sign in to go on to /open');
    await look(page, 'sign-in', { ...light, phone: true });
    await page.getByLabel('Your e-mail address').focus();
    await page.keyboard.type('head at ago');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.title()).toContain('Error:');
    expect(await page.getByLabel('Your e-mail address').inputValue()).toBe('head at ago');
    await look(page, 'sign-in-faulty', light);
    await page.getByLabel('Your e-mail address').fill(ADDRESS);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    await look(page, 'sign-in-sent', light);
    const link = await linkIn(page);
    await look(page, 'mailbox-mail', light);
    await page.goto(link);
    expect(await main(page)).toContain('close this page');
    await look(page, 'sign-in-confirm', light);
    await page.getByRole('button', { name: 'Sign in' }).press('Enter');
    await page.waitForURL('**/open');
    await page.goto(link);
    expect(await main(page)).toContain('It was used before');
    await look(page, 'sign-in-useless', light);
    await page.goto('/');
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await main(page)).toContain('Nobody is signed in to Plenum in this browser now');
    await look(page, 'sign-in-out', light);
    await page.goto('/open');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });

  it('tells nobody whether an address is known', async () => {
    const page = await browser.window();
    const answers: string[] = [];
    for (const address of ['nobody@nowhere.example', ADDRESS]) {
      await page.goto('/sign-in');
      await page.getByLabel('Your e-mail address').fill(address);
      await page.getByRole('button', { name: 'Mail me a link' }).click();
      answers.push((await main(page)).replace(address, 'ADDRESS'));
    }
    expect(answers[0]).toBe(answers[1]);
  });

  it('with a provider that does not answer, says so and offers the mailed link', async () => {
    const page = await browser.window();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in with the ministry' }).click();
    expect(await main(page)).toContain('Nothing is lost');
    await look(page, 'sign-in-provider-down', light);
    await page.getByRole('link', { name: 'mail' }).click();
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });

  it('is offered in the reader’s language, from right to left in Arabic', async () => {
    const page = await browser.window({ language: 'ar' });
    await page.goto('/sign-in');
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await look(page, 'sign-in-ar', { ...light, phone: true });
  });
});

describe('signing in with the provider of a body', () => {
  const SHARED = 'desk@mines.example';
  let provider: TestProvider;
  let own: TestApp;
  let theirs: TestBrowser;
  beforeAll(async () => {
    const port = await freePort();
    provider = await startProvider(`http://127.0.0.1:${port}`);
    own = await startTestApp('2013-02-01T09:00:00.000Z', undefined, {
      PORT: String(port),
      ...provider.environment,
    });
    theirs = await startBrowser(own);
    for (const [id, party] of [
      ['GHA-9', 'GHA'],
      ['NAM-9', 'NAM'],
    ] as const) {
      const contact = {
        id,
        party,
        name: `Desk of ${party}`,
        email: SHARED,
        languages: ['en'],
        zone: 'UTC',
        rank: 9,
      };
      const put = { ...contact, validFrom: '2003-01-01T00:00:00Z', validTo: null, source: 'a test' };
      await own.app.get(Registry).putContact(contactSchema.parse(put));
    }
  });
  afterAll(async () => {
    await theirs?.close();
    await own?.close();
    await provider?.stop();
  });

  it('lets a person who is the contact of several choose for whom, and come where they were going', async () => {
    const page = await theirs.window();
    await page.goto('/open');
    await page.getByRole('button', { name: 'Sign in with the ministry' }).click();
    await page.locator('input[name=sub]').fill('the desk');
    await page.locator('input[name=email]').fill(SHARED);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('heading', { name: 'For whom do you sign in?' }).waitFor();
    await look(page, 'sign-in-choose', { ...light, phone: true });
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Choose one of them');
    await look(page, 'sign-in-choose-faulty', light);
    await page.getByLabel('Desk of NAM').check();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/open');
    expect(await main(page)).toContain('Namibia');
  });
});
