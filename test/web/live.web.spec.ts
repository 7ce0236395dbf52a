/** What moves by itself: pages of open cases follow them; the clock of a trial is moved from its bar. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';

jest.setTimeout(120_000);
const DRAFT = {
  reference: 'KP/WP/2013/1',
  title: 'Road map for a merger',
  subject: 'Merging two committees',
  texts: [{ language: 'en', body: 'The road map for merging the two committees is adopted.' }],
};
const BASE = '/api/v1/written-procedures';

let t: TestApp;
let browser: TestBrowser;
let id = '';
beforeAll(async () => {
  t = await startTestApp('2013-02-01T09:00:00Z');
  browser = await startBrowser(t);
  id = (await t.post<{ caseId: string }>('ZAF-1', BASE, DRAFT)).body.caseId;
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

/** Reads the events of a case until one is `changed`, or the answer ends. */
async function firstChange(as: string, caseId: string, act: () => Promise<unknown>): Promise<string> {
  const response = await fetch(`${t.url}/live/${caseId}`, { headers: await t.bearer(as) });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  await act();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += new TextDecoder().decode(chunk as Uint8Array);
    if (text.includes('event: changed')) break;
  }
  return text;
}

describe('the events of a case', () => {
  it('tell of each change, and not of cases that one may not know of', async () => {
    const amend = () =>
      t.post('ZAF-1', `${BASE}/${id}/amend-draft`, { title: 'Road map for a merger, amended' });
    expect(await firstChange('ZAF-1', id, amend)).toMatch(/event: changed\n/);
    expect((await fetch(`${t.url}/live/${id}`, { headers: await t.bearer('GHA-1') })).status).toBe(404);
    expect((await fetch(`${t.url}/live/${id}`)).status).toBe(401);
  });

  it('tell at once of what happened since the page was made', async () => {
    const response = await fetch(`${t.url}/live/${id}?mark=of-an-earlier-revision`, {
      headers: await t.bearer('ZAF-1'),
    });
    for await (const chunk of response.body ?? []) {
      if (new TextDecoder().decode(chunk as Uint8Array).includes('event: changed')) return;
    }
    throw new Error('the answer ended without an event');
  });
});

describe('the bar of a trial', () => {
  it('moves the clock, once for each press, and comes back to the page', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto('/mailbox');
    await look(page, 'clock-bar');
    const before = await t.timeMachine.now();
    const body = new URLSearchParams({ step: 'week', from: before, back: '/mailbox' });
    await page.getByRole('button', { name: 'Seven days on' }).click();
    expect(new URL(page.url()).pathname).toBe('/mailbox');
    expect(await page.getByRole('complementary').innerText()).toContain('8 February 2013');
    const again = { method: 'POST', body, headers: await t.bearer('ZAF-1'), redirect: 'manual' as const };
    expect((await fetch(`${t.url}/clock/travel`, again)).status).toBe(303);
    expect(await t.timeMachine.now()).toBe('2013-02-08T09:00:00.000Z');
  });

  it('is for the offices on a shared database', async () => {
    const travel = (headers: Record<string, string>, step = 'day') =>
      fetch(`${t.url}/clock/travel`, { method: 'POST', body: new URLSearchParams({ step }), headers });
    expect((await travel(await t.bearer('GHA-1'))).status).toBe(403);
    expect((await travel({})).status).toBe(403);
    expect((await travel(await t.bearer('ZAF-1'), 'sideways')).status).toBe(400);
    expect((await travel({ ...(await t.bearer('ZAF-1')), 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });
});

describe('a page that follows a procedure', () => {
  const answer = async (caseId: string, party: string) => {
    const { body } = await t.get<{ textHash: string }>('ZAF-1', `${BASE}/${caseId}`);
    const payload = { kind: 'support', contactId: `${party}-1`, channel: 'api', textHash: body.textHash };
    expect((await t.post(`${party}-1`, `${BASE}/${caseId}/record-position`, payload)).status).toBe(200);
  };
  const focused = (page: Page) =>
    page.evaluate<string>('document.activeElement.getAttribute("href") ?? document.activeElement.localName');
  const launched = async (reference: string) => {
    const { caseId } = (await t.post<{ caseId: string }>('ZAF-1', BASE, { ...DRAFT, reference })).body;
    expect((await t.post('ZAF-1', `${BASE}/${caseId}/launch`, { ruleSet: 'kp' })).status).toBe(200);
    return caseId;
  };

  it('keeps what its reader opened or closed, and the focus, while answers arrive', async () => {
    const caseId = await launched('KP/WP/2013/2');
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto(`/procedures/${caseId}`);
    const opened = page.locator('details:not([id])', { hasText: 'More' }).first();
    expect(await page.locator('main details:not([id])').count()).toBeGreaterThan(0);
    await opened.locator('summary').click();
    await page.locator('main a[href="#time"]').focus();
    await page.evaluate('document.querySelector("main h1").dataset.old = "yes"');
    await answer(caseId, 'AGO');
    await page.locator('main h1:not([data-old])').waitFor();
    await page.getByText('This page was just brought up to date').waitFor();
    expect(await opened.getAttribute('open')).not.toBeNull();
    expect(await focused(page)).toBe('#time');
    const link = opened.locator('a').first();
    await link.focus();
    const href = await link.getAttribute('href');
    await page.evaluate('document.querySelector("main h1").dataset.old = "yes"');
    await answer(caseId, 'BWA');
    await page.locator('main h1:not([data-old])').waitFor();
    expect(await focused(page)).toBe(href);
    await opened.locator('summary').click();
    await page.evaluate('document.querySelector("main h1").dataset.old = "yes"');
    await answer(caseId, 'CAN');
    await page.locator('main h1:not([data-old])').waitFor();
    expect(await opened.getAttribute('open')).toBeNull();
    expect(await focused(page)).toBe('summary');
  });

  it('waits while somebody types, and says that there is news', async () => {
    const caseId = await launched('KP/WP/2013/3');
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto(`/procedures/${caseId}`);
    const field = page.locator('main form input:visible').first();
    await field.fill('2013-02-01T10:00');
    await page.evaluate('document.querySelector("main h1").dataset.old = "yes"');
    await answer(caseId, 'AGO');
    await page.getByText('There is news.').waitFor();
    expect(await field.inputValue()).toBe('2013-02-01T10:00');
    expect(await page.locator('main h1[data-old]').count()).toBe(1);
  });

  it('is told at once of what happened between its making and its following', async () => {
    const caseId = await launched('KP/WP/2013/4');
    const page = await browser.window({ as: 'ZAF-1' });
    const sayLate = async (route: Route) => {
      await answer(caseId, 'AGO');
      await route.continue();
    };
    await page.route('**/live/**', sayLate, { times: 1 });
    await page.goto(`/procedures/${caseId}`);
    await page.getByText('This page was just brought up to date').waitFor();
  });

  it('does not put the page of signing in in the place of what was read', async () => {
    const caseId = await launched('KP/WP/2013/5');
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto(`/procedures/${caseId}`);
    await page.context().clearCookies();
    await answer(caseId, 'AGO');
    await page.getByText('There is news.').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Road map');
  });
});
