/** Reminders to many in a browser: whom exactly first, then exactly those, compared with the mailbox. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DataSource } from 'typeorm';
import { noteBounce } from '../../src/modules/registry/index.js';
import type { MailEntry } from '../../src/modules/notifications/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';

jest.setTimeout(480_000);

let t: TestApp;
let browser: TestBrowser;
beforeAll(async () => {
  t = await startTestApp('2013-01-10T09:00:00.000Z');
  for (const [index, party] of ['GIN', 'BRA', 'AGO', 'VEN'].entries()) {
    const opened = await t.post<{ caseId: string }>('CHE-1', '/api/v1/anomalies', {
      reference: `KP/ANOMALY/2013/${index + 1}`,
      title: 'Imports without a certificate',
      source: 'made up',
      kind: 'certificates',
      raisedBy: 'CHE',
      concerning: party,
      text: 'Two parcels came without a valid certificate.',
    });
    expect((await t.post('ZAF-1', `/api/v1/anomalies/${opened.body.caseId}/inform`, {})).status).toBe(200);
  }
  await t.travelTo('2013-01-11T12:00:00.000Z');
  await t.app.get(DataSource).transaction((tx) => noteBounce(tx, 'BRA-1', '550 no such user'));
  browser = await startBrowser(t);
});
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

/** Addresses of the reminders that were sent, sorted. */
const reminded = async (): Promise<string[]> => {
  const { body } = await t.get<MailEntry[]>('SEC-1', '/api/v1/mails?status=sent&limit=1000');
  return body
    .filter(({ template }) => template === 'reminder')
    .map(({ address }) => address)
    .sort();
};
const addressesOn = async (page: Page): Promise<string[]> =>
  (await page.locator('.plenum-recipients td.plenum-code').allInnerTexts()).sort();
const askFor = async (page: Page, party: string): Promise<void> => {
  await page.goto('/board/reminders');
  await page.getByLabel('Participant or Observer').selectOption(party);
  await page.getByRole('button', { name: 'Show whom' }).click();
};

