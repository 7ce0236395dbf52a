/** The wizard of the Chair: from a blank page to a launched procedure, as its people would walk it. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';

jest.setTimeout(120_000);

const BASE = '/api/v1/written-procedures';
/** 54 Participants with two contacts, four Observers with one. */
const EVERYBODY = 54 * 2 + 4;

let t: TestApp;
let browser: TestBrowser;
beforeAll(async () => {
  t = await startTestApp('2013-02-01T09:00:00Z');
  browser = await startBrowser(t);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

const h1 = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();
const main = (page: Page): Promise<string> => page.locator('main').innerText();
const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();
const mailsSent = async (): Promise<number> => (await t.mailbox.list('', 500)).entries.length;
const idOf = (page: Page): string => /\/procedures\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';

/** A draft as the wizard keeps it, begun by REST for tests of a single step. */
async function aDraft(reference: string, as = 'ZAF-1'): Promise<string> {
  const { body } = await t.post<{ caseId: string }>(as, BASE, {
    reference,
    title: 'Road map for a merger',
    subject: 'Merging two committees',
    texts: [{ language: 'en', body: 'The two committees are merged.' }],
  });
  return body.caseId;
}

/** Chooses the rule of the KP for a draft. */
async function chooseRule(page: Page, id: string): Promise<void> {
  await page.goto(`/procedures/${id}/draft/rule`);
  await page.getByLabel('Written procedure of the Kimberley Process').check();
  await press(page, 'Save and go on');
}

describe('the whole way', () => {
  it('leads from a blank page to a launch that was undone once and then carried out', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto('/procedures/new');
    await look(page, 'launch-start', { phone: true });
    await page.getByRole('link', { name: 'Administrative decision' }).click();
    expect(await page.getByLabel('Reference', { exact: true }).inputValue()).toBe('KP/WP/2013/1');
    expect(await main(page)).toContain(
      'Adopted if no Participant objects and at least one third of the Participants support it, within 21 calendar days; silence counts neither for nor against.',
    );
    await look(page, 'launch-rule', { phone: true });
    await press(page, 'Begin the draft');

    expect(await main(page)).toContain('Nobody has been written to.');
    expect(await h1(page)).toBe('Text and languages');
    const id = idOf(page);
    const base = `/procedures/${id}/draft`;
    await look(page, 'launch-text', { phone: true });
    await page.goto(base);
    expect(await main(page)).toContain('Still to be filled in: [matter]');
    await look(page, 'launch-overview', { phone: true });

    await page.goto(`${base}/text`);
    await page.getByLabel('Title', { exact: true }).fill('Administrative decision on statistics');
    await page.getByLabel('What is asked').fill('Whether the statistics are published by quarter');
    await page.getByLabel('English', { exact: true }).fill('Statistics are published every quarter.');
    await page.getByLabel('Why this is proposed').fill('The Working Group on Statistics proposes it.');
    await page.getByLabel('Another language').selectOption('fr');
    await press(page, 'Add this language');
    await page.getByLabel('French', { exact: true }).fill('Les statistiques paraissent chaque trimestre.');
    await page.getByLabel('Title of the document').fill('Model form');
    await page.getByLabel('Its address on the web').fill('https://kp.example/form.pdf');
    await press(page, 'Save and go on');

    expect(await main(page)).toContain('54 Participants are asked, and 4 other parties are copied: 112 people');
    await look(page, 'launch-who', { phone: true });
    await page.getByRole('button', { name: 'Go on' }).click();

    expect(await main(page)).toMatch(/15 working days, 21 calendar days/);
    expect(await main(page)).toContain('Friday 22 February 2013, 24:00');
    await look(page, 'launch-when', { phone: true });
    await press(page, 'Save and go on');

    expect(await main(page)).toContain('This mail goes to 112 people');
    await look(page, 'launch-preview', { phone: true });
    await page.getByRole('button', { name: 'Go on' }).click();

    expect(await main(page)).toContain('112 mails go out, to 54 Participants who are asked and 4 other parties');
    await look(page, 'launch-launch', { phone: true });
    await page.getByLabel(/type the reference/).fill('KP/WP/2013/2');
    await press(page, 'Launch the procedure');
    expect(await page.locator('.govuk-error-summary').innerText()).toContain('Type the reference exactly');
    expect(await page.title()).toMatch(/^Error: /);
    await page.getByLabel(/type the reference/).fill('kp/wp/2013/1');
    await press(page, 'Launch the procedure');

    expect(await main(page)).toContain('60 seconds left');
    await look(page, 'launch-launching', { phone: true });
    await press(page, 'Undo the launch');
    expect(await main(page)).toContain('The launch is undone. Nobody was written to');
    await t.travelTo('2013-02-01T09:02:00Z');
    expect(await mailsSent()).toBe(0);

    await page.goto(`${base}/when`);
    const [first] = await page.locator('#timetable ~ div tbody tr td:last-child').allInnerTexts();
    await page.goto(`${base}/launch`);
    await page.getByLabel(/type the reference/).fill('KP/WP/2013/1');
    await press(page, 'Launch the procedure');
    await page.goto(`${base}/text`);
    expect(new URL(page.url()).pathname).toBe(`${base}/launching`);
    expect(await mailsSent()).toBe(0);
    await t.travelTo('2013-02-01T09:03:10Z');
    expect([await mailsSent(), Number(first)]).toEqual([EVERYBODY, EVERYBODY]);
    await page.goto(`${base}/launching`);
    expect(await h1(page)).toContain('Launched');
    await look(page, 'launch-launched');
    const view = (await t.get<Record<string, unknown>>('ZAF-1', `${BASE}/${id}`)).body;
    expect(view).toMatchObject({
      state: expect.stringMatching(/^open/),
      documents: [{ title: 'Model form', language: 'en', url: 'https://kp.example/form.pdf', sha256: null }],
      texts: [{ language: 'en' }, { language: 'fr', body: 'Les statistiques paraissent chaque trimestre.' }],
    });
    await page.goto(base);
    expect(new URL(page.url()).pathname).toBe(`/procedures/${id}`);
  });

  it('sends the mails of the timetable, as many as it said', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    const id = await aDraft('KP/WP/2013/20');
    await chooseRule(page, id);
    await page.goto(`/procedures/${id}/draft/when`);
    const counts = await page.locator('#timetable ~ div tbody tr td:last-child').allInnerTexts();
    const before = await mailsSent();
    expect((await t.post('ZAF-1', `${BASE}/${id}/launch`, { ruleSet: 'kp' })).status).toBe(200);
    await t.travelTo('2013-06-01T00:00:00Z');
    const { rows } = { rows: (await t.get<unknown[]>('SEC-1', `/api/v1/mails?case=${id}&limit=500`)).body };
    expect(rows.length).toBeGreaterThan(before);
  });
});
