/** A Plenary held in a browser, from the invitation to the published communiqué, as the Chair, a delegate and an Observer see it. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';
import { eveOfWashington } from '../support/eve-of-washington.js';

jest.setTimeout(180_000);

const REFERENCE = 'KP/PLENARY/2012';
const API = `/api/v1/meetings/${encodeURIComponent(REFERENCE)}`;
interface Meeting {
  readonly id: string;
  readonly state: unknown;
  readonly items: readonly {
    readonly id: string;
    readonly title: string;
    readonly agenda: string;
    readonly askedBy?: string;
    readonly positions: readonly { readonly party: string; readonly kind: string }[];
    readonly findings: readonly { readonly result: string; readonly note: string }[];
  }[];
  readonly attendance: readonly {
    readonly party: string;
    readonly as: string;
    readonly credentials: boolean;
  }[];
  readonly clauses: readonly { readonly id: string; readonly item: string | null; readonly fact: object }[];
  readonly edits: readonly { readonly text: string }[];
  readonly communique: { readonly adoptedAt: string | null; readonly publishedAt: string | null };
}

const folder = eveOfWashington();
let t: TestApp;
let browser: TestBrowser;
let id = '';
beforeAll(async () => {
  t = await startTestApp('2012-08-01T09:00:00Z', folder);
  browser = await startBrowser(t);
});
afterAll(async () => {
  await browser?.close();
  await t?.close();
  rmSync(folder, { recursive: true, force: true });
});

const meeting = async (as = 'USA-1'): Promise<Meeting> => (await t.get<Meeting>(as, API)).body;
const main = (page: Page): Promise<string> => page.locator('main').innerText();
const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click();
const follow = (page: Page, name: string | RegExp): Promise<void> =>
  page
    .getByRole('link', { name, exact: typeof name === 'string' })
    .first()
    .click();
const at = (part = ''): string => {
  if (id === '') throw new Error('no meeting was convened');
  return `/plenary/${id}${part === '' ? '' : `/${part}`}`;
};
/** Sends the body of a form a second time, as a double press does. */
async function sendAgain(page: Page, path: string, body: string): Promise<number> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return (await page.request.post(path, { data: body, headers, maxRedirects: 0 })).status();
}
const bodyOf = (page: Page, selector: string): Promise<string> =>
  page.evaluate<string>(
    `new URLSearchParams(new FormData(document.querySelector(${JSON.stringify(selector)}))).toString()`,
  );

async function typeDay(page: Page, field: string, day: number, time: string): Promise<void> {
  await page.locator(`#f-${field}-day`).fill(String(day));
  await page.locator(`#f-${field}-month`).fill('11');
  await page.locator(`#f-${field}-year`).fill('2012');
  await page.locator(`#f-${field}-time`).fill(time);
}

