/** The wizard of the Chair: from a blank page to a launched procedure, as its people would walk it. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DataSource } from 'typeorm';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CaseId, newId } from '../../src/kernel/ids.js';
import type { Actor } from '../../src/kernel/workflow.js';
import { LaunchPlans, launchPlanSchema } from '../../src/modules/written-procedures/index.js';
import { noteBounce } from '../../src/modules/registry/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';

jest.setTimeout(300_000);

const BASE = '/api/v1/written-procedures';
/** 54 Participants with two contacts, four Observers with one. */
const EVERYBODY = 54 * 2 + 4;

/** A body's own rule set: that of the KP, with a second person asked for. */
const folder = mkdtempSync(join(tmpdir(), 'plenum-launch-'));
mkdirSync(join(folder, 'rule-sets'));
writeFileSync(
  join(folder, 'rule-sets', 'countersigned.yaml'),
  readFileSync('workflows/written-procedure/rule-sets/kp.yaml', 'utf8')
    .replace('id: kp', 'id: countersigned')
    .replace('title: Written procedure of the Kimberley Process', 'title: Countersigned procedure')
    .replace('countersign: false', 'countersign: true'),
);

let t: TestApp;
let browser: TestBrowser;
beforeAll(async () => {
  t = await startTestApp('2013-02-01T09:00:00Z', undefined, { DATA_DIR: folder });
  browser = await startBrowser(t);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await t?.close();
  rmSync(folder, { recursive: true, force: true });
});

const h1 = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();
const main = (page: Page): Promise<string> => page.locator('main').innerText();
const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();
const mailsSent = async (): Promise<number> => (await t.mailbox.list('', 500)).entries.length;
const mailsAbout = async (reference: string): Promise<number> =>
  (await t.mailbox.list('', 2000)).entries.filter(({ subject }) => subject.includes(reference)).length;
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

/** From now on mail to Ghana comes back. */
async function ghanaIsUnreached(): Promise<void> {
  await t.app.get(DataSource).transaction(async (tx) => {
    for (const contact of ['GHA-1', 'GHA-2']) await noteBounce(tx, contact, '550 no such user');
  });
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
    await look(page, 'launch-start');
    await page.getByRole('link', { name: 'Administrative decision' }).click();
    expect(await page.getByLabel('Reference', { exact: true }).inputValue()).toBe('KP/WP/2013/1');
    expect(await main(page)).toContain(
      'Adopted if no Participant objects and at least one third of the Participants support it, within 21 calendar days; silence counts neither for nor against.',
    );
    await look(page, 'launch-rule');
    await press(page, 'Begin the draft');

    expect(await main(page)).toContain('Nobody has been written to.');
    expect(await h1(page)).toBe('Text and languages');
    const id = idOf(page);
    const base = `/procedures/${id}/draft`;
    await look(page, 'launch-text');
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

    expect(await main(page)).toContain(
      '54 Participants are asked, and 4 other parties are copied: 112 people',
    );
    await look(page, 'launch-who');
    await page.getByRole('button', { name: 'Go on' }).click();

    expect(await main(page)).toMatch(/15 working days, 21 calendar days/);
    expect(await main(page)).toContain('Friday 22 February 2013, 24:00');
    await look(page, 'launch-when', { phone: true });
    await press(page, 'Save and go on');

    expect(await main(page)).toContain('This mail goes to 112 people');
    await look(page, 'launch-preview', { phone: true });
    await page.getByRole('link', { name: /^The page that .* will answer on/ }).click();
    expect(await main(page)).toContain('This is a sample');
    expect(await main(page)).toContain('Statistics are published every quarter.');
    expect(
      await page.locator('main button').evaluateAll((all) => all.map((one) => one.matches(':disabled'))),
    ).toEqual([true]);
    expect(await page.locator('main form').count()).toBe(0);
    await look(page, 'launch-ballot-sample', { phone: true });
    await page.getByRole('link', { name: 'Back to the preview' }).click();
    await page.getByRole('button', { name: 'Go on' }).click();

    expect(await main(page)).toContain(
      '112 mails go out, to 54 Participants who are asked and 4 other parties',
    );
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
    expect(await main(page)).toMatch(
      /Record of launches[^]*South Africa[^]* undid it[^]*South Africa[^]* confirmed the launch/,
    );
    await t.travelTo('2013-02-01T09:02:00Z');
    expect(await mailsSent()).toBe(0);

    await page.goto(`${base}/when`);
    const planned = (await page.locator('#timetable ~ div tbody tr td:last-child').allInnerTexts()).map(
      Number,
    );
    expect(planned.slice(0, 2)).toEqual([EVERYBODY, 54 * 2]);
    await page.goto(`${base}/launch`);
    await page.getByLabel(/type the reference/).fill('KP/WP/2013/1');
    await press(page, 'Launch the procedure');
    await page.goto(`${base}/text`);
    expect(new URL(page.url()).pathname).toBe(`${base}/launching`);
    expect(await mailsSent()).toBe(0);
    await t.travelTo('2013-02-01T09:03:10Z');
    expect(await mailsSent()).toBe(planned[0]);
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
    await t.travelTo('2013-02-08T08:00:01Z');
    expect(await mailsSent()).toBe((planned[0] ?? 0) + (planned[1] ?? 0));
  });
});

