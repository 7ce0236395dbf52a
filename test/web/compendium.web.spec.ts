import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Compendium, Instruments, newTextSchema } from '../../src/modules/compendium/index.js';
import { Registry } from '../../src/modules/registry/index.js';
import { DataSource } from 'typeorm';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, formSender, look, startBrowser } from '../support/chromium.js';

jest.setTimeout(300_000);

let t: TestApp;
let browser: TestBrowser;
let secretariat: string;
beforeAll(async () => {
  t = await startTestApp('2012-12-10T12:00:00Z', 'data/kp');
  browser = await startBrowser(t);
  const term = await t.app.get(Registry).holder('secretariat');
  const contact = (await t.app.get(Registry).contacts()).find(({ party }) => party === term?.party);
  secretariat = term?.contactId ?? contact?.id ?? '';
});
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

const compendium = () => t.app.get(Compendium);
const main = (page: Page) => page.locator('main').innerText();
const PEER_REVIEW = 'Administrative Decision on the KPCS Peer Review System';

describe('the list of documents', () => {
  it('shows what is in force, by type and year, and everything when asked, without script', async () => {
    const page = await browser.window({ as: 'AGO-1', javaScript: false });
    await page.goto('/compendium');
    const { total } = await compendium().list({ all: false, limit: 1, offset: 0 });
    const whole = await compendium().list({ all: true, limit: 1, offset: 0 });
    expect(await page.getByRole('status').innerText()).toContain(`${total} documents`);
    await page.getByLabel('Also what is not in force').check();
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    expect(await page.getByRole('status').innerText()).toContain(`${whole.total} documents`);
    await page.getByLabel('Type').selectOption('declaration');
    await page.getByLabel('Year of adoption').fill('2005');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    expect(await page.locator('.plenum-comp-list li').count()).toBe(1);
    expect(await page.locator('.plenum-comp-list').innerText()).toContain('Moscow Declaration');
  });

  it('pages long lists, and looks right on a phone too', async () => {
    const page = await browser.window({ as: 'AGO-1' });
    await page.goto('/compendium?all=true');
    await look(page, 'compendium-list', { phone: true });
    const first = await page.locator('.plenum-comp-list h2').first().innerText();
    await page.getByRole('link', { name: 'Next part of the list' }).click();
    expect(new URL(page.url()).searchParams.get('page')).toBe('2');
    expect(await page.locator('.plenum-comp-list h2').first().innerText()).not.toBe(first);
  });

  it('finds words, marks them, and tells an empty search what to try', async () => {
    const page = await browser.window({ as: 'AGO-1' });
    await page.goto('/compendium');
    await page.getByLabel('Words in titles, numbers and texts').fill('alluvial');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    expect(await page.locator('mark').first().innerText()).toMatch(/alluvial/i);
    await look(page, 'compendium-search');
    await page.getByLabel('Words in titles, numbers and texts').fill('zeppelin');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    expect(await main(page)).toContain('«zeppelin» is in no title, number or text held here');
    await look(page, 'compendium-empty');
  });

  it('is as of a day: what came later is not there, and what has ended still is', async () => {
    const page = await browser.window({ as: 'AGO-1' });
    await page.goto('/compendium?at=2006-06-01');
    expect(await page.getByRole('note').innerText()).toContain('As of 1 June 2006');
    const then = await compendium().list({
      at: '2006-06-01T00:00:00.000Z' as never,
      all: false,
      limit: 1,
      offset: 0,
    });
    expect(await page.getByRole('status').innerText()).toContain(`${then.total} document`);
    await page.getByRole('link', { name: PEER_REVIEW }).first().click();
    expect(new URL(page.url()).search).toBe('?at=2006-06-01');
    expect(await main(page)).toContain('In force');
    await page.getByRole('link', { name: 'Back to today' }).click();
    expect(new URL(page.url()).search).toBe('');
  });

  it('says what is wrong with a year or a day', async () => {
    const page = await browser.window({ as: 'AGO-1' });
    expect((await page.goto('/compendium?year=soon&at=2012-13-01&q=alluvial'))?.status()).toBe(400);
    const faults = await page.getByRole('alert').innerText();
    expect(faults).toContain('a year of four digits');
    expect(faults).toContain('a day of the calendar');
    expect(await page.getByLabel('Words in titles, numbers and texts').inputValue()).toBe('alluvial');
    await look(page, 'compendium-faulty');
  });

  it('is given as a file with the same filters', async () => {
    const page = await browser.window({ as: 'AGO-1' });
    await page.goto('/compendium?type=declaration&all=true');
    const href = await page.getByRole('link', { name: 'The whole list as CSV' }).getAttribute('href');
    const file = await (await page.request.get(href ?? '')).text();
    expect(file).toContain('Moscow Declaration');
    expect(file).not.toContain('Peer Review');
  });
});