describe('before the meeting', () => {
  it('an empty list teaches, and only the offices convene', async () => {
    const chair = await browser.window({ as: 'USA-1' });
    await chair.goto('/plenary');
    expect(await main(chair)).toContain('No meeting is ahead.');
    await look(chair, 'plenary-empty');
    const delegate = await browser.window({ as: 'CAN-1' });
    await delegate.goto('/plenary');
    expect(await delegate.getByRole('link', { name: 'Convene a meeting' }).count()).toBe(0);
    expect((await delegate.goto('/plenary/new'))?.status()).toBe(403);
    const nobody = await browser.window();
    await nobody.goto('/plenary');
    expect(new URL(nobody.url()).pathname).toBe('/sign-in');
  });

  it('is convened by one form: faults stand at their fields, nothing typed is lost, and twice sent counts once', async () => {
    const page = await browser.window({ as: 'USA-1' });
    await page.goto('/plenary/new');
    await look(page, 'plenary-convene');
    await page.getByLabel('Reference', { exact: true }).fill(REFERENCE);
    await page.getByLabel('Title', { exact: true }).fill('Tenth Plenary');
    await page.getByLabel('Time zone').fill('America/Washington');
    await press(page, 'Convene the meeting');
    expect(await page.title()).toMatch(/^Error: /);
    const alert = await page.getByRole('alert').innerText();
    expect(alert).toContain('Place: this is needed');
    expect(alert).toContain('there is no such time zone');
    await look(page, 'plenary-convene-faulty');
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe('Tenth Plenary');
    await page.getByLabel('Place').fill('Washington, D.C.');
    await page.getByLabel('Time zone').fill('America/New_York');
    await typeDay(page, 'opensAt', 27, '09:00');
    await typeDay(page, 'endsAt', 30, '17:00');
    const body = await bodyOf(page, '#form');
    await press(page, 'Convene the meeting');
    expect(await main(page)).toContain('The meeting is convened.');
    id = new URL(page.url()).pathname.split('/')[2] ?? '';
    expect(await sendAgain(page, '/plenary/new', body)).toBe(303);
    expect((await t.get<readonly object[]>('USA-1', '/api/v1/meetings')).body).toHaveLength(1);
    expect((await meeting()).id).toBe(id);
    expect(await main(page)).toContain('Last day for items of the agenda');
    expect(await main(page)).toContain('in 118 days');
    await look(page, 'plenary-meeting', { phone: true });
    await page.goto('/plenary');
    await look(page, 'plenary-list');
  });

  it('refuses a reference that is in use, and keeps the form', async () => {
    const page = await browser.window({ as: 'USA-1' });
    await page.goto('/plenary/new');
    await page.getByLabel('Reference', { exact: true }).fill(REFERENCE);
    await page.getByLabel('Title', { exact: true }).fill('Another');
    await page.getByLabel('Place').fill('Anywhere');
    await page.getByLabel('Time zone').fill('UTC');
    await typeDay(page, 'opensAt', 27, '09:00');
    await typeDay(page, 'endsAt', 30, '17:00');
    await press(page, 'Convene the meeting');
    expect(await page.getByRole('alert').first().innerText()).toContain('is in use');
    expect(await page.getByLabel('Place').inputValue()).toBe('Anywhere');
  });

  it('delegations and the Chair bring items; what is confidential is the offices’ and those concerned’s', async () => {
    const delegate = await browser.window({ as: 'CAN-1' });
    await delegate.goto(at('agenda'));
    await press(delegate, 'Bring this item');
    expect(await delegate.getByRole('alert').innerText()).toContain('Title: this is needed');
    await delegate.getByLabel('Title', { exact: true }).fill('Revised guidelines on interim measures');
    await press(delegate, 'Bring this item');
    expect(await main(delegate)).toContain('Recorded: «bring items for the agenda».');
    const chair = await browser.window({ as: 'USA-1' });
    for (const [title, visibility] of [
      ['Working definition of rough diamonds', 'Everybody who is invited'],
      ['A matter of compliance', 'Only the offices and those concerned'],
    ] as const) {
      await chair.goto(at('agenda'));
      await chair.getByLabel('Title', { exact: true }).fill(title);
      await chair.getByRole('radio', { name: visibility }).check();
      await press(chair, 'Bring this item');
      await chair.getByText('Recorded: «bring items for the agenda».').waitFor();
    }
    expect(await main(chair)).toContain('A matter of compliance');
    await look(chair, 'plenary-agenda');
    await press(chair, /^Move up\s*: A matter of compliance/);
    await chair.getByText('Recorded: «give an item another place on the agenda».').waitFor();
    expect(await chair.locator('.plenum-items__title').allInnerTexts()).toEqual([
      expect.stringContaining('Revised guidelines'),
      expect.stringContaining('A matter of compliance'),
      expect.stringContaining('Working definition'),
    ]);
    await press(chair, /^Move down\s*: A matter of compliance/);
    expect(await delegate.getByRole('button', { name: /^Move/ }).count()).toBe(0);
    expect((await delegate.request.post(at('agenda/order'), { form: { place: 'x:1' } })).status()).toBe(403);
    await delegate.reload();
    expect(await main(delegate)).not.toContain('A matter of compliance');
    expect((await meeting()).items.map((item) => item.id)).toEqual([
      'revised-guidelines-on-interim-measures',
      'working-definition-of-rough-diamonds',
      'a-matter-of-compliance',
    ]);
  });
});

