/** One's own settings: tokens of programs, and for the Secretariat the systems that are told of changes. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';
import { type Receiver, startReceiver } from '../support/receiver.js';

let t: TestApp;
let browser: TestBrowser;
let receiver: Receiver;
beforeAll(async () => {
  t = await startTestApp('2013-02-01T09:00:00Z', undefined, { WEBHOOK_PRIVATE: '1' });
  browser = await startBrowser(t);
  receiver = await startReceiver();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await receiver?.close();
  await t?.close();
});

const api = (token: string, path = '/api/v1/board') =>
  fetch(`${t.url}${path}`, { headers: { authorization: `Bearer ${token}` } });

/** @returns whether the page shows the text within half a minute of loading it again and again */
async function shownWithin(page: Page, text: string): Promise<boolean> {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    await page.goto(page.url());
    if ((await page.getByRole('main').innerText()).includes(text)) return true;
    await page.waitForTimeout(500);
  }
  return false;
}

describe('settings', () => {
  it('say who I am and how I read, to a delegate without the webhooks', async () => {
    const page = await browser.window({ as: 'GHA-1' });
    await page.goto('/settings');
    await look(page, 'settings', { phone: true });
    expect(await page.getByRole('main').innerText()).toContain('Ghana (GHA)');
    expect(await page.locator('dl').innerText()).toMatch(/Participant\b/);
    const french = await browser.window({ as: 'ZAF-1', language: 'fr' });
    await french.goto('/settings');
    const facts = await french.locator('dl').innerText();
    expect(facts).toContain('Afrique du Sud (ZAF)');
    expect(facts).not.toMatch(/\b(chair|participant)\b/);
    expect(await page.getByRole('link', { name: 'Webhooks' }).count()).toBe(0);
    expect((await page.goto('/settings/webhooks'))?.status()).toBe(403);
  });
});

describe('API tokens', () => {
  it('are made once for each form, shown once, used, and revoked', async () => {
    const page = await browser.window({ as: 'GHA-1' });
    await page.goto('/settings/tokens');
    await page.getByRole('button', { name: 'Make the token' }).click();
    await look(page, 'settings-tokens-faults');
    expect(await page.getByRole('alert').innerText()).toContain('What it is for, in a few words');
    await page.getByLabel('What it is for').fill('Report');
    await page.getByLabel('read the deadline board').check();
    await page.getByLabel('30 days').check();
    await page.getByRole('button', { name: 'Make the token' }).click();
    await look(page, 'settings-token-made');
    const token = await page.getByLabel('Report').inputValue();
    expect((await api(token)).status).toBe(200);
    expect((await api(token, '/api/v1/participants')).status).toBe(403);
    await page.reload(); // sends the same form again
    expect(await page.getByRole('alert').innerText()).toContain('was sent before');
    await page.goto('/settings/tokens');
    await look(page, 'settings-tokens');
    expect(await page.getByRole('row').count()).toBe(2);
    await page.getByRole('link', { name: 'Revoke' }).click();
    await look(page, 'settings-token-revoke');
    await page.getByRole('button', { name: 'Revoke' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('opens nothing');
    expect((await api(token)).status).toBe(401);
  });

  it('of somebody else are not there', async () => {
    const page = await browser.window({ as: 'ZAF-1', language: 'fr' });
    await page.goto('/settings/tokens');
    await look(page, 'settings-tokens-fr');
    expect(await page.getByRole('row').count()).toBe(0);
  });
});

describe('webhooks', () => {
  it('are registered, tried, sent again, rotated and ended by the Secretariat', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await page.goto('/settings/webhooks');
    await page.getByLabel('What it is for').fill('Website');
    await page.getByLabel('Address').fill('ftp://nowhere.example');
    await page.getByRole('button', { name: 'Register' }).click();
    await look(page, 'settings-webhooks-fault');
    await page.getByLabel('Address').fill(receiver.url);
    await page.getByRole('button', { name: 'Register' }).click();
    await look(page, 'settings-webhook-secret');
    expect(await page.getByLabel('Website').inputValue()).toMatch(/^whsec_/);
    await page.getByRole('link', { name: 'Go on to the endpoint' }).click();
    await page.getByRole('button', { name: 'Send a test' }).click();
    expect(await shownWithin(page, 'HTTP 204')).toBe(true);
    await look(page, 'settings-webhook');
    await page.getByRole('button', { name: 'Send again' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('on its way again');
    await page.getByRole('link', { name: /keeping the earlier one/ }).click();
    await look(page, 'settings-webhook-confirm');
    await page.getByRole('button', { name: 'Replace the secret' }).click();
    await page.getByRole('link', { name: 'Go on to the endpoint' }).click();
    await page.getByRole('link', { name: 'End for good' }).click();
    await page.getByRole('button', { name: 'End for good' }).click();
    expect(await page.getByRole('main').innerText()).toMatch(/ended/i);
  }, 120_000);
});
