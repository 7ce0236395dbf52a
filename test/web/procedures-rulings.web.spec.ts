/** What a Chair rules and turns in a written procedure, each by its form to its result: extended, consulted on, revised, referred, ruled on, annulled, withdrawn. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';

jest.setTimeout(240_000);
const BASE = '/api/v1/written-procedures';
const EIGHTEEN = 'AGO AUS BWA BRA CHN COD EU ISR JPN KOR LBR LSO MEX GHA IND CAN USA TGO'.split(' ');
let t: TestApp;
let browser: TestBrowser;
let chair: Page;
beforeAll(async () => {
  t = await startTestApp('2013-02-01T09:00:00.000Z');
  browser = await startBrowser(t);
  chair = await browser.window({ as: 'ZAF-1' });
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await t?.close();
}, 60_000);

interface View {
  readonly status: string;
  readonly textHash: string;
  readonly deadline: { readonly iso: string };
  readonly round: { readonly number: number; readonly extensions: readonly { readonly reason: string }[] };
  readonly consultation: { readonly note: string; readonly endsAt: { readonly at: string } } | null;
  readonly referral: { readonly to: string; readonly toPlenary: boolean } | null;
  readonly withdrawal: { readonly reason: string } | null;
  readonly contests: readonly {
    readonly party: string;
    readonly ruling: { readonly upheld: boolean } | null;
  }[];
  readonly declarations: readonly { readonly annulled: { readonly reason: string } | null }[];
}

const show = async (id: string): Promise<View> => (await t.get<View>('ZAF-1', `${BASE}/${id}`)).body;
const main = (page: Page): Promise<string> => page.getByRole('main').innerText();
const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('main').getByRole('button', { name, exact: true }).click();

/** Sends the form that is open, by way of the page that says what will happen. @returns what that page said */
async function send(page: Page, act: string, reference?: string): Promise<string> {
  await press(page, 'Go on and check');
  const foretold = await main(page);
  if (reference) await page.getByLabel('To confirm, type the reference').fill(reference);
  await press(page, act);
  return foretold;
}

/** A procedure under way for five days, with answers of heads of delegation. */
async function launched(
  reference: string,
  given: Readonly<Record<string, readonly string[]>>,
): Promise<string> {
  const { body } = await t.post<{ caseId: string }>('ZAF-1', BASE, {
    reference,
    title: `Terms of reference, ${reference}`,
    subject: 'New terms of reference',
    texts: [{ language: 'en', body: 'The group reports within six months.' }],
  });
  const launch = { ruleSet: 'kp', period: { value: 5, unit: 'calendar-days' } };
  expect((await t.post('ZAF-1', `${BASE}/${body.caseId}/launch`, launch)).status).toBe(200);
  for (const [kind, parties] of Object.entries(given))
    for (const party of parties) await answer(body.caseId, party, kind);
  return body.caseId;
}

async function answer(id: string, party: string, kind: string): Promise<void> {
  const { textHash } = await show(id);
  const payload = { kind, contactId: `${party}-1`, channel: 'api', textHash, reason: 'As we said.' };
  expect((await t.post(`${party}-1`, `${BASE}/${id}/record-position`, payload)).status).toBe(200);
}

async function declared(id: string): Promise<void> {
  const payload = { outcome: 'adopted', statement: 'No Participant objected, and enough support it.' };
  expect((await t.post('ZAF-1', `${BASE}/${id}/declare`, payload)).status).toBe(200);
}

/** A delegation contests the outcome by its form. */
async function contest(id: string, party: string, statement: string): Promise<void> {
  const page = await browser.window({ as: `${party}-1` });
  await page.goto(`/procedures/${id}/do/contest`);
  await page.getByRole('radio', { name: 'the procedure was not followed' }).check();
  await page.getByLabel('Statement').fill(statement);
  await send(page, 'Contest the outcome');
  expect(await main(page)).toContain('The contest is filed.');
  expect((await show(id)).status).toBe('contested');
}

