/** What somebody typed is not lost: not when the session ends under a form, and not when it is long. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DataSource } from 'typeorm';
import { Compendium } from '../../src/modules/compendium/index.js';
import { SignIn } from '../../src/modules/sign-in/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';

jest.setTimeout(240_000);
let t: TestApp;
let browser: TestBrowser;
let id = '';
beforeAll(async () => {
  t = await startTestApp('2012-12-10T12:00:00Z', 'data/kp');
  browser = await startBrowser(t);
  id = (await t.app.get(Compendium).show('KP Documents Compendium', {})).document.id;
});
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

const main = (page: Page) => page.locator('main').innerText();
/** As if everybody had been away for long. */
const endSessions = () =>
  t.app.get(DataSource).query(`update session set expires_at = clock_timestamp() - interval '1 minute'`);
/** Signs in as the other tab of the same browser would. */
async function signInAgain(page: Page, as: string): Promise<void> {
  const signIn = t.app.get(SignIn);
  const cookie = { name: signIn.cookie.name, value: await signIn.sessionFor(as), url: t.url };
  await page.context().addCookies([cookie]);
}

async function typeText(page: Page, text: string): Promise<void> {
  await page.goto(`/compendium/${id}/do/text`);
  await page.locator('[name=language]').fill('ru');
  await page.locator('[name=title]').fill('Сборник документов');
  await page.locator('[name=text]').fill(text);
  await page.locator('[name=source]').fill('a letter of 10 December 2012');
}
const press = (page: Page) => page.locator('main form button').first().click();
const LONG = 'Решение принято. '.repeat(9_000).slice(0, 150_000);

describe('a form that is sent when the session has ended', () => {
  it('is handed back with everything typed, and sent again after signing in', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await typeText(page, 'Первая строка.\nВторая строка.');
    await endSessions();
    await press(page);
    expect(await main(page)).toContain('nothing was done. What you typed is still here');
    expect(await page.getByLabel('What you typed (2)').inputValue()).toBe('Первая строка.\nВторая строка.');
    await look(page, 'form-kept', { phone: true });
    const link = page.getByRole('link', { name: 'Sign in, in a new tab' });
    const [tab] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
    await tab.waitForLoadState();
    expect(new URL(tab.url()).pathname).toBe('/sign-in');
    await signInAgain(page, 'SEC-1');
    await page.getByRole('button', { name: 'Send it again' }).click();
    expect(await main(page)).toContain('What you typed is still here: send it again');
    expect(await page.locator('[name=text]').inputValue()).toBe('Первая строка.\nВторая строка.');
    await press(page);
    await page.waitForURL('**done=text');
    const texts = await t.app
      .get(DataSource)
      .query<{ title: string; body: string }[]>(
        `select title, body from instrument_text where language = 'ru'`,
      );
    expect(texts).toEqual([{ title: 'Сборник документов', body: 'Первая строка.\nВторая строка.' }]);
  });

  it('is read in the reader’s language, and without script', async () => {
    const page = await browser.window({ as: 'SEC-1', language: 'fr', javaScript: false });
    await typeText(page, 'Un texte.');
    await endSessions();
    await press(page);
    expect(await main(page)).toContain('Ce que vous avez saisi est toujours là');
  });

  it('can be copied, but not sent again, when another site sent it', async () => {
    const answer = await fetch(`${t.url}/compendium/${id}/do/text`, {
      method: 'POST',
      body: new URLSearchParams({ nonce: 'a.b', text: 'Words of another <site>' }),
      headers: { accept: 'text/html', 'sec-fetch-site': 'cross-site' },
    });
    const html = await answer.text();
    expect(answer.status).toBe(401);
    expect(html).toContain('Words of another &lt;site&gt;');
    expect(html).not.toContain(`action="/compendium/`);
    expect(html).toContain('Copy what you typed');
  });
});

describe('a long text', () => {
  it('of 150 000 Cyrillic letters fits into the Compendium’s form', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await typeText(page, LONG);
    await press(page);
    await page.waitForURL('**done=text');
    const [row] = await t.app
      .get(DataSource)
      .query<{ longest: number }[]>(`select max(length(body)) as longest from instrument_text`);
    expect(row?.longest).toBe(LONG.trimEnd().length);
  });

  it('that is longer than any form may be is told the limit and what to do', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await typeText(page, '');
    await page.evaluate(`document.querySelector('[name=text]').value = 'я '.repeat(310_000)`);
    await press(page);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('This is too long');
    expect(await main(page)).toMatch(/2 MB at most .* Shorten it, send it in parts/);
    await look(page, 'error-413');
  });
});
