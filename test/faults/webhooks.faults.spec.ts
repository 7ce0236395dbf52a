/** kill -9 between an attempt and its record: the receiver gets the message again, under the same id, and the log shows both. */
import { afterEach, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { newId } from '../../src/kernel/ids.js';
import { Seal } from '../../src/platform/auth/index.js';
import { freePort } from '../../src/platform/database/index.js';
import { createTestDatabase } from '../support/database.js';
import { until } from '../support/engine.js';
import { startReceiver } from '../support/receiver.js';

const MAIN = join(import.meta.dirname, '../../dist/src/main.js');
const KEY = 'ab'.repeat(32);
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const cleanings: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const clean of cleanings.splice(0).reverse()) await clean();
});

interface Served {
  readonly child: ChildProcess;
  readonly isReady: () => Promise<boolean>;
}

async function serve(url: string, dataDir: string, fault: string): Promise<Served> {
  const port = await freePort();
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    PORT: String(port),
    SEED: 'none',
    SECRET_KEY: KEY,
    SWEEP_SECONDS: '0.2',
    WEBHOOK_PRIVATE: '1',
    LOG_LEVEL: 'silent',
    PLENUM_FAULT: fault,
  };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  cleanings.push(() => void child.kill('SIGKILL'));
  const ready = `http://127.0.0.1:${port}/health/ready`;
  const isReady = () =>
    fetch(ready).then(
      ({ ok }) => ok,
      () => false,
    );
  return { child, isReady };
}
const ending = ({ child }: Served) =>
  new Promise<NodeJS.Signals | number | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ?? code)),
  );

it('a process that dies after a message was taken and before that is written down sends it again, under the same id', async () => {
  const database = await createTestDatabase();
  const there = await startReceiver();
  const dataDir = mkdtempSync(join(tmpdir(), 'plenum-hooks-'));
  cleanings.push(
    () => rmSync(dataDir, { recursive: true, force: true }),
    () => database.close(),
    () => there.close(),
  );
  const { dataSource, url } = database;
  const [endpoint, message] = [newId<string>(), newId<string>()];
  await dataSource.query(
    `insert into webhook_endpoint (id, name, url, types, sealed_secret, made_by) values ($1, 'x', $2, '{case.changed}', $3, 'SEC-1')`,
    [endpoint, there.url, new Seal(KEY).seal(SECRET)],
  );
  await dataSource.query(
    `insert into webhook_message (id, endpoint_id, type, body) values ($1, $2, 'case.changed', '{"n":1}')`,
    [message, endpoint],
  );
  const attempts = () =>
    dataSource.query<object[]>(
      'select number, status, ms is null as lost from webhook_attempt order by number',
    );

  expect(await ending(await serve(url, dataDir, 'effect-done'))).toBe('SIGKILL');
  expect(there.received).toHaveLength(1);
  expect(await attempts()).toEqual([{ number: 1, status: null, lost: true }]);

  const heir = await serve(url, dataDir, '');
  await until('the heir is up', heir.isReady, 60_000);
  await new Promise((resolve) => setTimeout(resolve, 1000)); // several sweeps
  expect(there.received).toHaveLength(1); // the dead process still has it, as far as anybody knows
  await dataSource.query('update webhook_message set leased_until = now()'); // the time of the lease is over
  await until('it is delivered', async () => (await attempts()).length === 2, 15_000);
  await until(
    'that is written down',
    async () =>
      (await dataSource.query<object[]>(`select 1 from webhook_message where status = 'delivered'`))
        .length === 1,
    5_000,
  );
  expect(await attempts()).toEqual([
    { number: 1, status: null, lost: true },
    { number: 2, status: 204, lost: false },
  ]);
  expect(there.received.map(({ headers }) => headers['webhook-id'])).toEqual([message, message]);
  for (const { body, headers } of there.received)
    expect(new Webhook(SECRET).verify(body, headers as Record<string, string>)).toEqual({ n: 1 });
  const ended = ending(heir);
  heir.child.kill('SIGTERM');
  await ended;
}, 180_000);
