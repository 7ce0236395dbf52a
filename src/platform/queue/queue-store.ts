/**
 * Where BullMQ keeps its jobs: Redis, or a schema of the same PostgreSQL database. The code above is the same for both.
 * A job is only a wake-up: what is due is decided in PostgreSQL, and the engine's sweeper finds whatever a queue lost. So a
 * store may vanish at any moment: it must not stop the program, nor keep a caller waiting.
 */
import {
  type BackendFactory,
  type ConnectionOptions,
  type IQueueBackend,
  type PostgresConnectionOptions,
  createPostgresBackend,
  createRedisBackend,
  runMigrations,
  setDefaultBackendFactory,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { DomainError } from '../../kernel/domain-error.js';
import { type QueueLog, quietLog } from './quiet-log.js';

/** BullMQ's tables live in a schema of their own. */
const SCHEMA = 'bullmq';
/** Workers hold one listening connection each; the rest is for their statements and for those who add jobs. */
const POOL_SIZE = 12;
/** A Redis that is there but does not answer must not keep those who add jobs waiting. */
const COMMAND_TIMEOUT_MS = 2000;

/** What the queue's classes are given as their connection; {@link backendOf} makes of it what BullMQ takes. */
export type QueueConnection =
  | { readonly kind: 'postgres'; readonly pool: pg.Pool }
  /** who adds a job fails at once while Redis is away; a worker waits until it is back */
  | { readonly kind: 'redis'; readonly adding: Redis; readonly working: Redis };

/** An open way to the queue's store, of either kind. */
export interface QueueStore {
  readonly kind: 'redis' | 'postgres';
  readonly connection: QueueConnection;
  /** to be told of every error of a queue or worker; repeats are dropped */
  readonly log: QueueLog;
  /** Safe to call twice: the application closes it when it stops, its opener when the application does not start. */
  close(): Promise<void>;
}

/**
 * Opens the queue's store: Redis when an address is given, else the same PostgreSQL database.
 *
 * @param where Redis address or null, and the database's address
 * @param log told when the store is away, or cannot be asked for its memory policy
 * @returns the store
 * @throws DomainError `queue.evicts` when Redis may throw jobs away to save memory; `queue.unreachable`
 */
export async function openQueueStore(
  where: { readonly redisUrl: string | null; readonly databaseUrl: string },
  log: QueueLog,
): Promise<QueueStore> {
  setDefaultBackendFactory<IQueueBackend, QueueConnection>(backendOf);
  const quiet = quietLog(log);
  return where.redisUrl ? openRedis(where.redisUrl, quiet) : openPostgres(where.databaseUrl, quiet);
}

/** Chooses BullMQ's backend for each queue and worker by the store it was given, so that both kinds fit into one process. */
const backendOf: BackendFactory<IQueueBackend, QueueConnection> = (name, options, flags) => {
  const { connection } = options;
  if (connection.kind === 'postgres') {
    return createPostgresBackend(
      name,
      { ...options, connection: connection.pool as PostgresConnectionOptions },
      flags,
    );
  }
  const waits = flags?.withBlockingConnection === true || flags?.blocking === true;
  const client = waits ? connection.working : connection.adding;
  return createRedisBackend(name, { ...options, connection: client as ConnectionOptions }, flags);
};

async function openRedis(url: string, log: QueueLog): Promise<QueueStore> {
  await probeRedis(url, log);
  const adding = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0, // with 1 or more, what was on its way when the connection broke waits for its time-out
    commandTimeout: COMMAND_TIMEOUT_MS,
  });
  const working = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true });
  for (const client of [adding, working])
    client.on('error', (error: Error) => log.warn(`Redis: ${error.message}`));
  await Promise.all([adding.connect(), working.connect()]);
  const close = async (): Promise<void> => [adding, working].forEach((client) => client.disconnect());
  return { kind: 'redis', connection: { kind: 'redis', adding, working }, log, close };
}

/** Connects once, without patience, so that a wrong address is told at the start and not by a queue that never answers. */
async function probeRedis(url: string, log: QueueLog): Promise<void> {
  const probe = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    connectTimeout: 5000,
    retryStrategy: () => null,
  });
  let reason = '';
  probe.on('error', (error: Error) => (reason = error.message));
  try {
    await probe.connect();
    await requireNoEviction(probe, log);
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    const message = `Redis does not answer at REDIS_URL (${reason || String(cause)}). Start it, or leave REDIS_URL empty to keep the queue in PostgreSQL.`;
    throw new DomainError('queue.unreachable', 'unavailable', message, {}, { cause });
  } finally {
    probe.disconnect();
  }
}

async function requireNoEviction(redis: Redis, log: QueueLog): Promise<void> {
  const answer = await redis.config('GET', 'maxmemory-policy').catch((error: Error) => {
    if (!/NOPERM|unknown command|not allowed/i.test(error.message)) throw error;
    return null; // managed servers forbid CONFIG
  });
  const policy = Array.isArray(answer) ? String(answer[1]) : null;
  if (policy === 'noeviction') return;
  if (policy === null) {
    log.warn(
      'Redis does not tell its memory policy (CONFIG is forbidden): make sure that maxmemory-policy is noeviction.',
    );
    return;
  }
  throw new DomainError(
    'queue.evicts',
    'conflict',
    `Redis has maxmemory-policy ${policy}: it may throw jobs away. Set it with «CONFIG SET maxmemory-policy noeviction» and in redis.conf.`,
    { policy },
  );
}

async function openPostgres(databaseUrl: string, log: QueueLog): Promise<QueueStore> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await runMigrations(client, SCHEMA);
  } finally {
    await client.end();
  }
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'plenum-queue',
    options: `-c search_path=${SCHEMA}`, // BullMQ sets it only on a pool that it makes itself
    max: POOL_SIZE,
    connectionTimeoutMillis: 5000,
    keepAlive: true, // without it BullMQ asks every 10 s instead of trusting that it will be notified
    keepAliveInitialDelayMillis: 10_000,
  });
  pool.setMaxListeners(0); // every queue and worker adds its own
  pool.on('error', (error) => log.warn(`PostgreSQL queue: ${error.message}`));
  let closed: Promise<void> | null = null;
  const close = (): Promise<void> => (closed ??= pool.end());
  return { kind: 'postgres', connection: { kind: 'postgres', pool }, log, close };
}
