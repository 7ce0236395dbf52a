/** Ballots and open work follow changes by the link itself: only those of the own side, and without losing what is typed. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { type TestApp, startTestApp } from '../support/app.js';
import { type Procedure, launchProcedure } from '../support/ballot-links.js';
import { BALLOT_BYTES, type TestBrowser, look, startBrowser } from '../support/chromium.js';

jest.setTimeout(240_000);
let t: TestApp;
let browser: TestBrowser;
let procedure: Procedure;
beforeAll(async () => {
  t = await startTestApp('2013-02-01T09:00:00.000Z');
  browser = await startBrowser(t);
  procedure = await launchProcedure(t, 'ZAF-1', {
    reference: 'KP/WP/2013/1',
    title: 'Road map for a merger',
  });
});
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

const text = (page: Page): Promise<string> => page.locator('main').innerText();
const answerAs = async (contactId: string, kind = 'support'): Promise<void> => {
  const { textHash } = await procedure.context();
  await procedure.act(contactId, 'record-position', { kind, contactId, channel: 'api', textHash });
};
const shown = (page: Page, words: string): Promise<void> =>
  page.locator('main', { hasText: words }).waitFor();

/** Reads events for so long, and gives their names; ends at the first `changed`. */
async function eventsOf(path: string, ms: number, headers: Record<string, string> = {}): Promise<string[]> {
  const ending = new AbortController();
  const response = await fetch(`${t.url}${path}`, { headers, signal: ending.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const timer = setTimeout(() => ending.abort(), ms);
  let said = '';
  try {
    for await (const chunk of response.body ?? []) {
      said += new TextDecoder().decode(chunk as Uint8Array);
      if (said.includes('event: changed')) break;
    }
  } catch {
    // the time is over
  }
  clearTimeout(timer);
  ending.abort();
  return [...said.matchAll(/^event: (.+)$/gm)].map(([, name = '']) => name);
}

describe('a ballot that is open in a browser', () => {
  it('turns over when a colleague answers, and stays light', async () => {
    const page = await browser.window();
    await page.goto((await procedure.link('GHA-1')).path);
    expect(await text(page)).toContain('No answer has been received from your side.');
    await answerAs('GHA-2');
    await shown(page, 'A colleague has answered');
    await look(page, 'live-ballots-colleague', { bytes: BALLOT_BYTES });
  });

  it('keeps what is being written, and says that there is news', async () => {
    const page = await browser.window();
    await page.goto((await procedure.link('BWA-1')).path);
    await page.locator('input[value=objection]').check();
    await page.locator('#reason').fill('The road map has no');
    await answerAs('BWA-2');
    await page.locator('#live-news', { hasText: 'There is news' }).waitFor();
    expect(await page.locator('#reason').inputValue()).toBe('The road map has no');
    expect(await page.locator('input:checked').inputValue()).toBe('objection');
    expect(await text(page)).not.toContain('A colleague has answered');
  });

  it('keeps what was sent and is to be mended, and the page that asks to confirm', async () => {
    const page = await browser.window();
    await page.goto((await procedure.link('IND-1')).path);
    await page.locator('input[value=objection]').check();
    await page.locator('#paragraph').fill('Second paragraph');
    await page.locator('main form button').first().click();
    expect(await text(page)).toContain('Give the reason');
    expect(await page.locator('main[data-live]').count()).toBe(0);
    await page.locator('#reason').fill('No budget.');
    await page.locator('main form button').first().click();
    expect(await page.locator('main[data-live]').count()).toBe(0);
  });

  it('says so when its link is stopped elsewhere', async () => {
    const { path } = await procedure.link('NAM-1');
    const [page, other] = [await browser.window(), await browser.window()];
    await page.goto(path);
    await other.goto(`${path}/not-me`);
    await other.locator('#declared').check();
    await other.locator('#reference').fill((await procedure.context()).reference);
    await other.getByRole('button', { name: 'Stop this link' }).click();
    await shown(page, 'This link was revoked');
  });

  it('shows the later deadline, counted down from it', async () => {
    const page = await browser.window();
    await page.goto((await procedure.link('CAN-1')).path);
    await procedure.act('ZAF-1', 'extend', { reason: 'Four delegations asked for time.' });
    await shown(page, 'Four delegations asked for time.');
    expect(await page.locator('.plenum-countdown').innerText()).toMatch(/^in 2[78] days/);
  });
});

describe('the events of a link', () => {
  it('say nothing of what others answer, and nothing but that something has changed', async () => {
    const { path } = await procedure.link('AUS-1');
    const waiting = eventsOf(`${path}/live`, 4_000);
    await sleep(300);
    await answerAs('NOR-1');
    await answerAs('CHE-1', 'abstain');
    expect(await waiting).toEqual([]);
    const own = eventsOf(`${path}/live`, 8_000);
    await sleep(300);
    await answerAs('AUS-2');
    expect(await own).toEqual(['changed']);
    expect(await eventsOf(`${path}/live?mark=of-something-older`, 8_000)).toEqual(['changed']);
  });

  it('are for the link alone: none for another, none without, and no more than a few pages at once', async () => {
    for (const path of [`/b/${'A'.repeat(43)}/live`, '/b/garbage/live', `/b/${'A'.repeat(43)}/open/live`])
      expect((await fetch(`${t.url}${path}`)).status).toBe(410);
    expect((await fetch(`${t.url}/live/open`)).status).toBe(401);
    expect((await fetch(`${t.url}/live/open`, { headers: await t.bearer('SEC-1') })).status).toBe(403);
    const { path } = await procedure.link('JPN-1');
    const ending = new AbortController();
    const follow = () => fetch(`${t.url}${path}/live`, { signal: ending.signal });
    for (let pages = 0; pages < 4; pages += 1) expect((await follow()).status).toBe(200);
    expect((await follow()).status).toBe(409);
    ending.abort();
    await sleep(500);
    expect(await eventsOf(`${path}/live?mark=older`, 8_000)).toEqual(['changed']);
  });
});

describe('all that is open', () => {
  it('follows the own answers, by the link and signed in', async () => {
    const { path } = await procedure.link('ISR-1');
    const [byLink, signedIn] = [await browser.window(), await browser.window({ as: 'ISR-1' })];
    await byLink.goto(`${path}/open`);
    await signedIn.goto('/open');
    for (const page of [byLink, signedIn])
      expect(await text(page)).toContain('One written procedure awaits an answer');
    await answerAs('ISR-2');
    for (const page of [byLink, signedIn]) await shown(page, 'A colleague has answered');
    await look(byLink, 'live-open', { bytes: BALLOT_BYTES });
  });

  it('says nothing of what others answer', async () => {
    const waiting = eventsOf('/live/open', 4_000, await t.bearer('LBR-1'));
    await sleep(300);
    await answerAs('KOR-1');
    expect(await waiting).toEqual([]);
  });
});
