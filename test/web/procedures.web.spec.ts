import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';

jest.setTimeout(120_000);
let t: TestApp;
let browser: TestBrowser;
beforeAll(async () => {
  t = await startTestApp('2013-02-01T09:00:00.000Z');
  browser = await startBrowser(t);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

describe('the list of written procedures', () => {
  it('teaches what would be here while it is empty', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto('/procedures');
    expect(await page.getByRole('button', { name: 'Start a written procedure' }).getAttribute('href')).toBe(
      '/procedures/new',
    );
    await look(page, 'procedures-empty');
  });
});