describe('who may', () => {
  it('no delegate, and nobody who is not signed in', async () => {
    const id = await aDraft('KP/WP/2013/30');
    const delegate = await browser.window({ as: 'GHA-1' });
    expect((await delegate.goto('/procedures/new'))?.status()).toBe(403);
    expect((await delegate.goto(`/procedures/${id}/draft/launch`))?.status()).toBe(403);
    const nobody = await browser.window();
    await nobody.goto('/procedures/new');
    expect(await nobody.title()).toMatch(/sign in/i);
  });

  it('the Secretariat prepares, and is told that the Chair launches', async () => {
    const id = await aDraft('KP/WP/2013/31');
    const page = await browser.window({ as: 'SEC-1' });
    await chooseRule(page, id);
    await page.goto(`/procedures/${id}/draft/launch`);
    expect(await main(page)).toMatch(/It cannot be launched now\..*takes the office of chair/);
    expect(await page.getByRole('button', { name: 'Launch the procedure' }).count()).toBe(0);
    await page.goto(`/procedures/${id}/draft`);
    expect(await main(page)).toContain('it is launched by the Chair. You can prepare everything.');
  });
});

describe('bad input', () => {
  it('in step 1 is named at its field, and what was typed is kept', async () => {
    await aDraft('KP/WP/2013/40');
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto('/procedures/new?template=blank');
    await page.getByLabel('Reference', { exact: true }).fill('');
    await page.getByLabel('Silence procedure of the Council').check();
    await press(page, 'Begin the draft');
    expect(await page.locator('.govuk-error-summary').innerText()).toMatch(
      /Give the procedure a reference\.\s+The rule asks for something first/,
    );
    await look(page, 'launch-fault');
    expect(await page.getByLabel('Silence procedure of the Council').isChecked()).toBe(true);
    await page.getByLabel('Reference', { exact: true }).fill('KP/WP/2013/40');
    await page.getByLabel('What the rule asks for first').fill('Agreed at the intersessional of 2013');
    await press(page, 'Begin the draft');
    expect(await page.locator('.govuk-error-summary').innerText()).toContain('KP/WP/2013/40» is in use');
  });

  it('in steps 2, 4 and 6 does not get through', async () => {
    const id = await aDraft('KP/WP/2013/41');
    const page = await browser.window({ as: 'ZAF-1' });
    await chooseRule(page, id);
    await page.getByLabel('Title', { exact: true }).fill(' ');
    await page.getByLabel('English', { exact: true }).fill('');
    await page.getByLabel('Its address on the web').fill('ftp:nowhere');
    await page.getByLabel('Its SHA-256 digest').fill('abc');
    await press(page, 'Save and go on');
    const faults = await page.locator('.govuk-error-summary li').allInnerTexts();
    expect(faults).toEqual([
      'Give the procedure a title.',
      'The text in the language that decides cannot be empty.',
      'Give the document a title.',
      'Give an address that begins with https://, or leave it empty.',
      'Give the 64 hexadecimal digits of the SHA-256 digest, or leave it empty.',
    ]);
    await page.getByRole('link', { name: 'Give the document a title.' }).click();
    expect(await page.evaluate('document.activeElement.id')).toBe('docTitle-1');

    await page.goto(`/procedures/${id}/draft/when`);
    await page.getByLabel('After another length of time').check();
    await page.getByLabel('Number').fill('200');
    await press(page, 'Save and go on');
    expect(await page.locator('#periodValue-error').innerText()).toMatch(/The rules let it close between/);
    await page.getByLabel('On a day and hour').last().check();
    await page.locator('#closesZone').fill('Nowhere/Land');
    await page.locator('#closesTime').fill('25:00');
    await press(page, 'Save and go on');
    expect(await page.locator('.govuk-error-summary li').allInnerTexts()).toHaveLength(3);
    await page.locator('#closesDate').fill('2013-03-02');
    await page.locator('#closesTime').fill('24:00');
    await page.locator('#closesZone').fill('Europe/Brussels');
    await page.getByLabel('Reminders: how many days').fill('7, soon');
    await press(page, 'Save and show the timetable');
    expect(await page.locator('.govuk-error-summary li').allInnerTexts()).toEqual([
      'Give whole numbers of days, such as 14, 7, 1.',
    ]);
    await page.getByLabel('Reminders: how many days').fill('400, 7');
    await press(page, 'Save and show the timetable');
    expect(await page.locator('#reminderDays-error').innerText()).toMatch(/none earlier than 60 days/);
    await page.getByLabel('Reminders: how many days').fill('5, 2');
    await press(page, 'Save and show the timetable');
    expect(await page.locator('#departure-error').innerText()).toContain('Say why the window');
    await page.getByLabel('Why the window or the reminders differ').fill('The intersessional falls into it.');
    await look(page, 'launch-when-varied');
    await press(page, 'Save and show the timetable');
    expect(
      (await page.locator('#timetable ~ div tbody tr').allInnerTexts())
        .filter((line) => line.includes('Reminder'))
        .map((line) => /\d+ \w+ 2013/.exec(line)?.[0]),
    ).toEqual(['25 February 2013', '28 February 2013', '2 March 2013']);
    expect(await main(page)).toMatch(/Saturday 2 March 2013, 24:00 \(Europe\/Brussels, end of the day\)/);
    expect(await main(page)).toContain('The last day is a day off: a weekend.');
  });

  it('leaves no gap of a template unfilled: the launch waits', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto('/procedures/new?template=admission');
    await page.getByLabel('Reference', { exact: true }).fill('KP/WP/2013/42');
    await press(page, 'Begin the draft');
    await page.goto(`/procedures/${idOf(page)}/draft/launch`);
    expect(await main(page)).toMatch(/Still to be filled in: .*\[applicant\]/);
    expect(await page.getByRole('button', { name: 'Launch the procedure' }).count()).toBe(0);
  });
});

