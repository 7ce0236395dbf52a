/** What the board tells whom: of mail and contacts, of silence before a date, in whole files, and by calendars whose maker left. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { Instant } from '../../src/kernel/instant.js';
import { parseInput } from '../../src/kernel/parse.js';
import { OPERATOR } from '../../src/modules/cases/index.js';
import {
  Board,
  type BoardLine,
  type BoardPage,
  type Load,
  boardFilterSchema,
} from '../../src/modules/deadline-board/index.js';
import { wordsFor } from '../../src/platform/http/words.js';
import { Messages } from '../../src/platform/language/index.js';
import { feedText } from '../../src/modules/deadline-board/feeds/feed.calendar.js';
import { Mandates } from '../../src/modules/mandates/index.js';
import { Registry, noteBounce } from '../../src/modules/registry/index.js';
import { carryOutSchema } from '../../workflows/plenary-meeting/index.js';
import { type TestApp, startTestApp } from '../support/app.js';

jest.setTimeout(240_000);
const NOW = '2012-12-05T09:00:00.000Z';
const BOARD = '/api/v1/board';

let t: TestApp;
const give = async (id: string, addressee: string): Promise<void> => {
  const order = carryOutSchema.parse({
    meeting: 'KP/PLENARY/2012',
    title: 'Plenary',
    zone: 'UTC',
    at: '2012-12-01T04:00:00.000Z',
    dueAt: null,
    clause: {
      id,
      paragraph: 31,
      by: 'plenary',
      verb: 'requested',
      text: 'to report',
      fact: { kind: 'mandate', task: `report ${id}` },
      addressees: [addressee],
      deadline: { kind: 'day', on: '2013-06-30' },
    },
  });
  expect((await t.app.get(Mandates).openFromClause(order, { historical: false })).status).toBe('accepted');
};
const read = async (as: string, query = ''): Promise<readonly BoardLine[]> =>
  (await t.get<BoardPage>(as, `${BOARD}?limit=500&${query}`)).body.lines;
const mandateOf = async (as: string, party: string) => {
  const [line] = await read(as, `workflow=mandate&party=${party}`);
  return [line?.level, line?.why, line?.unreachable.map(({ because }) => because)];
};

beforeAll(async () => {
  t = await startTestApp(NOW);
  for (const [id, party] of [
    ['m', 'CAF'],
    ['n', 'GIN'],
    ['o', 'LBR'],
    ['p', 'TGO'],
  ] as const)
    await give(id, party);
  await t.app.get(DataSource).transaction(async (tx) => {
    for (const contact of ['CAF-1', 'CAF-2', 'LBR-1']) await noteBounce(tx, contact, 'no such user');
  });
  for (const contact of ['GIN-1', 'GIN-2', 'LBR-2']) {
    const away = { validFrom: '2012-12-01T00:00:00Z', validTo: '2012-12-20T00:00:00Z' };
    expect((await t.post('SEC-1', `/api/v1/contacts/${contact}/absences`, away)).status).toBe(201);
  }
}, 120_000);
afterAll(() => t.close(), 180_000);

describe('whom nobody reaches', () => {
  it('is told to the offices, each with its own words', async () => {
    const said = await Promise.all(['CAF', 'GIN', 'LBR', 'TGO'].map((party) => mandateOf('USA-1', party)));
    expect(said).toEqual([
      ['at-risk', 'due in 207 days and nobody at CAF can be reached: the last mail came back', ['bounced']],
      ['at-risk', 'due in 207 days and nobody at GIN can be reached: everybody is away', ['away']],
      [
        'at-risk',
        'due in 207 days and nobody at LBR can be reached: some are away, and the last mail to the others came back',
        ['bounced-or-away'],
      ],
      ['waiting', 'due in 207 days; it waits on TGO', []],
    ]);
    expect(await read('USA-1', 'group=bounced&workflow=mandate')).toHaveLength(3);
  });

  it('is told to nobody else but the party itself, in no level, group, number, sentence or file', async () => {
    const quiet = ['waiting', 'due in 207 days; it waits on CAF', []];
    expect(await mandateOf('GHA-1', 'CAF')).toEqual(quiet);
    expect((await mandateOf('CAF-1', 'CAF'))[2]).toEqual(['bounced']);
    for (const query of ['group=bounced', 'group=at-risk', 'level=at-risk'])
      expect([query, await read('GHA-1', `${query}&workflow=mandate`)]).toEqual([query, []]);
    expect(await read('CAF-1', 'group=bounced&workflow=mandate')).toHaveLength(1);
    const counts = async (as: string) =>
      (await t.get<{ counts: Record<string, number> }>(as, `${BOARD}/summary`)).body.counts['bounced'];
    expect([await counts('USA-1'), await counts('GHA-1'), await counts('CAF-1')]).toEqual([3, 0, 1]);
    const csv = await fetch(`${t.url}/api/v1/board.csv`, { headers: await t.bearer('GHA-1') });
    expect(await csv.text()).not.toMatch(/can be reached|came back|away/);
  });

  it('nor is how many contacts a party has', async () => {
    const people = async (as: string) => {
      const { body } = await t.get<Load>(as, `${BOARD}/load?party=CAF`);
      return [body.people, /people|person/.test(body.words)];
    };
    expect([await people('USA-1'), await people('CAF-1'), await people('GHA-1')]).toEqual([
      [2, true],
      [2, true],
      [null, false],
    ]);
  });
});

describe('a file', () => {
  it('holds every line, whatever the limit and the size of a page', async () => {
    const filter = parseInput(boardFilterSchema, { limit: 1 }, 'filter');
    const all = (await read('SEC-1')).map(({ caseId, key }) => `${caseId} ${key}`);
    const found: string[] = [];
    let pages = 0;
    for await (const lines of await t.app.get(Board).pages(filter, OPERATOR, 2)) {
      pages += 1;
      found.push(...lines.map(({ caseId, key }) => `${caseId} ${key}`));
    }
    expect([found, pages]).toEqual([all, Math.ceil(all.length / 2)]);
    const answer = await fetch(`${t.url}/api/v1/board.csv?limit=1`, { headers: await t.bearer('SEC-1') });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect((await answer.text()).trimEnd().split('\n')).toHaveLength(all.length + 1);
  });

  it('of a wrong filter is refused before it begins', async () => {
    const headers = await t.bearer('SEC-1');
    const answer = await fetch(`${t.url}/api/v1/board.csv?party=XXX`, { headers });
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'registry.unknown-party' }]);
  });
});

describe('a feed', () => {
  it('that holds more than it shows says so in its description', async () => {
    const board = t.app.get(Board);
    await give('q', 'CAF');
    const [whole, cut] = [await board.datedFor('party', 'CAF'), await board.datedFor('party', 'CAF', 1)];
    expect([whole.isCut, cut.isCut, cut.entries]).toEqual([false, true, whole.entries.slice(0, 1)]);
    const words = wordsFor(Messages.load(), 'en', 'UTC');
    expect(feedText('x', whole, words)).not.toContain('X-WR-CALDESC');
    expect(feedText('x', cut, words)).toContain('X-WR-CALDESC:Only the 1 entries that are due first');
  });

  it('closes when the delegate who made it speaks for the party no longer; one of the Secretariat stays', async () => {
    const make = async (as: string): Promise<string> => {
      const { status, body } = await t.post<{ url: string }>(as, `${BOARD}/feeds`, {
        kind: 'party',
        code: 'TGO',
      });
      expect(status).toBe(201);
      return body.url;
    };
    const urls = [await make('TGO-2'), await make('TGO-1'), await make('SEC-1')];
    const opens = () => Promise.all(urls.map(async (url) => (await fetch(url)).status));
    expect(await opens()).toEqual([200, 200, 200]);
    const registry = t.app.get(Registry);
    for (const left of ['TGO-2', 'SEC-1']) await registry.endContact(left, NOW as Instant);
    expect(await opens()).toEqual([404, 200, 200]);
  });
});

describe('silence', () => {
  it('puts a case of the kit at risk before it is due, once it was pressed', async () => {
    const { body } = await t.post('CHE-1', '/api/v1/anomalies', {
      reference: 'KP/ANOMALY/2012/1',
      title: 'Parcels of AGO without a certificate',
      source: 'made up',
      kind: 'certificates',
      raisedBy: 'CHE',
      concerning: 'AGO',
      text: 'Two parcels came without a valid certificate.',
    });
    const inform = await t.post('USA-1', `/api/v1/anomalies/${String(body['caseId'])}/inform`, {});
    expect(inform.status).toBe(200);
    const answer = async () => {
      const [line] = await read('GHA-1', 'workflow=anomaly&party=AGO');
      return [line?.key, line?.level, line?.rung.reached, line?.why];
    };
    await t.travelTo('2012-12-27T00:00:00Z'); // reminders go out 7, 3 and 1 days before the answer is due
    expect(await answer()).toEqual(['answer', 'waiting', 0, 'due in 9 days; it waits on AGO']);
    await t.travelTo('2012-12-29T12:00:00Z');
    expect(await answer()).toEqual([
      'answer',
      'at-risk',
      1,
      expect.stringMatching(
        /^due in 6 days; AGO was pressed once \(of \d+; last: a reminder\) and has not acted in 24 days$/,
      ),
    ]);
    expect(await read('GHA-1', 'group=at-risk&workflow=anomaly')).toHaveLength(1);
  });
});
