/**
 * `npm run bench:board`: asks the deadline board every kind of question over 100,000 open cases on a real PostgreSQL, prints how long
 * each took and the plan of the slowest, and fails when one takes longer than 50 ms in the middle of its runs.
 *
 * BENCH_CASES=100000  BENCH_RUNS=20  BENCH_FACTOR=1 (on a slow or busy machine: how much longer is allowed)
 * BENCH_PLANS=1 prints the plan of every question, the slowest first
 * BENCH_DATABASE_URL  an empty database; left out: an embedded PostgreSQL of its own, removed at the end
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { outlookAt } from '../dist/src/modules/deadline-board/board.rules.js';
import { Board, boardFilterSchema } from '../dist/src/modules/deadline-board/index.js';
import { askerTokens } from '../dist/src/modules/deadline-board/projection/board.projection.js';
import { readDirectory } from '../dist/src/modules/deadline-board/reach.queries.js';
import { loadStatement, summaryStatement } from '../dist/src/modules/deadline-board/reading/board.numbers.js';
import {
  gridStatement,
  spansStatement,
} from '../dist/src/modules/deadline-board/reading/overviews.queries.js';
import { audiencesOf, pageStatement } from '../dist/src/modules/deadline-board/reading/board.queries.js';
import { seedOrgans } from '../dist/src/modules/organs/index.js';
import { seedRegistry } from '../dist/src/modules/registry/index.js';
import { readConfiguration } from '../dist/src/platform/config/index.js';
import { START_DATA, startContext } from '../dist/src/start.js';
import { fill } from './bench/many-cases.mjs';
import { COMMON, RARE } from './bench/models.mjs';

const LIMIT_MS = 50;
const cases = Number(process.env['BENCH_CASES'] ?? 100_000);
const runs = Number(process.env['BENCH_RUNS'] ?? 20);
const factor = Number(process.env['BENCH_FACTOR'] ?? 1);
const NOW = '2013-03-01T12:00:00.000Z';
const MONTHS = ['2013-03-01T00:00:00.000Z'].concat(
  Array.from({ length: 12 }, (_, index) => new Date(Date.UTC(2013, 3 + index, 1)).toISOString()),
);
const SECRETARIAT = { roles: ['secretariat'], party: 'SEC' };
const DELEGATE = { roles: ['participant'], party: 'GHA', organs: ['CKR', 'WGM'] };
const OBSERVER = { roles: ['observer'], party: 'WDC', organs: [] };

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

async function measure(work) {
  await work(); // the first one fills caches
  const times = [];
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  return { median: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

/** Every question as a statement, by name: what the API sends for it, one by one. */
function questions(asking, deep, seenBy, parties) {
  const nothing = {
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
    limit: 51,
  };
  const page = (question) => pageStatement({ ...nothing, ...question }, asking);
  const GHANA = ['GHA', 'participants', 'all'];
  return {
    'first page, Secretariat': page({}),
    'first page, delegate': page({ audiences: seenBy.delegate }),
    'first page, Observer': page({ audiences: seenBy.observer }),
    'a page in the middle': page({ after: deep }),
    'one party': page({ waitsOn: [GHANA] }),
    'one party, as its delegate': page({ waitsOn: [GHANA], audiences: seenBy.delegate }),
    'one organ': page({ waitsOn: [['CKR']] }),
    'one office': page({ waitsOn: [['chair']] }),
    'one procedure': page({ workflow: COMMON }),
    'a rare procedure': page({ workflow: RARE }),
    'a rare procedure, late': page({ workflow: RARE, level: 'late' }),
    'one week': page({ from: '2013-04-01T00:00:00.000Z', to: '2013-04-08T00:00:00.000Z' }),
    'words that many hold': page({ words: 'annual report' }),
    'words that few hold': page({ words: 'BENCH/4711' }),
    ...Object.fromEntries(
      ['stuck', 'late', 'at-risk', 'due-soon', 'waiting', 'postponed'].map((level) => [
        `level ${level}`,
        page({ level }),
      ]),
    ),
    ...Object.fromEntries(
      ['today', 'closing', 'at-risk', 'bounced', 'overdue', 'closed'].map((group) => [
        `group ${group}`,
        page({ group }),
      ]),
    ),
    'one organ, at risk': page({ waitsOn: [['CKR']], level: 'at-risk' }),
    'one organ, late, delegate': page({ waitsOn: [['CKR']], level: 'late', audiences: seenBy.delegate }),
    'one party and one office': page({ waitsOn: [GHANA, ['chair']] }),
    'one procedure, due soon': page({ workflow: COMMON, level: 'due-soon' }),
    'one procedure, postponed': page({ workflow: 'reporting-duty', level: 'postponed' }),
    '500 lines': page({ limit: 501 }),
    '500 lines at risk': page({ level: 'at-risk', limit: 501 }),
    'imported histories too': page({ historical: true }),
    'imported histories too, one party': page({ historical: true, waitsOn: [GHANA] }),
    'group at-risk, Observer': page({ group: 'at-risk', audiences: seenBy.observer }),
    'summary, Secretariat': summaryStatement(null, asking),
    'summary, delegate': summaryStatement(seenBy.delegate, asking),
    'load of one party': loadStatement(GHANA, null, NOW),
    'the grid, Secretariat': gridStatement(['participants', 'all', ...parties], null, asking),
    'the grid, delegate': gridStatement(['participants', 'all', ...parties], seenBy.delegate, asking),
    'the months ahead, Secretariat': spansStatement(MONTHS, [], null),
    'the months ahead, delegate': spansStatement(MONTHS, [], seenBy.delegate),
    'the months ahead of one party': spansStatement(MONTHS, [GHANA], null),
  };
}

