/** The queries of the board over some thousand rows of every kind: they say what the rules say, and read what the indexes hold. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { type CaseId, newId } from '../../src/kernel/ids.js';
import { type Instant, addMs } from '../../src/kernel/instant.js';
import { levelOf, outOfReach, outlookAt } from '../../src/modules/deadline-board/board.rules.js';
import {
  type BoardEntry,
  type BoardRow,
  GROUPS,
  LEVELS,
  type OutOfReach,
} from '../../src/modules/deadline-board/board.types.js';
import { keepRows } from '../../src/modules/deadline-board/projection/board.store.js';
import type { Asking } from '../../src/modules/deadline-board/reading/board.conditions.js';
import {
  type BoardQuestion,
  audiencesOf,
  pageStatement,
  readPage,
} from '../../src/modules/deadline-board/reading/board.queries.js';
import {
  loadStatement,
  readLoad,
  readSummary,
  summaryStatement,
} from '../../src/modules/deadline-board/reading/board.numbers.js';
import {
  gridStatement,
  readGrid,
  readSpans,
  spansStatement,
  worstOf,
} from '../../src/modules/deadline-board/reading/overviews.queries.js';
import type { Statement } from '../../src/modules/deadline-board/reading/sql.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';

const NOW = '2013-03-01T12:00:00.000Z' as Instant;
const ROWS = 6000;
const HOUR_MS = 3_600_000;
const CODES = ['AGO', 'ARM', 'CAF', 'GHA', 'GIN', 'CKR', 'chair', 'secretariat', 'participants'];
const reach = new Map<string, OutOfReach>([['CAF', { because: 'bounced', since: null }]]);
const settings = { soonHours: 72, riskDays: 14, silentDays: 14, closedDays: 7, timerGraceMs: 30_000 };
const outlook = outlookAt(NOW, settings, reach);
const asking: Asking = {
  outlook,
  tomorrow: '2013-03-02T00:00:00.000Z',
  mine: ['chair', 'vice-chair', 'secretariat'],
};
const NOTHING: BoardQuestion = {
  audiences: null,
  waitsOn: [],
  workflow: null,
  level: null,
  group: null,
  from: null,
  to: null,
  words: null,
  historical: false,
  after: null,
  limit: 100_000,
};

/** Numbers that only look random: the n-th of a sequence, from 0 to 1. */
const pick = (seed: number): number => (Math.sin(seed * 12.9898) * 43_758.5453) % 1;
const chance = (seed: number): number => Math.abs(pick(seed));
const hoursFrom = (seed: number, least: number, most: number): Instant =>
  addMs(NOW, Math.round(least + chance(seed) * (most - least)) * HOUR_MS);

function aRow(number: number): BoardRow {
  const is = (salt: number, share: number): boolean => chance(number * 31 + salt) < share;
  const dueAt = is(1, 0.15) ? null : hoursFrom(number, is(2, 0.2) ? -900 : 0, is(3, 0.3) ? 400 : 9000);
  const on = CODES[Math.floor(chance(number * 7 + 3) * CODES.length)] ?? 'GHA';
  return {
    key: 'report',
    workflow: is(4, 0.8) ? 'mandate' : 'hosting-term',
    reference: `KP/${number}`,
    title: 'A title',
    status: 'open',
    what: 'report',
    waitsOn: is(5, 0.05)
      ? []
      : is(6, 0.1)
        ? [on, 'GHA'].filter((code, at, all) => all.indexOf(code) === at)
        : [on],
    unreachable: is(5, 0.05) ? [] : is(7, 0.01) ? [on] : [],
    since: hoursFrom(number + 5, -1500, -1),
    dueAt,
    postponedUntil: is(8, 0.05) ? hoursFrom(number + 9, -100, 2000) : null,
    rung: { reached: is(9, 0.4) ? 1 : 0, of: 3, last: null },
    timer: is(10, 0.03)
      ? null
      : { name: 'due', title: 'it passes', at: hoursFrom(number + 11, is(11, 0.01) ? -50 : 1, 5000) },
    stuck: is(12, 0.01),
    trouble: null,
    readers: is(13, 0.1)
      ? ['party:GHA']
      : is(14, 0.02)
        ? ['role:observer', 'role:participant']
        : ['role:participant'],
    historical: is(15, 0.03),
    endedAt: is(16, 0.05) ? hoursFrom(number + 17, -400, -1) : null,
  };
}

