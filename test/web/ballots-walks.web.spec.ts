/** Every step of a ballot's reader, looked at: objecting, acknowledging, taking back, refusing the link; by keyboard alone, and from right to left. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Procedure } from '../support/ballot-links.js';
import { type BallotPages, CHAIR, answer, seen, startBallotPages, text } from '../support/ballot-pages.js';

jest.setTimeout(240_000);
let ground: BallotPages;
/** One procedure under way, for what different delegations do in it. */
let shared: Procedure;
beforeAll(async () => {
  ground = await startBallotPages();
  shared = await ground.launched();
});
afterAll(() => ground?.close());

const launched: BallotPages['launched'] = (...more) => ground.launched(...more);
const open: BallotPages['open'] = (...more) => ground.open(...more);
const given = async (party: string) =>
  (await shared.context()).positions.filter((position) => position.party === party);

describe('a link that is no more', () => {
  it('that reached somebody else says what to do; once its reader says so it is stopped, and the Secretariat knows', async () => {
    const procedure = await launched();
    const { path } = await procedure.link('GHA-1');
    const page = await open(path);
    await page.getByRole('link', { name: 'Not you?' }).click();
    expect(await text(page)).toContain('Not Ghana, head of delegation?');
    expect(await text(page)).toContain('secretariat@plenum.example');
    await seen(page, 'ballots-not-me', true);
    await page.getByRole('button', { name: 'Stop this link' }).click();
    expect(await text(page)).toContain('Tick the box to confirm');
    expect((await procedure.context()).wrongRecipients).toBeUndefined();
    await seen(page, 'ballots-not-me-faulty');
    await page.getByLabel('This link was not meant for me').check();
    await page.getByRole('button', { name: 'Stop this link' }).click();
    expect(await text(page)).toMatch(/Type KP\/WP\/2013\/\d+, as it stands above the field/);
    await page.getByLabel('This link was not meant for me').check();
    await page.locator('#reference').fill(((await procedure.context()).reference ?? '').toLowerCase());
    await page.getByRole('button', { name: 'Stop this link' }).click();
    expect(await text(page)).toContain('The Secretariat sees on its list that it reached somebody else');
    await seen(page, 'ballots-not-me-done');
    expect((await page.goto(path))?.status()).toBe(410);
    const words = await text(page);
    for (const expected of [
      'This link was revoked',
      'not meant for them',
      'It has not worked since',
      'How to get a new link',
      'secretariat@plenum.example',
    ])
      expect(words).toContain(expected);
    expect(words).not.toContain('The road map is adopted');
    await seen(page, 'ballots-revoked', true);
    const office = await ground.browser.window({ as: 'SEC-1' });
    await office.goto('/board?workflow=written-procedure&party=secretariat');
    const { reference } = await procedure.context();
    await office.goto(`/board?q=${encodeURIComponent(reference)}`);
    expect(await text(office)).toContain('another contact for Ghana, whose link reached somebody else');
    await office.locator('.plenum-line', { hasText: 'another contact for Ghana' }).locator('summary').click();
    await office
      .locator('.plenum-line', { hasText: 'another contact for Ghana' })
      .getByRole('link', { name: 'replace a contact' })
      .click();
    expect(await office.locator('select#party').inputValue()).toBe('GHA');
    expect(await office.locator('select#contactId').inputValue()).toBe('GHA-1');
  });

  it('of a contact who was replaced says so, in French', async () => {
    const procedure = await launched();
    const { path } = await procedure.link('CIV-1');
    await procedure.act('SEC-1', 'replace-contact', {
      party: 'CIV',
      contactId: 'CIV-1',
      contact: {
        id: 'CIV-9',
        name: 'Mme Koné',
        email: 'kone@civ.example',
        languages: ['fr'],
        zone: 'UTC',
        rank: 1,
      },
    });
    const page = await open(path, { language: 'fr' });
    const words = await text(page);
    expect(words).toContain('Ce lien a été révoqué');
    expect(words).toContain('Un autre contact remplace désormais');
    expect(words).not.toContain('Koné');
    await seen(page, 'ballots-replaced');
  });
});

