import { join } from 'node:path';
import pg from 'pg';
import { DomainError } from '../../kernel/domain-error.js';
import type { Configuration } from '../config/index.js';
import { type Cluster, openCluster } from './embedded-postgres.js';

/** Held for as long as a program owns an embedded store. */
const OWNER_LOCK = 4_211_202;
const DATABASE = 'plenum';

/** A database to work with. */
export interface OpenedDatabase {
  readonly url: string;
  readonly embedded: boolean;
  /** Lets go of it; an embedded server is stopped by its owner. */
  close(): Promise<void>;
}

/**
 * The configured database: a server by DATABASE_URL, else the embedded one of DATA_DIR.
 *
 * @param configuration where
 * @param use `own` for the program that serves (a second one on the same folder is refused); `visit` for a command-line tool,
 *   which works beside a running program and stops the server only if it alone uses it
 * @returns its address, and how to close it
 * @throws DomainError `database.in-use`, `database.embedded-unavailable`
 */
export async function openDatabase(configuration: Pick<Configuration, 'databaseUrl' | 'dataDir'>, use: 'own' | 'visit' = 'own'): Promise<OpenedDatabase> {
  if (configuration.databaseUrl) return { url: configuration.databaseUrl, embedded: false, close: async () => undefined };
  const cluster = await openCluster({ directory: join(configuration.dataDir, 'postgres') });
  await ensureDatabase(cluster);
  const url = cluster.url(DATABASE);
  const owner = new pg.Client({ connectionString: url, keepAlive: true });
  owner.on('error', () => undefined); // the pool reports a lost server; this connection only holds the lock
  await owner.connect();
  const { rows } = await owner.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [OWNER_LOCK]);
  const mine = rows[0]?.mine === true;
  if (!mine && use === 'own') {
    await owner.end();
    throw new DomainError('database.in-use', 'conflict', `Another Plenum is running on ${configuration.dataDir}. Stop it first, or set DATA_DIR to another folder.`);
  }
  return {
    url,
    embedded: true,
    close: async () => {
      await owner.end().catch(() => undefined);
      if (mine) await cluster.stop();
    },
  };
}

async function ensureDatabase(cluster: Cluster): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.url('postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } catch (error) {
    if ((error as { code?: string }).code !== '42P04') throw error; // made by another process a moment ago
  } finally {
    await client.end();
  }
}
