/** What the Secretariat enters by hand: parties, organs, who sits in them, who is on a list. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DistributionLists, Organs } from '../../src/modules/organs/index.js';
import { Registry } from '../../src/modules/registry/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, formSender, look, startBrowser } from '../support/chromium.js';

jest.setTimeout(240_000);
const SOURCE = 'Communiqué of 30 November 2012';
let t: TestApp;
let browser: TestBrowser;
let secretariat: string;
beforeAll(async () => {
  t = await startTestApp('2012-12-10T12:00:00Z', 'data/kp');
  browser = await startBrowser(t);
  const registry = t.app.get(Registry);
  const term = await registry.holder('secretariat');
  secretariat = (await registry.contacts()).find(({ party }) => party === term?.party)?.id ?? '';
});
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

const main = (page: Page) => page.locator('main').innerText();
const said = (page: Page) => page.getByRole('alert').innerText();
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const source = (page: Page) => page.getByLabel('Where this is known from').fill(SOURCE);
const from = (page: Page) => page.getByLabel('From which day').fill('2012-12-01');
const guests = async () => (await t.app.get(Registry).roll('guest')).map(({ code }) => code);
const seated = async (organ: string) => (await t.app.get(Organs).seats(organ)).map(({ party }) => party);

/** Sends a form, and the same once more. @returns where the second led to */
async function sentAgain(page: Page, send: () => Promise<void>): Promise<string> {
  const again = await formSender(page);
  await send();
  const { pathname, search } = new URL(await again());
  return pathname + search;
}

describe('a party', () => {
  it('is entered, each fault at its field and what was typed kept; it counts once, and is ended with its contacts', async () => {
    const page = await browser.window({ as: secretariat });
    await page.goto('/registry');
    await page.getByRole('link', { name: 'Enter a party' }).click();
    await page.getByLabel('Name').fill('Mozambique');
    await page.getByLabel('Code').fill('moz');
    await press(page, 'Enter it');
    expect(await page.title()).toContain('Error:');
    const faults = await said(page);
    expect(faults).toContain('Code: 2 to 12 capital letters');
    expect(faults).toContain('Where this is known from: say where this is known from');
    expect(await page.getByLabel('Name').inputValue()).toBe('Mozambique');
    await look(page, 'registry-party-new-faulty', { phone: true });
    await page.getByLabel('Code').fill('MOZ');
    await page.getByLabel('What it is').selectOption('guest');
    await page.getByLabel('Meeting that a guest').fill('KP/PLENARY/2012');
    await source(page);
    await page.getByLabel('From which day').fill('2012-11-27');
    await page.getByLabel('Until which day').fill('2012-11-26');
    await press(page, 'Enter it');
    expect(await said(page)).toContain('Until which day: an entry ends after it begins');
    await page.getByLabel('Until which day').fill('2013-11-27');
    const where = await sentAgain(page, () => press(page, 'Enter it'));
    expect(where).toBe('/registry/parties/MOZ?done=party-entered');
    expect(await said(page)).toContain('The party was entered');
    expect(await main(page)).toContain('Guest of the Chair');
    expect(await guests()).toContain('MOZ');
    await page.getByRole('link', { name: 'End what it is in the organisation' }).click();
    expect(await main(page)).toContain('its contacts end with it');
    await look(page, 'registry-party-end');
    expect(await sentAgain(page, () => press(page, 'End it'))).toBe('/registry/parties/MOZ?done=party-ended');
    expect(await guests()).not.toContain('MOZ');
  });

  it('has a code of its own', async () => {
    const page = await browser.window({ as: secretariat });
    await page.goto('/registry/parties/new');
    await page.getByLabel('Name').fill('Another Angola');
    await page.getByLabel('Code').fill('AGO');
    await page.getByLabel('What it is').selectOption('applicant');
    await source(page);
    await press(page, 'Enter it');
    expect(await said(page)).toContain('a party has this code on that day already');
    expect((await t.app.get(Registry).roll('participant')).find(({ code }) => code === 'AGO')?.name).toBe(
      'Angola',
    );
  });

  it('that holds an office is not ended before its term is', async () => {
    const page = await browser.window({ as: secretariat });
    await page.goto('/registry/parties/USA/end');
    await press(page, 'End it');
    expect(await said(page)).toContain('holds an office');
    expect((await t.app.get(Registry).roll('participant')).map(({ code }) => code)).toContain('USA');
  });

  it('is put on a list by role, and taken off it', async () => {
    const lists = t.app.get(DistributionLists);
    const on = async () =>
      (await lists.roles()).filter(({ party }) => party === 'CAN').map(({ role }) => role);
    const page = await browser.window({ as: secretariat });
    await page.goto('/registry/parties/CAN/roles/new');
    const free = page.getByLabel('List').locator('option').nth(1);
    const role = (await free.getAttribute('value')) ?? '';
    expect(await on()).not.toContain(role);
    await page.getByLabel('List').selectOption(role);
    await from(page);
    await source(page);
    await look(page, 'registry-role-new');
    await press(page, 'Put it on the list');
    expect(await said(page)).toContain('It is on the list now');
    expect(await on()).toContain(role);
    await page.locator(`a[href="/registry/parties/CAN/roles/${role}/end"]`).click();
    await press(page, 'Take it off');
    expect(await said(page)).toContain('It is off the list');
    expect(await on()).not.toContain(role);
  });
});

