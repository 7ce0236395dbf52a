/** Reminders to many on the command line: the list first, and then exactly those on it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addCaseworkCommands } from '../../src/cli/casework.commands.js';
import { addRemindCommand } from '../../src/cli/remind.commands.js';
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
  folder = mkdtempSync(join(tmpdir(), 'plenum-remind-cli-'));
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    SEED: 'none',
    CLOCK: 'simulated',
  });
  await database.dataSource.query(`insert into simulated_clock (instant) values ('2012-09-03T10:00:00Z')`);
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

const run = commandLine((program) => {
  addCaseworkCommands(program);
  addRemindCommand(program);
});
const given = async (): Promise<number> => {
  const rows = await database.dataSource.query<unknown[]>(`select 1 from inbox where type = 'remind'`);
  return rows.length;
};

describe('remind', () => {
  it('says that there is nobody to remind', async () => {
    expect((await run('remind', '--as', 'secretariat')).out).toBe('There is nobody to remind.\n');
  });

  it('shows the exact list and sends nothing; with the id of the list it writes to those on it', async () => {
    const opening = {
      '--reference': 'KP/ANOMALY/2012/1',
      '--title': 'Imports without a certificate',
      '--source': 'made up',
      '--kind': 'certificates',
      '--raised-by': 'CHE',
      '--concerning': 'GIN',
      '--text': 'Two parcels came without a valid certificate.',
      '--as': 'CHE-1',
    };
    expect((await run('anomalies', 'open', ...Object.entries(opening).flat())).code).toBe(0);
    expect((await run('anomalies', 'inform', 'KP/ANOMALY/2012/1', '--as', 'chair')).code).toBe(0);

    const { out } = await run('remind', '--party', 'GIN', '--as', 'secretariat');
    expect(out).toMatch(
      /^GIN-1 +head@gin\.example +KP\/ANOMALY\/2012\/1 +answer +2012-10-04 00:00Z +it is due$/m,
    );
    expect(out).toMatch(/^GIN-2 +focal\.point@gin\.example /m);
    expect(out).toContain('Nothing was sent.');
    expect(await given()).toBe(0);

    const waiting = /^2 reminders wait for the mail of the day of their recipients:\n/;
    const [, id = ''] = /--send ([0-9a-f-]{36})/.exec(out) ?? [];
    await expect(run('remind', '--send', id, '--late', '--as', 'secretariat')).rejects.toThrow(/late/);
    expect(await given()).toBe(0);
    expect((await run('remind', '--send', id, '--as', 'secretariat')).out).toMatch(waiting);
    expect((await run('remind', '--send', id, '--as', 'secretariat')).out).toMatch(waiting);
    expect(await given()).toBe(1);
  });
});
