/** Silent members of a written procedure, from the board: reminded by hand, called, and why nobody is excused. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type TestApp, startTestApp } from '../support/app.js';
import { type Procedure, launchProcedure } from '../support/ballot-links.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';

jest.setTimeout(300_000);
const BASE = '/api/v1/written-procedures';
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
  await t.travelTo('2013-02-04T09:00:00.000Z');
  const { textHash } = await procedure.context();
  await procedure.act('CAN-1', 'record-position', {
    kind: 'support',
    contactId: 'CAN-1',
    channel: 'api',
    textHash,
  });
});
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

/** Addresses of the reminders in the local mailbox, sorted. */
const reminded = async (): Promise<string[]> => {
  const { entries } = await t.mailbox.list('', 1000);
  return entries
    .filter(({ subject }) => subject.includes('REMINDER'))
    .map(({ address }) => address)
    .sort();
};
const addressesOn = async (page: Page): Promise<string[]> =>
  (await page.locator('.plenum-recipients td.plenum-code').allInnerTexts()).sort();
const main = (page: Page): Promise<string> => page.locator('main').innerText();

describe('silent members', () => {
  it('stand on the board with what can be done; nobody is excused, and it says why', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await page.goto('/board?workflow=written-procedure');
    await page.getByText('What can be done').first().click();
    const acts = await page.locator('.plenum-line__acts').first().innerText();
    for (const expected of [
      'Remind',
      'log a call or a note verbale',
      'nobody is excused and nothing is postponed for one alone',
    ])
      expect(acts.toLowerCase()).toContain(expected.toLowerCase());
    expect(acts).not.toMatch(/^(Excuse|Postpone)/m);
    await look(page, 'board-silence', { height: 900 });
  });

  it('are shown exactly, and then exactly those are reminded, at once', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await page.goto('/board?workflow=written-procedure');
    await page.getByText('What can be done').first().click();
    await page
      .getByRole('link', { name: /^Remind \(/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Show whom' }).click();
    const all = await addressesOn(page);
    expect(all).toContain('head@gha.example');
    expect(all.filter((address) => address.endsWith('@can.example'))).toEqual([]);
    for (const box of await page.locator('.plenum-tick:not([value^="GHA-"], [value="BWA-1"])').all())
      await box.uncheck();
    await page.getByRole('button', { name: 'Make the list of those ticked alone' }).click();
    const chosen = await addressesOn(page);
    expect(chosen.length).toBeGreaterThan(1);
    expect(await reminded()).toEqual([]);
    await page.getByRole('button', { name: /^Send/ }).click();
    await page.waitForURL('**/*done=sent*');
    expect(await main(page)).toContain('those of written procedures go out at once');
    await t.travelTo('2013-02-04T10:00:00.000Z');
    expect(await reminded()).toEqual(chosen);
    expect((await procedure.context()).handReminders).toMatchObject([
      { members: expect.arrayContaining(['GHA', 'BWA']) },
    ]);
  });

  it('are reminded once a day, which the list says; and not those who have answered', async () => {
    const page = await browser.window({ as: 'SEC-1', language: 'fr' });
    await page.goto(`/board/reminders?ids=${procedure.id}&party=GHA`);
    await page.getByRole('button', { name: 'Afficher les destinataires' }).click();
    expect(await main(page)).toMatch(/Ghana\s*: déjà relancé aujourd’hui/);
    await look(page, 'board-silence-today');
    const by = (members: string[]) =>
      t.post<{ code: string; detail: string }>('SEC-1', `${BASE}/${procedure.id}/remind`, { members });
    expect(await by(['CAN'])).toMatchObject({
      status: 409,
      body: { code: 'reminder.answered' },
    });
    expect(await by(['GHA'])).toMatchObject({
      status: 409,
      body: { code: 'reminder.today-already' },
    });
    expect((await t.post('GHA-1', `${BASE}/${procedure.id}/remind`, { members: ['IND'] })).status).toBe(403);
  });

  it('are called, which stands on their line and in the history, and is no answer; other delegations read nothing of it', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await page.goto(`/procedures/${procedure.id}/do/log-contact?party=IND`);
    await page.getByRole('button', { name: 'Go on and check' }).click();
    expect(await page.locator('.govuk-error-summary').innerText()).toContain('Fill in: With whom');
    await look(page, 'board-silence-log-faulty');
    await page.getByLabel('Call', { exact: true }).check();
    await page.locator('#on').fill('2013-03-09');
    await page.getByLabel('With whom').fill('Ms Rao, desk officer');
    await page.getByLabel('reached', { exact: true }).check();
    await page.getByLabel('What was said').fill('The ministry is still consulting.');
    await page.getByRole('button', { name: 'Go on and check' }).click();
    expect(await page.locator('.govuk-error-summary').innerText()).toContain('has not begun anywhere yet');
    await page.locator('#on').fill('2013-02-04');
    await page.getByRole('button', { name: 'Go on and check' }).click();
    expect(await main(page)).toContain('4 February 2013');
    await page.locator('button[value=do]').click();
    await page.waitForURL('**/*done=log-contact*');
    expect(await main(page)).toMatch(/2 Participants were reminded by hand last,/);
    const line = page.locator('tr', { hasText: 'India' });
    await line.getByText('1 call or note').click();
    expect(await line.innerText()).toMatch(
      /Call, 4 February 2013: Ms Rao, desk officer \(reached\)\. The ministry is still consulting\./,
    );
    expect(await line.innerText()).toContain('No answer');
    expect(await main(page)).toContain('Call or note verbale logged');
    await look(page, 'board-silence-called', { height: 1600 });
    const history = await t.get<{ events: { type: string; data: unknown }[] }>(
      'GHA-1',
      `${BASE}/${procedure.id}/history`,
    );
    expect(JSON.stringify(history.body)).not.toContain('still consulting');
    expect(JSON.stringify((await t.get('GHA-1', `${BASE}/${procedure.id}`)).body)).not.toContain('Ms Rao');
  });

  it('are not reminded when the window has closed', async () => {
    const { round } = await procedure.context();
    await t.travelTo(round?.deadline.at ?? '');
    const page = await browser.window({ as: 'SEC-1' });
    await page.goto(`/board/reminders?ids=${procedure.id}`);
    await page.getByRole('button', { name: 'Show whom' }).click();
    expect(await main(page)).toContain('There is nobody to remind.');
    expect((await t.post('SEC-1', `${BASE}/${procedure.id}/remind`, { members: ['IND'] })).status).toBe(409);
  });
});
