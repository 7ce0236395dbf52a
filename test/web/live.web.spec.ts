/** What moves by itself: pages of open cases follow them; the clock of a trial is moved from its bar. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';

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