describe('an organ', () => {
  it('is founded, filled and ended; a form sent twice counts once', async () => {
    const page = await browser.window({ as: secretariat });
    await page.goto('/registry/organs');
    await page.getByRole('link', { name: 'Found an organ' }).click();
    await page.getByLabel('Name').fill('Ad hoc committee on a secretariat');
    await page.getByLabel('Code').fill('AHS');
    await page.getByLabel('Kind').selectOption('ad-hoc-committee');
    await from(page);
    await source(page);
    await look(page, 'registry-organ-new', { phone: true });
    expect(await sentAgain(page, () => press(page, 'Found it'))).toBe(
      '/registry/organs/AHS?done=organ-founded',
    );
    await page.getByRole('link', { name: 'Enter a seat' }).click();
    await page.getByLabel('Party').selectOption('CAN');
    await page.getByLabel('Capacity').selectOption('chair');
    await page.getByLabel('Person').fill('AGO-1');
    await from(page);
    await source(page);
    await press(page, 'Enter the seat');
    expect(await said(page)).toContain('AGO-1');
    expect(await seated('AHS')).toEqual([]);
    await page.getByLabel('Person').fill('');
    expect(await sentAgain(page, () => press(page, 'Enter the seat'))).toBe(
      '/registry/organs/AHS?done=seat-taken',
    );
    expect(await seated('AHS')).toEqual(['CAN']);
    await look(page, 'registry-organ-changed', { phone: true });
    await page.getByRole('link', { name: 'End Canada' }).click();
    expect(await sentAgain(page, () => press(page, 'End the seat'))).toBe(
      '/registry/organs/AHS?done=seat-ended',
    );
    expect(await seated('AHS')).toEqual([]);
    await page.getByRole('link', { name: 'End this organ' }).click();
    expect(await main(page)).toContain('Nobody sits in it');
    expect(await sentAgain(page, () => press(page, 'End this organ'))).toBe(
      '/registry/organs/AHS?done=organ-ended',
    );
    expect((await t.app.get(Organs).list()).map(({ code }) => code)).not.toContain('AHS');
    expect((await page.goto('/registry/organs/AHS/end'))?.status()).toBe(404);
  });

  it('of the whole roll is filled by nobody’s hand, and its page says so', async () => {
    const page = await browser.window({ as: secretariat, language: 'fr' });
    await page.goto('/registry/organs/PLENARY');
    expect(await main(page)).toContain('Nul n’y est inscrit à la main');
    expect(await page.getByRole('link', { name: 'Inscrire un siège' }).count()).toBe(0);
  });
});

it('changes are the Secretariat’s alone', async () => {
  const page = await browser.window({ as: 'AGO-2' });
  for (const path of [
    'parties/new',
    'parties/CAN/end',
    'organs/new',
    'organs/WGM/end',
    'organs/WGM/seats/new',
  ])
    expect([path, (await page.goto(`/registry/${path}`))?.status()]).toEqual([path, 403]);
  await page.goto('/registry/organs/WGM');
  expect(await page.getByRole('link', { name: 'Enter a seat' }).count()).toBe(0);
});
