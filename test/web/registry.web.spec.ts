import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Absences, Registry, Standing, noteBounce } from '../../src/modules/registry/index.js';
import { RegistryFiles } from '../../src/modules/registry-files/index.js';
import { DataSource } from 'typeorm';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, formSender, look, startBrowser } from '../support/chromium.js';

jest.setTimeout(300_000);

let t: TestApp;
let browser: TestBrowser;
beforeAll(async () => {
  t = await startTestApp('2012-12-10T12:00:00Z', 'data/kp');
  browser = await startBrowser(t);
  await noteBounce(t.app.get(DataSource).manager, 'AGO-1', 'no such user');
  await noteBounce(t.app.get(DataSource).manager, 'AGO-2', 'no such user');
});
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

const registry = () => t.app.get(Registry);
const h1 = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();
const main = (page: Page) => page.locator('main').innerText();
/** Whoever speaks for an office of the day. */
async function holder(office: 'chair' | 'secretariat'): Promise<string> {
  const term = await registry().holder(office);
  const contact = (await registry().contacts()).find(({ party }) => party === term?.party);
  return term?.contactId ?? contact?.id ?? '';
}

describe('the roll', () => {
  it('shows the Participants with trade status and reach, and finds one by name without script', async () => {
    const page = await browser.window({ as: await holder('secretariat'), javaScript: false });
    await page.goto('/registry');
    const { participants } = await t.app.get(Standing).roll();
    expect(await page.locator('tbody tr').count()).toBe(participants);
    expect(await page.locator('tr', { hasText: 'Angola' }).innerText()).toContain('Nobody reached');
    expect(await page.locator('tr', { hasText: 'Venezuela' }).innerText()).toContain('Suspended itself');
    await page.getByLabel('Name or code').fill('cote d');
    await page.getByRole('button', { name: 'Find' }).click();
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.getByLabel('Name or code').fill('Atlantis');
    await page.getByRole('button', { name: 'Find' }).click();
    expect(await main(page)).toContain('Nobody here is called «Atlantis»');
  });

  it('looks right, on a phone too', async () => {
    const page = await browser.window({ as: await holder('secretariat') });
    await page.goto('/registry');
    await look(page, 'registry-roll', { phone: true });
    await page
      .getByRole('navigation', { name: 'Parts of the roll' })
      .getByRole('link', { name: 'Applicants' })
      .click();
    expect(await main(page)).toContain('Nobody has applied');
    await look(page, 'registry-roll-empty');
  });

  it('is shown as of a day, which stays on the links until somebody goes back to today', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    await page.goto('/registry/terms');
    expect(await main(page)).toContain('South Africa');
    await page.getByLabel('As of the day').fill('2009-06-01');
    await page.getByRole('button', { name: 'Show that day' }).click();
    expect(await page.getByRole('note').innerText()).toContain('As of 1 June 2009, 00:00 UTC');
    const chair = page.getByRole('region').first();
    expect(
      await page.locator('section', { hasText: 'Chair' }).first().locator('p').first().innerText(),
    ).toContain('Namibia');
    expect(await chair.locator('.plenum-reg-now').innerText()).toContain('Namibia');
    await look(page, 'registry-terms-2009');
    await page.getByRole('link', { name: 'Participants and others' }).click();
    expect(new URL(page.url()).search).toBe('?at=2009-06-01');
    const then = await t.app.get(Standing).roll({ at: '2009-06-01T00:00:00.000Z' as never });
    expect(await page.locator('tbody tr').count()).toBe(then.participants);
    expect(await main(page)).not.toContain('Panama'); // a member since November 2012
    await page.getByRole('link', { name: 'Back to today' }).click();
    expect(await page.locator('tbody tr').count()).toBe((await t.app.get(Standing).roll()).participants);
  });

  it('refuses a day that is none, and says which would do', async () => {
    const page = await browser.window({ as: 'ZAF-1' });
    const answer = await page.goto('/registry?at=2009-02-30');
    expect(answer?.status()).toBe(400);
    expect(await page.title()).toContain('Error:');
    expect(await page.getByRole('alert').innerText()).toContain('a day of the calendar, such as 2009-06-01');
    await look(page, 'registry-roll-faulty');
  });
});

