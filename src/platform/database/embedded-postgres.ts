/**
 * A real PostgreSQL out of npm, for a body that has no database server. It listens on 127.0.0.1 only, on a free port, with
 * a random password kept in its folder. Data are as safe as in any PostgreSQL (`fsync` is on). A server left behind by a
 * killed program is found and taken over; data of a killed server are recovered by PostgreSQL itself when it starts.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { DomainError } from '../../kernel/domain-error.js';
import { keptSecret } from '../config/index.js';
import { type ClusterHome, clusterHome } from './cluster-home.js';
import { unavailable } from './postgres-programs.js';
import { clearStalePidFile, isAlive, runningPort } from './server-process.js';

const run = promisify(execFile);
const START_TIMEOUT_SECONDS = 60;
/** A free port may be taken by somebody else before the server gets it. */
const PORT_TRIES = 3;
const USER = 'plenum';

/** A running cluster. */
export interface Cluster {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** whether this call started it (false: it was running already) */
  readonly started: boolean;
  /** PostgreSQL's data folder */
  readonly data: string;
  /** `postgres://…/database` */
  url(database: string): string;
  /** Stops the server: open transactions are rolled back, nothing committed is lost. */
  stop(): Promise<void>;
}

/** How to run a cluster. */
export interface ClusterOptions {
  /** folder that holds everything of this cluster; made when missing */
  readonly directory: string;
  /** further server settings, `name=value`, without spaces */
  readonly settings?: readonly string[];
}

/**
 * Starts the cluster of a folder, or takes over the one that already runs there; initialises it the first time.
 *
 * @param options see {@link ClusterOptions}
 * @returns the running cluster
 * @throws DomainError `database.embedded-unavailable` when this platform has no binaries, the folder belongs to somebody
 *   else, the data were made by another major version, or the server does not start: with the end of its log and the remedy
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const wished = resolve(options.directory);
  try {
    mkdirSync(wished, { recursive: true });
    const directory = realpathSync(wished); // the same server is found whichever link leads here
    const home = clusterHome(directory);
    const password = keptSecret(join(directory, 'database.key'));
    if (!isInitialised(home.data)) await initialise(home, password);
    requireSameMajor(home);
    const { port, started } = await startOrJoin(home, options.settings ?? []);
    return cluster(home, password, port, started);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw unavailable(
      `${wished}: ${String(error)}. Is the folder another user's, or the disk full or read-only?`,
      error,
    );
  }
}

function cluster(home: ClusterHome, password: string, port: number, started: boolean): Cluster {
  return {
    port,
    user: USER,
    password,
    started,
    data: home.data,
    url: (database) => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      const flags = ['-D', home.data, '-m', 'fast', '-w', '-t', '60', 'stop'];
      await program(home, 'pg_ctl', flags).catch((error: unknown) => {
        if (runningPort(home.data) !== null) throw error;
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
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}

/** Programs get no environment but what they need: a stray PGDATA or PGOPTIONS must not reach them. */
async function program(home: ClusterHome, name: string, flags: readonly string[]): Promise<void> {
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  await run(join(home.programs.bin, name), [...flags], { ...home.as, cwd: dirname(home.data), env });
}

function isInitialised(data: string): boolean {
  return existsSync(join(data, 'PG_VERSION'));
}

/** Made aside and then moved, so that a program killed on the way leaves no half-made cluster behind. */
async function initialise(home: ClusterHome, password: string): Promise<void> {
  removeLeftovers(home.data);
  const draft = `${home.data}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  const secret = `${draft}.password`;
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(secret, password, { mode: 0o600 });
  for (const path of [draft, secret]) if ('uid' in home.as) chownSync(path, home.as.uid, home.as.gid);
  try {
    const flags = [`--username=${USER}`, '--auth=scram-sha-256', '--encoding=UTF8', '--data-checksums'];
    const words = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']; // the same order on every machine
    await program(home, 'initdb', ['-D', draft, ...flags, ...words, `--pwfile=${secret}`]);
    renameSync(draft, home.data);
  } catch (error) {
    if (!isInitialised(home.data)) throw unavailable(`initdb failed: ${String(error)}`, error);
  } finally {
    rmSync(secret, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

function removeLeftovers(data: string): void {
  for (const name of readdirSync(dirname(data))) {
    const pid = /^pgdata\.new-(\d+)/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(dirname(data), name), { recursive: true, force: true });
  }
}

function requireSameMajor({ data, programs }: ClusterHome): void {
  const made = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (made === programs.major) return;
  throw unavailable(
    `the data in ${data} were made by PostgreSQL ${made}, this program brings ${programs.major}. Dump them with the Plenum that made them and load the dump into a new DATA_DIR`,
  );
}

async function startOrJoin(
  home: ClusterHome,
  settings: readonly string[],
): Promise<{ port: number; started: boolean }> {
  for (let attempt = 1; ; attempt += 1) {
    const running = runningPort(home.data);
    if (running !== null) return { port: running, started: false };
    const port = await freePort();
    try {
      await clearStalePidFile(home.data);
      await startServer(home, port, settings);
      return { port, started: true };
    } catch (error) {
      if (attempt === PORT_TRIES)
        throw unavailable(`the server did not start: ${String(error)}\n${logTail(home.data)}`, error);
      await setTimeout(250 * attempt); // another process may be starting it: then the next round joins
    }
  }
}

async function startServer(home: ClusterHome, port: number, settings: readonly string[]): Promise<void> {
  const log = [
    'logging_collector=on',
    'log_directory=log',
    'log_filename=postgresql-%a.log',
    'log_truncate_on_rotation=on',
    'log_rotation_age=1440',
  ];
  const network = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=100',
  ];
  const options = [...network, ...log, ...settings].map((setting) => `-c ${setting}`).join(' ');
  const flags = [
    '-D',
    home.data,
    '-w',
    '-t',
    String(START_TIMEOUT_SECONDS),
    '-l',
    join(home.data, 'start.log'),
    '-o',
    options,
  ];
  rmSync(join(home.data, 'start.log'), { force: true });
  await program(home, 'pg_ctl', [...flags, 'start']);
}

function logTail(data: string): string {
  const folder = join(data, 'log');
  const files = [
    join(data, 'start.log'),
    ...(existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []),
  ];
  return files
    .flatMap((file) => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-10) : []))
    .join('\n');
}
