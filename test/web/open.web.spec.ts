/** All that is open for one government: by the link of a ballot, and signed in; and its deadlines as a calendar. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DataSource } from 'typeorm';
import { type TestApp, startTestApp } from '../support/app.js';
import { type Procedure, launchProcedure } from '../support/ballot-links.js';
import { BALLOT_BYTES, type TestBrowser, look, startBrowser } from '../support/chromium.js';
import { until } from '../support/engine.js';

jest.setTimeout(240_000);
const CHAIR = 'ZAF-1';
let t: TestApp;
let browser: TestBrowser;
let first: Procedure;
let second: Procedure;
beforeAll(async () => {
  t = await startTestApp('2013-02-01T09:00:00.000Z');
  browser = await startBrowser(t);
});
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

const text = (page: Page): Promise<string> => page.locator('main').innerText();
const links = async (): Promise<number> => {
  const [row] = await t.app
    .get(DataSource)
    .query<{ count: number }[]>('select count(*)::int as count from ballot_link where mail_id is null');
  return row?.count ?? 0;
};

describe('where nothing is open', () => {
  it('a delegate is told what would be there, and how it comes there', async () => {
    const page = await browser.window({ as: 'GHA-1' });
    await page.goto('/open');
    expect(await text(page)).toContain('Nothing waits on Ghana. What comes here are written procedures');
    await look(page, 'open-empty');
  });

  it('nobody sees anything without signing in, and an office that speaks for no government has no page', async () => {
    const page = await browser.window();
    await page.goto('/open');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    const secretariat = await browser.window({ as: 'SEC-1' });
    expect((await secretariat.goto('/open'))?.status()).toBe(403);
  });
});

describe('by the link of a ballot', () => {
  beforeAll(async () => {
    first = await launchProcedure(t, CHAIR, {
      reference: 'KP/WP/2013/1',
      title: 'Road map for merging two committees',
    });
    second = await launchProcedure(
      t,
      CHAIR,
      { reference: 'KP/WP/2013/2', title: 'Technical definitions of alluvial mining' },
      { period: { value: 10, unit: 'calendar-days' } },
    );
  });

  it('every open procedure stands there, the soonest first; the other ballot is reached by a link of the same contact', async () => {
    const { path } = await first.link('GHA-1');
    await second.link('GHA-1');
    const page = await browser.window({ javaScript: false });
    await page.goto(path);
    await page.getByRole('link', { name: 'All that is open for Ghana' }).click();
    const words = await text(page);
    expect(words).toContain('2 written procedures await an answer from Ghana.');
    expect(words.indexOf('Technical definitions')).toBeLessThan(words.indexOf('Road map for merging'));
    expect(words).toContain('in 10 days and 15 hours');
    const before = await links();
    await page.getByRole('button', { name: 'Answer KP/WP/2013/2' }).click();
    expect(await text(page)).toContain('Technical definitions of alluvial mining');
    expect(await links()).toBe(before + 1);
    const address = page.url();
    await page.goBack();
    await page.getByRole('button', { name: 'Answer KP/WP/2013/2' }).click();
    expect([page.url(), await links()]).toEqual([address, before + 1]);
    await page.getByLabel('Support', { exact: true }).check();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.locator('#represents').fill('Ghana');
    await page.getByRole('button', { name: 'Record this answer' }).click();
    expect((await second.context()).positions).toMatchObject([
      { party: 'GHA', contact: 'GHA-1', kind: 'support' },
    ]);
  });

  it('says who answered, and looks as well on a telephone', async () => {
    const page = await browser.window();
    await page.goto(`${(await first.link('GHA-2')).path}/open`);
    expect(await text(page)).toContain('Support, given by Ghana, head of delegation');
    expect(await text(page)).toContain('One written procedure awaits an answer from Ghana.');
    await look(page, 'open-by-link', { bytes: BALLOT_BYTES, phone: true });
  });

  it('speaks French to a French-speaking delegate', async () => {
    const page = await browser.window();
    await page.context().clearCookies({ name: 'plenum-language' });
    await page.goto(`${(await first.link('CIV-1')).path}/open`);
    expect(await text(page)).toContain('2 procédures écrites attendent une réponse de Côte d’Ivoire.');
    await look(page, 'open-by-link-fr', { bytes: BALLOT_BYTES });
  });

  it('a contact without a valid link in the other procedure gets none, and nobody gets a colleague’s', async () => {
    const store = t.app.get(DataSource);
    const theirs = `case_id = $1 and contact_id = 'BWA-1'`;
    await until('its mail is written, and no other link comes after the revocation', async () => {
      const query = `select 1 from ballot_link where ${theirs} and mail_id is not null`;
      return (await store.query<unknown[]>(query, [second.id])).length > 0;
    });
    const revoked = `revoked_at = legal_now(), revoked_reason = 'disowned'`;
    await store.query(`update ballot_link set ${revoked} where ${theirs}`, [second.id]);
    const page = await browser.window();
    await page.goto(`${(await first.link('BWA-1')).path}/open`);
    expect(await page.getByRole('button', { name: 'Answer KP/WP/2013/2' }).count()).toBe(0);
    expect(await text(page)).toContain('You have no personal link in this procedure');
    const nonce = await page.locator('input[name=nonce]').count();
    expect(nonce).toBe(0);
    const before = await links();
    const other = await browser.window();
    await other.goto(`${(await first.link('NAM-1')).path}/open`);
    const sent = await other.evaluate<string>(
      `fetch(location.pathname + '/${second.id}', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'nonce=made-up.by-hand' }).then(({ url }) => url)`,
    );
    expect(sent).toBe(other.url()); // nothing is made: the list again
    expect(await links()).toBe(before + 1); // NAM-1's own link of this test
  });
});

describe('signed in', () => {
  it('a delegate sees the same, goes on to the ballot, the case and the calendar, and sees how the months are filled', async () => {
    const page = await browser.window({ as: 'IND-1' });
    await page.goto('/open');
    const words = await text(page);
    expect(words).toContain('2 written procedures await an answer from India.');
    expect(words).toContain('February 2013');
    await look(page, 'open', { phone: true });
    expect(
      await page.getByRole('link', { name: 'Read the procedure KP/WP/2013/1' }).getAttribute('href'),
    ).toBe(`/procedures/${first.id}`);
    await page.getByRole('button', { name: 'Answer KP/WP/2013/1' }).click();
    expect(await text(page)).toMatch(/You answer for\s+India/);
    expect(await text(page)).toContain('This link was sent to India, head of delegation.');
  });

  it('without a link answers here: from the list by the form of the procedure, whose words are those of the ballot', async () => {
    const store = t.app.get(DataSource);
    const theirs = `case_id = $1 and contact_id = 'IND-1'`;
    await until('its mail is written, and no other link comes after the revocation', async () => {
      const query = `select 1 from ballot_link where ${theirs} and mail_id is not null`;
      return (await store.query<unknown[]>(query, [first.id])).length > 0;
    });
    const revoked = `revoked_at = legal_now(), revoked_reason = 'disowned'`;
    await store.query(`update ballot_link set ${revoked} where ${theirs} and revoked_at is null`, [first.id]);
    const page = await browser.window({ as: 'IND-1' });
    await page.goto('/open');
    expect(await text(page)).not.toContain('You have no personal link');
    await look(page, 'open-without-link');
    await page.getByRole('button', { name: 'Answer KP/WP/2013/1' }).click();
    expect(new URL(page.url()).pathname).toBe(`/procedures/${first.id}/do/record-position`);
    const form = await text(page);
    const ballot = await browser.window();
    await ballot.goto((await first.link('IND-2')).path);
    const meanings = await ballot.locator('.plenum-choice__meaning').allInnerTexts();
    expect(meanings.length).toBeGreaterThan(3);
    for (const meaning of meanings)
      expect(form).toContain(meaning.replace(' You will be asked for the code in your mail.', ''));
    await look(page, 'open-answer-signed-in');
    await page.getByRole('radio', { name: 'Support', exact: true }).check();
    await page.getByRole('button', { name: 'Go on and check' }).click();
    await page.getByRole('button', { name: 'Answer', exact: true }).click();
    expect(await text(page)).toContain('Your answer is recorded.');
    expect((await first.context()).positions).toContainEqual(
      expect.objectContaining({ party: 'IND', contact: 'IND-1', kind: 'support', channel: 'api' }),
    );
    await page.goto('/open');
    await page.getByRole('button', { name: 'Change the answer KP/WP/2013/1' }).click();
    expect(await text(page)).toContain('You can change the answer until the deadline.');
  });

  it('makes a calendar, whose address is shown once and read by a program; twice sent, it is one; revoked, it opens nothing', async () => {
    const page = await browser.window({ as: 'IND-1' });
    await page.goto('/open');
    await page.getByRole('link', { name: 'Subscribe to the deadlines of India' }).click();
    expect(await text(page)).toContain('There is none yet.');
    await look(page, 'open-calendar');
    await page.getByRole('button', { name: 'Subscribe to the deadlines of India' }).click();
    const address = new URL(await page.locator('.plenum-code').innerText());
    await look(page, 'open-calendar-made');
    const read = async () => (await fetch(`${t.url}${address.pathname}${address.search}`)).text();
    expect(await read()).toContain('BEGIN:VEVENT');
    await page.reload();
    expect(await page.locator('.plenum-code').innerText()).toBe(address.href);
    await page.getByRole('link', { name: 'All calendars' }).click();
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.getByRole('link', { name: /Revoke/ }).click();
    expect(await text(page)).toContain('Its address stops working for good');
    await look(page, 'open-calendar-revoke');
    await page.getByRole('button', { name: 'Revoke it' }).click();
    expect(await text(page)).toContain('The calendar is revoked.');
    expect(await read()).toContain('board.no-feed');
  });

  it('the Secretariat makes those of anybody, chosen by name, and is told when nothing is chosen', async () => {
    const page = await browser.window({ as: 'SEC-1', language: 'fr' });
    await page.goto('/calendar');
    await page.locator('#of').selectOption('');
    await page.getByRole('button', { name: 'Créer un calendrier' }).click();
    expect(await page.title()).toMatch(/^Un problème est survenu/);
    await page.getByLabel('De qui ?').selectOption('organ WGM');
    await page.getByRole('button', { name: 'Créer un calendrier' }).click();
    expect(await text(page)).toContain('Le calendrier de WGM est créé');
    await page.goto('/calendar');
    await look(page, 'open-calendar-office-fr');
  });
});
