/** The pages of written procedures, walked as a Chair, a Secretariat and a delegate would. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';

jest.setTimeout(240_000);
const BASE = '/api/v1/written-procedures';
const EIGHTEEN = 'AGO AUS BWA BRA CHN COD EU ISR JPN KOR LBR LSO MEX GHA IND CAN USA TGO'.split(' ');
let t: TestApp;
let browser: TestBrowser;
beforeAll(async () => {
  t = await startTestApp('2013-02-01T09:00:00.000Z');
  browser = await startBrowser(t);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await t?.close();
}, 60_000);

interface View {
  readonly status: string;
  readonly textHash: string;
  readonly deadline: { readonly iso: string };
  readonly round: { readonly number: number };
  readonly tally: { readonly affirmative: number; readonly answered: number };
  readonly declarations: readonly { readonly outcome: string }[];
  readonly withdrawal: { readonly reason: string } | null;
}

/** A procedure under way, launched by REST: its pages are what is looked at here. */
async function launched(reference: string, title: string, launch: object = {}): Promise<string> {
  const draft = {
    reference,
    title,
    subject: 'Merging two committees',
    background: 'The Plenary of Washington asked for a road map.',
    texts: [
      { language: 'en', body: 'The road map for merging the two committees is adopted.' },
      { language: 'fr', body: 'La feuille de route pour la fusion des deux comités est adoptée.' },
    ],
    documents: [
      { title: 'Road map', language: 'en', url: 'https://kp.example/roadmap.pdf', sha256: 'a'.repeat(64) },
    ],
  };
  const { body } = await t.post<{ caseId: string }>('ZAF-1', BASE, draft);
  expect((await t.post('ZAF-1', `${BASE}/${body.caseId}/launch`, { ruleSet: 'kp', ...launch })).status).toBe(
    200,
  );
  return body.caseId;
}

const show = async (id: string, as = 'ZAF-1'): Promise<View> => (await t.get<View>(as, `${BASE}/${id}`)).body;
const main = (page: Page): Promise<string> => page.getByRole('main').innerText();
const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('main').getByRole('button', { name, exact: true }).click();

/** Answers of heads of delegation, by REST. */
async function answers(
  id: string,
  kind: string,
  parties: readonly string[],
  more: object = {},
): Promise<void> {
  const { textHash } = await show(id);
  for (const party of parties) {
    const payload = { kind, contactId: `${party}-1`, channel: 'api', textHash, ...more };
    expect((await t.post(`${party}-1`, `${BASE}/${id}/record-position`, payload)).status).toBe(200);
  }
}

/** The Secretariat enters a letter, by its page, as far as the page that says what will happen. */
async function letter(page: Page, id: string, party: string, evidence: string): Promise<void> {
  await page.goto(`/procedures/${id}/do/register-offline-position?party=${party}`);
  await page.getByRole('radio', { name: 'Support', exact: true }).check();
  await page.getByLabel('Day', { exact: true }).fill('1');
  await page.getByLabel('Month', { exact: true }).fill('2');
  await page.getByLabel('Year', { exact: true }).fill('2013');
  await page.getByLabel('Time, such as 17:00').fill('14:00');
  await page.getByLabel('Time zone').selectOption('UTC');
  await page.getByLabel('Evidence').fill(evidence);
  await press(page, 'Go on and check');
}

const FIVE_DAYS = { period: { value: 5, unit: 'calendar-days' } };

describe('the list of written procedures', () => {
  it('teaches what would be here while it is empty', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto('/procedures');
    const start = page.getByRole('button', { name: 'Start a written procedure' });
    expect(await start.getAttribute('href')).toBe('/procedures/new');
    await look(page, 'procedures-empty');
    await page.goto('/procedures?q=nothing&state=ended');
    expect(await main(page)).toContain('No written procedure fits this.');
  });

  it('leads whoever is not signed in to signing in, and leaves /procedures/new to the wizard', async () => {
    const page = await browser.window();
    await page.goto('/procedures');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    const delegate = await browser.window({ as: 'GHA-1' });
    await delegate.goto('/procedures/new');
    expect(await main(delegate)).not.toContain('There is no procedure');
  });
});