describe('a party', () => {
  it('shows membership, seats, trade statuses with their decisions, contacts and what waits on it', async () => {
    const page = await browser.window({ as: await holder('chair') });
    await page.goto('/registry/parties/CIV');
    const text = await main(page);
    expect(text).toContain('Under embargo');
    expect(text).toContain('Security Council resolution 1643 (2005)');
    expect(text).toContain('Artisanal and small-scale mining');
    expect(text).toContain('Plenary: Member');
    const load = page.getByRole('link', { name: 'Its load by month' });
    expect((await page.request.get((await load.getAttribute('href')) ?? '')).status()).toBe(200);
    const ways = page.getByRole('navigation').getByRole('link', { name: 'Open for us' }); // a Chair is a delegate too
    expect((await page.request.get((await ways.getAttribute('href')) ?? '')).status()).toBe(200);
    expect(text).toContain('head@civ.example');
    await page.locator('summary').click();
    await look(page, 'registry-party', { phone: true });
  });

  it('shows its nations, and a delegate the contacts of the own party alone', async () => {
    const page = await browser.window({ as: 'AGO-2' });
    await page.goto('/registry/parties/EU');
    expect(await main(page)).toContain('Belgium');
    expect(await main(page)).toContain('Contacts are shown to the Chair');
    expect(await page.content()).not.toContain('@eu.example');
    await page.goto('/registry/parties/AGO');
    expect(await main(page)).toContain('head@ago.example');
    expect((await page.goto('/registry/contacts/EU-1'))?.status()).toBe(403);
    expect(await page.content()).not.toContain('@eu.example');
    expect((await page.goto('/registry/parties/NOBODY'))?.status()).toBe(404);
  });

  it('is in French for who reads French', async () => {
    const page = await browser.window({ as: 'AGO-2', language: 'fr' });
    await page.goto('/registry/parties/CIV?at=2010-01-01');
    expect(await main(page)).toContain('Sous embargo');
    expect(await page.getByRole('note').innerText()).toContain('État au 1 janvier 2010');
    await look(page, 'registry-party-fr');
  });
});

describe('names in French', () => {
  it('are those of states, in French order, and found; organs have theirs', async () => {
    const page = await browser.window({ as: await holder('secretariat'), language: 'fr' });
    await page.goto('/registry');
    const names = await page.locator('tbody th a').allInnerTexts();
    expect(names).toContain('République centrafricaine');
    expect(names).not.toContain('Central African Republic');
    expect(names).toEqual([...names].sort(new Intl.Collator('fr').compare));
    await page.goto('/registry?q=centrafric');
    expect(await page.locator('tbody th a').allInnerTexts()).toEqual(['République centrafricaine']);
    await page.goto('/registry/parties/CAF');
    expect(await h1(page)).toBe('République centrafricaine');
    await page.goto('/registry/parties/CIV');
    expect(await main(page)).toContain('Plénière');
    await page.goto('/search?q=centrafric');
    expect(await main(page)).toContain('République centrafricaine (CAF)');
    await page.goto('/registry/organs/WGM/seats/new');
    expect(await page.locator('select[name=party]').innerText()).toContain('Afrique du Sud (ZAF)');
  });

  it('are the registry’s own where it has some, from then on and in that language alone', async () => {
    const files = t.app.get(RegistryFiles);
    const own =
      'party,language,name,valid_from,valid_to,source\nLAO,fr,RDP lao,2012-12-01,,made up for this test\n';
    const given = Buffer.from(own, 'utf8');
    const { faults } = await files.report('party-names', Buffer.from(own.replace(',fr,', ',en,'), 'utf8'));
    expect(faults.map(({ line, column }) => [line, column])).toEqual([[2, 'language']]);
    const { report } = await files.report('party-names', given);
    await files.apply('party-names', given, report ?? '');
    const page = await browser.window({ as: 'AGO-2', language: 'fr' });
    await page.goto('/registry/parties/LAO');
    expect(await h1(page)).toBe('RDP lao');
    const spanish = await browser.window({ as: 'AGO-2', language: 'es' });
    await spanish.goto('/registry/parties/LAO');
    expect(await h1(spanish)).toBe('República Democrática Popular Lao');
  });
});

