/** The pages of written procedures, walked as a Chair, a Secretariat and a delegate would. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';

jest.setTimeout(180_000);
const BASE = '/api/v1/written-procedures';
let t: TestApp;
let browser: TestBrowser;
beforeAll(async () => {
  t = await startTestApp('2013-02-01T09:00:00.000Z');
  browser = await startBrowser(t);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

interface View {
  readonly status: string;
  readonly textHash: string;
  readonly deadline: { readonly iso: string };
  readonly tally: { readonly affirmative: number; readonly answered: number };
  readonly declarations: readonly { readonly outcome: string }[];
}

/** A procedure under way, launched by REST: its pages are what is looked at here. */
async function launched(reference: string, title = 'Road map for a merger'): Promise<string> {
  const draft = {
    reference,
    title,
    subject: 'Merging two committees',
    background: 'The Plenary of Washington asked for a road map.',
    texts: [
      { language: 'en', body: 'The road map for merging the two committees is adopted.' },
      { language: 'fr', body: 'La feuille de route pour la fusion des deux comités est adoptée.' },
    ],
  };
  const { body } = await t.post<{ caseId: string }>('ZAF-1', BASE, draft);
  expect((await t.post('ZAF-1', `${BASE}/${body.caseId}/launch`, { ruleSet: 'kp' })).status).toBe(200);
  return body.caseId;
}

const show = async (id: string, as = 'ZAF-1'): Promise<View> => (await t.get<View>(as, `${BASE}/${id}`)).body;

/** Answers of heads of delegation, by REST. */
async function answers(id: string, kind: string, parties: readonly string[], more: object = {}) {
  const { textHash } = await show(id);
  for (const party of parties) {
    const payload = { kind, contactId: `${party}-1`, channel: 'api', textHash, ...more };
    expect((await t.post(`${party}-1`, `${BASE}/${id}/record-position`, payload)).status).toBe(200);
  }
}

const EIGHTEEN = 'AGO AUS BWA BRA CHN COD EU ISR JPN KOR LBR LSO MEX GHA IND CAN USA TGO'.split(' ');

describe('the list of written procedures', () => {
  it('teaches what would be here while it is empty', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto('/procedures');
    expect(await page.getByRole('button', { name: 'Start a written procedure' }).getAttribute('href')).toBe(
      '/procedures/new',
    );
    await look(page, 'procedures-empty');
  });

  it('asks whoever is not signed in to do so', async () => {
    const page = await browser.window();
    expect((await page.goto('/procedures'))?.status()).toBe(401);
  });
});

describe('a procedure under way', () => {
  let id = '';
  beforeAll(async () => {
    id = await launched('KP/WP/2013/1');
    await answers(id, 'support', EIGHTEEN.slice(0, 6));
    await answers(id, 'no-objection', ['NAM', 'ZWE']);
    await answers(id, 'objection', ['RUS'], { reason: 'The road map is too fast for our administration.' });
    await answers(id, 'abstain', ['CHE']);
    await t.travelTo('2013-02-01T12:00:00.000Z');
  });

  it('stands on the list with its numbers in words', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto('/procedures?q=merger');
    const card = page.getByRole('article');
    expect(await card.innerText()).toMatch(
      /KP\/WP\/2013\/1[^]*6 support[^]*1 stands in the way[^]*44 have not/,
    );
    await look(page, 'procedures-list', { phone: true });
  });

  it('says what is needed, where every Participant stands and what comes', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto(`/procedures/${encodeURIComponent('KP/WP/2013/1')}`);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Road map for a merger');
    await look(page, 'procedure-open', { phone: true });
  });
});

describe('acts of the Chair', () => {
  let id = '';
  beforeAll(async () => {
    id = await launched('KP/WP/2013/2', 'Terms of the working group');
  });

  it('extend: from the form by way of what would happen to the later deadline; sent twice it counts once', async () => {
    const page = await browser.window({ as: 'ZAF-1', javaScript: false });
    await page.goto(`/procedures/${id}`);
    await page.getByRole('button', { name: 'Extend the window' }).click();
    await look(page, 'procedure-extend', { phone: true });
    await page.getByRole('button', { name: 'Go on and check' }).click();
    expect(await page.title()).toMatch(/^Error: /);
    await page.getByRole('link', { name: 'Fill in: Reason.' }).click();
    await page.getByLabel('Day', { exact: true }).fill('16');
    await page.getByLabel('Month', { exact: true }).fill('3');
    await page.getByLabel('Year', { exact: true }).fill('2013');
    await page.getByLabel('Reason').fill('Several delegations asked for more time.');
    await page.getByRole('button', { name: 'Go on and check' }).click();
    expect(await page.getByRole('main').innerText()).toMatch(/Saturday 16 March 2013[^]*not a working day/);
    await look(page, 'procedure-extend-check');
    const before = await show(id);
    await page.getByRole('button', { name: 'Extend the window' }).click();
    expect(await page.getByRole('main').innerText()).toContain('The window is extended');
    expect([before.deadline.iso, (await show(id)).deadline.iso]).toEqual([
      '2013-02-23T00:00:00.000Z',
      '2013-03-17T00:00:00.000Z',
    ]);
  });
});
