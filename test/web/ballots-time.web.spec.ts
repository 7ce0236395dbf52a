/** The ballot after its deadline, and at the end of its procedure. */
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type TestApp, startTestApp } from '../support/app.js';
import { type Procedure, launchProcedure } from '../support/ballot-links.js';
import { BALLOT_BYTES, type TestBrowser, look, startBrowser } from '../support/chromium.js';

jest.setTimeout(240_000);
const CHAIR = 'ZAF-1';
let t: TestApp;
let browser: TestBrowser;
let procedure: Procedure;
let page: Page;
let path: string;
beforeAll(async () => {
  t = await startTestApp('2013-02-01T09:00:00.000Z');
  browser = await startBrowser(t);
  procedure = await launchProcedure(
    t,
    CHAIR,
    { reference: 'KP/WP/2013/1', title: 'Road map for merging two committees' },
    { period: { value: 5, unit: 'calendar-days' } },
  );
  ({ path } = await procedure.link('GHA-1'));
  page = await browser.window();
});
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

const seen = (name: string, phone = false) => look(page, name, { bytes: BALLOT_BYTES, phone });
const text = (): Promise<string> => page.locator('main').innerText();

it('late: an answer is still taken, for a ruling', async () => {
  const { round } = await procedure.context();
  await t.travelTo(round?.deadline.at ?? '');
  await page.goto(path);
  const words = await text();
  expect(words).toContain('The window is closed');
  expect(words).toContain('it is kept for a ruling');
  expect(words).toMatch(/The deadline was\s+Wednesday 6 February 2013, 24:00/);
  await seen('ballots-late', true);
  await page.locator('input[value=support]').check();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.locator('#represents').fill('Ghana');
  await page.getByRole('button', { name: 'Record this answer' }).click();
  expect(await text()).toContain('kept for a ruling and not counted unless it is admitted');
  await seen('ballots-late-receipt');
});

it('over: what became of it stands first, and nothing can be pressed', async () => {
  await t.travelTo('2013-03-20T00:00:00.000Z');
  await page.goto(path);
  expect(await text()).toContain('The proposal has lapsed');
  expect(await page.locator('main form').count()).toBe(0);
  await seen('ballots-lapsed');
});
