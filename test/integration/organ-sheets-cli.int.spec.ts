/** The tables of the organs on the command line: the commands take any registered sheet. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addRegistryCommands } from '../../src/cli/registry.commands.js';
import { seedOrgans } from '../../src/modules/organs/index.js';
import { seedRegistry } from '../../src/modules/registry/index.js';
import { START_DATA } from '../../src/start.js';
import { commandLine } from '../support/command-line.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';

/** Every call starts and stops an application of its own. */
jest.setTimeout(120_000);

let database: TestDatabase;
let folder: string;
const before = { ...process.env };
beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'plenum-organ-sheets-cli-'));
  Object.assign(process.env, { DATABASE_URL: database.url, DATA_DIR: folder, SEED: 'none' });
  await database.dataSource.transaction(async (tx) => {
    await seedRegistry(tx, START_DATA);
    await seedOrgans(tx, START_DATA);
  });
});
afterAll(async () => {
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

const run = commandLine(addRegistryCommands, 'registry');

describe('the tables of the organs on the command line', () => {
  it('are listed, and seats go out, are reported on, and come in', async () => {
    const { out: listed } = await run('files');
    for (const name of ['organs', 'seats', 'bars', 'barred', 'lists', 'supply-roles'])
      expect(listed).toMatch(new RegExp(`^${name} `, 'm'));
    const { out: csv } = await run('export', 'seats');
    const file = join(folder, 'seats.csv');
    writeFileSync(file, `${csv}WGM,GHA,member,,2013-01-01,,made up\n`);
    const told = await run('import', 'seats', file);
    expect(told).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^seats: 1 added, 0 changed, 0 ended/),
    });
    expect(told.out).toContain('added WGM / GHA from 2013-01-01');
    expect((await run('export', 'seats')).out).toBe(csv);
    const [, report = ''] = /--apply ([0-9a-f]{32})$/m.exec(told.out) ?? [];
    expect((await run('import', 'seats', file, '--apply', report)).out).toContain('Done');
    expect((await run('export', 'seats')).out).toContain('\nWGM,GHA,member,,2013-01-01,,made up\n');
  });

  it('show the rule that a seat breaks, and exit with 1', async () => {
    const file = join(folder, 'tenth.csv');
    writeFileSync(
      file,
      'organ,party,capacity,contact,valid_from,valid_to,source\nPC,GHA,member,,2012-06-01,2012-07-01,made up\n',
    );
    const { out, code } = await run('import', 'seats', file);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^fault in line 2, capacity: .*9 of 9 seats of PC .*«pc-at-most-nine» \(reports of 2003/m,
    );
    expect(out).toContain('Nothing was changed.');
  });
});
