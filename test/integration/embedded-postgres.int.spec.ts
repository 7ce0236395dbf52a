import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../src/platform/database/index.js';

const folders: string[] = [];
const folder = (base = tmpdir()): string => {
  const made = mkdtempSync(join(base, 'plenum-embedded-'));
  folders.push(made);
  return made;
};
afterEach(() => folders.splice(0).forEach((made) => rmSync(made, { recursive: true, force: true })));

describe('the embedded database', () => {
  it('starts in an empty folder, keeps what was committed over a restart, and refuses a second owner', async () => {
    const configuration = { databaseUrl: null, dataDir: folder() };
    const first = await openDatabase(configuration);
    await query(first.url, `create table kept as select 'acknowledged' as word`);
    await expect(openDatabase(configuration)).rejects.toThrow(/Another Plenum is running on/);
    const visitor = await openDatabase(configuration, 'visit');
    await visitor.close();
    expect(await query(first.url, 'select word from kept')).toEqual([{ word: 'acknowledged' }]);
    await first.close();
    const second = await openDatabase(configuration);
    expect(await query(second.url, 'select word from kept')).toEqual([{ word: 'acknowledged' }]);
    expect(await query(second.url, 'show fsync')).toEqual([{ fsync: 'on' }]);
    await second.close();
  }, 60_000);

  it('works in a folder that only its owner can enter', async () => {
    const closed = folder(process.env['HOME']);
    const database = await openDatabase({ databaseUrl: null, dataDir: join(closed, 'inside') });
    expect(await query(database.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await database.close();
  }, 60_000);
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}
