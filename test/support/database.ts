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
  const server = process.env['PLENUM_TEST_DATABASE'];
  if (!server) throw new Error('no test server: run through jest with its global setup');
  const name = `plenum_${newId<string>().replaceAll('-', '')}`;
  await onServer(server, `create database ${name} template plenum_template`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const dataSource = await createDataSource(url.href, { name: 'plenum-test' }).initialize();
  return {
    url: url.href,
    dataSource,
    close: async () => {
      if (dataSource.isInitialized) await dataSource.destroy();
      await onServer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.query(sql);
        return;
      } catch (error) {
        // 55006: another test is cloning the template at this moment
        if ((error as { code?: string }).code !== '55006' || attempt === 20) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
      }
    }
  } finally {
    await client.end();
  }
}
