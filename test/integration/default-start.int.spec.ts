/** `npm start` as a newcomer does it, with nothing configured but where: an embedded store whose clock can be moved. */
import { afterEach, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { TimeMachine } from '../../src/engine/index.js';
import { readConfiguration } from '../../src/platform/config/index.js';
import { freePort, openCluster } from '../../src/platform/database/index.js';
import { startContext, startServing } from '../../src/start.js';

const NOTHING = { SEED: 'none', LOG_LEVEL: 'silent' };
const folders: string[] = [];

/** A folder for a store that does not exist yet. */
function newFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'plenum-default-'));
  folders.push(made);
  return made;
}

afterEach(async () => {
  for (const made of folders.splice(0)) {
    const directory = join(made, 'postgres');
    if (existsSync(join(directory, 'location'))) {
      const cluster = await openCluster({ directory });
      await cluster.stop();
      rmSync(dirname(cluster.data), { recursive: true, force: true });
    }
    rmSync(made, { recursive: true, force: true });
  }
}, 60_000);

/** Starts the program on that folder, hands it to the work, and stops it. */
async function started<T>(
  dataDir: string,
  environment: Readonly<Record<string, string>>,
  work: (url: string, now: () => Promise<number>) => Promise<T>,
): Promise<T> {
  const PORT = String(await freePort());
  const configuration = readConfiguration({ ...NOTHING, PORT, DATA_DIR: dataDir, ...environment });
  const running = await startServing(configuration, 'all');
  const clock = running.app.get(TimeMachine);
  try {
    return await work(configuration.publicUrl, async () => Date.parse(await clock.now()));
  } finally {
    await running.stop();
  }
}

const barOf = async (url: string): Promise<string> =>
  /<aside class="plenum-bar".*?<\/aside>/s.exec(await (await fetch(url)).text())?.[0] ?? '';

/** Presses the button of the bar. */
async function press(url: string, step: string): Promise<number> {
  const { status } = await fetch(`${url}/clock/travel`, {
    method: 'POST',
    headers: { origin: url },
    body: new URLSearchParams({ step, back: '/' }),
    redirect: 'manual',
  });
  return status;
}

const DAY_MS = 86_400_000;

it('begins a new store on a simulated clock at the present instant, says so across the page, and stays on it', async () => {
  const dataDir = newFolder();
  const moved = await started(dataDir, {}, async (url, now) => {
    const begun = await now();
    expect(Math.abs(begun - Date.now())).toBeLessThan(60_000);
    const bar = await barOf(url);
    expect(bar).toContain('embedded Plenum of one machine');
    expect(bar).toContain('Its clock is simulated');
    expect(bar).toContain('To the next deadline');
    expect(await press(url, 'week')).toBe(303);
    expect(await now()).toBe(begun + 7 * DAY_MS);
    return now();
  });
  await started(dataDir, {}, async (url, now) => {
    expect(await now()).toBe(moved);
    expect(await barOf(url)).toContain('To the next deadline');
  });
  const tool = await startContext(readConfiguration({ ...NOTHING, DATA_DIR: dataDir }), 'tool');
  expect(Date.parse(await tool.app.get(TimeMachine).now())).toBe(moved);
  await tool.stop();
  const system = readConfiguration({ ...NOTHING, DATA_DIR: dataDir, CLOCK: 'system' });
  await expect(startContext(system, 'tool')).rejects.toMatchObject({ code: 'clock.mixed' });
}, 120_000);

it('leaves a store that was begun for real on the system clock', async () => {
  const dataDir = newFolder();
  await started(dataDir, { CLOCK: 'system' }, async (url) => {
    expect(await press(url, 'week')).toBe(409);
  });
  await started(dataDir, {}, async (url, now) => {
    expect(Math.abs((await now()) - Date.now())).toBeLessThan(60_000);
    const bar = await barOf(url);
    expect(bar).toContain('embedded Plenum of one machine');
    expect(bar).not.toContain('To the next deadline');
    expect(await press(url, 'week')).toBe(409);
  });
}, 120_000);

it('sends real mail on the system clock only: with a mail server nothing is left to the store', async () => {
  await started(newFolder(), { SMTP_URL: 'smtp://127.0.0.1:9' }, async (url) => {
    expect(await press(url, 'week')).toBe(409);
  });
}, 120_000);
