import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';

let t: TestApp;
let browser: TestBrowser;
beforeAll(async () => {
  t = await startTestApp('2012-11-30T12:00:00Z');
  browser = await startBrowser(t);
});
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

describe('the front page', () => {
  it('says what this is, in the reader’s language', async () => {
    const page = await browser.window();
    await page.goto('/');
    await look(page, 'home');
    await page.getByRole('link', { name: 'Français' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Procédures écrites');
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    await look(page, 'home-fr');
  });

  it('turns over for readers of Arabic, and says that the translation is a draft', async () => {
    const page = await browser.window({ language: 'ar' });
    await page.goto('/');
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await look(page, 'home-ar', { phone: true });
  });
});

describe('pages that fail', () => {
  it('say what to do', async () => {
    const page = await browser.window();
    await page.goto('/nothing/here');
    await look(page, 'error-404');
  });

  it('never lead to another site by way of a language', async () => {
    const page = await browser.window();
    await page.goto('/language/fr?back=//evil.example');
    expect(new URL(page.url()).pathname).toBe('/');
    expect(page.url().startsWith(t.url)).toBe(true);
  });
});
