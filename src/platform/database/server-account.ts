/**
 * Under which account the embedded server runs. PostgreSQL refuses to run as root, and rightly so: a fault in it must not
 * own the machine.
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** An account of the operating system, by its numbers. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** How to start a program: under another account, or (empty) under our own. Goes into the options of `spawn`. */
export type RunAs = Account | Readonly<Record<string, never>>;

/** Made when the system offers no account of its own. */
const OWN_ACCOUNT = 'plenum';

/**
 * Our own account, unless we are root. As root: the owner of the data when there are data, else `plenum`, else `postgres`,
 * else a `plenum` made now, else `nobody`.
 *
 * @param data the server's data folder, existing or not; null while it is not chosen
 * @returns under which account to run the server; null when root has no other account to offer
 */
export function serverAccount(data: string | null): RunAs | null {
  if (process.getuid?.() !== 0) return {};
  const owner = data === null ? undefined : statSync(data, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return accountNamed(OWN_ACCOUNT) ?? accountNamed('postgres') ?? makeAccount() ?? accountNamed('nobody');
}

/**
 * @param as under which account
 * @param folder an existing folder
 * @returns whether that account can enter the folder and read it
 */
export function canEnter(as: RunAs, folder: string): boolean {
  return (
    spawnSync('/bin/sh', ['-c', 'cd "$1" && ls . >/dev/null', 'sh', folder], { ...as, cwd: '/' }).status === 0
  );
}

function makeAccount(): Account | null {
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', OWN_ACCOUNT]);
  return accountNamed(OWN_ACCOUNT);
}

function accountNamed(name: string): Account | null {
  const uid = spawnSync('id', ['-u', name], { encoding: 'utf8' });
  const gid = spawnSync('id', ['-g', name], { encoding: 'utf8' });
  return uid.status === 0 && gid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : null;
}