describe('a procedure that is adopted', () => {
  let id = '';
  beforeAll(async () => {
    id = await launched('KP/WP/2013/1', 'Road map for a merger', FIVE_DAYS);
    await answers(id, 'support', EIGHTEEN.slice(1));
    await t.travelTo('2013-02-01T15:00:00.000Z');
  }, 240_000);

  it('a letter counts when a second person has confirmed it, by a page without scripts', async () => {
    const page = await browser.window({ as: 'SEC-1', javaScript: false });
    await letter(page, id, 'NAM', '');
    expect([await page.title(), await main(page)]).toEqual([
      expect.stringMatching(/^Error: /),
      expect.stringContaining('Fill in: Evidence.'),
    ]);
    expect(await page.getByLabel('Day', { exact: true }).inputValue()).toBe('1');
    await page.getByLabel('Evidence').fill('Note verbale 12/2013');
    await press(page, 'Go on and check');
    expect(await main(page)).toMatch(/Namibia[^]*Support[^]*14:00 UTC[^]*Note verbale 12\/2013/);
    await press(page, 'Register a letter');
    expect(await main(page)).toContain('The answer is registered.');
    expect(await page.getByRole('link', { name: /Reject a letter\s*: Namibia/ }).count()).toBe(1);
    expect(await page.getByRole('link', { name: /Confirm a letter/ }).count()).toBe(0); // a second person does
    const before = (await show(id)).tally.affirmative;

    await page.goto(`/procedures/${id}/do/confirm-offline-position`);
    await press(page, 'Go on and check');
    expect(await main(page)).toContain('a second person to confirm it');

    const second = await browser.window({ as: 'SEC-2' });
    await second.goto(`/procedures/${id}`);
    await second.getByRole('link', { name: /Confirm a letter\s*: Namibia/ }).click();
    await press(second, 'Go on and check');
    await press(second, 'Confirm a letter');
    expect([before, (await show(id)).tally.affirmative]).toEqual([17, 18]);
  });

  it('cannot be declared while a letter waits; then it is, in two steps and once however often it is sent', async () => {
    const registrar = await browser.window({ as: 'SEC-1' });
    await letter(registrar, id, 'ZWE', 'Letter of 1 February');
    await press(registrar, 'Register a letter');
    await t.travelTo('2013-02-07T09:00:00.000Z');
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto('/procedures');
    expect(await main(page)).toMatch(
      /Needs somebody today[^]*outcome waits to be declared[^]*waits for a second person/,
    );
    await page.getByRole('link', { name: 'Road map for a merger' }).click();
    await press(page, 'Declare the outcome');
    await page.getByLabel('Statement').fill('No Participant objected, and enough support it.');
    await look(page, 'procedure-declare');
    await press(page, 'Go on and check');
    expect(await main(page)).toMatch(/There is a problem[^]*waits for a ruling or a second person/);
    expect(await page.getByLabel('Statement').inputValue()).toContain('No Participant objected');

    const second = await browser.window({ as: 'SEC-2' });
    await second.goto(`/procedures/${id}/do/reject-offline-position`);
    await second.getByLabel('Reason').fill('The letter is about another procedure.');
    await press(second, 'Go on and check');
    await press(second, 'Reject a letter');

    await press(page, 'Go on and check');
    expect(await main(page)).toMatch(
      /declares: adopted[^]*18 support[^]*In effect from[^]*mails go out at once/,
    );
    await look(page, 'procedure-declare-check', { phone: true });
    const sent = await page.evaluate<Record<string, string>>(
      "Object.fromEntries(new FormData(document.querySelector('main form')))",
    );
    await page.getByLabel('To confirm, type the reference').fill('KP/WP/2013/99');
    await press(page, 'Declare the outcome');
    expect(await main(page)).toContain('Type the reference as it stands here: KP/WP/2013/1.');
    await page.getByLabel('To confirm, type the reference').fill('KP/WP/2013/1');
    await press(page, 'Declare the outcome');
    expect(await main(page)).toContain('The outcome is declared');
    expect((await show(id)).status).toBe('adopted');
    const send = async (more: Readonly<Record<string, string>>) =>
      page.request.post(`/procedures/${id}/do/declare`, {
        form: { ...sent, reference: 'KP/WP/2013/1', step: 'do', ...more },
        headers: { 'sec-fetch-site': 'same-origin' },
        maxRedirects: 0,
      });
    const again = await send({});
    expect([again.status(), (await show(id)).declarations.length]).toEqual([303, 1]);
    const other = await send({ statement: 'Another statement.' });
    expect([other.status(), await other.text()]).toEqual([
      409,
      expect.stringContaining('Another statement.'),
    ]);
    expect([await other.text(), (await show(id)).declarations.length]).toEqual([
      expect.stringContaining('or was sent already'),
      1,
    ]);
    await page.goto(`/procedures/${id}`); // an open page has read itself again when the case changed
    await look(page, 'procedure-adopted');
    expect(await main(page)).toContain('counted neither for nor against');
    expect(await main(page)).not.toContain('will count');
  });

  it('takes a late answer, which is the last thing it offers, and says that it waits for a ruling', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto(`/procedures/${id}`);
    const acts = page.getByRole('region', { name: 'What you can do now' });
    expect(await acts.getByRole('button', { name: 'Answer', exact: true }).count()).toBe(0);
    const links = acts.locator('a');
    expect((await links.last().innerText()).trim()).toBe('Send a late answer');
    await links.last().click();
    expect(await main(page)).toMatch(
      /Send a late answer[^]*is kept for a ruling and counts only if it is admitted/,
    );
  });

  it('tells what was known on a date, and gives its history as a file', async () => {
    const page = await browser.window({ as: 'GHA-1' });
    await page.goto(`/procedures/${id}`);
    await page.locator('#knownAt').fill('2013-02-03T12:00');
    await press(page, 'Show');
    expect(await main(page)).toMatch(/no outcome had been declared[^]*Open for answers/);
    await look(page, 'procedure-as-known');
    const file = await page.request.get(`/procedures/${id}/dossier`);
    expect([file.headers()['content-disposition'], await file.json()]).toEqual([
      expect.stringContaining('KP-WP-2013-1.json'),
      expect.objectContaining({ format: 'plenum-history-excerpt-1' }),
    ]);
  });
});

