/** The Secretariat looks things up: mails as they were sent, the health of the deadlines, and a search over everything. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';

const DRAFT = {
  reference: 'KP/WP/2013/1',
  title: 'Road map for a merger',
  subject: 'Merging two committees',
  texts: [{ language: 'en', body: 'The road map for merging the two committees is adopted.' }],
};
const BASE = '/api/v1/written-procedures';
const SECRETARIAT = 'SEC-1';

let t: TestApp;
let browser: TestBrowser;
let id = '';
beforeAll(async () => {
  t = await startTestApp('2013-02-01T09:00:00Z', 'data/kp');
  browser = await startBrowser(t);
  id = (await t.post<{ caseId: string }>('ZAF-1', BASE, DRAFT)).body.caseId;
  await t.post('ZAF-1', `${BASE}/${id}/launch`, { ruleSet: 'kp' });
  await t.travelTo('2013-02-01T10:00:00Z');
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

describe('the mail log', () => {
  it('lists mails with what became of them, narrows by filters, and shows one as it was sent', async () => {
    const page = await browser.window({ as: SECRETARIAT });
    await page.goto('/mails');
    await look(page, 'mails', { phone: true, height: 1400 });
    expect(await page.getByRole('row').count()).toBe(51);
    await page.getByRole('link', { name: 'Older mails' }).click();
    expect(await page.getByRole('row').count()).toBeGreaterThan(50);
    await page.getByLabel('Code of the party').fill('GHA');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await page.getByRole('row').count()).toBe(3);
    await page.getByRole('row').nth(1).getByRole('link').click();
    await look(page, 'mails-mail');
    const tries = page.getByRole('region', { name: 'Attempts to deliver it' });
    expect(await tries.getByRole('row').count()).toBe(2);
    expect(await tries.getByRole('row').nth(1).innerText()).toMatch(/^1\s.*Taken\s+written to /s);
    expect(await page.locator('.plenum-text').first().innerText()).toContain('Road map for a merger');
    expect(await page.locator('main').innerText()).not.toMatch(/\/b\/[A-Za-z0-9_-]{20}/);
  });

  it('sends a mail again, once for each press', async () => {
    const page = await browser.window({ as: SECRETARIAT, javaScript: false });
    await page.goto('/mails?party=GHA');
    await page.getByRole('row').nth(1).getByRole('link').click();
    await page.getByRole('button', { name: 'Send it again' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('being sent again');
    const again = () =>
      t.app
        .get(DataSource)
        .query<unknown[]>(`select 1 from outbox_message where payload ->> 'resendOf' is not null`);
    expect(await again()).toHaveLength(1);
  });

  it('says what to do where nothing is found, and is closed to delegates', async () => {
    const page = await browser.window({ as: SECRETARIAT });
    await page.goto('/mails?party=XXX');
    await look(page, 'mails-none');
    const delegate = await browser.window({ as: 'GHA-1' });
    expect((await delegate.goto('/mails'))?.status()).toBe(403);
    await look(delegate, 'error-403');
  });
});

describe('the health of the deadlines', () => {
  it('is told in a sentence', async () => {
    const page = await browser.window({ as: SECRETARIAT });
    await page.goto('/system');
    await look(page, 'system');
    expect(await page.locator('.plenum-health').innerText()).toMatch(
      /All \d+ deadlines are armed|one deadline is armed/,
    );
    expect(await page.locator('.plenum-health').innerText()).toMatch(/last sweep was/);
  });

  it('names what failed for good, and tries it again', async () => {
    const store = t.app.get(DataSource);
    await store.query(`update case_file set health = 'stuck', trouble = 'a test' where id = $1`, [id]);
    const page = await browser.window({ as: SECRETARIAT, language: 'fr' });
    await page.goto('/system');
    await look(page, 'system-trouble-fr');
    const parked = page.getByRole('region').first();
    expect(await parked.innerText()).toContain('procédure');
    expect(await parked.locator('span[lang=en]').innerText()).toBe('a test');
    await page.getByRole('button', { name: 'Réessayer' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('nouvel essai');
    expect(await store.query('select health from case_file where id = $1', [id])).toEqual([
      { health: 'sound' },
    ]);
  });
});

describe('the search', () => {
  it('finds cases, documents, parties and organs', async () => {
    const page = await browser.window({ as: SECRETARIAT });
    await page.goto('/search');
    await page.getByLabel('Words').fill('merger');
    await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
    await look(page, 'search');
    expect(await page.getByRole('main').innerText()).toContain('KP/WP/2013/1 · Road map for a merger');
    await page.goto('/search?q=cote d%27iv');
    expect(await page.getByRole('main').innerText()).toContain("Côte d'Ivoire");
    await page.goto('/search?q=guidelines');
    await look(page, 'search-documents');
    expect(await page.getByRole('heading', { name: 'Decisions and documents' }).count()).toBe(1);
  });

  it('shows nobody what they may not know of, and says what is wrong with the words', async () => {
    await t.post('ZAF-1', BASE, { ...DRAFT, reference: 'KP/WP/2013/2', title: 'A draft that nobody knows' });
    const page = await browser.window({ as: 'GHA-1' });
    await page.goto('/search?q=nobody knows');
    expect(await page.getByRole('main').innerText()).toContain('Nothing was found');
    await page.goto('/search?q=a');
    await look(page, 'search-fault');
    expect(await page.getByText('Write at least two characters.').count()).toBe(1);
    await page.goto(`/search?q=${'x'.repeat(200)}`);
    expect(await page.getByText('Write at most 100 characters.').count()).toBe(1);
  });

  it('leads to signing in and back', async () => {
    const page = await browser.window();
    await page.goto('/search?q=merger');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    expect(new URL(page.url()).searchParams.get('to')).toBe('/search?q=merger');
  });
});