describe('a document', () => {
  it('shows its chain, languages and full history', async () => {
    const page = await browser.window({ as: 'AGO-1' });
    const { documents } = await compendium().search({ q: 'Peer Review', all: true, limit: 20, offset: 0 });
    const revised = documents.find(({ adopted }) => adopted?.startsWith('2012'));
    await page.goto(`/compendium/${revised?.id ?? ''}`);
    const text = await main(page);
    expect(text).toContain(
      'amends Administrative Decision on the KPCS Peer Review System, since 30 November 2012',
    );
    expect(text).toContain('English');
    expect(text).toContain('authoritative');
    await page.locator('summary').click();
    expect(await page.getByRole('region', { name: 'Full history' }).innerText()).toContain('In force');
    await look(page, 'compendium-document', { phone: true });
    expect((await page.goto('/compendium/no-such-document'))?.status()).toBe(404);
  });

  it('leads to the meeting that adopted it, where Plenum knows it', async () => {
    const page = await browser.window({ as: 'USA-1' });
    const { document } = await compendium().show('KP Documents Compendium', {});
    await page.goto(`/compendium/${document.id}`);
    expect(await page.getByRole('link', { name: 'KP/PLENARY/2012' }).count()).toBe(0);
    const convened = await t.post('USA-1', '/api/v1/meetings', {
      reference: 'KP/PLENARY/2012',
      title: 'A Plenary',
      place: 'Washington, D.C.',
      zone: 'America/New_York',
      opensAt: { wallTime: '2013-06-05T09:00', zone: 'America/New_York' },
      endsAt: { wallTime: '2013-06-05T18:00', zone: 'America/New_York' },
    });
    expect(convened).toMatchObject({ status: 201 });
    await page.reload();
    const href = await page.getByRole('link', { name: 'KP/PLENARY/2012' }).getAttribute('href');
    expect(href).toBe(`/plenary/${String((convened.body as { caseId?: string }).caseId)}`);
  });

  it('is in French for who reads French', async () => {
    const page = await browser.window({ as: 'AGO-1', language: 'fr' });
    await page.goto('/compendium?q=zeppelin');
    expect(await main(page)).toContain('« zeppelin » ne figure dans aucun titre');
    await page.goto('/compendium/Moscow%20Declaration');
    expect(await main(page)).toContain('Déclaration');
    await look(page, 'compendium-document-fr');
  });

  it('lists what is not translated', async () => {
    const page = await browser.window({ as: 'AGO-1' });
    await page.goto('/compendium/missing');
    const { languages } = await compendium().missingTranslations({});
    for (const { missing, of } of languages)
      expect(await main(page)).toContain(`${missing} of ${of} documents in force`);
    await look(page, 'compendium-missing');
  });
});

