/** The pages of the offices in Arabic, from right to left, with the real histories of Washington 2012: everything is turned over and nothing mixed up. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Compendium } from '../../src/modules/compendium/index.js';
import { Meetings } from '../../src/modules/plenary/index.js';
import { Replays, ownPrecedents } from '../../src/modules/precedents/index.js';
import { SignIn } from '../../src/modules/sign-in/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';

jest.setTimeout(300_000);
const API = '/api/v1/written-procedures';
const DRAFT = {
  reference: 'KP/WP/2013/1',
  title: 'Road map for a merger',
  subject: 'Merging two committees',
  texts: [{ language: 'en', body: 'The road map for merging the two committees is adopted.' }],
};
let t: TestApp;
let browser: TestBrowser;
let chair: Page;
let secretariat: Page;
const id = { procedure: '', draft: '', meeting: '', document: '' };

beforeAll(async () => {
  t = await startTestApp('2013-02-01T09:00:00Z', 'data/kp');
  const washington = ownPrecedents().find(({ name }) => name === 'washington-2012');
  if (!washington) throw new Error('there is no history of Washington 2012');
  await t.app.get(Replays).play(washington);
  id.procedure = (await t.post<{ caseId: string }>('ZAF-1', API, DRAFT)).body.caseId;
  await t.post('ZAF-1', `${API}/${id.procedure}/launch`, { ruleSet: 'kp' });
  const draft = { ...DRAFT, reference: 'KP/WP/2013/2', title: 'Statistics every quarter' };
  id.draft = (await t.post<{ caseId: string }>('ZAF-1', API, draft)).body.caseId;
  const person = await t.app.get(SignIn).person('ZAF-1');
  if (!person) throw new Error('there is no Chair');
  id.meeting = (await t.app.get(Meetings).list(person, 10))[0]?.id ?? '';
  id.document = (await t.app.get(Compendium).show('KP Documents Compendium', {})).document.id;
  browser = await startBrowser(t);
  chair = await browser.window({ as: 'ZAF-1', language: 'ar' });
  secretariat = await browser.window({ as: 'SEC-1', language: 'ar' });
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

/** Run in the page: what is not turned over, or could be mixed up in a line from right to left. */
const MIXED = `(() => {
  const wrong = (selector, property, value) => [...document.querySelectorAll(selector)]
    .filter((one) => getComputedStyle(one)[property] !== value).map((one) => selector + ': ' + one.textContent.trim().slice(0, 80));
  return [
    ...wrong('.plenum-code', 'unicodeBidi', 'isolate'),
    ...wrong('main [lang]:not([lang=ar])', 'direction', 'ltr'),
    ...wrong('.govuk-back-link', 'paddingLeft', '0px'),
    ...wrong('.govuk-details__summary', 'paddingLeft', '0px'),
    ...wrong('.govuk-table__caption:not(.govuk-visually-hidden)', 'textAlign', 'right'),
    ...wrong('.govuk-list:not(.govuk-list--bullet, .govuk-list--number)', 'paddingRight', '0px'),
    ...wrong('.govuk-table__cell:not(:last-child)', 'paddingRight', '0px'),
  ];
})()`;

async function see(page: Page, path: string, name: string): Promise<void> {
  const response = await page.goto(path);
  expect({ path, status: response?.status() }).toEqual({ path, status: 200 });
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  await look(page, `ar-${name}`, { phone: name === 'procedure' });
  expect({ path, mixed: await page.evaluate<string[]>(MIXED) }).toEqual({ path, mixed: [] });
}

describe('in Arabic the Chair sees', () => {
  it.each<[string, () => string]>([
    ['home', () => '/'],
    ['board', () => '/board'],
    ['grid', () => '/board/grid'],
    ['months', () => '/board/months'],
    ['wizard', () => '/procedures/new'],
    ['wizard-text', () => `/procedures/${id.draft}/draft/text`],
    ['wizard-rule', () => `/procedures/${id.draft}/draft/rule`],
    ['wizard-overview', () => `/procedures/${id.draft}/draft`],
    ['procedure', () => `/procedures/${id.procedure}`],
    ['meeting', () => `/plenary/${id.meeting}`],
    ['communique', () => `/plenary/${id.meeting}/communique`],
    ['cases', () => '/cases/anomalies'],
    ['case', () => `/cases/procedures/${id.procedure}`],
    ['case-form', () => '/cases/anomalies/new'],
    ['mails', () => '/mails'],
    ['settings', () => '/settings'],
  ])('%s', async (name, path) => {
    await see(chair, path(), name);
  });
});

describe('in Arabic the Secretariat sees', () => {
  it.each<[string, () => string]>([
    ['party', () => '/registry/parties/GHA'],
    ['document', () => `/compendium/${id.document}`],
    ['document-form', () => `/compendium/${id.document}/do/text`],
  ])('%s', async (name, path) => {
    await see(secretariat, path(), name);
  });
});
