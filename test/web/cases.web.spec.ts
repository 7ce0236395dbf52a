import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';

jest.setTimeout(90_000);

let t: TestApp;
let browser: TestBrowser;
beforeAll(async () => {
  t = await startTestApp('2012-09-03T10:00:00Z');
  browser = await startBrowser(t);
});
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

describe('the kinds of cases', () => {
  it('are named in plain words, with what may be opened', async () => {
    const page = await browser.window({ as: 'USA-1' });
    await page.goto('/cases');
    await look(page, 'cases-kinds', { phone: true });
  });
});

describe('an anomaly', () => {
  it('is opened by a form', async () => {
    const page = await browser.window({ as: 'CHE-1' });
    await page.goto('/cases/anomalies');
    await look(page, 'cases-empty');
    await page.getByRole('link', { name: 'raise an anomaly' }).click();
    await look(page, 'cases-new', { phone: true });
  });
});
