/** The deadline board in a browser, over cases of every kind: the list, and what is done about a line. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { boardWorkflows } from '../../src/modules/deadline-board/index.js';
import { Messages } from '../../src/platform/language/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';
import { BOARD_BEGINS, type FullBoard, fillBoard } from '../support/full-board.js';

// weeks of reminders are written before the first page is looked at
jest.setTimeout(480_000);

let t: TestApp;
let browser: TestBrowser;
let full: FullBoard;
beforeAll(async () => {
  t = await startTestApp(BOARD_BEGINS);
  full = await fillBoard(t);
  const term = { office: 'vice-chair', party: 'CHN', contactId: 'CHN-1', source: 'made up' };
  const began = await t.post('SEC-1', '/api/v1/offices', {
    ...term,
    validFrom: '2013-01-20T00:00:00.000Z',
    validTo: '2014-01-01T00:00:00.000Z',
  });
  expect(began.status).toBe(201);
  browser = await startBrowser(t);
});
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

const referencesOn = async (page: Page): Promise<string[]> =>
  (await page.locator('.plenum-line h2').allInnerTexts()).map((text) => text.split(':')[0] ?? '').sort();
const late = ['AGO', 'CAF', 'GHA', 'GIN', 'VEN'].map((code) => `KP/ANNUAL-REPORTS/2012/${code}`);

describe('the board', () => {
  it('answers the questions of the day in numbers, and each leads to its lines', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await page.goto('/board');
    const tabs = page.getByRole('navigation', { name: 'Questions of the day' });
    expect(
      (await tabs.getByRole('listitem').allInnerTexts()).map((text) => text.replaceAll('\n', ' ')),
    ).toEqual([
      '1 Action needed today',
      '0 Closing in 72 hours',
      '2 At risk',
      '3 No mail arrives',
      '5 Overdue',
      '0 Recently closed',
      'Everything',
    ]);
    await tabs.getByRole('link', { name: 'Overdue' }).click();
    expect(await referencesOn(page)).toEqual(late);
    await look(page, 'board');
  });

  it('says of a line what is awaited of whom, until when, why it is red, how far it was pressed, and what comes next', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await page.goto('/board?group=overdue&party=GHA');
    const line = page.locator('.plenum-line');
    expect(await line.count()).toBe(1);
    const said = (await line.innerText()).replaceAll(/\s+/g, ' ');
    for (const words of [
      'Late 4 days late Sunday 20 January 2013, 24:00 UTC',
      'annual report for 2012 of Ghana',
      'Ghana was pressed',
      / of 11: (a reminder|.+ by (mail|call|note-verbale))/,
      /Next by itself (The next rung is climbed \(.+\)|A reminder goes to Ghana|It becomes late): annual report for 2012\./,
      /\(armed\)/,
    ])
      expect(said).toMatch(words);
    await line.getByText('What can be done').click();
    expect(await line.locator('.plenum-line-acts').getByRole('link').allTextContents()).toEqual([
      'Remind (whom exactly is shown first)',
      'log a call, a note verbale or a mail',
      'answer, without doing yet what is due',
      'postpone what is due, so that nothing presses it',
      'excuse those of whom something is due',
      'See the mails of this case, send one again',
    ]);
    const call = line.getByRole('link', { name: 'log a call' });
    expect(await call.getAttribute('href')).toMatch(
      /^\/cases\/reports\/[0-9a-f-]{36}\/do\/log-contact\?duty=report$/,
    );
    await look(page, 'board-line', { phone: true });
  });

  it('offers of a written procedure its own forms, and another contact for whom no mail reaches', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await page.goto('/board?workflow=written-procedure');
    const acts = page.locator('.plenum-line-acts a');
    const all = await acts.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    expect(all).toContain(`/procedures/${full.procedure}/do/register-offline-position`);
    expect(all).toContainEqual(
      expect.stringMatching(
        new RegExp(`^/procedures/${full.procedure}/do/confirm-offline-position\\?positionId=.+`),
      ),
    );
    expect(all).toContain('/registry/parties/GIN/contacts/new?party=GIN');
    expect(await page.locator('.plenum-line h2 a').first().getAttribute('href')).toBe(
      `/procedures/${full.procedure}`,
    );
  });

  it('offers nobody what the rules give to another office, and no link that ends at a closed door', async () => {
    const ofProcedure = async (as: string): Promise<string[]> => {
      const page = await browser.window({ as });
      await page.goto('/board?workflow=written-procedure');
      const links = page.locator('.plenum-line-acts a');
      return links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    };
    const [chair, secretariat, vice] = [
      await ofProcedure('ZAF-1'),
      await ofProcedure('SEC-1'),
      await ofProcedure('CHN-1'),
    ];
    const extend = `/procedures/${full.procedure}/do/extend`;
    expect([chair.includes(extend), secretariat.includes(extend)]).toEqual([true, false]);
    const isContact = (href: string): boolean => href.startsWith('/registry/parties/');
    expect([chair, secretariat, vice].map((links) => links.some(isContact))).toEqual([false, true, false]);
    const isMails = (href: string): boolean => href.startsWith('/mails');
    expect([chair, secretariat, vice].map((links) => links.some(isMails))).toEqual([true, true, false]);
  });

  it('offers an end of a postponement where there is one, and an answer to those of whom it is due', async () => {
    const acts = async (as: string, party: string): Promise<string[]> => {
      const page = await browser.window({ as });
      await page.goto(`/board?workflow=anomaly&party=${party}`);
      return page.locator('.plenum-line-acts a').allTextContents();
    };
    const [own, others] = [await acts('GIN-1', 'GIN'), await acts('GHA-1', 'GIN')];
    expect(own).toEqual(
      expect.arrayContaining(['answer an anomaly', 'answer, without doing yet what is due']),
    );
    expect(others).toEqual([]);
  });

  it('keeps the filter in the address, from question to question', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto('/board');
    await page.getByText('Narrow down').click();
    await page.getByLabel('Kind of case').selectOption({ label: 'Anomalies' });
    await page.getByLabel('Participant or Observer').selectOption('GIN');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await referencesOn(page)).toEqual(['KP/ANOMALY/2013/1']);
    await page.getByRole('link', { name: 'Overdue' }).click();
    expect(new URL(page.url()).searchParams.toString()).toBe('group=overdue&party=GIN&workflow=anomaly');
    expect(await page.locator('main').innerText()).toContain('Nothing fits what you asked for.');
    expect(await page.getByLabel('Kind of case').inputValue()).toBe('anomaly');
    await page.getByRole('link', { name: 'Show without these' }).click();
    expect(await referencesOn(page)).toEqual(late);
  });

  it('says what is wrong with a filter, and keeps what was typed', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    const answer = await page.goto('/board?q=x&from=2013-02-30&party=ZZZ');
    expect(answer?.status()).toBe(400);
    expect(await page.title()).toContain('Error: Deadlines');
    expect(await page.locator('.govuk-error-summary li').allInnerTexts()).toEqual(
      expect.arrayContaining([
        'Words in reference, title or what is awaited: at least two characters',
        'Due on this day or later: a day such as 2013-03-31',
      ]),
    );
    expect(await page.getByLabel('Words in reference').inputValue()).toBe('x');
    await look(page, 'board-fault');
    expect((await page.goto('/board?party=ZZZ'))?.status()).toBe(400);
    expect((await page.goto('/board?from=2013-03-02&to=2013-03-01'))?.status()).toBe(400);
  });

  it('teaches where there is nothing', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await page.goto('/board?group=closing');
    expect(await page.locator('.govuk-inset-text').innerText()).toContain('Nothing closes within 72 hours.');
    await look(page, 'board-empty');
  });

  it('pages, and gives the same as files', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await page.goto('/board?workflow=reporting-duty');
    const csv = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
    const file = await page.request.get(csv ?? '');
    expect([file.status(), (await file.text()).trimEnd().split('\n')]).toEqual([200, expect.any(Array)]);
    expect((await file.text()).trimEnd().split('\n')).toHaveLength(1 + 10);
    const json = await page.getByRole('link', { name: 'JSON' }).getAttribute('href');
    expect(((await (await page.request.get(json ?? '')).json()) as { lines: unknown[] }).lines).toHaveLength(
      10,
    );
    expect(await page.getByRole('link', { name: 'In your calendar' }).getAttribute('href')).toBe('/calendar');
  });

  it('shows a delegate what is a delegate’s to see, and offers no reminders', async () => {
    const page = await browser.window({ as: 'GHA-1' });
    await page.goto('/board?party=GHA');
    expect(await referencesOn(page)).toContain('KP/ANNUAL-REPORTS/2012/GHA');
    const text = await page.locator('main').innerText();
    expect(text).not.toContain('Remind');
    await page.locator('#main-content').getByText('What can be done').first().click();
    expect(await page.locator('.plenum-line-acts a').allTextContents()).not.toContain(
      'excuse those of whom something is due',
    );
    expect((await page.goto('/board/reminders'))?.status()).toBe(403);
    await page.goto('/board?group=bounced');
    expect(await referencesOn(page)).toContain('KP/ANOMALY/2013/1');
    expect(await page.locator('main').innerText()).not.toContain('came back'); // what the registry knows is for the offices
  });

  it('asks whoever is not signed in to sign in', async () => {
    const page = await browser.window();
    await page.goto('/board');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });

  it('speaks French, and works without scripts', async () => {
    const page = await browser.window({ as: 'SEC-1', language: 'fr', javaScript: false });
    await page.goto('/board?group=overdue');
    const text = await page.locator('main').innerText();
    for (const words of ['Échéances', '4 jours de retard', 'Relances à ce jour', 'en retard de 4 jours'])
      expect(text).toContain(words);
    expect(await referencesOn(page)).toHaveLength(5);
  });

  it('has a name for every kind of case that comes onto it', () => {
    const messages = Messages.load();
    expect(boardWorkflows().filter((name) => !messages.has(`board.kind.${name}`))).toEqual([]);
  });
});

describe('the grid', () => {
  it('shows who owes what, the worst of it in each cell, with a word beside each sign', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await page.goto('/board/grid');
    const ghana = page
      .getByRole('row')
      .filter({ has: page.getByRole('link', { name: 'Ghana', exact: true }) });
    expect(await ghana.innerText()).toMatch(/○ Waiting\s+✕ Late/);
    const guinea = page
      .getByRole('row')
      .filter({ has: page.getByRole('link', { name: 'Guinea', exact: true }) });
    expect(await guinea.innerText()).toMatch(/▲ At risk\s+mail comes back/);
    await look(page, 'board-grid', { phone: true });
    await ghana.getByRole('link', { name: 'Late' }).click();
    expect(await referencesOn(page)).toEqual(['KP/ANNUAL-REPORTS/2012/GHA']);
  });

  it('narrows down to those who are late, and is a file', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await page.goto('/board/grid');
    await page.getByLabel('Rows').selectOption({ label: 'Late or stuck' });
    await page.getByRole('button', { name: 'Show' }).click();
    const names = await page.locator('.plenum-grid tbody th').allInnerTexts();
    expect(names).toEqual(['Angola', 'Central African Republic', 'Ghana', 'Guinea', 'Venezuela']);
    const csv = await page.request.get(
      (await page.getByRole('link', { name: 'CSV' }).getAttribute('href')) ?? '',
    );
    expect(
      (await csv.text())
        .trimEnd()
        .split('\n')
        .map((line) => line.split(',')[0])
        .slice(1),
    ).toEqual(['AGO', 'CAF', 'GHA', 'GIN', 'VEN']);
  });

  it('is walked through by arrow keys, one stop of Tab', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await page.goto('/board/grid?only=late');
    const grid = page.getByRole('grid');
    expect(await grid.locator('[tabindex="0"]').count()).toBe(1);
    await page.locator('.plenum-grid-frame').focus();
    await page.keyboard.press('Tab');
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
    const focused = (): Promise<string> => page.evaluate<string>('document.activeElement.textContent');
    expect(await focused()).toBe('Angola');
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Home');
    expect(await focused()).toBe('Venezuela');
    expect(await grid.locator('[tabindex="0"]').count()).toBe(1);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/registry/parties/VEN');
  });

  it('shows every Participant’s answer in the open procedures, or how far whoever is silent was reached', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await page.goto('/board/grid?by=procedures');
    const cell = async (name: string): Promise<string> =>
      (
        await page
          .getByRole('row')
          .filter({ has: page.getByRole('link', { name, exact: true }) })
          .innerText()
      ).replaceAll(/\s+/g, ' ');
    expect(await cell('Botswana')).toBe('Botswana ✓ No objection');
    expect(await cell('Namibia')).toBe('Namibia ✕ Objection');
    expect(await cell('Sierra Leone')).toBe('Sierra Leone … To be confirmed by a second person No objection');
    expect(await cell('Guinea')).toBe('Guinea ▲ Not reached 0 of 2 mails sent');
    expect(await cell('Ghana')).toMatch(/^Ghana ○ No answer reminded 1 of 5 2 of 2 mails sent$/);
    await look(page, 'board-grid-procedures');
    await page.goto('/board/grid?by=procedures&only=unreached');
    expect(await page.locator('.plenum-grid tbody th').allInnerTexts()).toEqual(['Guinea']);
  });

  it('is a plain table of links without scripts, and speaks French', async () => {
    const page = await browser.window({ as: 'ZAF-1', language: 'fr', javaScript: false });
    await page.goto('/board/grid?q=gha');
    expect(await page.getByRole('grid').count()).toBe(0);
    expect(await page.locator('.plenum-grid tbody th').allInnerTexts()).toEqual(['Ghana']);
    expect(await page.locator('.plenum-grid tbody').innerText()).toContain('En retard');
  });
});

describe('the months ahead', () => {
  it('are a picture whose bars lead to the lines behind them, and a table that says the same', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await page.goto('/board/months');
    await look(page, 'board-months', { phone: true });
    const bar = page.locator('.plenum-months').getByRole('link', { name: 'Anomalies, February 2013: 2' });
    const href = await bar.getAttribute('href');
    await page.goto(href ?? '');
    expect(await referencesOn(page)).toEqual(['KP/ANOMALY/2013/1', 'KP/ANOMALY/2013/2']);
    await page.goto('/board/months?party=GHA');
    const past = page.getByRole('row').filter({ hasText: 'Before today' });
    await past.getByRole('link').first().click();
    expect(await referencesOn(page)).toEqual(['KP/ANNUAL-REPORTS/2012/GHA']);
  });

  it('are those of one delegation, with its load in words', async () => {
    const page = await browser.window({ as: 'GHA-1' });
    await page.goto('/board/load/GHA');
    expect(await page.locator('main').innerText()).toContain('GHA owes');
    await look(page, 'board-load');
    expect((await page.goto('/board/load/ZZZ'))?.status()).toBe(400);
  });
});