describe('a procedure that is in somebody’s way', () => {
  const reference = 'KP/WP/2013/11';
  let id = '';
  beforeAll(async () => {
    id = await launched(reference, { support: EIGHTEEN, objection: ['RUS'] });
  }, 240_000);

  it('is extended by the usual length, which is said before it is sent', async () => {
    await chair.goto(`/procedures/${id}/do/extend`);
    expect(await main(chair)).toContain('the usual length of the rules: 7 calendar days');
    await press(chair, 'Go on and check');
    expect(await main(chair)).toContain('Fill in: Reason.');
    await chair.getByLabel('Reason').fill('A delegation asked for a week.');
    expect(await send(chair, 'Extend the window')).toMatch(/The deadline will be:[^]*13 February 2013/);
    expect(await main(chair)).toMatch(/The window is extended[^]*A delegation asked for a week\./);
    const { deadline, round } = await show(id);
    expect([deadline.iso, round.extensions.length]).toEqual(['2013-02-14T00:00:00.000Z', 1]);
  });

  it('is consulted on anew, until a day that the Chair names', async () => {
    await t.travelTo('2013-02-15T09:00:00.000Z');
    await chair.goto(`/procedures/${id}/do/open-consultations`);
    await chair.getByLabel('Note to everybody').fill('The Chair meets the delegation on Monday.');
    await chair.getByLabel('Day', { exact: true }).fill('1');
    await chair.getByLabel('Month', { exact: true }).fill('2');
    await chair.getByLabel('Year', { exact: true }).fill('2013');
    await press(chair, 'Go on and check');
    expect(await main(chair)).toMatch(/There is a problem[^]*must end later than now/);
    await chair.getByLabel('Day', { exact: true }).fill('20');
    await send(chair, 'Open consultations');
    expect(await main(chair)).toMatch(/Consultations are open\.[^]*meets the delegation on Monday/);
    expect((await show(id)).consultation).toMatchObject({
      note: 'The Chair meets the delegation on Monday.',
      endsAt: { at: '2013-02-21T00:00:00.000Z' },
    });
  });

  it('gets a revised text, whose changes are seen and heard', async () => {
    await chair.goto(`/procedures/${id}/do/revise`);
    await chair.getByLabel('Text: English').fill('The group reports within twelve months.');
    await chair.getByLabel('Reason').fill('Agreed with the delegation.');
    await press(chair, 'Go on and check');
    expect(await chair.locator('del').innerText()).toMatch(/^deleted:\s+six\s+\(end of the deletion\)/);
    expect(await chair.locator('ins').innerText()).toMatch(/^inserted:\s+twelve\s+\(end of the insertion\)/);
    await look(chair, 'procedure-rulings-redline', { phone: true });
    await press(chair, 'Put a revised text');
    expect(await main(chair)).toMatch(/The revised text is put\.[^]*Round 2/);
    expect((await show(id)).status).toBe('open');
  });

  it('is referred to a Plenary, and ends there', async () => {
    await chair.goto(`/procedures/${id}/do/refer`);
    await chair.getByLabel('To which meeting').fill('the Plenary of Johannesburg');
    await chair.getByLabel('Reason').fill('It has to be spoken about.');
    await look(chair, 'procedure-rulings-refer');
    await press(chair, 'Go on and check');
    expect(await main(chair)).toContain('This cannot be taken back');
    await chair.getByLabel('To confirm, type the reference').fill(reference);
    await press(chair, 'Refer to a meeting');
    expect(await main(chair)).toMatch(/The matter is referred[^]*Referred to the Plenary of Johannesburg/);
    const { status, referral } = await show(id);
    expect([status, referral?.toPlenary]).toEqual(['referred', true]);
    expect((await chair.goto(`/procedures/${id}/do/extend`))?.status()).toBe(409);
  });
});

