/** The deadline board in a browser, over cases of every kind. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { boardWorkflows } from '../../src/modules/deadline-board/index.js';
import { Messages } from '../../src/platform/language/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';
import { BOARD_BEGINS, type FullBoard, fillBoard } from '../support/full-board.js';

// months of reminders are written before the first page is looked at
jest.setTimeout(240_000);

let t: TestApp;
let browser: TestBrowser;
let full: FullBoard;
beforeAll(async () => {
  t = await startTestApp(BOARD_BEGINS);
  full = await fillBoard(t);
  browser = await startBrowser(t);
});
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

const linesOf = async (page: Page): Promise<string[]> => page.locator('.plenum-line h2').allInnerTexts();

describe('the board', () => {
  it('answers the questions of the day, and says why a line is red', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await page.goto('/board');
    await look(page, 'board', { phone: true });
    await page.getByRole('link', { name: 'Overdue' }).click();
    await look(page, 'board-overdue');
    console.log(await page.locator('.plenum-lines').innerText());
  });
});
