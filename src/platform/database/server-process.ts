/**
 * Is the server of a data folder running? PostgreSQL writes the number and port of its process into `postmaster.pid`; after
 * a crash the file stays, and its number may belong to nobody, to a stranger, or to a dead process that nobody has reaped
 * (usual in containers without an init).
 */
import { existsSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Sessions of a killed server notice its death within moments, or at the end of their statement. */
const ORPHAN_TIMEOUT_MS = 30_000;

/**
 * @param data PostgreSQL's data folder, absolute
 * @returns the port of its live server; null when none runs
 */
export function runningPort(data: string): number | null {
  const [pid, , , port] = pidFile(data);
  if (!pid || !port || !isAlive(Number(pid)) || !isServerOf(Number(pid), data)) return null;
  return Number(port);
}

/**
 * Removes a pid file whose number belongs to another process. PostgreSQL removes one whose number belongs to nobody, but
 * believes any living or unreaped process of its own account to be itself. Waits until the last session of the killed
 * server has ended, since two servers on the same files would destroy them.
 *
 * @param data PostgreSQL's data folder, absolute
 */
export async function clearStalePidFile(data: string): Promise<void> {
  if (platform() !== 'linux') return; // elsewhere we cannot tell whose a process is, so PostgreSQL decides
  const [pid] = pidFile(data);
  if (!pid || !isAlive(Number(pid)) || isServerOf(Number(pid), data)) return;
  const end = performance.now() + ORPHAN_TIMEOUT_MS;
  while (hasProcessIn(data)) {
    if (performance.now() > end) return;
    await setTimeout(100);
  }
  rmSync(join(data, 'postmaster.pid'), { force: true });
}

/** @returns whether a process has this number, whosever it is */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function pidFile(data: string): readonly string[] {
  const file = join(data, 'postmaster.pid');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
}

function isServerOf(pid: number, data: string): boolean {
  if (platform() !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(data);
  } catch {
    return false; // ended while we looked
  }
}

/** Every process of a server works in its data folder. */
function hasProcessIn(data: string): boolean {
  return readdirSync('/proc').some((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === data;
    } catch {
      return false; // ended while we looked, or not ours to see: then it is not our server's
    }
  });
}
