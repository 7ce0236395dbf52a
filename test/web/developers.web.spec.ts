/** The documentation of the API, for whoever writes a program: nobody need sign in. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestBrowser, look, startBrowser } from '../support/chromium.js';

let t: TestApp;
let browser: TestBrowser;
beforeAll(async () => {
  t = await startTestApp('2013-02-01T09:00:00Z');
  browser = await startBrowser(t);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await t?.close();
});

jest.setTimeout(180_000);

describe('the documentation of the API', () => {
  it('leads from the groups to every operation, with who may and which scope it takes', async () => {
    const page = await browser.window();
    await page.goto('/developers');
    await look(page, 'developers');
    await page.getByRole('link', { name: 'written procedures' }).click();
    await look(page, 'developers-group');
    await page.getByRole('link', { name: 'Extend the window' }).click();
    await look(page, 'developers-operation', { phone: true });
    const text = await page.getByRole('main').innerText();
    expect(text).toContain('/api/v1/written-procedures/{id}/extend');
    expect(text).toContain('period.unit');
    expect(text).toContain('cases:act');
  });

  it('is whole: each operation of the description has its page, to which the page of its group leads', async () => {
    const description = (await (await fetch(`${t.url}/api/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { operationId: string; tags: string[] }>>;
    };
    const all = Object.values(description.paths).flatMap((path) => Object.values(path));
    const tags = [...new Set(all.map(({ tags: [tag] }) => tag ?? ''))];
    for (const tag of tags) {
      const page = await (await fetch(`${t.url}/developers/${tag.replaceAll(' ', '-')}`)).text();
      for (const { operationId } of all.filter(({ tags: [one] }) => one === tag)) {
        const address = `/developers/${tag.replaceAll(' ', '-')}/${operationId}`;
        expect(page).toContain(`href="${address}"`);
        expect([address, (await fetch(`${t.url}${address}`)).status]).toEqual([address, 200]);
      }
    }
  });

  it('has a frame in French, and says that there is no such group', async () => {
    const page = await browser.window({ language: 'fr' });
    await page.goto('/developers');
    await look(page, 'developers-fr');
    expect((await page.goto('/developers/nothing'))?.status()).toBe(404);
  });
});
