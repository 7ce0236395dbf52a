import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { createPostgresBackend, runMigrations, setDefaultBackendFactory } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { DomainError } from '../../kernel/domain-error.js';

/** Names of the queues; a job in either is only a wake-up. */
export const QUEUES = ['timers', 'outbox'] as const;

/** BullMQ's tables live in a schema of their own. */
const SCHEMA = 'bullmq';
const KEPT = { removeOnComplete: { count: 100 }, removeOnFail: { count: 1000 } };

/** An open way to the queue's store, of either kind. */
export interface QueueStore {
  readonly kind: 'redis' | 'postgres';
  /** what BullMQ takes as its connection */
  readonly connection: object;
  close(): Promise<void>;
}

/** What the queue's opening may want to tell. */
export interface QueueLog {
  warn(message: string): void;
}

/**
 * Opens the queue's store: Redis when an address is given, else the same PostgreSQL database. Must be called before any
 * module is built, since BullMQ's choice of backend is process-wide.
 *
 * @param where Redis address or null, and the database's address
 * @param log told when the server cannot be asked for its memory policy
 * @returns the store
 * @throws DomainError `queue.evicts` when Redis may throw jobs away to save memory; `queue.unreachable`
 */
export async function openQueueStore(where: { readonly redisUrl: string | null; readonly databaseUrl: string }, log: QueueLog): Promise<QueueStore> {
  return where.redisUrl ? openRedis(where.redisUrl, log) : openPostgres(where.databaseUrl);
}

async function openRedis(url: string, log: QueueLog): Promise<QueueStore> {
  setDefaultBackendFactory();
  const probe = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, connectTimeout: 5000, retryStrategy: () => null });
  probe.on('error', () => undefined); // told by the rejected connect below
  try {
    await probe.connect();
    await requireNoEviction(probe, log);
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    throw new DomainError('queue.unreachable', 'unavailable', `Redis does not answer at REDIS_URL (${String(cause)}). Start it, or leave REDIS_URL empty to keep the queue in PostgreSQL.`);
  } finally {
    probe.disconnect();
  }
  // Workers wait for as long as Redis is away (null); what adds jobs never waits long: see the relay.
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  connection.on('error', (error) => log.warn(`Redis: ${error.message}`));
  return { kind: 'redis', connection, close: async () => connection.disconnect() };
}

async function requireNoEviction(redis: Redis, log: QueueLog): Promise<void> {
  const answer = await redis.config('GET', 'maxmemory-policy').catch(() => null);
  if (answer === null) {
    log.warn('Redis does not tell its memory policy (CONFIG is forbidden): make sure that maxmemory-policy is noeviction.');
    return;
  }
  const [, policy] = answer as string[];
  if (policy === 'noeviction') return;
  throw new DomainError(
    'queue.evicts',
    'conflict',
    `Redis has maxmemory-policy ${policy}: it may throw jobs away. Set it with «CONFIG SET maxmemory-policy noeviction» and in redis.conf.`,
    { policy: policy ?? '' },
  );
}

async function openPostgres(databaseUrl: string): Promise<QueueStore> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await runMigrations(client, SCHEMA);
  } finally {
    await client.end();
  }
  setDefaultBackendFactory(createPostgresBackend as never); // BullMQ types the default factory for Redis only
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 12, keepAlive: true, options: `-c search_path=${SCHEMA}`, application_name: 'plenum-queue' });
  pool.on('error', () => undefined); // an idle connection that drops is replaced; BullMQ reports what matters
  return { kind: 'postgres', connection: pool, close: () => pool.end() };
}

const STORE = Symbol('QueueStore');

/** Closes the store after Nest has closed workers and queues. */
@Injectable()
class StoreLife implements OnApplicationShutdown {
  constructor(@Inject(STORE) private readonly store: QueueStore) {}

  async onApplicationShutdown(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 50)); // workers and queues close in the same shutdown phase
    await this.store.close();
  }
}

/** The two queues, on whichever backend the store is. */
@Module({})
export class QueueModule {
  /** @param store opened before the application is built */
  static forRoot(store: QueueStore): DynamicModule {
    const queues = BullModule.registerQueue(...QUEUES.map((name) => ({ name, defaultJobOptions: KEPT })));
    return {
      module: QueueModule,
      global: true,
      imports: [BullModule.forRoot({ connection: store.connection as never }), queues], // a pool or an ioredis client, by the backend in force
      providers: [{ provide: STORE, useValue: store }, StoreLife],
      exports: [queues],
    };
  }
}
