import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, type WindowOptions, look, startBrowser } from '../support/chromium.js';

jest.setTimeout(240_000);

let t: TestApp;
let browser: TestBrowser;
beforeAll(async () => {
  t = await startTestApp('2012-09-03T10:00:00Z');
  browser = await startBrowser(t);
});
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

/** A window with patience: under load a page may take its time. */
async function windowOf(options?: WindowOptions): Promise<Page> {
  const page = await browser.window(options);
  page.setDefaultTimeout(60_000);
  return page;
}

const ANOMALY = 'KP/ANOMALY/2012/1';
const CASE = `/cases/anomalies/${encodeURIComponent(ANOMALY)}`;
interface Shown {
  readonly status: string;
  readonly waiting: readonly unknown[];
  readonly visibility: string;
  readonly text: string;
  readonly duties: readonly {
    readonly postponed: { readonly reason: string } | null;
    readonly id: string;
    readonly closed: { readonly how: string } | null;
  }[];
  readonly journal: readonly { readonly text: string }[];
}
const anomaly = async (reference = ANOMALY): Promise<Shown> =>
  (await t.get<Shown>('USA-1', `/api/v1/anomalies/${encodeURIComponent(reference)}`)).body;
const heading = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();
const main = (page: Page): Promise<string> => page.locator('main').innerText();
const send = (page: Page, name = 'Send'): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

async function typeAnomaly(page: Page, reference: string): Promise<void> {
  await page.locator('#f-reference').fill(reference);
  await page.locator('#f-title').fill('Imports without a certificate');
  await page.locator('#f-source').fill('letter of 3 September 2012 (made up)');
  await page.locator('#f-text').fill('Two parcels came without a valid certificate.');
  await page.getByLabel('About whom').selectOption('GIN');
}

describe('the kinds of cases', () => {
  it('are named in plain words, with what this person may open', async () => {
    const page = await windowOf({ as: 'USA-1' });
    await page.goto('/cases');
    await look(page, 'cases-kinds', { phone: true });
    expect(await page.getByRole('row').count()).toBe(19);
    expect(await page.getByRole('link', { name: 'Raise an anomaly with the Chair' }).count()).toBe(1);
    const observer = await windowOf({ as: 'WDC-1' });
    await observer.goto('/cases');
    expect(await observer.getByRole('link', { name: 'Raise an anomaly with the Chair' }).count()).toBe(0);
  });

  it('are for those who are signed in, and opening for those who may', async () => {
    const nobody = await windowOf();
    await nobody.goto('/cases');
    expect(new URL(nobody.url()).pathname).toBe('/sign-in');
    const observer = await windowOf({ as: 'WDC-1' });
    expect((await observer.goto('/cases/anomalies/new'))?.status()).toBe(403);
    expect((await observer.goto('/cases/rumours'))?.status()).toBe(404);
  });
});