describe('what the Secretariat does', () => {
  it('adds a language version with its text, which then is read and found', async () => {
    const page = await browser.window({ as: secretariat });
    await page.goto('/compendium/Moscow%20Declaration');
    await page.getByRole('link', { name: 'Add a language version' }).click();
    await page.getByLabel('Language', { exact: true }).fill('klingon!');
    await page.getByLabel('Text', { exact: true }).fill('Les Participants\n<b>contrôlent</b> la production.');
    await page.getByRole('button', { name: 'Enter the version' }).click();
    expect(await page.title()).toContain('Error:');
    expect(await page.getByRole('alert').innerText()).toContain('a language tag, such as en, fr or pt-BR');
    expect(await page.getByLabel('Text', { exact: true }).inputValue()).toContain('contrôlent');
    await look(page, 'compendium-text-faulty');
    await page.getByLabel('Language', { exact: true }).fill('fr');
    await page.getByLabel('Title in this language').fill('Déclaration de Moscou');
    await page.getByLabel('Status').selectOption('machine-translation');
    await page.getByLabel('Where this is known from').fill('translated for this test');
    await page.getByRole('button', { name: 'Enter the version' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('The language version was entered');
    await page.getByRole('link', { name: 'French' }).click();
    expect(await page.locator('.plenum-text').innerText()).toContain('<b>contrôlent</b> la production');
    await look(page, 'compendium-text');
    const found = await compendium().search({ q: 'contrôlent', all: true, limit: 5, offset: 0 });
    expect(found.documents.map(({ foundIn }) => foundIn)).toEqual(['fr']);
  });

  it('enters a document once, each fault at its field and what was typed kept', async () => {
    const page = await browser.window({ as: secretariat, javaScript: false });
    await page.goto('/compendium');
    await page.getByRole('link', { name: 'Enter a document' }).click();
    await page.getByLabel('Title', { exact: true }).fill('Guidelines for the weighing of parcels');
    await page.getByLabel('Also known as').fill('Weighing guidelines\r\nThe scales');
    await page.getByLabel('Type').selectOption('guidelines');
    await page.getByLabel('Organ').selectOption('WGDE');
    await page.getByLabel('Adopted on').fill('last spring');
    await page.getByLabel('Paragraph').fill('many');
    await page.getByRole('button', { name: 'Enter the document' }).click();
    expect(await page.title()).toContain('Error:');
    const faults = page.locator('.govuk-error-message');
    expect((await faults.allInnerTexts()).join(' ')).toMatch(
      /A year \(2009\).*The number of a paragraph.*Say where/s,
    );
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toContain('weighing of parcels');
    await page.getByLabel('Adopted on').fill('2012-11-30');
    await page.getByLabel('Paragraph').fill('27');
    await page.getByLabel('Where this is known from').fill('made up for this test');
    const again = await formSender(page);
    await page.getByRole('button', { name: 'Enter the document' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('The document was entered');
    const { pathname } = new URL(page.url());
    expect(await again()).toContain(`${pathname}?done=entered`);
    const found = await compendium().search({ q: 'weighing', all: true, limit: 5, offset: 0 });
    expect(found.documents).toMatchObject([
      { title: 'Guidelines for the weighing of parcels', organ: 'WGDE', adopted: '2012-11-30' },
    ]);
    expect((await compendium().history(found.documents[0]?.id ?? '')).beliefs).toHaveLength(2); // the document and its standing
    await page.goto('/compendium/new');
    await page.getByLabel('Title', { exact: true }).fill('Guidelines for the weighing of parcels');
    await page.getByLabel('Type').selectOption('notice');
    await page.getByLabel('Adopted on').fill('2012-11-30');
    await page.getByLabel('Where this is known from').fill('made up for this test');
    await page.getByRole('button', { name: 'Enter the document' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('is in the Compendium already');
    expect(await page.locator('#title-error').count()).toBe(1);
  });

  it('says that a language is official, once', async () => {
    const page = await browser.window({ as: secretariat });
    await page.goto('/compendium/missing');
    await page.getByRole('link', { name: 'Say that a language is official' }).click();
    await look(page, 'compendium-language');
    await page.getByLabel('Language', { exact: true }).fill('sw');
    await page.getByLabel('From which day').fill('2012-12-01');
    await page.getByLabel('Where this is known from').fill('made up for this test');
    const again = await formSender(page);
    await page.getByRole('button', { name: 'Enter the language' }).click();
    expect(await main(page)).toContain('Swahili: ');
    await again();
    const rows = await t.app.get(DataSource).query("select 1 from official_language where language = 'sw'");
    expect(rows).toHaveLength(1);
    await page.goto('/compendium/new');
    await look(page, 'compendium-new', { phone: true });
  });

  it('corrects, publishes and ends a document, each once however often it is sent', async () => {
    const page = await browser.window({ as: secretariat });
    const moscow = await compendium().show('Moscow Declaration', {});
    const { id } = moscow.document;
    await page.goto(`/compendium/${id}/do/correct`);
    await page.getByLabel('Note').fill('Checked against the communiqué.');
    await page.getByLabel('Where this is known from').fill('communiqué of Moscow 2005');
    const again = await formSender(page);
    await page.getByRole('button', { name: 'Save the correction' }).click();
    expect(await main(page)).toContain('Checked against the communiqué.');
    const beliefs = (await compendium().history(id)).beliefs.length;
    expect(await again()).toContain('?done=correct');
    expect((await compendium().history(id)).beliefs).toHaveLength(beliefs);

    await page.goto(`/compendium/${id}/do/conclude`);
    await page.getByLabel('From which day').fill('2001-01-01');
    await page.getByLabel('Reason').fill('its tasks are done');
    await page.getByLabel('Where this is known from').fill('made up for this test');
    await page.getByRole('button', { name: 'End it' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('only what is in force can end');
    await look(page, 'compendium-end');
    await page.getByLabel('From which day').fill('2012-12-01');
    const endAgain = await formSender(page);
    await page.getByRole('button', { name: 'End it' }).click();
    expect((await compendium().show(id, {})).standing?.standing).toBe('concluded');
    expect(await endAgain()).toContain('?done=conclude');
    expect((await compendium().show(id, {})).standing?.standing).toBe('concluded');
  });

  it('publishes and annuls after saying what follows; a stale form changes nothing', async () => {
    const page = await browser.window({ as: secretariat });
    const { document } = await compendium().show(
      'Administrative Decision on the activities of Observers',
      {},
    );
    await page.goto(`/compendium/${document.id}/do/annul`);
    expect(await main(page)).toContain('will be said never to have been adopted');
    await page.getByLabel('Reason').fill('it was never agreed');
    await page.getByLabel('Where this is known from').fill('made up for this test');
    await page.locator('main input[name=nonce]').evaluate((field) => field.setAttribute('value', 'stale'));
    await page.getByRole('button', { name: 'Annul it' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('This form was too old. Nothing was changed');
    expect(await page.getByLabel('Reason').inputValue()).toBe('it was never agreed');
    expect((await compendium().show(document.id, {})).standing?.standing).not.toBe('annulled');
    const again = await formSender(page);
    await page.getByRole('button', { name: 'Annul it' }).click();
    expect((await compendium().show(document.id, {})).standing?.standing).toBe('annulled');
    expect(await again()).toContain('?done=annul');
  });

  it('is for the Secretariat alone, and the Compendium for whoever is signed in', async () => {
    const page = await browser.window({ as: 'AGO-1' });
    await page.goto('/compendium/Moscow%20Declaration');
    expect(await page.getByRole('link', { name: 'Annul it' }).count()).toBe(0);
    expect((await page.goto('/compendium/Moscow%20Declaration/do/annul'))?.status()).toBe(403);
    expect((await page.goto('/compendium/new'))?.status()).toBe(403);
    await page.goto('/compendium');
    expect(await page.getByRole('link', { name: 'Enter a document' }).count()).toBe(0);
    const nobody = await browser.window();
    await nobody.goto('/compendium');
    expect(new URL(nobody.url()).pathname).toBe('/sign-in');
  });

  it('says of a version whose words are not held where they are kept', async () => {
    const { document } = await compendium().show('KPCS Core Document', {});
    await t.app.get(Instruments).putText(
      document.id,
      newTextSchema.parse({
        language: 'pt',
        title: 'Documento de base',
        status: 'draft',
        keptAt: 'archive of Lisbon',
        source: 'made up for this test',
      }),
    );
    const page = await browser.window({ as: 'AGO-1' });
    await page.goto(`/compendium/${document.id}/texts/pt`);
    expect(await main(page)).toContain('It is kept at: archive of Lisbon');
  });
});
