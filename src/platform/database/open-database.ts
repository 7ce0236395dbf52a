import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { DomainError } from '../../kernel/domain-error.js';
import type { Configuration } from '../config/index.js';
import { type Cluster, openCluster } from './embedded-postgres.js';

/** Held, in the embedded database itself, for as long as a program owns the store; the system frees it when the program dies. */
const OWNER_LOCK = 4_211_202;
const DATABASE = 'plenum';
/** A server that was found running may still be recovering from a crash, or shutting down. */
const READY_TIMEOUT_MS = 60_000;
/** How long a starting program waits for a command (`plenum replay …`) that works on the store at this moment. */
const VISIT_TIMEOUT_MS = 20_000;
/** Starting up, recovering (57P03) or shutting down (57P01), or too many connections at this moment. */
const NOT_NOW = new Set(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '53300']);
const DUPLICATE_DATABASE = new Set(['42P04', '23505']);

/** Who opens an embedded database: the program that serves, or a command that looks in. */
export type DatabaseUse = 'own' | 'visit';

/** A database to work with. */
export interface OpenedDatabase {
  readonly url: string;
  readonly embedded: boolean;
  /** Lets go of it; an embedded server is stopped by its owner, or by the last visitor when nobody owns it. */
  close(): Promise<void>;
}

/**
 * The configured database: a server by DATABASE_URL, else the embedded one of DATA_DIR.
 *
 * @param configuration where
 * @param use `own` for the program that serves (a second one on the same folder is refused); `visit` for a command-line tool,
 *   which works beside a running program and stops the server only when it is alone with it
 * @returns its address, and how to close it
 * @throws DomainError `database.in-use`, `database.embedded-unavailable`
 */
export async function openDatabase(
  configuration: Pick<Configuration, 'databaseUrl' | 'dataDir'>,
  use: DatabaseUse = 'own',
): Promise<OpenedDatabase> {
  const { databaseUrl, dataDir } = configuration;
  if (databaseUrl) return { url: databaseUrl, embedded: false, close: async () => undefined };
  const { cluster, session, admitted } = await enter(join(dataDir, 'postgres'), use);
  if (!admitted) {
    await session.end();
    throw new DomainError(
      'database.in-use',
      'conflict',
      `Another Plenum is running on ${dataDir}. Stop it first, or set DATA_DIR to another folder.`,
    );
  }
  return { url: cluster.url(DATABASE), embedded: true, close: async () => leave(cluster, session, use) };
}

/** Connects, starting the server when none runs; and anew from the start when the one found was just shutting down. */
async function enter(
  directory: string,
  use: DatabaseUse,
): Promise<{ cluster: Cluster; session: pg.Client; admitted: boolean }> {
  const end = performance.now() + READY_TIMEOUT_MS;
  for (;;) {
    const cluster = await openCluster({ directory });
    try {
      await ensureDatabase(cluster);
      const session = await connect(cluster.url(DATABASE), `plenum ${use}`);
      return { cluster, session, admitted: use === 'visit' || (await becomeOwner(session)) };
    } catch (error) {
      if (performance.now() > end || !isPassing(error)) throw error;
    }
    await setTimeout(200);
  }
}

async function connect(url: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: name,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined); // the pool tells of a lost server; this session only holds the lock
  await client.connect();
  return client;
}

async function ensureDatabase(cluster: Cluster): Promise<void> {
  const client = await connect(cluster.url('postgres'), 'plenum start');
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } catch (error) {
    if (!DUPLICATE_DATABASE.has(codeOf(error))) throw error; // made by another process a moment ago
  } finally {
    await client.end();
  }
}

/** Commands that look in hold the lock while they shut the server down; a program that serves holds it all its life. */
async function becomeOwner(session: pg.Client): Promise<boolean> {
  const end = performance.now() + VISIT_TIMEOUT_MS;
  while (!(await tryLock(session))) {
    const others = await sessionsNamed(session, 'plenum own');
    if (others > 1 || performance.now() > end) return false;
    await setTimeout(200);
  }
  return true;
}

async function leave(cluster: Cluster, session: pg.Client, use: DatabaseUse): Promise<void> {
  const stops = use === 'own' || (await isLastVisitor(session));
  if (stops) await cluster.stop(); // ends our session too, and with it the lock: nobody gets it before the server is down
  await session.end().catch(() => undefined);
}

async function isLastVisitor(session: pg.Client): Promise<boolean> {
  try {
    const others =
      (await sessionsNamed(session, 'plenum own')) + (await sessionsNamed(session, 'plenum visit')) - 1;
    return others === 0 && (await tryLock(session));
  } catch {
    return false; // the owner has stopped the server under us
  }
}

async function tryLock(session: pg.Client): Promise<boolean> {
  const { rows } = await session.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
    OWNER_LOCK,
  ]);
  return rows[0]?.mine === true;
}

async function sessionsNamed(session: pg.Client, name: string): Promise<number> {
  const { rows } = await session.query<{ count: number }>(
    'select count(*)::int as count from pg_stat_activity where application_name = $1 and datname = $2',
    [name, DATABASE],
  );
  return rows[0]?.count ?? 0;
}

/** The driver reports a session that ended under it in words, without a code. */
function isPassing(error: unknown): boolean {
  return NOT_NOW.has(codeOf(error)) || /Connection terminated|connection error/i.test(String(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
