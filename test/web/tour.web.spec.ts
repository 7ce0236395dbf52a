/**
 * `npm run tour`: a procedure from a blank page to its declaration, as its three people see it, on the simulated clock. A test as any
 * other; with SCREENS=1 it keeps the pictures of the README.
 */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';

jest.setTimeout(300_000);

let t: TestApp;
let browser: TestBrowser;
beforeAll(async () => {
  t = await startTestApp('2013-02-01T09:00:00Z', 'data/kp');
  browser = await startBrowser(t);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

const main = (page: Page): Promise<string> => page.locator('main').innerText();
const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

/** The newest mail to a contact, as the local mailbox shows it, and the link to answer in it. */
async function ballotLink(address: string): Promise<string> {
  const [mail] = (await t.mailbox.list(address, 1)).entries;
  const { text } = await t.mailbox.show(mail?.id ?? '');
  const link = /https?:\/\/[^\s]*(\/b\/[A-Za-z0-9_-]+)/.exec(text)?.[1];
  if (!link) throw new Error(`There is no link in the newest mail to ${address}.`);
  return link;
}

/** Answers by the link of a mail, to the receipt. */
async function answer(party: string, kind: string): Promise<Page> {
  const page = await browser.window();
  await page.goto(await ballotLink(`head@${party.toLowerCase()}.example`));
  await page.locator(`input[name=kind][value=${kind}]`).check();
  await page.locator('main form button').first().click();
  await page.locator('#represents').fill(party);
  await page.locator('button[value=cast]').click();
  return page;
}

describe('the tour', () => {
  let id = '';

  it('1. the Chair launches', async () => {
    const chair = await browser.window({ as: 'ZAF-1' });
    await chair.goto('/procedures/new');
    await chair.getByRole('link', { name: 'Administrative decision' }).click();
    await press(chair, 'Begin the draft');
    id = /\/procedures\/([0-9a-f-]{36})/.exec(chair.url())?.[1] ?? '';
    await chair.getByLabel('Title', { exact: true }).fill('Statistics every quarter');
    await chair.getByLabel('What is asked').fill('Whether statistics are published every quarter');
    await chair.getByLabel('English', { exact: true }).fill('Statistics are published every quarter.');
    await chair.getByLabel('Why this is proposed').fill('The Working Group on Statistics proposes it.');
    await press(chair, 'Save and go on');
    await chair.goto(`/procedures/${id}/draft/when`);
    await look(chair, 'tour-1-when');
    await press(chair, 'Save and go on');
    await chair.goto(`/procedures/${id}/draft/launch`);
    await look(chair, 'tour-2-launch');
    await chair.getByLabel(/type the reference/).fill('KP/WP/2013/1');
    await press(chair, 'Launch the procedure');
    await t.travelTo('2013-02-01T09:02:00Z');
    await chair.goto(`/procedures/${id}`);
    expect(await main(chair)).toContain('Statistics every quarter');
    expect(await chair.getByRole('img', { name: /states: Open for answers/ }).isVisible()).toBe(true);
    await look(chair, 'tour-3-open', { height: 1900 });
  });

  it('2. delegates answer from their mail', async () => {
    const page = await browser.window();
    await page.goto(await ballotLink('head@gha.example'));
    await look(page, 'tour-4-ballot', { phone: true });
    const receipt = await answer('GHA', 'support');
    expect(await main(receipt)).toMatch(/B-[0-9A-Z]{4}-/);
    await look(receipt, 'tour-5-receipt');
    for (const party of [
      'NAM',
      'USA',
      'AUS',
      'CAN',
      'CHN',
      'IND',
      'ISR',
      'JPN',
      'NOR',
      'RUS',
      'SGP',
      'CHE',
      'THA',
      'TUR',
      'UKR',
      'ARE',
      'BRA',
    ])
      await answerByApi(party);
  });

  it('3. the Secretariat watches', async () => {
    const secretariat = await browser.window({ as: 'SEC-1' });
    await secretariat.goto('/board');
    await look(secretariat, 'tour-6-board');
    await secretariat.goto('/board/grid?by=procedures');
    await look(secretariat, 'tour-7-grid');
  });

  it('4. the window closes by itself, and the Chair declares', async () => {
    const chair = await browser.window({ as: 'ZAF-1' });
    await chair.goto(`/procedures/${id}`);
    for (let stop = 0; stop < 40 && !(await main(chair)).includes('Declare the outcome'); stop += 1)
      await press(chair, 'To the next deadline');
    await look(chair, 'tour-8-closed', { height: 1400 });
    await press(chair, 'Declare the outcome');
    await chair.getByLabel('Statement').fill('No Participant objected, and a third supports it.');
    await press(chair, 'Go on and check');
    await look(chair, 'tour-9-declare');
    await chair.getByLabel('To confirm, type the reference').fill('KP/WP/2013/1');
    await press(chair, 'Declare the outcome');
    expect(await main(chair)).toContain('The outcome is declared');
    await look(chair, 'tour-10-adopted', { height: 1400 });
    const { body } = await t.get<{ status: string }>('ZAF-1', `/api/v1/written-procedures/${id}`);
    expect(body.status).toBe('adopted');
    await press(chair, 'One day on'); // what was to be sent is sent before the clock moves
    const [mail] = (await t.mailbox.list('head@gha.example', 1)).entries;
    expect(mail?.subject).toContain('ADOPTED');
  });

  /** The others answer by REST: seventeen more walks of the same pages would show nothing new. */
  async function answerByApi(party: string): Promise<void> {
    const path = `/api/v1/written-procedures/${id}`;
    const { textHash } = (await t.get<{ textHash: string }>('ZAF-1', path)).body;
    const position = { kind: 'support', contactId: `${party}-1`, channel: 'api', textHash };
    expect((await t.post(`${party}-1`, `${path}/record-position`, position)).status).toBe(200);
  }
});