describe('in the room', () => {
  it('one form saves who is there; whoever leaves is taken off with a reason', async () => {
    await t.travelTo('2012-11-27T15:00:00Z');
    const page = await browser.window({ as: 'SEC-1' });
    await page.goto(at('attendance'));
    for (const name of ['Canada', 'South Africa', 'Zimbabwe', 'World Diamond Council'])
      await page.getByLabel(name, { exact: true }).check();
    expect(await page.locator('[name=credentials]:visible').count()).toBe(3); // of Participants who are here alone
    await page.getByLabel('Guests of the Chair who are not listed').fill('A guest of honour');
    const body = await bodyOf(page, '#form');
    await press(page, 'Save who is in the room');
    expect(await main(page)).toContain('3 Participants, 1 Observer, 1 guest');
    expect(await sendAgain(page, at('attendance'), body)).toBe(303);
    expect((await meeting()).attendance.map(({ party }) => party).sort()).toEqual([
      'A guest of honour',
      'CAN',
      'WDC',
      'ZAF',
      'ZWE',
    ]);
    await look(page, 'plenary-attendance', { phone: true });
    await page.getByLabel('A guest of honour', { exact: true }).uncheck();
    await press(page, 'Save who is in the room');
    expect(await page.getByRole('alert').innerText()).toContain(
      'say why the delegation is taken off the list',
    );
    await page.getByLabel('Why a delegation is taken off the list').fill('Left for the airport.');
    await press(page, 'Save who is in the room');
    expect(await main(page)).toContain('3 Participants, 1 Observer, 0 guests');
    const delegate = await browser.window({ as: 'CAN-1' });
    await delegate.goto(at('attendance'));
    expect(await delegate.getByRole('checkbox').count()).toBe(0);
    expect(await main(delegate)).toContain('Zimbabwe');
  });

  it('the agenda is adopted by consensus, an item kept off with the reason', async () => {
    const page = await browser.window({ as: 'USA-1' });
    await page.goto(at('agenda'));
    await page.getByText(/^Keep this item off the agenda.*compliance/).click();
    await page.locator('[name="reason.a-matter-of-compliance"]').fill('Taken up by the committee first.');
    await page.getByText('Late items', { exact: true }).click();
    await page.getByLabel('Title of the late item').nth(1).fill('Floods in the host country');
    await press(page, 'Adopt the agenda by consensus');
    expect([await page.title(), await page.getByRole('alert').innerText()]).toEqual([
      expect.stringMatching(/^Error: /),
      expect.stringContaining('Who asks for it: say who asks for it'),
    ]);
    expect(await page.locator('[name="reason.a-matter-of-compliance"]').inputValue()).toContain('committee');
    expect(await page.locator('#late-1-askedBy-error').count()).toBe(1);
    await page.getByLabel('Who asks for it').nth(1).selectOption('Canada');
    await look(page, 'plenary-agenda-adopt', { phone: true });
    await press(page, 'Adopt the agenda by consensus');
    expect(await main(page)).toContain('Recorded: «adopt the agenda».');
    expect((await meeting()).items.map(({ id, agenda, askedBy }) => [id, agenda, askedBy])).toEqual([
      ['revised-guidelines-on-interim-measures', 'admitted', undefined],
      ['working-definition-of-rough-diamonds', 'admitted', undefined],
      ['a-matter-of-compliance', 'refused', undefined],
      ['floods-in-the-host-country', 'admitted', 'CAN'],
    ]);
    await page.goto(at('agenda'));
    expect(await main(page)).toContain('Taken up late, asked for by Canada');
    expect(await page.getByRole('button', { name: /^Move/ }).count()).toBe(0);
  });

  it('an objection prevents consensus, and is the delegation’s own to make', async () => {
    const delegate = await browser.window({ as: 'ZWE-1' });
    await delegate.goto(at('session?item=working-definition-of-rough-diamonds'));
    expect(await delegate.getByRole('button', { name: 'Consensus' }).count()).toBe(0);
    await delegate.getByText('Our position on this item').click();
    await press(delegate, 'Record');
    expect(await delegate.getByRole('alert').innerText()).toContain('Add a statement');
    await delegate.getByLabel('In its words').first().fill('The definition is too wide.');
    await press(delegate, 'Record');
    await delegate.getByText('Recorded: «take a position».').waitFor();
    const page = await browser.window({ as: 'USA-1' });
    await page.goto(at('session?item=working-definition-of-rough-diamonds'));
    expect(await main(page)).toContain('Zimbabwe objects. No consensus can be found');
    expect(await page.getByRole('button', { name: 'Consensus', exact: true }).count()).toBe(0);
    await look(page, 'plenary-session-objection', { phone: true });
  });

  it('consensus is one press; the next item comes by itself', async () => {
    const page = await browser.window({ as: 'USA-1' });
    await page.goto(at('session'));
    expect(await page.locator('.plenum-session h2').innerText()).toContain('Revised guidelines');
    await look(page, 'plenary-session', { phone: true });
    await press(page, 'Consensus');
    expect(await main(page)).toContain('Recorded on «Revised guidelines on interim measures»: Consensus.');
    expect(await page.locator('.plenum-session h2').innerText()).toContain('Working definition');
    expect((await meeting()).items[0]?.findings).toMatchObject([{ result: 'consensus' }]);
  });

  it('what has no consensus goes into written procedure', async () => {
    const page = await browser.window({ as: 'USA-1' });
    await page.goto(at('session?item=working-definition-of-rough-diamonds'));
    await page.getByText('Into written procedure').click();
    await press(page, 'Send it to written procedure');
    expect(await page.getByRole('alert').innerText()).toContain('Title: this is needed');
    await page.getByLabel('Reference of the procedure').fill('KP/WP/2012/9');
    await page.getByLabel('Title', { exact: true }).fill('Working definition');
    await page.getByLabel('Subject').fill('Rough diamonds');
    await page.getByLabel('Text that is put to the Participants').fill('The definition reads as follows.');
    await press(page, 'Send it to written procedure');
    await page.getByText('Recorded: «send an item to written procedure».').waitFor();
    const [, item] = (await meeting()).items;
    expect(item?.findings.at(-1)).toMatchObject({ result: 'to-written-procedure', note: 'KP/WP/2012/9' });
    const found = await t.get('USA-1', `/api/v1/written-procedures/${encodeURIComponent('KP/WP/2012/9')}`);
    expect(found.status).toBe(200);
  });

  it('a clause is a typed fact: it shows how it will read, says what is faulty, and is recorded', async () => {
    const page = await browser.window({ as: 'USA-1' });
    await page.goto(at('session?item=revised-guidelines-on-interim-measures'));
    await follow(page, 'Record a clause on this item');
    await look(page, 'plenary-clause-kinds');
    await follow(page, 'A mandate');
    await press(page, 'Record the clause');
    expect(await page.title()).toMatch(/^Error: /);
    await page.getByLabel('Verb').selectOption('requested');
    await page.getByLabel('Text', { exact: true }).fill('to report on the guidelines');
    await page.getByLabel('Task').fill('report on the guidelines');
    await page.getByLabel('Addressed to').fill('WGM');
    await press(page, 'Show how it will read');
    const preview = await page.locator('#preview').innerText();
    expect(preview).toContain('Plenary requested the Working Group on Monitoring');
    await look(page, 'plenary-clause', { phone: true });
    const body = await bodyOf(page, '#form');
    const path = new URL(page.url()).pathname + new URL(page.url()).search;
    await press(page, 'Record the clause');
    expect(await main(page)).toContain('Recorded: «record clauses».');
    expect(await sendAgain(page, path, body)).toBe(303);
    expect((await meeting()).clauses).toMatchObject([
      { id: '1a', item: 'revised-guidelines-on-interim-measures', fact: { kind: 'mandate' } },
    ]);
  });

  it('an open page follows: what the Chair finds is seen by a delegate without loading', async () => {
    const delegate = await browser.window({ as: 'CAN-1' });
    await delegate.goto(at('session?item=working-definition-of-rough-diamonds'));
    await t.post('USA-1', `${API}/consult`, {
      item: 'working-definition-of-rough-diamonds',
      note: 'The Chair spoke with the delegations.',
    });
    await delegate.getByText('The Chair spoke with the delegations.').waitFor();
  });
});