let database: TestDatabase;
let tx: EntityManager;
let all: (BoardEntry & Pick<BoardRow, 'readers'>)[];
beforeAll(async () => {
  database = await createTestDatabase();
  tx = database.dataSource.manager;
  const cases = Array.from({ length: ROWS }, (_, number) => ({
    caseId: newId<CaseId>(),
    revision: 1,
    rows: [aRow(number)],
  }));
  await tx.query(
    `insert into case_file (id, workflow, workflow_version, definition_hash) select unnest($1::uuid[]), 'mandate', 1, 'x'`,
    [cases.map(({ caseId }) => caseId)],
  );
  await database.dataSource.transaction((inner) => keepRows(inner, cases));
  for (const table of ['board_entry', 'board_wait', 'board_audience'])
    await tx.query(`vacuum analyze ${table}`);
  const readersOf = new Map(cases.map(({ caseId, rows }) => [caseId, rows[0]?.readers ?? []]));
  const kept = [
    ...(await readPage(tx, { ...NOTHING, historical: true }, asking)),
    ...(await readPage(
      tx,
      { ...NOTHING, group: 'closed' },
      { ...asking, outlook: { ...outlook, closed: '2000-01-01T00:00:00.000Z' as Instant } },
    )),
  ];
  all = kept.map((entry) => ({ ...entry, readers: readersOf.get(entry.caseId) ?? [] }));
}, 120_000);
afterAll(() => database.close(), 60_000);

const ids = (entries: readonly { readonly caseId: string }[]): string[] =>
  entries.map(({ caseId }) => caseId).sort();
const live = () => all.filter(({ historical, endedAt }) => !historical && endedAt === null);
const page = (question: Partial<BoardQuestion>) => readPage(tx, { ...NOTHING, ...question }, asking);

describe('the queries of the board', () => {
  it.each(LEVELS.filter((level) => level !== 'closed'))(
    'find of level «%s» what the rules give that level',
    async (level) => {
      const expected = live().filter((entry) => levelOf(entry, outlook) === level);
      expect(expected.length).toBeGreaterThan(10);
      expect(ids(await page({ level }))).toEqual(ids(expected));
    },
  );

  it('find everything that is live by the levels together, and imported histories beside it when asked', async () => {
    expect(live().length).toBeGreaterThan(5000);
    expect(ids(await page({}))).toEqual(ids(live()));
    const open = all.filter(({ endedAt }) => endedAt === null);
    expect(ids(await page({ historical: true }))).toEqual(ids(open));
    const waiting = open.filter((entry) => levelOf(entry, outlook) === 'waiting');
    expect(ids(await page({ historical: true, level: 'waiting' }))).toEqual(ids(waiting));
  });

  it('find of each group what its words say, and count as many', async () => {
    const { now, soon } = outlook;
    const presses = ({ pressesAt }: BoardEntry, to: string): boolean =>
      pressesAt !== null && pressesAt > now && pressesAt <= to;
    const mine = ({ waitsOn, pressesAt, postponedUntil }: BoardEntry): boolean =>
      waitsOn.some((code) => asking.mine.includes(code)) &&
      (pressesAt === null || pressesAt <= asking.tomorrow) &&
      (postponedUntil === null || postponedUntil <= now);
    const expected = {
      today: live().filter(
        (one) => levelOf(one, outlook) === 'stuck' || presses(one, asking.tomorrow) || mine(one),
      ),
      closing: live().filter((one) => presses(one, soon)),
      'at-risk': live().filter((one) => levelOf(one, outlook) === 'at-risk'),
      bounced: live().filter((one) => outOfReach(one, outlook).size > 0),
      overdue: live().filter(({ pressesAt }) => pressesAt !== null && pressesAt <= now),
      closed: all.filter(
        ({ endedAt, historical }) => !historical && endedAt !== null && endedAt > outlook.closed,
      ),
    };
    for (const group of GROUPS)
      expect([group, ids(await page({ group }))]).toEqual([group, ids(expected[group])]);
    const counts = Object.fromEntries(GROUPS.map((group) => [group, expected[group].length]));
    expect(await readSummary(tx, null, asking)).toEqual(counts);
    // a group and a code narrow each other
    const both = expected.today.filter(({ waitsOn }) => waitsOn.includes('chair'));
    expect(ids(await page({ group: 'today', waitsOn: [['chair']] }))).toEqual(ids(both));
  });

  it('show an asker what an audience of the asker may see, in pages, numbers and load alike', async () => {
    const tokens = ['role:observer', 'party:GHA'];
    const audiences = await audiencesOf(tx, tokens);
    const seen = live().filter(({ readers }) => readers.some((reader) => tokens.includes(reader)));
    expect(ids(await page({ audiences }))).toEqual(ids(seen));
    const onGhana = seen.filter(({ waitsOn }) => waitsOn.includes('GHA') || waitsOn.includes('participants'));
    expect(ids(await page({ audiences, waitsOn: [['GHA', 'participants']] }))).toEqual(ids(onGhana));
    const cells = await readLoad(tx, ['GHA', 'participants'], audiences, NOW);
    expect(cells.reduce((sum, { things }) => sum + things, 0)).toBe(onGhana.length);
    const overdue = seen.filter(({ pressesAt }) => pressesAt !== null && pressesAt <= NOW);
    expect((await readSummary(tx, audiences, asking)).overdue).toBe(overdue.length);
    expect(await page({ audiences: [] })).toEqual([]);
  });

  it('give of each code and procedure the level that the rules give its most urgent thing, for that code alone', async () => {
    const judged = live().flatMap((one) =>
      one.waitsOn.map((code) => {
        const alone = {
          ...one,
          waitsOn: [code],
          unreachable: one.unreachable.filter((lost) => lost === code),
        };
        return { code, workflow: one.workflow, level: levelOf(alone, outlook) };
      }),
    );
    const found = await readGrid(tx, CODES, null, asking);
    expect(found).toHaveLength(new Set(judged.map(({ code, workflow }) => `${code} ${workflow}`)).size);
    for (const cell of found) {
      const own = judged.filter(({ code, workflow }) => code === cell.code && workflow === cell.workflow);
      const level = LEVELS.find((one) => own.some((thing) => thing.level === one));
      const count = own.filter((thing) => thing.level === level).length;
      expect({ ...cell, ...worstOf(cell) }).toMatchObject({ things: own.length, level, count });
    }
    // without what is stuck and late the levels behind them tell
    const calm = { ...asking, outlook: { ...outlook, now: '2000-01-01T00:00:00.000Z' as Instant } };
    expect((await readGrid(tx, ['CAF'], null, calm)).every(({ late }) => late === 0)).toBe(true);
  });

  it('count what presses in each span of time, to the day, once each', async () => {
    const bounds = ['2013-03-01', '2013-04-01', '2013-06-01'].map((day) => `${day}T00:00:00.000Z` as Instant);
    const spanOf = ({ pressesAt }: BoardEntry): number =>
      pressesAt === null ? bounds.length + 1 : bounds.filter((bound) => pressesAt > bound).length;
    const expected = (entries: readonly BoardEntry[]) =>
      [0, 1, 2, 3, 4].map((span) => entries.filter((one) => spanOf(one) === span).length);
    const counted = async (codes: readonly (readonly string[])[]) => {
      const found = await readSpans(tx, bounds, codes, null);
      return [0, 1, 2, 3, 4].map((span) =>
        found.filter((one) => one.span === span).reduce((sum, { things }) => sum + things, 0),
      );
    };
    expect(await counted([])).toEqual(expected(live()));
    const both = live().filter(({ waitsOn }) => waitsOn.includes('GHA') && waitsOn.includes('CKR'));
    expect(both.length).toBeGreaterThan(0);
    expect(await counted([['GHA'], ['CKR']])).toEqual(expected(both));
    const either = live().filter(({ waitsOn }) => waitsOn.includes('GHA') || waitsOn.includes('CKR'));
    expect(await counted([['GHA', 'CKR']])).toEqual(expected(either));
  });

  it('go on where a page ended', async () => {
    const [first, rest] = [await page({ limit: 700 }), live().length - 700];
    const last = first.at(-1);
    if (!last) throw new Error('there is a page');
    const next = await page({ after: [last.pressesAt, last.caseId, last.key] });
    expect(next).toHaveLength(rest);
    expect(ids([...first, ...next])).toEqual(ids(live()));
  });
});

