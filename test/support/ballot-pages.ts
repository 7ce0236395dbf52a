/** Ballots in a real browser: procedures under way, their links opened, and answers given from them. */
import type { Page } from 'playwright-core';
import { type TestApp, startTestApp } from './app.js';
import { type Procedure, launchProcedure } from './ballot-links.js';
import { BALLOT_BYTES, type TestBrowser, type WindowOptions, look, startBrowser } from './chromium.js';

/** Who launches and extends. */
export const CHAIR = 'ZAF-1';

/** What the tests of ballot pages stand on. */
export interface BallotPages {
  readonly t: TestApp;
  readonly browser: TestBrowser;
  /** a procedure of its own: `launch` beside the rules, `draft` beside reference and title */
  launched(launch?: object, draft?: object): Promise<Procedure>;
  /** a new window with a path in it */
  open(path: string, options?: WindowOptions): Promise<Page>;
  close(): Promise<void>;
}

/** Starts the application on 1 February 2013, with a browser before it. */
export async function startBallotPages(): Promise<BallotPages> {
  const t = await startTestApp('2013-02-01T09:00:00.000Z');
  const browser = await startBrowser(t);
  let count = 0;
  return {
    t,
    browser,
    launched: (launch = {}, draft = {}) => {
      count += 1;
      const named = {
        reference: `KP/WP/2013/${count}`,
        title: 'Road map for merging two committees',
        ...draft,
      };
      return launchProcedure(t, CHAIR, named, launch);
    },
    open: async (path, options = {}) => {
      const page = await browser.window(options);
      await page.goto(path);
      return page;
    },
    close: async () => {
      await browser.close();
      await t.close();
    },
  };
}

/** Looks at a page of a ballot, which weighs half of what others may. */
export function seen(page: Page, name: string, phone = false): Promise<void> {
  return look(page, name, { bytes: BALLOT_BYTES, phone });
}

/** @returns what the page says */
export function text(page: Page): Promise<string> {
  return page.locator('main').innerText();
}

/** Answers from an open ballot to its receipt. */
export async function answer(
  page: Page,
  kind: string,
  more: { readonly reason?: string; readonly code?: string } = {},
  party = 'GHA',
): Promise<void> {
  await page.locator(`input[name=kind][value=${kind}]`).check();
  if (more.reason) await page.locator('#reason').fill(more.reason);
  await page.locator('main form button').first().click();
  await page.locator('#represents').fill(party);
  if (more.code) await page.locator('#code').fill(more.code);
  await page.locator('button[value=cast]').click();
}
