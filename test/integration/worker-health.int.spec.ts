import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { type TestDatabase, createTestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

/** Exit code and words of the health check. */
function health(url = database.url): { readonly code: number | null; readonly said: string } {
  const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: url };
  const { status, stdout } = spawnSync(process.execPath, ['scripts/worker-health.mjs'], {
    env,
    encoding: 'utf8',
  });
  return { code: status, said: stdout.trim() };
}

const sweptBefore = (interval: string) =>
  database.dataSource.query(
    `insert into heartbeat (name, at) values ('sweeper', clock_timestamp() - $1::interval)`,
    [interval],
  );

describe('the health of a worker', () => {
  it('is bad while no sweep has run', () => {
    expect(health()).toEqual({ code: 1, said: 'no sweep has run yet' });
  });

  it('is good just after a sweep', async () => {
    await sweptBefore('1 second');
    expect(health()).toMatchObject({ code: 0 });
  });

  it('is bad when the last sweep was long ago', async () => {
    await sweptBefore('2 minutes');
    expect(health()).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^the last sweep was 1[12]\d s ago$/),
    });
  });

  it('is bad when the database is away', () => {
    expect(health('postgres://nobody@127.0.0.1:1/none')).toMatchObject({
      code: 1,
      said: expect.stringContaining('does not answer'),
    });
  });
});
