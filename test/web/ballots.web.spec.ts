/** The ballot as its reader meets it, in a real browser: every state, three languages, with and without scripts. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { OutboxDispatcher } from '../../src/engine/index.js';
import type { Procedure } from '../support/ballot-links.js';
import { type BallotPages, CHAIR, answer, seen, startBallotPages, text } from '../support/ballot-pages.js';

type OutboxId = Parameters<OutboxDispatcher['dispatch']>[0];

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

describe('an open ballot', () => {
  it('says at once for whom, what, by when, how long, and what silence means; nothing is chosen', async () => {
    const procedure = shared;
    const { path } = await procedure.link('GHA-1');
    const page = await open(path);
    const words = await text(page);
    for (const expected of [
      'You answer for',
      'Ghana',
      'KP/WP/2013/1',
      'Road map for merging two committees',
      'Friday 22 February 2013, 24:00 UTC',
      'in 21 days and 15 hours',
      'No answer has been received from your side.',
      'your silence counts for nothing',
      'Road map, version 3',
    ])
      expect(words).toContain(expected);
    const prints = page.locator('details', { hasText: 'Fingerprints of the text and the documents' });
    expect(words).not.toContain('c0ffee');
    await prints.locator('summary').click();
    for (const expected of ['Version 1 of the text', 'c0ffee', (await procedure.context()).textHash])
      expect(await prints.innerText()).toContain(expected);
    await prints.locator('summary').click();
    expect(await page.locator('input:checked').count()).toBe(0);
    await seen(page, 'ballots-open', true);
  });

  it('on a telephone leads from the deadline straight to the answers', async () => {
    const page = await open((await shared.link('GHA-1')).path);
    await page.setViewportSize({ width: 320, height: 640 });
    const isInView = () =>
      page.evaluate<boolean>(
        "[document.getElementById('kind').getBoundingClientRect()].every(({ top, bottom }) => top >= 0 && bottom <= innerHeight)",
      ); // the first choice
    expect(await isInView()).toBe(false);
    const way = page.getByRole('link', { name: 'Go to the answers' });
    const fact = page.getByText('your silence counts for nothing');
    const [above, below] = [await fact.boundingBox(), await way.boundingBox()];
    expect((below?.y ?? 0) - (above?.y ?? 0)).toBeLessThan(200); // it stands right after the facts
    await way.click();
    expect(await isInView()).toBe(true);
  });

  it('speaks French to a French-speaking delegate, and the text comes in French first', async () => {
    const { path } = await shared.link('CIV-1');
    const page = await ground.browser.window();
    await page.context().clearCookies({ name: 'plenum-language' });
    await page.goto(path);
    const words = await text(page);
    for (const expected of [
      /Vous répondez au nom de\s+Côte d’Ivoire/,
      /dans 21\sjours et 15\sheures/,
      /votre silence ne compte pour rien/,
      /La feuille de route est adoptée/,
      /Adoptée si aucun membre ne s’oppose au plus tard le vendredi 22 février 2013, 24:00/,
      /54 membres sur 54 n’ont pas répondu/,
    ])
      expect(words).toMatch(expected);
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    expect(words).not.toContain('The two committees meet jointly');
    await seen(page, 'ballots-open-fr', true);
    await page.getByRole('link', { name: 'English' }).click();
    expect(await text(page)).toContain('You answer for');
    expect(new URL(page.url()).pathname).toBe(path);
  });

  it('names the government in French, and takes that name for it', async () => {
    const { path } = await shared.link('CAF-1');
    const page = await ground.browser.window({ language: 'fr' });
    await page.goto(path);
    expect(await text(page)).toMatch(/Vous répondez au nom de\s+République centrafricaine/);
    await page.locator('input[value=support]').check();
    await page.locator('main form button').first().click();
    await page.locator('#represents').fill('republique centrafricaine');
    await page.locator('button[value=cast]').click();
    expect(await given('CAF')).toMatchObject([{ kind: 'support', status: 'counted' }]);
  });

  it('turns over for readers of Arabic, and says that the translation is a draft', async () => {
    const { path } = await shared.link('ARE-1');
    const page = await open(path, { language: 'ar' });
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await page.locator('.plenum-text').getAttribute('dir')).toBe('ltr');
    await seen(page, 'ballots-open-ar', true);
  });

  it('counts down while it is open', async () => {
    const { path } = await shared.link('GHA-1');
    const page = await ground.browser.window();
    await page.clock.install();
    await page.goto(path);
    await page.clock.fastForward('26:00:00');
    await page.waitForFunction(`document.querySelector('.plenum-countdown').textContent.includes('20 days')`);
    expect(await page.locator('.plenum-countdown').innerText()).toMatch(/^in 20 days and 1[23] hours$/);
  });

  it('without scripts is answered by choosing, reading what it means, and confirming; the receipt is proof', async () => {
    const { path } = await shared.link('CAN-1');
    const page = await open(path, { javaScript: false });
    await page.getByRole('button', { name: 'Go on' }).click();
    expect(await text(page)).toContain('Choose an answer');
    await page.getByLabel('Support', { exact: true }).check();
    await page.getByRole('button', { name: 'Go on' }).click();
    expect(await text(page)).toMatch(/You are recording for Canada:\s+Support\s+Counts in favour\./i);
    expect(await given('CAN')).toEqual([]);
    await page.locator('#represents').fill('Canada');
    await page.getByRole('button', { name: 'Record this answer' }).click();
    const positions = await given('CAN');
    expect(positions).toMatchObject([{ kind: 'support', status: 'counted' }]);
    const { round } = await shared.context();
    const words = await text(page);
    for (const expected of ['Your answer is recorded', positions[0]?.id ?? '?', round?.textHash ?? '?'])
      expect(words).toContain(expected);
    expect(await page.locator('[data-print]').isVisible()).toBe(false);
  });
});

describe('an objection', () => {
  it('is echoed in plain words with what it does, and asks for the code of any mail about the procedure', async () => {
    const mailed = await shared.link('AUS-1');
    const another = await shared.link('AUS-1');
    const page = await open(another.path);
    await page.locator('input[value=objection]').check();
    await page.locator('main form button').first().click();
    expect(await text(page)).toContain('Give the reason for «Objection»');
    await seen(page, 'ballots-faulty');
    await page.locator('#reason').fill('The road map has no budget.');
    await page.locator('main form button').first().click();
    const words = await text(page);
    expect(words).toMatch(/You are recording for Australia:\s+OBJECTION\s+Blocks adoption/);
    await seen(page, 'ballots-confirm', true);
    await page.locator('#represents').fill('Australia');
    await page.locator('#code').fill(mailed.code);
    await page.locator('button[value=cast]').click();
    expect(await text(page)).toContain('Australia: Objection');
    await seen(page, 'ballots-receipt', true);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.plenum-nav, [data-print]:visible').count()).toBe(0);
    expect(await given('AUS')).toMatchObject([{ kind: 'objection', status: 'counted' }]);
  });

  it('refuses a colleague’s code', async () => {
    const { code } = await shared.link('NAM-2');
    const page = await open((await shared.link('NAM-1')).path);
    await answer(page, 'objection', { reason: 'No budget.', code }, 'NAM');
    expect(await text(page)).toContain('The code is not the one in your mail');
    expect(await given('NAM')).toEqual([]);
  });
});

describe('a ballot that was answered', () => {
  it('says so to whoever did, and to a colleague who and when', async () => {
    const page = await open((await shared.link('BWA-1')).path);
    await answer(page, 'no-objection', {}, 'BWA');
    await page.goto((await shared.link('BWA-1')).path);
    expect(await text(page)).toContain('You have answered');
    await seen(page, 'ballots-answered');
    await page.goto((await shared.link('BWA-2')).path);
    const words = await text(page);
    expect(words).toContain('A colleague has answered');
    expect(words).toContain('Botswana, head of delegation answered for Botswana.');
    expect(words).toMatch(/Received\s+Friday 1 February 2013, 11:00:00 \(Africa\/Gaborone\)/);
    await seen(page, 'ballots-colleague');
  });

  it('says that the Secretariat registered an answer that came off-line', async () => {
    await shared.act('SEC-1', 'register-offline-position', {
      party: 'IND',
      kind: 'support',
      receivedAt: '2013-02-01T09:00:00.000Z',
      evidence: 'Note verbale of 1 February 2013',
    });
    const page = await open((await shared.link('IND-1')).path);
    expect(await text(page)).toContain('Your answer was registered by the Secretariat');
    expect(await text(page)).toContain('a second person has yet to confirm it');
  });
});

describe('a ballot outside its window', () => {
  it('not open yet: says from when, shows the text, takes no answer', async () => {
    const { path } = await (await launched({ opensAt: '2013-03-01T09:00:00.000Z' })).link('GHA-1');
    const page = await open(path);
    const words = await text(page);
    expect(words).toContain('Not open yet');
    expect(words).toMatch(/Answers are taken from\s+Friday 1 March 2013, 09:00/);
    expect(words).toContain('The road map is adopted.');
    expect(await page.locator('main form button').count()).toBe(0);
    await seen(page, 'ballots-not-yet');
  });

  it('extended: says from when to when, by whom and why', async () => {
    const procedure = await launched();
    await procedure.act(CHAIR, 'extend', { reason: 'Four delegations asked for time.' });
    const page = await open((await procedure.link('GHA-1')).path);
    const words = await text(page);
    expect(words).toMatch(/Extended by South Africa.*the deadline was Friday 22 February 2013, 24:00/);
    expect(words).toContain('Reason given: Four delegations asked for time.');
    expect(words).toMatch(/Answer before\s+Friday 1 March 2013, 24:00/);
    await seen(page, 'ballots-extended');
  });
});

describe('a revised text', () => {
  it('is shown beside the earlier one by the old link, and by the new one; no word of it is told by colour alone', async () => {
    const procedure = await launched();
    const old = await procedure.link('GHA-1');
    const page = await open(old.path);
    await answer(page, 'objection', { reason: 'Six months are too long.', code: old.code });
    await procedure.act(CHAIR, 'revise', {
      reason: 'Ghana’s comment is taken up.',
      texts: [
        {
          language: 'en',
          body: 'The road map is adopted.\n\nThe two committees meet jointly from 1 July 2013, and report to the Plenary within three months.',
        },
      ],
    });
    const changes = async () => ({
      removed: await page.locator('del').allInnerTexts(),
      added: await page.locator('ins').allInnerTexts(),
    });
    const expected = {
      removed: [expect.stringContaining('June'), expect.stringContaining('six')],
      added: [expect.stringContaining('July'), expect.stringContaining('three')],
    };
    const response = await page.goto(old.path);
    expect(response?.status()).toBe(410);
    expect(await text(page)).toContain('A newer round has begun');
    expect(await changes()).toEqual(expected);
    expect(await page.locator('ins .govuk-visually-hidden').first().innerText()).toContain('inserted:');
    await seen(page, 'ballots-superseded');
    await page.goto((await procedure.link('GHA-1')).path);
    expect(await text(page)).toContain('What has changed since version 1');
    expect(await changes()).toEqual(expected);
    expect(await text(page)).toContain('Given on an earlier text; it does not count for the present one.');
    await seen(page, 'ballots-revised');
  });
});

describe('a link that opens nothing', () => {
  it('is one page, that keeps nothing of the address when the language changes', async () => {
    const page = await open(`/b/${'A'.repeat(43)}`);
    expect(await text(page)).toContain('This link cannot be used');
    await seen(page, 'ballots-unusable', true);
    await page.getByRole('link', { name: 'Français' }).click();
    expect(await text(page)).toContain('Ce lien ne peut pas être utilisé');
    expect(new URL(page.url()).pathname).toBe('/b/-');
  });

  it('of a withdrawn proposal says that it was withdrawn, before and after its links have ended', async () => {
    const procedure = await launched();
    const { path } = await procedure.link('GHA-1');
    await procedure.act(CHAIR, 'withdraw', { reason: 'Overtaken by events.' });
    const page = await open(path);
    expect(await text(page)).toContain('The proposal was withdrawn');
    const [effect] = await ground.t.app
      .get(DataSource)
      .query<{ id: OutboxId }[]>(
        `select id from outbox_message where case_id = $1 and topic = 'revoke-links'`,
        [procedure.id],
      );
    if (effect) await ground.t.app.get(OutboxDispatcher).dispatch(effect.id); // before all the mails that wait
    expect((await page.goto(path))?.status()).toBe(410);
    const words = await text(page);
    expect(words).toContain('The proposal was withdrawn');
    expect(words).toContain('Questions go to the Secretariat');
    expect(words).not.toContain('The road map is adopted');
    await seen(page, 'ballots-withdrawn');
  });
});

describe('whose answer is not like the others', () => {
  it('an Observer is told that its view is not counted', async () => {
    const page = await open((await shared.link('WDC-1')).path);
    const words = await text(page);
    expect(words).toMatch(/OBSERVER/i);
    expect(words).toContain('It is not counted.');
    await seen(page, 'ballots-observer');
  });

  it('a Participant whose trade is suspended is told that its answer counts', async () => {
    const page = await open((await shared.link('VEN-1')).path);
    expect(await text(page)).toContain('is suspended. Its answer counts in this procedure as any other.');
    await seen(page, 'ballots-suspended');
  });
});