describe('sent twice, and by two', () => {
  it('the first form opens one draft', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto('/procedures/new?template=technical-update');
    const form = {
      nonce: await page.locator('input[name=nonce]').inputValue(),
      template: 'technical-update',
      reference: 'KP/WP/2013/50',
      ruleSet: 'kp',
    };
    const send = async () =>
      (await page.request.post('/procedures/new', { form, maxRedirects: 0 })).headers();
    const [first, second] = [await send(), await send()];
    expect(first['location']).toMatch(/draft\/text/);
    expect(second['location']).toBe(first['location']);
    const stale = await page.request.post('/procedures/new', { form: { ...form, nonce: 'x' } });
    expect([stale.status(), await stale.text()]).toEqual([400, expect.stringContaining('KP/WP/2013/50')]);
  });

  it('nobody’s work is overwritten unseen', async () => {
    const id = await aDraft('KP/WP/2013/51');
    const [one, two] = [await browser.window({ as: 'ZAF-1' }), await browser.window({ as: 'SEC-1' })];
    for (const page of [one, two]) await page.goto(`/procedures/${id}/draft/text`);
    await one.getByLabel('Title', { exact: true }).fill('The title of the Chair');
    await press(one, 'Save and come back later');
    await two.getByLabel('Title', { exact: true }).fill('The title of the Secretariat');
    await press(two, 'Save and come back later');
    expect(await main(two)).toContain('Somebody else has changed this draft');
    expect(await two.getByLabel('Title', { exact: true }).inputValue()).toBe('The title of the Secretariat');
    await one.reload();
    expect(await h1(one)).toBe('The title of the Chair');
    await press(two, 'Save and come back later');
    expect(await h1(two)).toBe('The title of the Secretariat');
  });

  it('a draft that was changed after the confirmation is not launched', async () => {
    const id = await aDraft('KP/WP/2013/52');
    const page = await browser.window({ as: 'ZAF-1' });
    await chooseRule(page, id);
    await page.goto(`/procedures/${id}/draft/launch`);
    await page.getByLabel(/type the reference/).fill('KP/WP/2013/52');
    await press(page, 'Launch the procedure');
    await t.post('SEC-1', `${BASE}/${id}/amend-draft`, { title: 'Another matter altogether' });
    const before = await mailsSent();
    await press(page, 'Launch without waiting');
    expect(await main(page)).toContain('The confirmed launch did not happen, and nobody was written to.');
    expect(await main(page)).toMatch(
      /Record of launches[^]*had confirmed did not happen\. The draft was changed/,
    );
    expect(await mailsSent()).toBe(before);
  });
});

