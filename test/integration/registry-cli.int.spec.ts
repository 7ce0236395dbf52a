import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addRegistryCommands } from '../../src/cli/registry.commands.js';
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
  folder = mkdtempSync(join(tmpdir(), 'plenum-registry-cli-'));
  Object.assign(process.env, { DATABASE_URL: database.url, DATA_DIR: folder, SEED: 'none' });
});
afterAll(async () => {
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

const run = commandLine(addRegistryCommands, 'registry');

describe('the registry on the command line', () => {
  it('says what to do about an empty roll', async () => {
    expect((await run('roll')).out).toContain('registry import parties FILE');
    expect((await run('roll', '--kind', 'guest')).out).toBe('There is no guest at that instant.\n');
  });

  it('shows the roll, the guests and a history of the loaded registry', async () => {
    await database.dataSource.transaction((tx) => seedRegistry(tx, START_DATA));
    const { out } = await run('roll', '--at', '2012-11-30T23:59:00Z');
    expect(out).toContain('54 Participants, 80 nations at 2012-11-30 23:59Z');
    expect(out).toMatch(/^EU +European Union +27 +eligible /m);
    expect(out).toMatch(/^VEN +Venezuela +1 +self-suspended /m);
    expect(JSON.parse((await run('roll', '--at', '2012-11-30T23:59:00Z', '--json')).out)).toMatchObject({
      participants: 54,
      nations: 80,
    });
    expect((await run('roll', '--kind', 'guest', '--at', '2012-11-28T00:00:00Z')).out).toMatch(
      /^KEN +Kenya +KP\/PLENARY\/2012 /m,
    );
    expect((await run('party', 'CMR')).out).toMatch(/^applicant «Cameroon» .*\nparticipant «Cameroon» /m);
    expect((await run('files')).out).toMatch(/^trade-statuses +party,status,/m);
  });

  it('exports a table, reports on the changed file, and brings it in when the report is named', async () => {
    const { out: csv } = await run('export', 'trade-statuses');
    const file = join(folder, 'statuses.csv');
    writeFileSync(file, `${csv}GHA,partly,2006-11-09,2007-11-09,made up,\n`);
    const told = await run('import', 'trade-statuses', file);
    expect(told).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 added, 0 changed, 0 ended, 10 unchanged'),
    });
    const [, report = ''] = /--apply ([0-9a-f]{32})$/m.exec(told.out) ?? [];
    expect((await run('import', 'trade-statuses', file, '--apply', report)).out).toContain('Done');
    await expect(run('import', 'trade-statuses', file, '--apply', report)).rejects.toMatchObject({
      code: 'registry-files.outdated',
    });
    expect((await run('roll', '--at', '2007-01-01T00:00:00Z')).out).toMatch(/^GHA +Ghana +1 +partly /m);
  });

  it('shows faults and exits with 1; a wrong call is told as one', async () => {
    const file = join(folder, 'faulty.csv');
    writeFileSync(file, 'party,status,valid_from,valid_to,source\nGHA,banned,2013-01-01,,made up\n');
    const { out, code } = await run('import', 'trade-statuses', file);
    expect(code).toBe(1);
    expect(out).toMatch(/^fault in line 2, status: eligible, partly/m);
    expect(out).toContain('Nothing was changed.');
    for (const [words, wanted] of [
      [['import', 'trade-statuses', join(folder, 'none.csv')], 'cli.unreadable'],
      [['import', 'trade-statuses', file, '--apply', 'x'], 'input.invalid'],
      [['roll', '--kind', 'king'], 'cli.unknown-kind'],
      [['roll', '--at', '2012-13-30'], 'cli.bad-instant'],
    ] as const)
      await expect(run(...words)).rejects.toMatchObject({ code: wanted, kind: 'invalid' });
    await expect(run('party', 'XXX')).rejects.toMatchObject({
      code: 'registry.unknown-party',
      kind: 'not-found',
    });
    await expect(run('export', 'people')).rejects.toMatchObject({ code: 'registry-files.unknown' });
  });
});
