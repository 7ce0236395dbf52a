import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { createDataSource, migrate } from '../../src/platform/database/index.js';
import { MIGRATIONS } from '../../src/platform/database/migrations/index.js';
import { createBareDatabase, query } from '../support/database.js';

const OUR_MIGRATIONS = MIGRATIONS.map((migration) => migration.name);

let database: Awaited<ReturnType<typeof createBareDatabase>>;
const sources: DataSource[] = [];

async function connected(): Promise<DataSource> {
  const source = await createDataSource(database.url).initialize();
  sources.push(source);
  return source;
}

beforeEach(async () => {
  database = await createBareDatabase();
});
afterEach(async () => {
  for (const source of sources.splice(0)) if (source.isInitialized) await source.destroy();
  await database.close();
});

describe('migrate', () => {
  it('is done once, in order, when several processes start at the same moment', async () => {
    const starting = await Promise.all([connected(), connected(), connected()]);
    await Promise.all(starting.map((source) => migrate(source)));
    const rows = await query<{ name: string }>(database.url, 'select name from migrations order by id');
    expect(rows.map((row) => row.name)).toEqual(OUR_MIGRATIONS);
  });

  it('changes nothing the second time', async () => {
    const source = await connected();
    await migrate(source);
    const tables = () =>
      query(database.url, `select table_schema, table_name from information_schema.tables order by 1, 2`);
    const before = await tables();
    await migrate(source);
    expect(await tables()).toEqual(before);
  });

  it('refuses a database that a newer program has migrated, and names what it does not know', async () => {
    const source = await connected();
    await migrate(source);
    await query(
      database.url,
      `insert into migrations (timestamp, name) values (9999999999999, 'Tomorrow9999999999999')`,
    );
    await expect(migrate(source)).rejects.toMatchObject({
      code: 'database.newer-schema',
      details: { unknown: ['Tomorrow9999999999999'] },
    });
    const held = await query(
      database.url,
      `select 1 from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
    );
    expect(held).toEqual([]);
  });

  it('leaves nothing of a migration that fails, and frees the lock for the next attempt', async () => {
    class Broken9999999999998 {
      readonly name = 'Broken9999999999998';
      async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
        await runner.query('create table half_done (id int)');
        await runner.query('select 1 / 0');
      }
      async down(): Promise<void> {}
    }
    const broken = await new DataSource({
      type: 'postgres',
      url: database.url,
      migrations: [Broken9999999999998],
    }).initialize();
    sources.push(broken);
    await expect(migrate(broken)).rejects.toThrow(/division by zero/);
    expect(await query(database.url, `select to_regclass('half_done') as half`)).toEqual([{ half: null }]);
    await migrate(await connected());
    expect(await query(database.url, `select to_regclass('case_file') is not null as made`)).toEqual([
      { made: true },
    ]);
  });
});

describe('a connection', () => {
  it('waits for nothing for ever: statements, locks, idle transactions and the pool have limits', async () => {
    const source = await connected();
    const settings = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'];
    const rows = await source.query<{ name: string; setting: string }[]>(
      'select name, setting from pg_settings where name = any($1) order by name',
      [settings],
    );
    expect(Object.fromEntries(rows.map((row) => [row.name, Number(row.setting)]))).toEqual({
      statement_timeout: 30_000,
      lock_timeout: 10_000,
      idle_in_transaction_session_timeout: 60_000,
    });
  });

  it('has its limits again after it was used to migrate', async () => {
    const source = createDataSource(database.url, { poolSize: 1 });
    sources.push(await source.initialize());
    await migrate(source);
    expect(await source.query('show statement_timeout')).toEqual([{ statement_timeout: '30s' }]);
    expect(await source.query('show lock_timeout')).toEqual([{ lock_timeout: '10s' }]);
  });

  it('is refused within the time limit, not waited for, when all of the pool are taken', async () => {
    const source = createDataSource(database.url, { poolSize: 1 });
    sources.push(await source.initialize());
    const taken = source.createQueryRunner();
    await taken.connect();
    const asked = performance.now();
    await expect(source.query('select 1')).rejects.toThrow(/timeout/i);
    expect(performance.now() - asked).toBeLessThan(12_000);
    await taken.release();
  });

  it('survives that the server cuts every connection', async () => {
    const source = await connected();
    await source.query('select 1');
    await query(
      database.url,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await source.query('select 1 as one')).toEqual([{ one: 1 }]);
  });
});