describe('the communiqué', () => {
  it('shows each sentence with its fact; governments read the draft, Observers not yet', async () => {
    const delegate = await browser.window({ as: 'CAN-1' });
    await delegate.goto(at('communique'));
    expect(await main(delegate)).toContain('requested the Working Group on Monitoring');
    expect(await main(delegate)).toContain('A mandate');
    expect(await delegate.getByRole('link', { name: 'Edit the sentence' }).count()).toBe(0);
    expect((await delegate.goto(at('communique/edit?clause=1a')))?.status()).toBe(403);
    const observer = await browser.window({ as: 'WDC-1' });
    await observer.goto(at('communique'));
    expect(await main(observer)).toContain('Observers read it once it is adopted');
    expect(await main(observer)).not.toContain('report on the guidelines');
  });

  it('an edit is shown as a redline, and what it leaves of its fact is named', async () => {
    const page = await browser.window({ as: 'USA-1' });
    await page.goto(at('communique'));
    await follow(page, /^Edit the sentence/);
    await page.getByLabel('The sentence').fill('The Plenary requested somebody to report on the guidelines.');
    await press(page, 'Show what changes');
    expect(await page.locator('#changes ins').first().innerText()).toContain('somebody');
    await look(page, 'plenary-edit');
    await press(page, 'Record the sentence');
    expect(await main(page)).toContain('One sentence says other than the fact behind it.');
    expect(await page.locator('#c-1a ins').first().innerText()).toContain('somebody');
    await look(page, 'plenary-communique', { phone: true });
    await follow(page, 'Write a sentence that rests on no fact');
    await page.getByLabel('The sentence').fill('The Plenary thanked its host.');
    await press(page, 'Record the sentence');
    expect(await main(page)).toContain('No fact stands behind this sentence.');
    await press(page, 'Take this sentence out');
    await page.getByText('Recorded: «go back to the drafted sentence».').waitFor();
    expect((await meeting()).edits.map(({ text }) => text)).toEqual([
      'The Plenary requested somebody to report on the guidelines.',
    ]);
    await press(page, 'Go back to the drafted sentence');
    await page.locator('#c-1a ins').waitFor({ state: 'detached' });
    expect((await meeting()).edits).toEqual([]);
  });

  it('is adopted once the meeting has closed, published after a second question, and its mandate leads to its case', async () => {
    const page = await browser.window({ as: 'USA-1' });
    await page.goto(at('session?item=floods-in-the-host-country'));
    await press(page, 'Take note');
    await page.goto(at('session'));
    await follow(page, 'Close the meeting');
    await press(page, 'Continue');
    await press(page, /^Yes: /);
    await page.getByText('Recorded: «close the meeting».').waitFor();
    await page.goto(at('communique'));
    await page.getByText('Opens the case').waitFor();
    await follow(page, 'Adopt the communiqué');
    await press(page, 'Send');
    expect(await main(page)).toContain('Recorded: «adopt the communiqué».');
    await follow(page, 'Publish the communiqué');
    await press(page, 'Continue');
    expect(await main(page)).toContain('Are you sure');
    await press(page, /^Yes: /);
    expect(await main(page)).toContain('Published');
    expect((await meeting()).communique.publishedAt).not.toBeNull();
    await look(page, 'plenary-published');
    for (const format of ['md', 'html', 'docx', 'pdf']) {
      const href = `/api/v1/meetings/${id}/communique.${format}`;
      expect(await page.locator(`a[href="${href}"]`).count()).toBe(1);
      const file = await page.request.get(href);
      expect([format, file.status()]).toEqual([format, 200]);
      expect((await file.body()).length).toBeGreaterThan(200);
    }
    await follow(page, 'report on the guidelines');
    expect(new URL(page.url()).pathname).toMatch(/^\/cases\/mandates\//);
    const observer = await browser.window({ as: 'WDC-1' });
    await observer.goto(at('communique'));
    expect(await main(observer)).toContain('report on the guidelines');
  });

  it('reads in French, and without scripts', async () => {
    const page = await browser.window({ as: 'USA-1', language: 'fr', javaScript: false });
    await page.goto('/plenary');
    expect(await main(page)).toContain('Tenues');
    for (const part of ['', 'agenda', 'attendance', 'session', 'communique']) {
      expect((await page.goto(at(part)))?.status()).toBe(200);
      expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    }
    expect(await main(page)).toContain('Un mandat');
  });

  it('a meeting that one may not know of is not there, nor is a command that there is not', async () => {
    const page = await browser.window({ as: 'CAN-1' });
    expect((await page.goto('/plenary/KP%2FNOTHING'))?.status()).toBe(404);
    expect((await page.goto(at('do/nothing')))?.status()).toBe(404);
    expect((await page.goto(at('session/clause?clause=99z')))?.status()).toBe(403);
  });
});