describe('before the launch', () => {
  it('shows whom no mail reaches, and what their silence will mean', async () => {
    const id = await aDraft('KP/WP/2013/60');
    const page = await browser.window({ as: 'ZAF-1' });
    await chooseRule(page, id);
    await ghanaIsUnreached();
    await page.goto(`/procedures/${id}/draft/who`);
    expect(await main(page)).toContain('No working contact is known of 1 Participant.');
    expect(await main(page)).toContain(
      'the silence of a Participant whom no mail reaches counts for nothing',
    );
    await page.getByRole('link', { name: 'Only those without a working contact (1)' }).click();
    expect(await page.locator('tbody tr').count()).toBe(1);
    expect(await page.locator('tbody tr').innerText()).toContain('Ghana');
    await look(page, 'launch-who-red', { phone: true });
    await page.goto(`/procedures/${id}/draft/when`);
    expect(await main(page)).toContain('21 calendar days');
    await page.goto(`/procedures/${id}/draft`);
    const who = page.locator('.govuk-task-list__item', { hasText: 'Who is asked' });
    expect(await who.innerText()).toMatch(/say why it is launched all the same[^]*Incomplete/);
    expect(await who.locator('.govuk-tag--red').count()).toBe(1);
    await page.goto(`/procedures/${id}/draft/launch`);
    expect(await main(page)).toMatch(/It cannot be launched now\. No mail reaches Ghana\./);
    await page.goto(`/procedures/${id}/draft/who`);
    await page.getByLabel('Why it is launched all the same').fill('Told by note verbale 3/2013.');
    await press(page, 'Save and come back later');
    expect(await who.innerText()).toContain('Not everybody reached');
    expect(await who.locator('.govuk-tag--red').count()).toBe(1);
    expect(await main(page)).toContain('Told by note verbale 3/2013.');
    await page.goto(`/procedures/${id}/draft/preview`);
    expect(await page.locator('#to option').first().innerText()).toMatch(/Ghana.*mail comes back/);
    await page.goto(`/procedures/${id}/draft/launch`);
    expect(await main(page)).toContain('No mail will reach Ghana.');
    expect(await page.getByRole('button', { name: 'Launch the procedure' }).count()).toBe(1);
    await page.getByLabel(/type the reference/).fill('KP/WP/2013/60');
    await press(page, 'Launch the procedure');
    await press(page, 'Launch without waiting');
    await page.goto(`/procedures/${id}`);
    expect(await main(page)).toContain(
      'Why it was launched although not everybody was reached: Told by note verbale 3/2013.',
    );
  });

  it('plays through what one objection would do', async () => {
    const id = await aDraft('KP/WP/2013/61');
    const page = await browser.window({ as: 'ZAF-1' });
    await chooseRule(page, id);
    await page.goto(`/procedures/${id}/draft/what-if`);
    await page.getByRole('link', { name: /objects on the first day/ }).click();
    expect(await main(page)).toContain('Objections stand in the way.');
    await look(page, 'launch-what-if', { phone: true });
    await page.getByRole('link', { name: 'If nobody answers' }).click();
    expect(await main(page)).toContain('Too few answers for adoption.');
    expect((await t.get<{ state: string }>('ZAF-1', `${BASE}/${id}`)).body.state).toBe('draft');
  });

  it('sends the launch mail to oneself alone, once, marked as a rehearsal', async () => {
    const id = await aDraft('KP/WP/2013/62');
    const page = await browser.window({ as: 'SEC-1' });
    await chooseRule(page, id);
    await page.goto(`/procedures/${id}/draft/preview`);
    const form = {
      nonce: await page.locator('input[name=nonce]').inputValue(),
      to: await page.locator('form[method=post] input[name=to]').inputValue(),
    };
    await page.request.post(`/procedures/${id}/draft/preview/dry-run`, { form });
    await press(page, 'Send it to me only');
    expect(await main(page)).toContain('The rehearsal mail is on its way to you');
    await t.travelTo(await t.timeMachine.now());
    expect(await mailsAbout('KP/WP/2013/62')).toBe(1);
    const [entry] = (await t.mailbox.list('', 500)).entries;
    expect(entry?.subject).toMatch(/^REHEARSAL: \[KP\] ACTION by .*KP\/WP\/2013\/62/);
    const { text } = await t.mailbox.show(entry?.id ?? '');
    expect(text).toContain('nothing was launched');
    expect(text).not.toMatch(/\/b\/[A-Za-z0-9_-]{43}/);
  });

  it('leads nobody to contacts that stay shut to them', async () => {
    const term = { office: 'vice-chair', party: 'CHN', contactId: 'CHN-1', source: 'made up' };
    const began = await t.post('SEC-1', '/api/v1/offices', {
      ...term,
      validFrom: '2013-01-02T00:00:00.000Z',
      validTo: '2014-01-01T00:00:00.000Z',
    });
    expect(began.status).toBe(201);
    const id = await aDraft('KP/WP/2013/65');
    const contacts = async (as: string): Promise<string[]> => {
      const page = await browser.window({ as });
      expect((await page.goto(`/procedures/${id}/draft/who`))?.status()).toBe(200);
      const links = page.locator('.plenum-launch-people a');
      return links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    };
    const [chair, vice] = [await contacts('ZAF-1'), await contacts('CHN-1')];
    expect(chair.length).toBeGreaterThan(100);
    expect([...new Set(vice.map((href) => href.replace(/.*\/([A-Z]+)-\d+$/, '$1')))]).toEqual(['CHN']);
  });

  it('is discarded when nobody wants it, and its words begin another', async () => {
    const id = await aDraft('KP/WP/2013/63');
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto(`/procedures/${id}/draft/discard`);
    await look(page, 'launch-discard');
    await page.getByRole('main').getByRole('textbox').fill('Overtaken by the Plenary.');
    await page.locator('main input[name=nonce]').evaluate((field) => field.setAttribute('value', 'too old'));
    await press(page, 'Discard the draft');
    expect(await page.locator('.govuk-error-summary').count()).toBe(1);
    expect(await page.getByRole('main').getByRole('textbox').inputValue()).toBe('Overtaken by the Plenary.');
    expect((await t.get<{ state: string }>('ZAF-1', `${BASE}/${id}`)).body.state).toBe('draft');
    await press(page, 'Discard the draft');
    expect(await main(page)).toContain('The draft was discarded.');
    expect((await t.get<{ state: string }>('ZAF-1', `${BASE}/${id}`)).body.state).toBe('discarded');
    await page.goto(`/procedures/new?from=${id}`);
    expect(await main(page)).toContain('The words of KP/WP/2013/63');
    await page.getByLabel('Reference', { exact: true }).fill('KP/WP/2013/64');
    await press(page, 'Begin the draft');
    expect(await page.getByLabel('English', { exact: true }).inputValue()).toBe(
      'The two committees are merged.',
    );
  });
});