describe('an anomaly', () => {
  it('says of what is faulty where and why, and loses nothing that was typed', async () => {
    const page = await windowOf({ as: 'CHE-1' });
    await page.goto('/cases/anomalies');
    expect(await main(page)).toContain('No case of this kind is open');
    await look(page, 'cases-empty');
    await page.getByRole('link', { name: 'Raise an anomaly with the Chair' }).click();
    await look(page, 'cases-new', { phone: true });
    await page.locator('#f-reference').fill(ANOMALY);
    await send(page);
    await look(page, 'cases-faulty');
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.getByRole('alert').innerText()).toContain('Text: this is needed');
    expect(await page.locator('#f-reference').inputValue()).toBe(ANOMALY);
    await page.getByRole('link', { name: 'About whom: choose one of them' }).click();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('SELECT');
  });

  it('is opened by a form, counts once however often it is sent, and is shown with what comes next', async () => {
    const page = await windowOf({ as: 'CHE-1' });
    await page.goto('/cases/anomalies/new');
    await typeAnomaly(page, ANOMALY);
    await page.getByRole('radio', { name: 'Certificates' }).check();
    await page.locator('summary', { hasText: 'Documents (optional)' }).click();
    await page.locator('#f-documents-0-title').fill('The letter');
    await page.locator('#f-documents-0-url').fill('https://example.org/letter');
    await page.getByRole('button', { name: 'Add another Documents' }).click();
    expect(await page.getByLabel('Web address', { exact: true }).count()).toBe(2);
    await look(page, 'cases-two-documents');
    await page.getByRole('button', { name: /^Remove Documents, 2/ }).click();
    const nonce = await page.locator('input[name=nonce]').inputValue();
    const body = await page.evaluate<string>(
      `new URLSearchParams(new FormData(document.getElementById('form'))).toString()`,
    );
    await send(page);
    expect(await main(page)).toContain('Recorded: «Raise an anomaly with the Chair».');
    expect(await heading(page)).toContain('Imports without a certificate');
    expect(await anomaly()).toMatchObject({
      text: 'Two parcels came without a valid certificate.',
      visibility: 'participants',
    });
    await look(page, 'cases-case', { phone: true });
    expect(body).toContain(encodeURIComponent(nonce));
    const again = await page.request.post('/cases/anomalies/new', {
      data: body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      maxRedirects: 0,
    });
    expect(again.status()).toBe(303);
    const { body: list } = await t.get<readonly unknown[]>('USA-1', '/api/v1/anomalies');
    expect(list).toHaveLength(1);
  });

  it('is refused with the reason where its reference is in use, and the form is kept', async () => {
    const page = await windowOf({ as: 'CHE-1' });
    await page.goto('/cases/anomalies/new');
    await typeAnomaly(page, ANOMALY);
    await page.getByRole('radio', { name: 'Certificates' }).check();
    await send(page);
    expect(await page.getByRole('alert').first().innerText()).toContain('is in use: choose another');
    expect(await page.locator('#f-text').inputValue()).toContain('Two parcels');
  });

  it('is acted upon by whoever may: the Chair informs, presses and logs; the one concerned does less', async () => {
    const chair = await windowOf({ as: 'USA-1' });
    await chair.goto(CASE);
    await chair.getByRole('link', { name: 'Inform all Participants of an anomaly' }).click();
    await send(chair);
    expect(await chair.getByRole('alert').innerText()).toContain(
      'Recorded: «Inform all Participants of an anomaly».',
    );
    await look(chair, 'cases-informed');
    await chair.getByRole('link', { name: 'Log a call, a note verbale or a mail' }).click();
    expect(await chair.getByLabel('What is due').inputValue()).not.toBe('');
    await chair.getByRole('radio', { name: 'Telephone call' }).check();
    await chair.getByLabel('With whom').fill('The focal point');
    await chair.getByRole('radio', { name: 'Reached', exact: true }).check();
    await chair.locator('#f-text').fill('They will answer within a week.');
    await look(chair, 'cases-log-contact', { phone: true });
    await send(chair);
    expect((await anomaly()).journal.map(({ text }) => text).join()).toContain(
      'They will answer within a week.',
    );
    const concerned = await windowOf({ as: 'GIN-1' });
    await concerned.goto(CASE);
    expect(await concerned.getByRole('link', { name: 'Log a call' }).count()).toBe(0);
    expect(await concerned.getByRole('link', { name: 'Download the closing dossier' }).count()).toBe(0);
    expect(await concerned.locator('.plenum-timeline__mails').count()).toBe(0);
    expect(await chair.locator('.plenum-timeline__mails').count()).toBeGreaterThan(0);
    await look(concerned, 'cases-case-delegate');
    const observer = await windowOf({ as: 'WDC-1' });
    expect((await observer.goto(CASE))?.status()).toBe(404);
  });

  it('is postponed by a day typed in parts; a day that is none is said at the field; a refusal keeps the form', async () => {
    const chair = await windowOf({ as: 'USA-1' });
    await chair.goto(CASE);
    await chair.getByRole('link', { name: 'Postpone what is due' }).click();
    await chair.getByLabel('Day').fill('31');
    await chair.getByLabel('Month').fill('2');
    await chair.getByLabel('Year').fill('2013');
    await chair.getByLabel('Reason').fill('They asked for time.');
    await send(chair);
    expect(await chair.getByRole('alert').innerText()).toContain('Until the end of: there is no such day');
    await chair.getByLabel('Year').fill('2012');
    await chair.getByLabel('Month').fill('9');
    await chair.getByLabel('Day').fill('4');
    await send(chair);
    expect(await main(chair)).toContain('This was not accepted');
    await look(chair, 'cases-refused');
    await chair.getByLabel('Year').fill('2013');
    await send(chair);
    expect(
      (await anomaly()).duties.some(({ postponed }) => postponed?.reason === 'They asked for time.'),
    ).toBe(true);
  });

  it('is excused only after a page has said what that means', async () => {
    const chair = await windowOf({ as: 'USA-1' });
    await chair.goto(CASE);
    await chair.getByRole('link', { name: 'Excuse those of whom' }).click();
    await chair.getByLabel('Reason').fill('A government changed.');
    await send(chair, 'Continue');
    await look(chair, 'cases-confirm', { phone: true });
    expect(await main(chair)).toContain('cannot be undone');
    expect((await anomaly()).duties.every(({ closed }) => closed !== null)).toBe(false);
    await chair.getByRole('button', { name: 'Change what I typed' }).click();
    expect(await chair.getByLabel('Reason').inputValue()).toBe('A government changed.');
    await send(chair, 'Continue');
    await chair.getByRole('button', { name: /^Yes/ }).click();
    expect(await main(chair)).toContain('Recorded: «Excuse those of whom something is due».');
    const owed = (await anomaly()).duties.map(({ id, closed }) => [id, closed?.how ?? 'open']);
    expect(owed.slice(-2)).toEqual([
      ['answer', 'excused'],
      ['outcome', 'open'], // the Chair still records what came of it
    ]);
  });

  it('says in French what is needed, and works without a script', async () => {
    const page = await windowOf({ as: 'CHE-1', language: 'fr', javaScript: false });
    await page.goto(CASE);
    expect(await main(page)).toContain('Ce qui s’est passé et ce qui va se passer');
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    await page.goto('/cases/anomalies/new');
    await page.locator('summary', { hasText: 'Documents (facultatif)' }).click();
    await page.getByRole('button', { name: 'En ajouter Documents' }).click();
    expect(await page.getByLabel('Adresse web').count()).toBe(2);
    expect(await page.getByLabel('Référence').count()).toBeGreaterThan(0);
  });
});