describe('reminders to many', () => {
  it('show exactly whom first, and then go to exactly those, once', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await page.goto('/board?workflow=anomaly');
    await page.getByRole('link', { name: 'Remind those of whom something is due' }).click();
    await look(page, 'board-reminders');
    expect(await page.getByLabel('Kind of case').inputValue()).toBe('anomaly');
    await page.getByLabel('References of cases').fill('KP/ANOMALY/2013/1 KP/ANOMALY/2013/2');
    await page.getByRole('button', { name: 'Show whom' }).click();
    const heading = page.getByRole('heading', { level: 1 });
    expect(await heading.innerText()).toBe('3 reminders to 3 people');
    expect(await addressesOn(page)).toEqual([
      'focal.point@bra.example',
      'focal.point@gin.example',
      'head@gin.example',
    ]);
    expect(await page.locator('main').innerText()).toMatch(
      /Left out: 1[\s\S]*BRA-1: mail to BRA-1 comes back/,
    );
    await look(page, 'board-reminders-list', { phone: true });
    expect(await reminded()).toEqual([]);

    // of those shown, only some
    await page.locator('.plenum-tick[value="GIN-2"]').uncheck();
    await page.getByRole('button', { name: 'Make the list of those ticked alone' }).click();
    const chosen = await addressesOn(page);
    expect(chosen).toEqual(['focal.point@bra.example', 'head@gin.example']);
    const list = page.url();
    await page.getByRole('button', { name: /^Send/ }).click();
    await page.waitForURL('**/*done=sent*');
    expect(await page.locator('.govuk-notification-banner--success').innerText()).toContain('on their way');
    expect(await addressesOn(page)).toEqual(chosen);
    await look(page, 'board-reminders-sent');
    await t.travelTo('2013-01-12T12:00:00.000Z');
    expect(await reminded()).toEqual(chosen);

    // the same address later shows what became of it, and sends nothing again
    await page.goto(list);
    expect(await heading.innerText()).toContain(`${chosen.length} reminder`);
    await t.travelTo('2013-01-13T12:00:00.000Z');
    expect(await reminded()).toEqual(chosen);
  });

  it('sent twice go out once', async () => {
    const page = await browser.window({ as: 'ZAF-1', javaScript: false });
    await askFor(page, 'VEN');
    const form = page.locator('form#send');
    const fields = await form
      .locator('input')
      .evaluateAll((inputs) =>
        inputs.map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? ''] as const),
      );
    const target = (await form.getAttribute('action')) ?? '';
    const before = await reminded();
    const send = () =>
      page.request.post(target, { form: Object.fromEntries(fields), headers: { origin: t.url } });
    const [one, other] = [await send(), await send()];
    expect([one.status(), other.status()]).toEqual([200, 200]);
    await t.travelTo('2013-01-14T12:00:00.000Z');
    expect((await reminded()).filter((address) => address.endsWith('@ven.example'))).toHaveLength(2);
    expect((await reminded()).length - before.length).toBe(2);
  });

  it('of a list that has become too old are not sent: it says so, and shows the list as it stands now', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await askFor(page, 'AGO');
    const old = page.url();
    await t.travelTo('2013-01-14T14:00:00.000Z');
    await page.getByRole('button', { name: /^Send/ }).click();
    const main = page.locator('main');
    expect(await main.innerText()).toContain('The list had become too old to be sent.');
    expect(await addressesOn(page)).toEqual(['focal.point@ago.example', 'head@ago.example']);
    await look(page, 'board-reminders-renewed');
    expect((await page.goto(old))?.status()).toBe(409);
    expect(await main.innerText()).toContain('Nothing was sent.');
    await look(page, 'board-reminders-expired');
    await page.getByRole('button', { name: 'Show whom, as things stand now' }).click();
    const target = (await page.locator('form#send').getAttribute('action')) ?? '';
    await page
      .locator('form#send input[name="hash"]')
      .evaluate((input) => input.setAttribute('value', 'another'));
    await page.getByRole('button', { name: /^Send/ }).click();
    expect(await main.innerText()).toContain('The list is not the one you were shown.');
    expect(await page.locator('form#send').getAttribute('action')).not.toBe(target);
    expect((await reminded()).filter((address) => address.endsWith('@ago.example'))).toEqual([]);
  });

  it('say what is wrong with what was asked, and keep it', async () => {
    const page = await browser.window({ as: 'SEC-1' });
    await page.goto('/board/reminders');
    await page.getByLabel('References of cases').fill('KP/NOTHING');
    await page.getByRole('button', { name: 'Show whom' }).click();
    expect(await page.title()).toContain('Error:');
    expect(await page.locator('.govuk-error-summary').innerText()).toContain('there is no case KP/NOTHING');
    expect(await page.getByLabel('References of cases').inputValue()).toBe('KP/NOTHING');
    await page.locator('input[name="nonce"]').evaluate((input) => input.setAttribute('value', 'x'));
    await page.getByRole('button', { name: 'Show whom' }).click();
    expect(await page.locator('.govuk-error-summary').innerText()).toContain('This form is too old');
  });

  it('of one line go by the same way, in French too', async () => {
    const page = await browser.window({ as: 'SEC-1', language: 'fr' });
    await page.goto('/board?party=AGO&workflow=anomaly');
    await page.getByText('Ce que l’on peut faire').click();
    await page.getByRole('link', { name: /^Relancer \(/ }).click();
    await page.getByRole('button', { name: 'Afficher les destinataires' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('2 rappels à 2 personnes');
    expect(await page.locator('main').innerText()).toContain('Rien n’a encore été envoyé');
    await look(page, 'board-reminders-french');
  });

  it('are for the Chair and the Secretariat', async () => {
    const page = await browser.window({ as: 'GHA-1' });
    expect((await page.goto('/board/reminders'))?.status()).toBe(403);
    const stranger = await browser.window();
    await stranger.goto('/board/reminders');
    expect(new URL(stranger.url()).pathname).toBe('/sign-in');
  });
});