describe('a contact', () => {
  it('is changed by the Secretariat; what held before stays readable as of the day before', async () => {
    const page = await browser.window({ as: await holder('secretariat') });
    await page.goto('/registry/contacts/BRA-2');
    await page.getByRole('link', { name: 'Change this contact' }).click();
    await page.getByLabel('E-mail address').fill('not an address');
    await page.getByLabel('Time zone').fill('+02:00');
    await page.getByLabel('Rank').fill('first');
    await page.getByRole('button', { name: 'Save the change' }).click();
    expect(await page.title()).toContain('Error:');
    const faults = await page.getByRole('alert').innerText();
    expect(faults).toContain('E-mail address: one plain e-mail address');
    expect(faults).toContain('Rank: a whole number');
    expect(faults).toContain('an IANA time zone');
    expect(faults).toContain('say where this is known from');
    expect(await page.getByLabel('E-mail address').inputValue()).toBe('not an address');
    await look(page, 'registry-contact-faulty', { phone: true });
    await page.getByLabel('E-mail address').fill('desk@bra.example');
    await page.getByLabel('Time zone').fill('America/Sao_Paulo');
    await page.getByLabel('Rank').fill('2');
    await page.getByLabel('From which day').fill('2012-12-05');
    await page.getByLabel('Where this is known from').fill('mail of 4 December 2012');
    await page.getByRole('button', { name: 'Save the change' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('The contact was changed');
    expect(await main(page)).toContain('desk@bra.example');
    await page.locator('summary').click();
    await look(page, 'registry-contact', { phone: true });
    await page.goto('/registry/contacts/BRA-2?at=2012-12-04');
    expect(await page.locator('dl').innerText()).toContain('focal.point@bra.example');
  });

  it('is added once, however often its form is sent', async () => {
    const page = await browser.window({ as: await holder('secretariat') });
    await page.goto('/registry/parties/BRA');
    await page.getByRole('link', { name: 'Add a contact' }).click();
    expect(await page.getByLabel('Identifier').inputValue()).toBe('BRA-3');
    await page.getByLabel('Name', { exact: true }).fill('Brazil, alternate');
    await page.getByLabel('E-mail address').fill('alternate@bra.example');
    await page.getByLabel('Where this is known from').fill('mail of 4 December 2012');
    await look(page, 'registry-contact-new');
    const again = await formSender(page);
    await page.getByRole('button', { name: 'Add the contact' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('The contact was added');
    expect(await main(page)).toContain('alternate@bra.example');
    expect(await again()).toContain('?done=contact-added');
    expect(await registry().contactHistory('BRA-3')).toHaveLength(1);
    await page.goto('/registry/parties/BRA/contacts/new');
    await page.getByLabel('Identifier').fill('BRA-3');
    await page.getByLabel('Name', { exact: true }).fill('Somebody else');
    await page.getByLabel('E-mail address').fill('else@bra.example');
    await page.getByLabel('Where this is known from').fill('mail of 4 December 2012');
    await page.getByRole('button', { name: 'Add the contact' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('this id was given to a contact already');
  });

  it('is ended after a warning that says what follows', async () => {
    const page = await browser.window({ as: await holder('secretariat') });
    await page.goto('/registry/contacts/CAN-2');
    await page.getByRole('link', { name: 'End this contact' }).click();
    expect(await main(page)).toContain('gets no more mail for CAN');
    await look(page, 'registry-contact-end');
    await page.getByRole('button', { name: 'End this contact' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('It was ended'.replace('It', 'The contact'));
    expect((await registry().contacts()).map(({ id }) => id)).not.toContain('CAN-2');
    await page.goto('/registry/contacts/CAN-2');
    expect(await main(page)).toContain('It was no contact on that day');
  });

  it('is said to be reached by no mail: since when, and in whose words; said twice it is known once', async () => {
    const page = await browser.window({ as: await holder('secretariat'), javaScript: false });
    await page.goto('/registry/contacts/GUY-1');
    await page.getByRole('link', { name: 'Mail comes back' }).click();
    await page.getByLabel('Since which day').fill('2013-06-01');
    await page.getByLabel('What was said').fill('no');
    await page.getByRole('button', { name: 'Note it' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('what was said of it');
    await page.getByLabel('What was said').fill('The ministry says by telephone that the address is closed.');
    await page.getByRole('button', { name: 'Note it' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('that day has not come yet');
    await page.getByLabel('Since which day').fill('2012-12-03');
    const again = await formSender(page);
    await page.getByRole('button', { name: 'Note it' }).click();
    expect(await main(page)).toContain('Mail comes back since 3 December 2012');
    expect(await main(page)).toContain('The ministry says by telephone');
    expect(await again()).toContain('?done=bounced');
    expect((await registry().requireContact('GUY-1')).bouncedSince).toBe('2012-12-03T00:00:00.000Z');
    await look(await withScript('/registry/contacts/GUY-1'), 'registry-contact-bounced');
    await page.goto('/registry/contacts/GUY-2/unreachable');
    await page.getByLabel('What was said').fill('the same');
    await page.getByRole('button', { name: 'Note it' }).click();
    await page.goto('/registry');
    expect(await page.locator('tr', { hasText: 'Guyana' }).innerText()).toContain('Nobody reached');
    await page.goto('/registry/contacts/GUY-1');
    await page.getByRole('button', { name: 'Mail arrives again' }).click();
    expect((await registry().requireContact('GUY-1')).bouncedSince).toBeNull();
    const delegate = await browser.window({ as: 'GUY-1' });
    expect((await delegate.goto('/registry/contacts/GUY-1/unreachable'))?.status()).toBe(403);
  });

  it('reads languages that have names', async () => {
    const page = await browser.window({ as: await holder('secretariat'), language: 'fr' });
    await page.goto('/registry/contacts/CAF-1');
    expect(await page.locator('dl').innerText()).toContain('français, anglais');
    await page.goto('/registry/parties/CAF');
    expect(await page.locator('tr', { hasText: 'head@caf.example' }).innerText()).toContain(
      'français, anglais',
    );
  });

  it('counts as reachable again, and is away as it says itself', async () => {
    const secretariat = await browser.window({ as: await holder('secretariat') });
    await secretariat.goto('/registry/contacts/AGO-1');
    await secretariat.getByRole('button', { name: 'Mail arrives again' }).click();
    expect(await main(secretariat)).toContain('Mail arrives');
    expect((await registry().requireContact('AGO-1')).bouncedSince).toBeNull();

    const page = await browser.window({ as: 'AGO-1' });
    await page.goto('/registry/contacts/AGO-1/absence');
    await page.getByLabel('First day back').fill('2012-12-01');
    await page.getByRole('button', { name: 'Note the absence' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('an entry ends after it begins');
    await page.getByLabel('First day back').fill('2013-01-07');
    await page.getByLabel('Reason').fill('leave');
    await look(page, 'registry-absence');
    await page.getByRole('button', { name: 'Note the absence' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('The absence was noted');
    expect(await t.app.get(Absences).list({})).toMatchObject([
      { contact: 'AGO-1', validTo: '2013-01-07T00:00:00.000Z' },
    ]);
    expect((await page.goto('/registry/contacts/AGO-2/absence'))?.status()).toBe(403);
  });
});

describe('organs, lists and terms', () => {
  it('show members, chair and rules in sentences, with every seat ever recorded', async () => {
    const page = await browser.window({ as: 'AGO-1' });
    await page.goto('/registry/organs');
    await look(page, 'registry-organs');
    await page.getByRole('link', { name: 'Participation Committee' }).click();
    const text = await main(page);
    expect(text).toContain('Only Participants are members of the Participation Committee');
    expect(text).toContain('Zimbabwe');
    await page.locator('summary').click();
    await look(page, 'registry-organ', { phone: true });
    await page.goto('/registry/organs/PC?at=2010-01-01');
    expect(await page.getByRole('region', { name: 'Who sits in it' }).innerText()).not.toContain('Zimbabwe');
    expect((await page.goto('/registry/organs/NONE'))?.status()).toBe(404);
  });

  it('show who is on a list, and addresses to the offices alone', async () => {
    const page = await browser.window({ as: await holder('chair') });
    await page.goto('/registry/lists');
    await page.getByRole('link', { name: 'Artisanal and small-scale mining' }).click();
    expect(await main(page)).toContain('head@bra.example');
    await look(page, 'registry-list');
    const delegate = await browser.window({ as: 'AGO-1' });
    await delegate.goto(new URL(page.url()).pathname + new URL(page.url()).search);
    expect(await main(delegate)).toContain('Brazil');
    expect(await delegate.content()).not.toContain('@bra.example');
  });

  it('a term begins, by whoever may hold the office alone', async () => {
    const page = await browser.window({ as: await holder('secretariat') });
    await page.goto('/registry/terms/vice-chair/new');
    await page.getByLabel('From which day').fill('2012-12-20');
    await page.getByLabel('Where this is known from').fill('Washington communiqué 2012');
    await page.getByRole('button', { name: 'Enter the term' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('2 to 12 capital letters');
    await page.getByLabel('Party').selectOption('CHN');
    await page.getByLabel('Contact').fill('AGO-1');
    await page.getByRole('button', { name: 'Enter the term' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('CHN has no contact AGO-1');
    await page.getByLabel('Contact').fill('');
    await page.getByLabel('Until which day').fill('2012-12-31');
    await page.getByRole('button', { name: 'Enter the term' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('The term was entered');
    expect((await registry().holder('vice-chair', '2012-12-25T00:00:00.000Z' as never))?.party).toBe('CHN');
    expect((await page.goto('/registry/terms/king/new'))?.status()).toBe(400);
  });
});

describe('an import', () => {
  it('shows every fault by line and column, then every change, and imports exactly that, once', async () => {
    const page = await browser.window({ as: await holder('secretariat'), javaScript: false });
    const contacts = await t.app.get(RegistryFiles).export('contacts');
    await page.goto('/registry/import');
    await look(await withScript('/registry/import'), 'registry-import');
    await page.getByRole('button', { name: 'See what it would change' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Choose a file, or paste its text');

    const faulty = contacts.replace('head@chn.example', 'nowhere').replace(/(\nGHA-1,GHA,)/, '$1');
    await page
      .getByLabel('CSV file')
      .setInputFiles({ name: 'contacts.csv', mimeType: 'text/csv', buffer: Buffer.from(faulty) });
    await page.getByRole('button', { name: 'See what it would change' }).click();
    expect(await main(page)).toContain('The file has 1 fault and was not imported');
    expect(await page.getByRole('region', { name: 'Faults' }).innerText()).toContain(
      'one plain e-mail address',
    );
    expect(await page.getByRole('button', { name: 'Import all of this' }).count()).toBe(0);

    const good =
      contacts.replace('head@chn.example', 'desk@chn.example') +
      'GHA-9,GHA,"Ghana, deputy",deputy@gha.example,en,Africa/Accra,9,,2012-12-01,,mail of 30 November 2012\r\n';
    await page.getByRole('link', { name: 'Choose another file' }).click();
    await page.getByLabel('Or its text').fill(good);
    await page.getByRole('button', { name: 'See what it would change' }).click();
    expect(await page.getByRole('region', { name: 'Changed' }).innerText()).toContain('desk@chn.example');
    expect(await page.getByRole('region', { name: 'Added' }).innerText()).toContain('GHA-9');
    expect((await registry().contacts()).some(({ id }) => id === 'GHA-9')).toBe(false);
    const again = await formSender(page);
    await page.getByRole('button', { name: 'Import all of this' }).click();
    expect(await main(page)).toContain('1 entry added, 1 changed, 0 ended');
    expect((await registry().contacts()).find(({ id }) => id === 'CHN-1')?.email).toBe('desk@chn.example');
    expect(await again()).toContain('?table=contacts&done=imported');
    expect(await registry().contactHistory('GHA-9')).toHaveLength(1);
  });

  it('imports nothing when the registry has changed since the preview', async () => {
    const page = await withScript('/registry/import');
    const contacts = await t.app.get(RegistryFiles).export('contacts');
    await page
      .getByLabel('Or its text')
      .fill(contacts.replace('head@ind.example', 'desk@ind.example').replace('head@isr.example', 'nobody'));
    await page.getByRole('button', { name: 'See what it would change' }).click();
    await look(page, 'registry-import-faults');
    await page.getByRole('link', { name: 'Choose another file' }).click();
    await page.getByLabel('Or its text').fill(contacts.replace('head@ind.example', 'desk@ind.example'));
    await page.getByRole('button', { name: 'See what it would change' }).click();
    await look(page, 'registry-import-preview', { phone: true });
    await registry().endContact('IND-2', await registry().now());
    await page.getByRole('button', { name: 'Import all of this' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Nothing was changed');
    expect((await registry().contacts()).find(({ id }) => id === 'IND-1')?.email).toBe('head@ind.example');
  });

  it('is for the Secretariat alone, and for whoever is signed in at all', async () => {
    const page = await browser.window({ as: 'AGO-1' });
    for (const path of [
      '/registry/import',
      '/registry/contacts/AGO-1/edit',
      '/registry/terms/chair/new',
      '/registry/parties/AGO/trade',
    ])
      expect((await page.goto(path))?.status()).toBe(403);
    expect(await h1(page)).toBe('This was not accepted');
    const nobody = await browser.window();
    await nobody.goto('/registry');
    expect(new URL(nobody.url()).pathname).toBe('/sign-in');
  });
});

async function withScript(path: string): Promise<Page> {
  const page = await browser.window({ as: await holder('secretariat') });
  await page.goto(path);
  return page;
}
