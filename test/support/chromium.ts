/**
 * A real browser for the tests of pages: signs in as anybody, looks at a page as its strictest reader would, and keeps a picture of it
 * under docs/screens when SCREENS=1 is set.
 */
import { expect } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import { SignIn } from '../../src/modules/sign-in/index.js';
import type { TestApp } from './app.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SCREENS = resolve(import.meta.dirname, '../../docs/screens');
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const NARROW = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 900 };
/** What a page may weigh on first view, compressed, with everything it asks for. */
const PAGE_BYTES = 100_000;
export const BALLOT_BYTES = 50_000;
/** Pictures are looked at by people and kept for good: what lies below is more of the same. */
const PICTURE_HEIGHT = 2400;

/** Run in the page: what axe-core finds, with the first places of each fault. */
const FAULTS = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, help, nodes }) => ({
  id, help, where: nodes.slice(0, 3).map(({ html, failureSummary }) => html.slice(0, 200) + ' ' + failureSummary),
})))`;
interface Fault {
  readonly id: string;
  readonly help: string;
  readonly where: readonly string[];
}

/** Run in the page: where its parts come from, what they weigh, and what its content security policy would not let work. */
const FACTS = `(() => {
  const parts = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
  return {
    foreign: parts.map(({ name }) => name).filter((url) => !url.startsWith(location.origin)),
    bytes: parts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    headings: document.querySelectorAll('h1').length,
    lang: document.documentElement.lang !== '',
    inline: document.querySelectorAll('[style], style, script:not([src])').length,
  };
})()`;
interface PageFacts {
  readonly foreign: readonly string[];
  readonly bytes: number;
  readonly headings: number;
  readonly lang: boolean;
  readonly inline: number;
}

/** How to open a window. */
export interface WindowOptions {
  /** contact who is signed in; left out: nobody */
  readonly as?: string;
  readonly language?: string;
  readonly javaScript?: boolean;
}

/** What a page may weigh, and whether a picture of it on a phone is kept too. */
export interface LookOptions {
  readonly bytes?: number;
  readonly phone?: boolean;
  /** so much of the page is kept in its picture, in pixels from the top; left out: {@link PICTURE_HEIGHT} */
  readonly height?: number;
}

/** A browser with an application before it. */
export interface TestBrowser {
  /** a window of its own, with its own cookies; paths are relative to the application */
  window(options?: WindowOptions): Promise<Page>;
  close(): Promise<void>;
}

/** @param t the application whose pages are looked at */
export async function startBrowser(t: Pick<TestApp, 'url' | 'app'>): Promise<TestBrowser> {
  const executablePath = process.env['PLENUM_TEST_BROWSER'];
  if (!executablePath) throw new Error('the global setup has found no browser');
  const browser = await launch(executablePath);
  const contexts: BrowserContext[] = [];
  return {
    async window({ as, language = 'en', javaScript = true } = {}) {
      const context = await browser.newContext({
        baseURL: t.url,
        viewport: WIDE,
        locale: language,
        javaScriptEnabled: javaScript,
        reducedMotion: 'reduce',
      });
      contexts.push(context);
      const { hostname } = new URL(t.url);
      const cookie = (name: string, value: string) => ({ name, value, domain: hostname, path: '/' });
      await context.addCookies([cookie('plenum-language', language)]);
      if (as) {
        const signIn = t.app.get(SignIn);
        await context.addCookies([cookie(signIn.cookie.name, await signIn.sessionFor(as))]);
      }
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      return page;
    },
    async close() {
      for (const context of contexts) await context.close();
      await browser.close();
    },
  };
}

/** A machine that is busy with other tests may need a second try. */
async function launch(executablePath: string): Promise<Browser> {
  const options = { executablePath, args: FLAGS, timeout: 60_000 };
  return chromium.launch(options).catch(() => chromium.launch(options));
}

/**
 * Looks at a page as its strictest reader would: no fault that axe-core finds, nothing sticks out at 320 px, nothing from elsewhere,
 * no heavier than promised, one heading of the first level, a language. Keeps its picture as `docs/screens/<name>.png` with SCREENS=1.
 *
 * @param page as it is shown now
 * @param name of the picture, such as `board` or `ballot-late`
 */
export async function look(
  page: Page,
  name: string,
  { bytes = PAGE_BYTES, phone = false, height }: LookOptions = {},
) {
  await page.evaluate(AXE);
  const found = await page.evaluate<Fault[]>(FAULTS);
  expect({ page: name, faults: found }).toEqual({ page: name, faults: [] });
  const facts = await page.evaluate<PageFacts>(FACTS);
  expect({ page: name, ...facts, bytes: Math.max(facts.bytes, bytes) }).toEqual({
    page: name,
    foreign: [],
    bytes,
    headings: 1,
    lang: true,
    inline: 0,
  });
  await page.setViewportSize(NARROW);
  const sticksOut = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  expect({ page: name, sticksOut: Math.max(0, sticksOut) }).toEqual({ page: name, sticksOut: 0 });
  if (phone) await keep(page, `${name}-phone`, height);
  await page.setViewportSize(WIDE);
  await keep(page, name, height);
}

/** Keeps a picture; with a quarter of its bytes where pngquant is on the PATH. */
async function keep(page: Page, name: string, height = PICTURE_HEIGHT): Promise<void> {
  if (process.env['SCREENS'] !== '1') return;
  mkdirSync(SCREENS, { recursive: true });
  const { width } = page.viewportSize() ?? WIDE;
  const whole = await page.evaluate<number>('document.documentElement.scrollHeight');
  const path = join(SCREENS, `${name}.png`);
  await page.screenshot({
    path,
    fullPage: true,
    clip: { x: 0, y: 0, width, height: Math.min(whole, height) },
  });
  spawnSync('pngquant', ['--force', '--skip-if-larger', '--strip', '--output', path, '64', path]);
}

/**
 * @param page with a form, as it stands now
 * @returns what sends that form once more, whenever it is called, and tells where that leads
 */
export async function formSender(page: Page): Promise<() => Promise<string>> {
  const form = page.locator('main form[method=post]').first();
  const fields: Record<string, string> = {};
  for (const field of await form.locator('[name]').all())
    fields[(await field.getAttribute('name')) ?? ''] = await field.inputValue();
  const action = (await form.getAttribute('action')) ?? '';
  const isMultipart = (await form.getAttribute('enctype')) !== null;
  const body = isMultipart ? { multipart: fields } : { form: fields };
  return async () => (await page.request.post(action, body)).url();
}