describe('another rule than usual', () => {
  it('needs a reason, which stands on the page of the procedure', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto('/procedures/new?template=technical-update');
    await page.getByLabel('Reference', { exact: true }).fill('KP/WP/2013/80');
    await page.getByLabel('Countersigned procedure').check();
    await press(page, 'Begin the draft');
    expect(await page.locator('#departure-error').innerText()).toContain('Say why another rule is chosen');
    await page.getByLabel('Why another rule than usual').fill('The Secretariat asked for two signatures.');
    await press(page, 'Begin the draft');
    await page.goto(`/procedures/${idOf(page)}/draft`);
    expect(await main(page)).toContain('two signatures');
  });
});

describe('where the rules ask for a second person', () => {
  it('a confirmed launch waits for another one of the Secretariat, and both are kept', async () => {
    const id = await aDraft('KP/WP/2013/81');
    await ghanaIsUnreached();
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto(`/procedures/${id}/draft/rule`);
    await page.getByLabel('Countersigned procedure').check();
    await press(page, 'Save and go on');
    await page.goto(`/procedures/${id}/draft/who`);
    await page.getByLabel('Why it is launched all the same').fill('Ghana is told by telephone.');
    await press(page, 'Save and go on');
    expect(
      (await t.post('ZAF-1', `${BASE}/${id}/launch`, { ruleSet: 'countersigned', unreachedReason: 'x' }))
        .body,
    ).toMatchObject({
      code: 'launch.not-countersigned',
    });
    await page.goto(`/procedures/${id}/draft/launch`);
    await page.getByLabel(/type the reference/).fill('KP/WP/2013/81');
    await press(page, 'Launch the procedure');
    expect(await h1(page)).toBe('The launch waits for a second person');
    expect(await page.getByRole('button', { name: 'Countersign the launch' }).count()).toBe(0);
    await t.travelTo(new Date(Date.parse(await t.timeMachine.now()) + 3_600_000).toISOString());
    expect(await mailsAbout('KP/WP/2013/81')).toBe(0);
    const second = await browser.window({ as: 'SEC-2' });
    await second.goto(`/procedures/${id}/draft`);
    expect(await main(second)).toContain('The two committees are merged.');
    await look(second, 'launch-countersign', { phone: true });
    await press(second, 'Countersign the launch');
    expect(await main(second)).toMatch(/60 seconds left[^]*Countersigned by/);
    await t.travelTo(new Date(Date.parse(await t.timeMachine.now()) + 61_000).toISOString());
    expect(await mailsAbout('KP/WP/2013/81')).toBe(EVERYBODY);
    await second.goto(`/procedures/${id}`);
    expect(await main(second)).toMatch(/Launched by South Africa.*, countersigned by .*/);
  });

  it('whoever confirmed it cannot countersign it', async () => {
    const id = await aDraft('KP/WP/2013/82');
    const plans = t.app.get(LaunchPlans);
    const first: Actor = { kind: 'person', id: 'SEC-1', name: 'First' };
    const { version } = await plans.of(id as CaseId);
    const plan = launchPlanSchema.parse({ ruleSet: 'countersigned', departure: 'Was mended.' });
    await plans.save(id as CaseId, plan, version, first);
    await plans.confirm(id as CaseId, { version: 1, revision: 1 }, first, newId(), {
      departure: false,
      unreachedReason: false,
    });
    await expect(plans.countersign(id as CaseId, first, ['secretariat'])).rejects.toMatchObject({
      code: 'launch.second-person',
    });
    const chair = { ...first, id: 'ZAF-1' };
    await expect(plans.countersign(id as CaseId, chair, ['chair'])).rejects.toMatchObject({
      code: 'launch.not-of-secretariat',
    });
    expect(await plans.hasten(id as CaseId)).toBe(false);
    expect((await plans.of(id as CaseId)).plan.departure).toBe('');
    expect(await plans.undo(id as CaseId, chair)).toBe(true);
    expect((await plans.traces(id as CaseId)).map(({ deed, by }) => [deed, by])).toEqual([
      ['undone', 'First'],
      ['confirmed', 'First'],
    ]);
  });
});

