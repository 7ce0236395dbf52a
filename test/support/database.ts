import pg from 'pg';
import type { DataSource } from 'typeorm';
import { newId } from '../../src/kernel/ids.js';
import { createDataSource } from '../../src/platform/database/index.js';

/** A database of a test's own, cloned from the migrated template. */
export interface TestDatabase {
  readonly url: string;
  readonly dataSource: DataSource;
  /** Drops it. */
  close(): Promise<void>;
}

/** @returns a fresh, migrated, empty database */
export async function createTestDatabase(): Promise<TestDatabase> {
  const bare = await createBareDatabase(fromSetup('PLENUM_TEST_TEMPLATE'));
  const dataSource = await createDataSource(bare.url, { name: 'plenum-test' }).initialize();
  return {
    url: bare.url,
    dataSource,
    close: async () => {
      if (dataSource.isInitialized) await dataSource.destroy();
      await bare.close();
    },
  };
}

/** @returns a database without any table of ours, for tests of migrations and of the queue's own tables */
export async function createBareDatabase(template = 'template1'): Promise<Omit<TestDatabase, 'dataSource'>> {
  const server = fromSetup('PLENUM_TEST_DATABASE');
  const name = `plenum_${newId<string>().replaceAll('-', '')}`;
  await onServer(server, `create database ${name} template ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, close: () => onServer(server, `drop database if exists ${name} with (force)`) };
}

/** Runs one statement on a connection of its own. @returns the rows */
export async function query<Row extends object>(
  url: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

async function onServer(server: string, sql: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await query(server, sql);
      return;
    } catch (error) {
      // 55006: another test is cloning the template at this moment
      if ((error as { code?: string }).code !== '55006' || attempt === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
    }
  }
}

function fromSetup(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests through jest with its global setup`);
  return value;
}
