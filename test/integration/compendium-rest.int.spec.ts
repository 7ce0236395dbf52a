/** The Compendium by REST: everybody who is signed in reads, the Secretariat changes. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { SignIn } from '../../src/modules/sign-in/index.js';
import { seedCompendium } from '../../src/modules/compendium/index.js';
import { START_DATA } from '../../src/start.js';
import { type TestApp, startTestApp } from '../support/app.js';

const BASE = '/api/v1/compendium';
const DELEGATE = 'AGO-2';
const SECRETARIAT = 'SEC-1';
const decision = {
  title: 'Administrative Decision on boxes',
  type: 'administrative-decision',
  number: '007/2012',
  adopted: '2012-12-10',
  adoptedBy: 'written-procedure',
  adoptedIn: 'KP/WP/2012/9',
  source: 'made up',
};
const english = {
  language: 'en',
  title: 'Administrative Decision on boxes',
  text: 'Boxes are sealed.',
  status: 'official',
  authoritative: true,
  source: 'made up',
};
const CHANGES: readonly (readonly [string, string, object])[] = [
  ['POST', '/documents', decision],
  ['PUT', '/documents/006-2011', { title: 'Other', source: 'made up' }],
  ['POST', '/documents/006-2011/texts', english],
  ['POST', '/documents/006-2011/relations', { kind: 'follows', to: '005/2011', source: 'made up' }],
  ['POST', '/documents/006-2011/publish', { at: '2011-11-04', source: 'made up' }],
  ['POST', '/documents/006-2011/annul', { at: '2012-01-01', reason: 'a test', source: 'made up' }],
  [
    'POST',
    '/documents/006-2011/conclude',
    { standing: 'concluded', at: '2012-12-01', reason: 'a test', source: 'made up' },
  ],
  ['PUT', '/languages', { language: 'de', validFrom: '2013-01-01', source: 'made up' }],
];

let plenum: TestApp;
beforeAll(async () => {
  plenum = await startTestApp('2013-01-15T12:00:00.000Z');
  await plenum.app.get(DataSource).transaction((tx) => seedCompendium(tx, START_DATA));
});
afterAll(() => plenum.close());

/** Asks with a session's token, where the verbs of the test application do not reach: PUT, and answers that are no JSON. */
const ask = async (as: string | null, method: string, path: string, body?: object) => {
  const token = as === null ? null : await plenum.app.get(SignIn).sessionFor(as);
  return fetch(`${plenum.url}${BASE}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
};
const send = async (as: string | null, method: string, path: string, body: object) => {
  const answer = await ask(as, method, path, body);
  const text = await answer.text();
  return { status: answer.status, body: (text ? JSON.parse(text) : {}) as Record<string, unknown> };
};

describe('the Compendium by REST', () => {
  it('is closed to whoever is not signed in', async () => {
    for (const path of ['', '/search?q=a', '/documents/006-2011', '/export'])
      expect(await plenum.get(null, `${BASE}${path}`)).toMatchObject({
        status: 401,
        body: { code: 'session.missing' },
      });
  });

  it.each(CHANGES)('takes %s %s from the Secretariat only', async (method, path, body) => {
    expect((await send(null, method, path, body)).status).toBe(401);
    expect(await send(DELEGATE, method, path, body)).toMatchObject({
      status: 403,
      body: { code: 'session.forbidden' },
    });
  });

  it('lists what is in force, narrowed by type, year and organ, as of any date', async () => {
    const list = async (query: string) =>
      (
        await plenum.get<{ total: number; documents: { title: string; standing: string }[] }>(
          DELEGATE,
          `${BASE}${query}`,
        )
      ).body;
    expect((await list('?type=declaration')).documents).toHaveLength(2);
    expect((await list('?type=declaration&at=2012-01-01')).documents).toHaveLength(1);
    expect((await list('?year=2011')).documents).toHaveLength(2);
    expect((await list('?year=2011&all=true')).documents).toHaveLength(4);
    expect((await list('?year=2011&knownAt=2011-01-20&at=2011-01-20')).documents).toHaveLength(1);
    expect((await list('?organ=WGS')).documents).toHaveLength(2);
    const part = await list('?limit=2&offset=1');
    expect(part.documents).toHaveLength(2);
    expect(part.total).toBeGreaterThan(15);
    expect(part.documents[0]).toEqual((await list('')).documents[1]);
  });

  it('names the faulty fields of a question and of an entry', async () => {
    const faults = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
      const { status, body } = await answer;
      return [status, (body['details'] as { faults: { field: string }[] }).faults.map(({ field }) => field)];
    };
    expect(await faults(plenum.get(DELEGATE, `${BASE}?at=yesterday&type=treaty&all=perhaps`))).toEqual([
      400,
      ['at', 'type', 'all'],
    ]);
    expect(await faults(plenum.get(DELEGATE, `${BASE}/search`))).toEqual([400, ['q']]);
    expect(await faults(plenum.get(DELEGATE, `${BASE}/documents/006-2011/texts/klingonian`))).toEqual([
      400,
      [''],
    ]);
    const bad = { ...decision, title: '…', type: 'treaty', adopted: '2012-02-30', source: '', surplus: 1 };
    expect(await faults(plenum.post(SECRETARIAT, `${BASE}/documents`, bad))).toEqual([
      400,
      ['title', 'type', 'adopted', 'source', ''],
    ]);
    expect(await faults(send(SECRETARIAT, 'PUT', `/documents/006-2011`, { source: 'made up' }))).toEqual([
      400,
      [''],
    ]);
  });

  it('takes a document through its life: entered, written in two languages, published, related, concluded', async () => {
    const one = `${BASE}/documents/${encodeURIComponent('007/2012')}`;
    expect(await plenum.post(SECRETARIAT, `${BASE}/documents`, decision)).toMatchObject({
      status: 201,
      body: { changed: true },
    });
    expect(
      await plenum.post(SECRETARIAT, `${BASE}/documents`, { ...decision, number: '007-2012' }),
    ).toMatchObject({
      status: 409,
      body: { code: 'compendium.number-taken' },
    });
    expect(await plenum.get(DELEGATE, `${BASE}/next-number?year=2012`)).toMatchObject({
      body: { number: '008/2012' },
    });
    const put = await plenum.post(SECRETARIAT, `${one}/texts`, english);
    expect(put).toMatchObject({
      status: 200,
      body: { version: 1, sha256: createHash('sha256').update('Boxes are sealed.').digest('hex') },
    });
    const french = { ...english, language: 'fr', text: 'Les boîtes sont scellées.', authoritative: false };
    expect((await plenum.post(SECRETARIAT, `${one}/texts`, french)).status).toBe(200);
    expect(
      await plenum.post(SECRETARIAT, `${one}/texts`, { ...french, language: 'ru', authoritative: true }),
    ).toMatchObject({
      status: 409,
      body: { code: 'compendium.second-authoritative' },
    });
    expect(
      await plenum.post(SECRETARIAT, `${one}/publish`, { at: '2012-12-20', source: 'made up' }),
    ).toMatchObject({
      body: { changed: true },
    });
    expect(
      await plenum.post(SECRETARIAT, `${one}/texts`, { ...english, text: 'Boxes are locked.' }),
    ).toMatchObject({
      status: 409,
      body: { code: 'compendium.text-published' },
    });
    const relation = { kind: 'follows', to: '005/2012', source: 'made up' };
    expect(await plenum.post(SECRETARIAT, `${one}/relations`, relation)).toMatchObject({ status: 200 });
    expect(await plenum.get(DELEGATE, `${BASE}/search?q=sceller`)).toMatchObject({
      body: {
        total: 1,
        documents: [
          {
            foundIn: 'fr',
            number: '007/2012',
            snippet: expect.arrayContaining([{ text: 'scellées', hit: true }]),
          },
        ],
      },
    });
    expect(await plenum.get(DELEGATE, `${one}/texts/en`)).toMatchObject({
      body: { text: 'Boxes are sealed.' },
    });
    const end = { standing: 'concluded', at: '2013-01-10', reason: 'done', source: 'made up' };
    expect(await plenum.post(SECRETARIAT, `${one}/conclude`, end)).toMatchObject({
      status: 200,
      body: { changed: true },
    });
    expect(await plenum.get(DELEGATE, one)).toMatchObject({
      body: {
        document: { publishedAt: '2012-12-20T00:00:00.000Z' },
        standing: { standing: 'concluded' },
        missing: ['ar', 'es', 'pt', 'ru', 'zh'],
        earlier: [
          { kind: 'follows', toNumber: '005/2012', depth: 1 },
          { kind: 'follows', toNumber: '005/2011', depth: 2 },
        ],
        textInForce: { inForce: false, own: { language: 'en', version: 1 } },
      },
    });
    const { body } = await plenum.get<{ beliefs: { about: string }[] }>(DELEGATE, `${one}/history`);
    expect(new Set(body.beliefs.map(({ about }) => about))).toEqual(
      new Set(['document', 'standing', 'text', 'relation']),
    );
    expect(JSON.stringify(body)).not.toContain('Boxes are sealed.');
    expect(await plenum.get(DELEGATE, `${BASE}/verification`)).toMatchObject({ body: { broken: [] } });
  });

  it('tells that something is unknown, or that a title means several documents', async () => {
    expect(await plenum.get(DELEGATE, `${BASE}/documents/nothing`)).toMatchObject({
      status: 404,
      body: { code: 'compendium.unknown' },
    });
    const title = encodeURIComponent('Administrative Decision on the KPCS Peer Review System');
    expect(await plenum.get(DELEGATE, `${BASE}/documents/${title}`)).toMatchObject({
      status: 409,
      body: { code: 'compendium.ambiguous' },
    });
    expect(await plenum.get(DELEGATE, `${BASE}/documents/006-2011/texts/fr`)).toMatchObject({
      status: 404,
      body: { code: 'compendium.unknown-text' },
    });
  });

  it('exports the list as CSV and JSON', async () => {
    const csv = await ask(DELEGATE, 'GET', '/export?format=csv&organ=WGS');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename=compendium.csv');
    const rows = (await csv.text()).trim().split('\r\n');
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatch(/^id,number,title,type,/);
    const json = (await (await ask(DELEGATE, 'GET', '/export?organ=WGS')).json()) as { total: number };
    expect(json.total).toBe(2);
  });

  it('lists what lacks a translation, and counts a language as official from its day on', async () => {
    const languages = async (at: string) =>
      (
        await plenum.get<{ languages: { language: string }[] }>(
          DELEGATE,
          `${BASE}/missing-translations?at=${at}`,
        )
      ).body.languages.map(({ language }) => language);
    expect(
      await send(SECRETARIAT, 'PUT', `/languages`, {
        language: 'de',
        validFrom: '2013-01-01',
        source: 'made up',
      }),
    ).toMatchObject({ status: 204 });
    expect(await languages('2012-12-31')).not.toContain('de');
    expect(await languages('2013-01-01')).toContain('de');
    expect(
      await send(SECRETARIAT, 'PUT', `/languages`, {
        language: 'de',
        validFrom: '2014-01-01',
        validTo: '2013-01-01',
        source: 'made up',
      }),
    ).toMatchObject({ status: 400 });
  });
});