describe('a procedure that meets an objection', () => {
  let id = '';
  beforeAll(async () => {
    id = await launched('KP/WP/2013/2', 'Terms of the working group', FIVE_DAYS);
    await answers(id, 'support', ['GHA', 'IND']);
    await answers(id, 'objection', ['RUS'], { reason: 'The road map is too fast for our administration.' });
    await t.travelTo('2013-02-14T09:00:00.000Z');
  }, 240_000);

  it('is consulted on, and a revised text is put with its changes marked', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto(`/procedures/${id}`);
    expect(await main(page)).toMatch(/The Chair consults until[^]*Russian Federation[^]*too fast/);
    await look(page, 'procedure-consulting');
    await page.goto(`/procedures/${id}/do/revise`);
    await press(page, 'Go on and check');
    expect(await main(page)).toContain('Fill in: Reason.');
    await page.getByLabel('Reason').fill('More time for administrations.');
    await press(page, 'Go on and check');
    expect(await main(page)).toMatch(/There is a problem[^]*The text is the one already put/);
    await page
      .getByLabel('Text: English')
      .fill('The road map for merging the two committees within three years is adopted.');
    await press(page, 'Go on and check');
    expect(await page.locator('ins').allInnerTexts()).toEqual([
      expect.stringContaining('within three years'),
    ]);
    expect(await main(page)).toMatch(/3 answers to the old text are kept[^]*Revised text \(/);
    await look(page, 'procedure-revise-check');
    await press(page, 'Put a revised text');
    expect(await main(page)).toMatch(/The revised text is put[^]*Round 2/);
    expect((await show(id)).round.number).toBe(2);
  });

  it('is extended to a date, and told that its last day is not worked', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto(`/procedures/${id}`);
    await press(page, 'Extend the window');
    await page.getByLabel('Day', { exact: true }).fill('31');
    await page.getByLabel('Month', { exact: true }).fill('2');
    await page.getByLabel('Year', { exact: true }).fill('2013');
    await page.getByLabel('Reason').fill('Several delegations asked for more time.');
    await press(page, 'Go on and check');
    expect(await main(page)).toContain('give a day that exists');
    await look(page, 'procedure-extend', { phone: true });
    await page.getByLabel('Day', { exact: true }).fill('2');
    await page.getByLabel('Month', { exact: true }).fill('3');
    await press(page, 'Go on and check');
    expect(await main(page)).toMatch(
      /Saturday 2 March 2013[^]*16 calendar days[^]*11 working days[^]*not a working day/,
    );
    await look(page, 'procedure-extend-check');
    await press(page, 'Extend the window');
    expect([await main(page), (await show(id)).deadline.iso]).toEqual([
      expect.stringContaining('The window is extended'),
      '2013-03-03T00:00:00.000Z',
    ]);
  });

  it('shows a delegate what is its own, in French, and takes its answer', async () => {
    const page = await browser.window({ as: 'COD-1', language: 'fr' });
    await page.goto(`/procedures/${id}`);
    const text = await main(page);
    expect(text).toMatch(
      /Votre gouvernement n’a pas encore répondu[^]*Adoptée si aucun Participant ne s’y oppose/,
    );
    expect(text).not.toMatch(/Atteint par courriel|Prolonger le délai|Et si/);
    expect(await page.locator('.plenum-text').first().getAttribute('lang')).toBe('fr');
    expect(text).toMatch(/Texte\n[^]*français[^]*anglais ?: ce texte fait foi/);
    await look(page, 'procedure-delegate-fr', { phone: true, height: 1400 });
    await press(page, 'Répondre');
    await page.getByRole('radio', { name: 'Objection', exact: true }).check();
    await press(page, 'Continuer et vérifier');
    expect(await main(page)).toContain('cette réponse demande un motif');
    await page.getByRole('radio', { name: 'Soutien', exact: true }).check();
    await press(page, 'Continuer et vérifier');
    await press(page, 'Répondre');
    expect([await main(page), (await show(id)).tally.affirmative]).toEqual([
      expect.stringContaining('Votre réponse est consignée'),
      1,
    ]);
    const refused = await page.goto(`/procedures/${id}/do/extend`);
    expect(refused?.status()).toBe(403);
  });

  it('is played on without changing anything', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    const before = await show(id);
    await page.goto(`/procedures/${id}/what-if`);
    await page.getByLabel('From').first().selectOption('RUS');
    await page.getByLabel('Answer').first().selectOption('objection');
    await page.getByLabel('After how many days').first().fill('2');
    await press(page, 'Play');
    expect(await main(page)).toMatch(/Answer received[^]*The deadline passed: Consultations/);
    await look(page, 'procedure-what-if');
    expect(await show(id)).toEqual(before);
  });

  it('is withdrawn with a reason, and offers nothing more', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto(`/procedures/${id}`);
    await page.getByText('More', { exact: true }).click();
    await page.getByRole('link', { name: 'Withdraw the proposal' }).click();
    await page.getByLabel('Reason').fill('The Plenary will take it up.');
    await press(page, 'Go on and check');
    await page.getByLabel('To confirm, type the reference').fill('KP/WP/2013/2');
    await press(page, 'Withdraw the proposal');
    expect([await main(page), (await show(id)).withdrawal?.reason]).toEqual([
      expect.stringContaining('The proposal is withdrawn'),
      'The Plenary will take it up.',
    ]);
    const late = await page.goto(`/procedures/${id}/do/extend`);
    expect([late?.status(), await main(page)]).toEqual([409, expect.stringContaining('is not possible now')]);
  });
});

