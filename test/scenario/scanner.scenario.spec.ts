/**
 * Mail scanners open every link, run scripts, follow what they find and send forms. Whatever they do, no answer comes of it,
 * and the person the link was meant for can still answer.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IssuedLink } from '../../src/modules/ballots/index.js';
import { type BallotGround, startBallotGround } from '../support/ballots.js';
import { type PageForm, PlainBrowser, formsOf, linksOf, wordsOf } from '../support/browser.js';

let ground: BallotGround;
beforeAll(async () => {
  ground = await startBallotGround();
}, 60_000);
afterAll(() => ground.close());

type Scanner = (link: IssuedLink) => Promise<number>;

/** Sends each form as it stands on the page. */
const untouched = (_html: string, form: PageForm): PageForm => form;

/** Chooses the first of everything, ticks every box, and types something in every field that is shown. */
function filledIn(html: string, form: PageForm): PageForm {
  const fields: Record<string, string> = { ...form.fields };
  for (const [, name = '', value = ''] of html.matchAll(
    /<input [^>]*name="([^"]*)" type="radio" value="([^"]*)"/g,
  ))
    fields[name] ??= value;
  for (const [, name = '', value = ''] of html.matchAll(
    /<input [^>]*name="([^"]*)" type="checkbox" value="([^"]*)"/g,
  ))
    fields[name] = value;
  for (const [, name = ''] of html.matchAll(
    /<(?:input [^>]*|textarea [^>]*)name="(represents|code|reason|statement|paragraph|resolution|reference)"/g,
  ))
    fields[name] ||= 'yes';
  return { ...form, fields };
}

/** Fetches everything reachable from the link, thrice, and sends every form once. Gives the number of pages seen. */
function crawler(fill: (html: string, form: PageForm) => PageForm): Scanner {
  return async (link) => {
    const browser = new PlainBrowser(ground.url, { 'user-agent': 'LinkChecker/1.0' });
    const waiting = [link.url];
    const seen = new Set<string>();
    const sent = new Set<string>();
    while (waiting.length > 0 && seen.size < 200) {
      const address = new URL(waiting.shift() ?? '', ground.url).pathname;
      if (seen.has(address)) continue;
      seen.add(address);
      await browser.get(address, 'HEAD');
      for (let time = 0; time < 3; time += 1) await browser.get(address);
      const pages = [await browser.get(address)];
      for (let page = pages.pop(); page; page = pages.pop()) {
        waiting.push(...linksOf(page.html).filter((href) => href.startsWith('/')));
        for (const form of formsOf(page.html)) {
          if (sent.has(form.action)) continue;
          sent.add(form.action);
          pages.push(await browser.submit(fill(page.html, form)));
        }
      }
    }
    return seen.size + sent.size;
  };
}

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Runs a visit in a fresh profile, at the width of a small telephone. */
async function inChromium(visit: (page: Page) => Promise<void>): Promise<void> {
  const { chromium } = await import('playwright-core');
  const profile = mkdtempSync(join(tmpdir(), 'plenum-scanner-'));
  const viewport = { width: 320, height: 640 };
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM ?? '',
    args: FLAGS,
    headless: true,
    viewport,
  });
  try {
    await visit(await context.newPage());
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** A real browser that opens every link of the ballot and presses every button it finds, and those of the page that follows. */
const realBrowser: Scanner = async (link) => {
  const addresses = [ground.url + new URL(link.url).pathname];
  await inChromium(async (page) => {
    await page.goto(addresses[0] ?? '');
    for (const anchor of await page.locator('a[href^="/b/"]').all())
      addresses.push(ground.url + ((await anchor.getAttribute('href')) ?? ''));
    for (const address of addresses) {
      await page.goto(address);
      const buttons = await page.locator('form button').count();
      for (let index = 0; index < buttons; index += 1) {
        await page.goto(address);
        await page.locator('form button').nth(index).click();
        await page.locator('form button').first().click();
      }
    }
  });
  return addresses.length;
};

const scanners: [string, Scanner][] = [
  ['follows every link and sends every form as it stands', crawler(untouched)],
  ['also fills in everything it can', crawler(filledIn)],
  ...(CHROMIUM ? [['is a real browser pressing every button', realBrowser] as [string, Scanner]] : []),
];

describe('a mail scanner that', () => {
  it.each(scanners)(
    '%s casts nothing, and the person can still answer',
    async (_what, scan) => {
      const caseId = await ground.launch();
      const link = await ground.link(caseId, 'CIV');
      expect(await scan(link)).toBeGreaterThan(1);
      expect((await ground.context(caseId)).positions).toEqual([]);

      const person = new PlainBrowser(ground.url);
      const [ballot] = formsOf((await person.get(link.url)).html);
      if (!ballot) throw new Error('the ballot is gone');
      const [confirmation] = formsOf(
        (await person.submit(ballot, { kind: 'objection', reason: 'We ask for the report first.' })).html,
      );
      if (!confirmation) throw new Error('no confirmation');
      const receipt = await person.submit(confirmation, {
        represents: 'CIV',
        code: link.code,
        action: 'cast',
      });
      expect(wordsOf(receipt.html)).toContain('Your answer is recorded');
      expect((await ground.context(caseId)).positions).toMatchObject([
        { party: 'CIV', kind: 'objection', status: 'counted' },
      ]);
    },
    60_000,
  );

  it('only opens links leaves no acknowledgement and no answer behind', async () => {
    const caseId = await ground.launch();
    const link = await ground.link(caseId, 'IND');
    await crawler(untouched)(link);
    expect(await ground.context(caseId)).toMatchObject({ acknowledged: [], positions: [] });
  });

  it('knows a receipt’s pages takes nothing back and disowns nothing', async () => {
    const caseId = await ground.launch();
    const link = await ground.link(caseId, 'IND');
    const person = new PlainBrowser(ground.url);
    const [ballot] = formsOf((await person.get(link.url)).html);
    const [confirmation] = formsOf(
      (await person.submit(ballot ?? { action: '', fields: {} }, { kind: 'support' })).html,
    );
    await person.submit(confirmation ?? { action: '', fields: {} }, { represents: 'India', action: 'cast' });
    await crawler(untouched)(link);
    expect((await ground.context(caseId)).positions).toMatchObject([
      { party: 'IND', kind: 'support', status: 'counted' },
    ]);
  });
});

if (CHROMIUM) {
  describe('a person with a real browser', () => {
    it('answers from the link, with the cookies and headers browsers really send', async () => {
      const caseId = await ground.launch();
      const link = await ground.link(caseId, 'IND');
      await inChromium(async (page) => {
        await page.goto(ground.url + new URL(link.url).pathname);
        await page.getByLabel('No objection', { exact: true }).check();
        await page.getByRole('button', { name: 'Go on' }).click();
        await page.locator('#represents').fill('India');
        await page.getByRole('button', { name: 'Record this answer' }).click();
        await page.getByRole('heading', { name: 'Your answer is recorded' }).waitFor();
        await page.reload();
        await page.getByRole('heading', { name: 'Your answer is recorded' }).waitFor();
      });
      expect((await ground.context(caseId)).positions).toMatchObject([
        { party: 'IND', kind: 'no-objection', status: 'counted' },
      ]);
    }, 60_000);
  });
}