describe('an outcome that is contested', () => {
  const reference = 'KP/WP/2013/12';
  let id = '';
  beforeAll(async () => {
    id = await launched(reference, { support: EIGHTEEN });
    await t.travelTo('2013-02-25T09:00:00.000Z');
    await answer(id, 'NAM', 'support');
  }, 240_000);

  it('is declared only when the late reply is ruled on', async () => {
    await chair.goto(`/procedures/${id}/do/rule-on-late-reply`);
    await chair.getByRole('radio', { name: 'No', exact: true }).check();
    await chair.getByLabel('Reason').fill('It came days after the deadline.');
    await send(chair, 'Rule on a late reply');
    expect(await main(chair)).toContain('came days after the deadline');
    await declared(id);
    expect((await show(id)).status).toBe('adopted');
  });

  it('stands when the contest is found wrong', async () => {
    await contest(id, 'GHA', 'We were not asked in time.');
    const stranger = await browser.window({ as: 'CAN-1' });
    expect((await stranger.goto(`/procedures/${id}/do/rule-on-contest`))?.status()).toBe(403);
    await chair.goto(`/procedures/${id}`);
    await look(chair, 'procedure-rulings-contested', { phone: true });
    await chair.goto(`/procedures/${id}/do/rule-on-contest`);
    expect(await main(chair)).toMatch(/Ghana: the procedure was not followed/);
    await chair.getByRole('radio', { name: 'No', exact: true }).check();
    await chair.getByLabel('Reason').fill('Every delegation was written to on the day.');
    await send(chair, 'Rule on a contest');
    expect(await main(chair)).toMatch(/The ruling is recorded\.[^]*Dismissed by/);
    const { status, contests } = await show(id);
    expect([status, contests.map(({ ruling }) => ruling?.upheld)]).toEqual(['adopted', [false]]);
  });

  it('falls when the contest is found right, and is declared anew', async () => {
    await contest(id, 'IND', 'The text was not in our language.');
    await chair.goto(`/procedures/${id}/do/rule-on-contest`);
    await chair.getByRole('radio', { name: 'Yes', exact: true }).check();
    await chair.getByLabel('Reason').fill('So it was.');
    expect(await send(chair, 'Rule on a contest')).toContain('Awaiting declaration');
    expect(await main(chair)).toMatch(/Upheld by/);
    expect((await show(id)).status).toBe('awaiting-declaration');
    await declared(id);
  });

  it('is annulled by the Chair, and stays in the history', async () => {
    await contest(id, 'CHN', 'An answer of ours is missing.');
    await chair.goto(`/procedures/${id}/do/annul`);
    await press(chair, 'Go on and check');
    expect(await main(chair)).toContain('Fill in: Reason.');
    await chair.getByLabel('Reason').fill('The answer was found.');
    await send(chair, 'Annul the declaration', reference);
    expect(await main(chair)).toMatch(/The declaration is annulled\.[^]*The answer was found\./);
    const { status, declarations } = await show(id);
    expect([status, declarations.map(({ annulled }) => annulled?.reason)]).toEqual([
      'awaiting-declaration',
      ['So it was.', 'The answer was found.'],
    ]);
  });

  it('is withdrawn in the end, once however often the form is sent', async () => {
    await chair.goto(`/procedures/${id}/do/withdraw`);
    await chair.getByLabel('Reason').fill('The group was merged meanwhile.');
    await press(chair, 'Go on and check');
    await chair.getByLabel('To confirm, type the reference').fill(reference);
    const form = await chair.evaluate<Record<string, string>>(
      "Object.fromEntries(new FormData(document.querySelector('main form')))",
    );
    await press(chair, 'Withdraw the proposal');
    expect(await main(chair)).toMatch(/The proposal is withdrawn[^]*merged meanwhile/);
    const again = await chair.request.post(`/procedures/${id}/do/withdraw`, {
      form: { ...form, step: 'do' },
      headers: { 'sec-fetch-site': 'same-origin' },
      maxRedirects: 0,
    });
    expect([again.status(), (await show(id)).withdrawal?.reason]).toEqual([
      303,
      'The group was merged meanwhile.',
    ]);
  });
});

describe('of a draft', () => {
  it('what if is asked where drafts are prepared', async () => {
    const draft = {
      reference: 'KP/WP/2013/13',
      title: 'Terms of reference',
      subject: 'New terms',
      texts: [{ language: 'en', body: 'The group reports.' }],
    };
    const { body } = await t.post<{ caseId: string }>('ZAF-1', BASE, draft);
    await chair.goto(`/procedures/${body.caseId}/what-if`);
    expect(new URL(chair.url()).pathname).toBe(`/procedures/${body.caseId}/draft/what-if`);
    expect(await main(chair)).toContain('What if somebody objects');
  });
});