describe('a procedure under way', () => {
  beforeAll(async () => {
    const id = await launched('KP/WP/2013/3', 'Statistics of rough diamonds');
    await answers(id, 'support', EIGHTEEN.slice(0, 6));
    await answers(id, 'no-objection', ['NAM', 'ZWE']);
    await answers(id, 'objection', ['RUS'], { reason: 'The figures are not yet final.' });
    await t.travelTo('2013-02-14T12:00:00.000Z');
  }, 240_000);

  it('stands on the list with its numbers in words', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto('/procedures?q=statistics');
    expect(await page.getByRole('article').innerText()).toMatch(
      /KP\/WP\/2013\/3[^]*6 support[^]*1 stands in the way[^]*45 have not/,
    );
    await page.goto('/procedures');
    await look(page, 'procedures-list', { phone: true });
  });

  it('is found by its reference, says where every Participant stands, and what comes', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto(`/procedures/${encodeURIComponent('KP/WP/2013/3')}`);
    expect(await main(page)).toMatch(/will count neither for nor against[^]*alarm set[^]*Launched/);
    await look(page, 'procedure-open', { phone: true });
    const unfolded = () =>
      page.evaluate<boolean>(
        "document.querySelector('#chart-words .govuk-details__text').checkVisibility({ contentVisibilityAuto: true })",
      );
    expect(await unfolded()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await unfolded()).toBe(true); // what is folded is printed too
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('link', { name: 'In the way (1)' }).click();
    expect(await page.getByRole('rowheader').allInnerTexts()).toEqual(['Russian Federation']);
  });

  it('shows above the answers its machine as a picture, with the present state lit, and says the same to whoever listens', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto('/procedures?q=statistics');
    await page.getByRole('link', { name: 'Statistics of rough diamonds' }).click();
    const picture = page.getByRole('img', { name: /as a picture of its states: Open for answers/ });
    await picture.scrollIntoViewIfNeeded();
    const drawn = await page.evaluate<{ width: number; bottom: number; answers: number }>(
      `document.querySelector('img.plenum-chart').decode().then(() => ({ width: document.querySelector('img.plenum-chart').naturalWidth, bottom: document.querySelector('img.plenum-chart').getBoundingClientRect().bottom, answers: document.getElementById('answers').getBoundingClientRect().top }))`,
    );
    expect(drawn.width).toBeGreaterThan(300);
    expect(drawn.bottom).toBeLessThan(drawn.answers);
    const svg = await (await page.request.get((await picture.getAttribute('src')) ?? '')).text();
    await page.setContent(`<!doctype html><title>Chart</title>${svg}`);
    const chart = page.getByRole('img', { name: 'The procedure KP/WP/2013/3 as a picture of its states' });
    const lit = chart.locator('.plenum-chart__state--current');
    expect(
      await page.evaluate<string[]>(
        "[...document.querySelectorAll('.plenum-chart__state--current')].map((box) => box.dataset.state)",
      ),
    ).toEqual(expect.arrayContaining([expect.stringMatching(/open$/)]));
    expect(await lit.locator('.plenum-chart__sign').count()).toBeGreaterThan(0);
    expect(await chart.locator('.plenum-chart__arrow--next').count()).toBeGreaterThan(0);
  });
});