async function bench(app) {
  const dataSource = app.get(DataSource);
  const { manager } = dataSource;
  await dataSource.transaction(async (tx) => {
    await seedRegistry(tx, START_DATA);
    await seedOrgans(tx, START_DATA);
    await tx.query('update simulated_clock set instant = $1', [NOW]);
    await tx.query(
      `insert into contact_delivery (row_id, contact_id, bounced_at, diagnostic) select gen_random_uuid(), id, $1, 'bench' from contact where party in ('CAF', 'GIN', 'LBR')`,
      [NOW],
    );
  });
  const parties = (
    await manager.query(
      `select code from party where kind = 'participant' and superseded_at is null and valid_to is null order by code`,
    )
  ).map(({ code }) => code);
  await fill(dataSource, cases, { now: NOW, parties }, (done) =>
    process.stderr.write(`\r${done} of ${cases} cases`),
  );
  for (const table of ['board_entry', 'board_wait', 'board_audience'])
    await manager.query(`vacuum analyze ${table}`);
  const [{ rows }] = await manager.query('select count(*)::int as rows from board_entry');
  const kinds = await manager.query(
    'select workflow, count(*)::int as rows from board_entry group by workflow order by 2 desc',
  );
  const { reach } = await readDirectory(manager, NOW);
  const settings = readConfiguration({}).board;
  const asking = {
    outlook: outlookAt(NOW, settings, reach),
    tomorrow: '2013-03-02T00:00:00.000Z',
    mine: ['chair', 'vice-chair', 'secretariat'],
  };
  const [middle] = await manager.query(
    'select iso(presses_at) as at, case_id as id, key from board_entry where due_at is not null order by presses_at, case_id, key offset $1 limit 1',
    [Math.floor(rows / 2)],
  );

  const seenBy = {
    delegate: await audiencesOf(manager, askerTokens(DELEGATE)),
    observer: await audiencesOf(manager, askerTokens(OBSERVER)),
  };

  const ping = await measure(() => manager.query('select 1'));
  process.stderr.write('\n');
  console.log(
    `${rows} rows of ${cases} open cases; «select 1» takes ${ping.median.toFixed(2)} ms; each question ${runs} times; load ${loadavg()[0].toFixed(1)} on ${availableParallelism()} cores\n`,
  );
  console.log(`${kinds.map((kind) => `${kind.workflow} ${kind.rows}`).join(', ')}\n`);
  const found = [];
  for (const [name, { text, values }] of Object.entries(
    questions(asking, [middle.at, middle.id, middle.key], seenBy, parties),
  ))
    found.push({ name, text, values, ...(await measure(() => manager.query(text, values))) });
  found.push({ name: 'who can be reached', ...(await measure(() => readDirectory(manager, NOW))) });
  const board = app.get(Board);
  const whole = boardFilterSchema.parse({});
  found.push({
    name: 'a whole answer: Board.page',
    ...(await measure(() => board.page(whole, SECRETARIAT))),
  });
  found.push({
    name: 'a whole answer: Board.summary',
    ...(await measure(() => board.summary('UTC', SECRETARIAT))),
  });
  return report(manager, found, ping);
}

/** @returns whether every question stayed within the limit */
async function report(manager, found, ping) {
  console.log('median ms    p95 ms  x select 1  question');
  for (const { name, median, p95 } of found)
    console.log(
      `${median.toFixed(1).padStart(9)} ${p95.toFixed(1).padStart(9)} ${(median / ping.median).toFixed(0).padStart(11)}  ${name}`,
    );
  const asked = found.filter(({ text }) => text).sort((a, b) => b.median - a.median);
  for (const one of process.env['BENCH_PLANS'] ? asked : asked.slice(0, 1)) {
    const plan = await manager.query(`explain (analyze, buffers) ${one.text}`, one.values);
    console.log(`\n${one.name}\n${plan.map((line) => line['QUERY PLAN']).join('\n')}`);
  }
  const over = found.filter(({ median }) => median > LIMIT_MS * factor);
  console.log(
    over.length === 0
      ? `Every median is below ${LIMIT_MS * factor} ms.`
      : `Above ${LIMIT_MS * factor} ms: ${over.map(({ name }) => name).join(', ')}.`,
  );
  return over.length === 0;
}

const dataDir = await mkdtemp(join(tmpdir(), 'plenum-bench-'));
const url = process.env['BENCH_DATABASE_URL'];
const configuration = readConfiguration({
  DATA_DIR: dataDir,
  CLOCK: 'simulated',
  SEED: 'none',
  LOG_LEVEL: 'silent',
  ...(url ? { DATABASE_URL: url } : {}),
});
const running = await startContext(configuration, 'tool');
try {
  process.exitCode = (await bench(running.app)) ? 0 : 1;
} finally {
  await running.stop();
  await rm(dataDir, { recursive: true, force: true });
}