describe('every page on the way', () => {
  it('an objection says which part, why, and what would resolve it; it is asked for, echoed and kept', async () => {
    const { path, code } = await shared.link('BRA-1');
    const page = await open(path, { javaScript: false });
    await page.locator('input[value=objection]').check();
    await page.locator('#paragraph').fill('Second paragraph');
    await page.locator('#reason').fill('Six months are too long.');
    await page.locator('#resolution').fill('Three months.');
    await page.locator('main form button').first().click();
    const echo =
      /Which part of the text\s+Second paragraph\s+Reason\s+Six months are too long\.\s+What would resolve it\s+Three months\./;
    expect(await text(page)).toMatch(echo);
    await page.locator('button[value=change]').click();
    expect(await page.locator('#resolution').inputValue()).toBe('Three months.');
    await page.locator('main form button').first().click();
    await page.locator('#represents').fill('BRA');
    await page.locator('#code').fill(code);
    await page.locator('button[value=cast]').click();
    expect(await text(page)).toMatch(echo);
    expect(await given('BRA')).toMatchObject([
      { paragraph: 'Second paragraph', reason: 'Six months are too long.', resolution: 'Three months.' },
    ]);
    const office = await ground.browser.window({ as: CHAIR });
    await office.goto(`/procedures/${shared.id}`);
    const row = office.locator('tr', { hasText: 'Brazil' });
    await row.locator('summary').first().click();
    expect(await row.innerText()).toMatch(/Second paragraph[\s\S]*Three months\./);
  });

  it('a part of the text that is too long is asked to be shortened, and everything stays', async () => {
    const page = await open((await shared.link('BRA-2')).path);
    await page.locator('input[value=objection]').check();
    await page.locator('#paragraph').fill('p'.repeat(501));
    await page.locator('#reason').fill('Too long.');
    await page.locator('main form button').first().click();
    expect(await text(page)).toContain('Shorten the text to 500 characters');
    expect((await page.locator('#paragraph').inputValue()).length).toBe(501);
  });

  it('acknowledging, taking back, reporting, being refused: each looked at', async () => {
    const { path } = await shared.link('ISR-1');
    const page = await open(path);
    await page.getByRole('link', { name: 'Only acknowledge' }).click();
    await seen(page, 'ballots-acknowledge', true);
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await seen(page, 'ballots-acknowledge-faulty');
    await page.locator('#declared').check();
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    expect(await text(page)).toContain('Receipt is acknowledged');
    await seen(page, 'ballots-done', true);
    await page.goto(path);
    await answer(page, 'support', {}, 'ISR');
    const receipt = page.url();
    const number = receipt.split('/').at(-1) ?? '';
    await page.goto(`${path}/withdraw/${number}`);
    await seen(page, 'ballots-declare', true);
    const stale = await ground.browser.window();
    await stale.goto(`${path}/withdraw/${number}`);
    await page.locator('#declared').check();
    await page.getByRole('button', { name: 'Take it back' }).click();
    expect(await text(page)).toContain('The answer is taken back');
    await stale.locator('#declared').check();
    await stale.getByRole('button', { name: 'Take it back' }).click();
    expect(await text(stale)).toContain('This was not recorded');
    await seen(stale, 'ballots-refused', true);
    await page.goto(receipt);
    expect(await text(page)).toContain('Withdrawn.');
    await seen(page, 'ballots-receipt-withdrawn');
    const colleague = await open((await shared.link('ISR-2')).path);
    await answer(colleague, 'support', {}, 'ISR');
    await colleague.getByRole('link', { name: 'This was not us' }).click();
    await seen(colleague, 'ballots-disown');
  });
});

describe('without a mouse', () => {
  it('an answer is read, chosen, confirmed and receipted by keyboard alone', async () => {
    const page = await open((await shared.link('NOR-1')).path);
    const focused = (): Promise<string> =>
      page.evaluate<string>(
        `(() => { const one = document.activeElement; return one.id || one.value || one.textContent.trim(); })()`,
      );
    const tabTo = async (wanted: string): Promise<void> => {
      for (let steps = 0; steps < 80; steps += 1) {
        if ((await focused()) === wanted) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab never came to «${wanted}»; it stands at «${await focused()}»`);
    };
    await page.keyboard.press('Tab');
    expect(await focused()).toMatch(/skip/i);
    await tabTo('kind');
    await page.keyboard.press('Space');
    expect(await page.locator('input:checked').inputValue()).toBe('support');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('input:checked').inputValue()).toBe('no-objection');
    await tabTo('reason');
    await page.keyboard.type('We can live with it.');
    await tabTo('Go on');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#represents');
    await tabTo('represents');
    await page.keyboard.type('Norway');
    await tabTo('cast');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/receipt/*');
    expect(await given('NOR')).toMatchObject([{ kind: 'no-objection', reason: 'We can live with it.' }]);
    await tabTo('This was not us');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/not-us/*');
    expect(await page.locator('#declared').isVisible()).toBe(true);
  });
});

describe('from right to left', () => {
  it('an objection is given in Arabic from the link to the receipt', async () => {
    const { path, code } = await shared.link('ARE-1');
    const page = await open(path, { language: 'ar' });
    const isRight = async (): Promise<void> => {
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    };
    await isRight();
    await page.locator('input[value=objection]').check();
    await page.locator('#paragraph').fill('الفقرة الثانية');
    await page.locator('#reason').fill('المهلة طويلة.');
    await page.locator('#resolution').fill('ثلاثة أشهر.');
    await page.locator('main form button').first().click();
    await isRight();
    expect(await page.locator('#code').getAttribute('dir')).toBe('ltr');
    await seen(page, 'ballots-confirm-ar', true);
    await page.locator('#represents').fill('ARE');
    await page.locator('#code').fill(code);
    await page.locator('button[value=cast]').click();
    await page.waitForURL('**/receipt/*');
    await isRight();
    expect(await text(page)).toContain('ثلاثة أشهر.');
    const moments = await page.locator('dl time bdi').allInnerTexts();
    expect(moments).toEqual([
      expect.stringMatching(/^الجمعة، 1 فبراير 2013, \d\d:\d\d:\d\d \(Asia\/Dubai\)$/),
      expect.stringMatching(/^الجمعة، 1 فبراير 2013, \d\d:\d\d:\d\d\.\d{3} UTC$/),
    ]);
    await seen(page, 'ballots-receipt-ar', true);
    await page.goto(`${path}/not-me`);
    await isRight();
    await seen(page, 'ballots-not-me-ar');
    expect(await given('ARE')).toMatchObject([{ kind: 'objection', paragraph: 'الفقرة الثانية' }]);
  });
});