describe('a command that the case does not hear any more', () => {
  it('leads back to the case, which says so', async () => {
    const page = await windowOf({ as: 'USA-1' });
    await page.goto(`${CASE}/do/resume`);
    await page.goto(`${CASE}/do/reply`);
    expect(page.url()).toContain('/cases/anomalies/');
    expect((await page.goto(`${CASE}/do/dance`))?.status()).toBe(404);
  });
});

describe('conditions with a date', () => {
  it('are opened with their conditions in groups, and a decision that is found in no record is refused at its field', async () => {
    const page = await windowOf({ as: 'USA-1' });
    await page.goto('/cases/conditional-deadlines/new');
    await look(page, 'cases-conditions');
    await page.locator('#f-reference').fill('KP/CD/2012/1');
    await page.locator('#f-title').fill('Conditions for Guinea');
    await page.locator('#f-source').fill('a letter (made up)');
    await page.locator('#f-party').selectOption('GIN');
    await page.locator('#f-conditions-0-text').fill('A list of mines is handed in.');
    await page.getByRole('button', { name: 'Add another Conditions' }).click();
    await page.locator('#f-conditions-1-text').fill('A visit is invited.');
    await page.locator('#f-lastDay-day').fill('31');
    await page.locator('#f-lastDay-month').fill('3');
    await page.locator('#f-lastDay-year').fill('2013');
    await page.locator('summary', { hasText: 'Decision (optional)' }).click();
    await page.getByRole('radio', { name: 'Written procedure' }).first().check();
    await page.locator('#f-decision-reference').fill('KP/WP/1999/1');
    await page.locator('#f-decision-at-day').fill('1');
    await page.locator('#f-decision-at-month').fill('9');
    await page.locator('#f-decision-at-year').fill('2012');
    await page.locator('#f-decision-at-time').fill('17:00');
    await send(page);
    expect(await page.locator('.govuk-error-summary').innerText()).toContain('KP/WP/1999/1');
    await look(page, 'cases-conditions-refused');
    await page.locator('#f-decision-outside').check();
    await send(page);
    expect(await heading(page)).toContain('Conditions for Guinea');
    const { body } = await t.get<{ conditions: { text: string }[]; decision: { at: string } }>(
      'USA-1',
      `/api/v1/conditional-deadlines/${encodeURIComponent('KP/CD/2012/1')}`,
    );
    expect(body.conditions.map(({ text }) => text)).toEqual([
      'A list of mines is handed in.',
      'A visit is invited.',
    ]);
    expect(body.decision.at).toBe('2012-09-01T21:00:00.000Z'); // 17:00 in New York
    await look(page, 'cases-conditions-case');
  });
});

describe('a review visit', () => {
  it('is opened and invited by the one visited', async () => {
    const chair = await windowOf({ as: 'USA-1' });
    await chair.goto('/cases/review-visits/new?party=GIN');
    await chair.locator('#f-reference').fill('KP/VISIT/GIN/2013');
    await chair.locator('#f-title').fill('Review visit to Guinea');
    await chair.locator('#f-source').fill('a commitment (made up)');
    await chair.getByRole('radio', { name: 'Visit', exact: true }).check();
    await chair.getByRole('radio', { name: 'Commitment', exact: true }).check();
    await chair.locator('#f-by-day').fill('31');
    await chair.locator('#f-by-month').fill('12');
    await chair.locator('#f-by-year').fill('2013');
    await send(chair);
    expect(await heading(chair)).toContain('Review visit to Guinea');
    const visited = await windowOf({ as: 'GIN-1' });
    await visited.goto(chair.url());
    await visited.getByRole('link', { name: 'Invite the visit that was promised' }).click();
    await visited.locator('#f-text').fill('Please come in the spring.');
    await send(visited);
    await look(visited, 'cases-visit-invited');
    expect(await main(visited)).toContain('Recorded: «Invite the visit that was promised».');
    const { body } = await t.get<{ status: string }>(
      'USA-1',
      `/api/v1/review-visits/${encodeURIComponent('KP/VISIT/GIN/2013')}`,
    );
    expect(body.status).not.toBe('invitation promised');
  });
});
