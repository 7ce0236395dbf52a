/**
 * Where the data of an embedded cluster lie: in its own folder, or, when we are root and the server's account cannot enter
 * that folder (below /root, for example), in a private folder below /var/lib/plenum. The choice is made once and written
 * down, so that later changes of permissions never make data seem to vanish.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { keptText } from '../config/index.js';
import { postgresPrograms, type PostgresPrograms, unavailable } from './postgres-programs.js';
import { type RunAs, canEnter, serverAccount } from './server-account.js';

/** Folder for data and programs that cannot stay where they are wanted. */
export const SYSTEM_HOME = '/var/lib/plenum';

/** Everything needed to run the server of one cluster. */
export interface ClusterHome {
  /** PostgreSQL's data folder; made by the first start */
  readonly data: string;
  readonly as: RunAs;
  readonly programs: PostgresPrograms;
}

/**
 * @param directory the cluster's own folder, absolute; must exist
 * @returns where its data lie, under which account its server runs, and with which programs
 * @throws DomainError `database.embedded-unavailable`
 */
export function clusterHome(directory: string): ClusterHome {
  const account = serverAccount(null);
  if (!account)
    throw unavailable('root needs an unprivileged account for it. Make one with `useradd --system plenum`');
  const kept = keptText(join(directory, 'location'), () => chooseHome(directory, account));
  const home = resolve(directory, kept);
  const data = join(home, 'pgdata');
  const as = serverAccount(data) ?? account;
  if (!canEnter(as, home)) {
    throw unavailable(
      `its data lie in ${home}, which the server's account cannot enter. Give it leave to (chmod o+x on the folders above)`,
    );
  }
  const copyTo = 'uid' in as ? openFolder(SYSTEM_HOME) : directory;
  return { data, as, programs: postgresPrograms(as, copyTo) };
}

/** @returns `.` for the cluster's own folder, else an absolute path */
function chooseHome(directory: string, as: RunAs): string {
  if (!('uid' in as) || canEnter(as, directory)) return '.';
  const home = join(openFolder(SYSTEM_HOME), randomBytes(8).toString('hex'));
  mkdirSync(home, { mode: 0o700 });
  chownSync(home, as.uid, as.gid);
  return home;
}

/** A folder that everybody can enter, whatever the umask. */
function openFolder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  return folder;
}
