/** The pages of real histories: whatever a case holds is read in words, and every command that it hears has a form. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Replays, ownPrecedents } from '../../src/modules/precedents/index.js';
import { CASE_KINDS, addressOfCase } from '../../src/web/cases/index.js';
import { type TestApp, startTestApp } from '../support/app.js';

jest.setTimeout(400_000);

/** Cases of each kind that are looked at. */
const LOOKED_AT = 3;
const HISTORIES = [
  'guinea-2009-2013',
  'guinea-visit-2013',
  'removal-congo-2004',
  'admission-gabon-2018',
  'data-anomalies-2012',
  'cameroon-2012',
];

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp('2026-01-01T00:00:00.000Z');
  for (const precedent of ownPrecedents())
    if (HISTORIES.includes(precedent.name)) await t.app.get(Replays).play(precedent);
});
afterAll(async () => t?.close());

async function page(
  path: string,
  language = 'en',
): Promise<{ readonly status: number; readonly text: string; readonly bytes: number }> {
  const headers = {
    ...(await t.bearer('IND-1')),
    accept: 'text/html',
    cookie: `plenum-language=${language}`,
  };
  const response = await fetch(`${t.url}${path}`, { headers, redirect: 'manual' });
  const html = await response.text();
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  return {
    status: response.status,
    text: main.replaceAll(/<svg[\s\S]*?<\/svg>/g, '').replaceAll(/<[^>]*>/g, ' '),
    bytes: html.length,
  };
}

/** What no reader should ever see. */
const RAW =
  /undefined|\[object|\bNaN\b|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/;

interface Line {
  readonly id: string;
  readonly allowed: readonly string[];
}

describe.each(CASE_KINDS.map((kind) => [kind.collection, kind] as const))(
  'the %s of history',
  (collection, kind) => {
    const api = collection === 'procedures' ? 'written-procedures' : collection;
    const cases = async (): Promise<readonly Line[]> =>
      (await t.get<readonly Line[]>('IND-1', `/api/v1/${api}`)).body.slice(0, LOOKED_AT);

    it('are read in words, in English and in French', async () => {
      for (const { id } of await cases()) {
        for (const language of ['en', 'fr']) {
          const { status, text } = await page(addressOfCase(kind, id), language);
          expect({ id, status, raw: RAW.exec(text)?.[0] ?? null }).toEqual({ id, status: 200, raw: null });
        }
      }
    });

    it('have a form for every command that they hear', async () => {
      for (const { id } of await cases()) {
        const { allowed } = (await t.get<Line>('IND-1', `/api/v1/${api}/${id}`)).body;
        for (const command of allowed) {
          const { status, text } = await page(addressOfCase(kind, id, command));
          expect({ command, status, raw: RAW.exec(text)?.[0] ?? null }).toEqual({
            command,
            status: 200,
            raw: null,
          });
        }
      }
    });

    it('are listed, open and ended, and may be opened by whoever may', async () => {
      for (const show of ['open', 'ended'])
        expect((await page(`/cases/${collection}?show=${show}`)).status).toBe(200);
      expect((await page(`/cases/${collection}/new`)).status).toBe(200);
    });
  },
);