describe('a launch that is overtaken', () => {
  it('by a change of the draft that was received before it, is not carried out', async () => {
    const id = (await aDraft('KP/WP/2013/83')) as CaseId;
    const plans = t.app.get(LaunchPlans);
    const actor: Actor = { kind: 'person', id: 'ZAF-1', name: 'The Chair', party: 'ZAF' };
    const plan = launchPlanSchema.parse({ ruleSet: 'kp', unreachedReason: 'Ghana is told by telephone.' });
    await plans.save(id, plan, 0, actor);
    await plans.confirm(id, { version: 1, revision: 1 }, actor, newId());
    const held = t.app.get(DataSource).createQueryRunner();
    await held.startTransaction();
    await held.query('select 1 from case_file where id = $1 for no key update', [id]);
    const amended = t.post('SEC-1', `${BASE}/${id}/amend-draft`, { title: 'Quite another matter' });
    const isReceived = async (type: string): Promise<boolean> =>
      (
        await t.app
          .get(DataSource)
          .query<object[]>('select 1 from inbox where case_id = $1 and type = $2', [id, type])
      ).length > 0;
    while (!(await isReceived('amend-draft'))) await new Promise((done) => setTimeout(done, 20));
    const launched = plans.hasten(id);
    while (!(await isReceived('launch'))) await new Promise((done) => setTimeout(done, 20));
    await held.commitTransaction();
    await held.release();
    expect([(await amended).status, await launched]).toEqual([200, true]);
    const kept = await plans.of(id);
    expect([kept.pending, kept.refusal?.code, kept.plan.ruleSet]).toEqual([null, 'launch.changed', 'kp']);
    expect((await t.get<{ state: string }>('ZAF-1', `${BASE}/${id}`)).body.state).toBe('draft');
  });
});

