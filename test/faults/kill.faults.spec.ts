/** kill -9 at every named point: what was acknowledged is there afterwards, every deadline fires once, every effect is carried out. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformFileSync } from '@swc/core';
import { FAULT_POINTS, type FaultPoint } from '../../src/engine/fault-points.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';
import { until } from '../support/engine.js';
import { expectInvariants } from '../support/invariants.js';
import { testRedis } from '../support/redis.js';
import { toy } from '../support/toy.workflow.js';

const ROOT = join(import.meta.dirname, '../..');
const children: ChildProcess[] = [];
const cleanings: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const clean of cleanings.splice(0).reverse()) await clean();
});

/** The child runs plain JavaScript: the toy is compiled beside it, its imports pointing into dist. */
function compileToy(): void {
  const target = join(ROOT, '.cache/faults/test/support/toy.workflow.js');
  const { code } = transformFileSync(join(ROOT, 'test/support/toy.workflow.ts'), { cwd: ROOT });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, code.replaceAll('../../src/', '../../../../dist/src/'));
}

interface World {
  readonly database: TestDatabase;
  readonly sentFile: string;
  readonly redisUrl: string;
}

async function world(backend: 'PostgreSQL' | 'Redis'): Promise<World> {
  const database = await createTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'plenum-fault-'));
  cleanings.push(
    () => rmSync(folder, { recursive: true, force: true }),
    () => database.close(),
  );
  const sentFile = join(folder, 'sent');
  writeFileSync(sentFile, '');
  return { database, sentFile, redisUrl: backend === 'Redis' ? testRedis(5) : '' };
}

interface Child {
  readonly said: Record<string, unknown>[];
  readonly ended: Promise<NodeJS.Signals | number | null>;
  readonly process: ChildProcess;
}

function run(here: World, more: Record<string, string>): Child {
  const env = {
    ...process.env,
    DATABASE_URL: here.database.url,
    REDIS_URL: here.redisUrl,
    SENT_FILE: here.sentFile,
    NODE_OPTIONS: '',
    ...more,
  };
  const child = spawn(process.execPath, [join(ROOT, 'test/faults/engine-process.mjs')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const said: Record<string, unknown>[] = [];
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    said.push(...lines.map((line) => JSON.parse(line) as Record<string, unknown>));
  });
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ?? code)),
  );
  return { said, ended, process: child };
}

const sent = (here: World): string[] => readFileSync(here.sentFile, 'utf8').split('\n').filter(Boolean);

async function recovered(here: World): Promise<boolean> {
  const { dataSource } = here.database;
  const [row] = await dataSource.query<{ waiting: number }[]>(`
    select (select count(*) from inbox where status = 'pending')::int + (select count(*) from timer where status = 'armed')::int
      + (select count(*) from outbox_message where status = 'pending')::int as waiting`);
  return row?.waiting === 0;
}

describe.each(['PostgreSQL', 'Redis'] as const)('killed, with the queue on %s', (backend) => {
  it.each(Object.entries(FAULT_POINTS))(
    'at %s (%s): nothing acknowledged is lost, nothing is done twice',
    async (point) => {
      compileToy();
      const here = await world(backend);
      const victim = run(here, { PLAY: '1', FAULT: point });
      expect(await victim.ended).toBe('SIGKILL');
      const heir = run(here, {});
      await until('the heir is up', () => heir.said.some((line) => line['up'] === true), 20_000);
      await until('everything due is done', () => recovered(here), 20_000);
      await expectAftermath(here, victim, point as FaultPoint);
      heir.process.kill('SIGTERM');
      await heir.ended;
    },
    60_000,
  );
});

async function expectAftermath(here: World, victim: Child, point: FaultPoint): Promise<void> {
  const { dataSource } = here.database;
  const acknowledged = victim.said.flatMap((line) =>
    typeof line['acknowledged'] === 'string' ? [line['acknowledged']] : [],
  );
  const accepted = await dataSource.query<{ id: string }[]>(
    `select command_id as id from inbox where status = 'accepted'`,
  );
  expect(accepted.map((row) => row.id)).toEqual(expect.arrayContaining(acknowledged));
  await expectInvariants(dataSource, [toy]);
  const cases = await dataSource.query<unknown[]>('select 1 from case_file where snapshot is not null');
  const closings = sent(here).filter((line) => line.endsWith(' closed'));
  // One closing note per case that was ever opened. Killed between doing and noting, the same note may go out once more, under the same id.
  expect(new Set(closings).size).toBe(cases.length);
  expect(closings.length).toBeLessThanOrEqual(cases.length * (point === 'effect-done' ? 2 : 1));
}