describe('the plans of the queries', () => {
  /** The plan as of a table too large to be read whole: of one this small that is sometimes the cheapest. */
  const planOf = async ({ text, values }: Statement): Promise<string> => {
    const rows = await database.dataSource.transaction(async (inner) => {
      await inner.query('set local enable_seqscan = off');
      return inner.query<{ 'QUERY PLAN': string }[]>(`explain ${text}`, [...values]);
    });
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  const plan = (question: Partial<BoardQuestion>): Promise<string> =>
    planOf(pageStatement({ ...NOTHING, limit: 51, ...question }, asking));

  it.each<[string, Partial<BoardQuestion>, string]>([
    ['the first page', {}, 'in_order'],
    ['a page further on', { after: ['2013-06-01T00:00:00.000Z' as Instant, newId(), ''] }, 'in_order'],
    ['one party', { waitsOn: [['GIN', 'all']] }, 'board_wait_in_order'],
    ['one procedure', { workflow: 'hosting-term' }, 'board_entry_'],
    ['words', { words: 'kp/4711' }, 'board_entry_words'],
    ['what is stuck', { level: 'stuck' }, 'board_entry_stuck'],
    ['what is at risk', { level: 'at-risk' }, 'board_wait_in_order'],
    ['what is to be done today', { group: 'today' }, 'board_wait_in_order'],
    ['what was closed', { group: 'closed' }, 'board_entry_closed'],
  ])('read %s from an index, and no table whole', async (_what, question, index) => {
    const text = await plan(question);
    expect(text).toContain(index);
    expect(text).not.toMatch(/Seq Scan on board_(entry|wait)/);
  });

  it('count without reading a table whole', async () => {
    for (const statement of [
      summaryStatement(null, asking),
      loadStatement(['GHA'], null, NOW),
      gridStatement(CODES, null, asking),
      spansStatement([NOW], [], null),
      spansStatement([NOW], [['GHA']], null),
    ])
      expect(await planOf(statement)).not.toMatch(/Seq Scan on board_(entry|wait)/);
  });
});