describe('in French, without scripts', () => {
  it('the whole way is there', async () => {
    await ghanaIsUnreached();
    const page = await browser.window({ as: 'ZAF-1', language: 'fr', javaScript: false });
    await page.goto('/procedures/new');
    expect(await h1(page)).toBe('Commencer une procédure écrite');
    await page.getByRole('link', { name: 'Visite d’examen' }).click();
    expect(await main(page)).toContain(
      'Adoptée si aucun Participant ne s’y oppose et au moins un tiers des Participants la soutiennent, dans un délai de 21 jours civils ; le silence ne compte ni pour ni contre.',
    );
    await page.getByLabel('Référence', { exact: true }).fill('KP/WP/2013/70');
    await press(page, 'Commencer le projet');
    const base = `/procedures/${idOf(page)}/draft`;
    await page.getByLabel('Titre', { exact: true }).fill('Visite d’examen au Ghana');
    await page.getByLabel('La question posée').fill('Une visite se rend-elle au Ghana ?');
    await page.getByLabel('anglais', { exact: true }).fill('A review visit goes to Ghana in May.');
    await page.getByLabel('Pourquoi cela est proposé').fill('Le Ghana a invité la visite.');
    await press(page, 'Enregistrer et continuer');
    expect(await main(page)).toContain('54 Participants sont consultés');
    await page.getByLabel('Pourquoi elle est lancée malgré tout').fill('Le Ghana est averti par téléphone.');
    await press(page, 'Enregistrer et continuer');
    await page.goto(`${base}/when`);
    expect(await main(page)).toMatch(/jours ouvrables, 21 jours civils/);
    await press(page, 'Enregistrer et continuer');
    expect(await main(page)).toContain('Ce courriel va à 112 personnes');
    await page.goto(`${base}/launch`);
    await page.getByLabel(/saisissez la référence/).fill('KP/WP/2013/70');
    await press(page, 'Lancer la procédure');
    expect(await main(page)).toContain('60 secondes pour annuler');
    await press(page, 'Lancer sans attendre');
    expect(await h1(page)).toContain('Lancée');
    await t.travelTo(await t.timeMachine.now());
    expect(await mailsAbout('KP/WP/2013/70')).toBe(EVERYBODY);
  });
});
