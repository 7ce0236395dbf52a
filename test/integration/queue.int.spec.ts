/**
 * One contract for both of BullMQ's backends: what the engine asks of its queue. Redis database 1 is this suite's.
 */
import { Processor, WorkerHost, getQueueToken } from '@nestjs/bullmq';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Job, Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { QueueModule, openQueueStore } from '../../src/platform/queue/index.js';
import { createBareDatabase, query } from '../support/database.js';
import { until } from '../support/engine.js';
import { flushTestRedis, testRedis } from '../support/redis.js';
import { openTcpLink } from '../support/tcp-link.js';

const REDIS = 1;

interface Done {
  readonly id: string;
  readonly afterMs: number;
}

@Processor('timers', { concurrency: 4 })
class Diary extends WorkerHost {
  readonly done: Done[] = [];
  started = 0;
  private readonly since = performance.now();

  override async process(job: Job<{ takesMs?: number }>): Promise<void> {
    this.started += 1;
    await new Promise((resolve) => setTimeout(resolve, job.data.takesMs ?? 0));
    this.done.push({ id: job.id ?? '', afterMs: performance.now() - this.since });
  }

  ids(): string[] {
    return this.done.map(({ id }) => id).sort();
  }

  now(): number {
    return performance.now() - this.since;
  }
}

@Module({})
class TestRoot {}

interface Running {
  readonly app: INestApplicationContext;
  readonly queue: Queue;
  readonly diary: Diary;
  readonly warnings: string[];
}

let database: Awaited<ReturnType<typeof createBareDatabase>>;
const open: INestApplicationContext[] = [];

beforeEach(async () => {
  database = await createBareDatabase();
  await flushTestRedis(testRedis(REDIS));
});
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
  await database.close();
});

async function start(redisUrl: string | null): Promise<Running> {
  const warnings: string[] = [];
  const store = await openQueueStore(
    { redisUrl, databaseUrl: database.url },
    { warn: (line) => warnings.push(line) },
  );
  const root = { module: TestRoot, imports: [QueueModule.forRoot(store)], providers: [Diary] };
  const app = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
  open.push(app);
  return {
    app,
    queue: app.get<Queue>(getQueueToken('timers'), { strict: false }),
    diary: app.get(Diary),
    warnings,
  };
}

const backends = [
  {
    name: 'PostgreSQL',
    url: () => null,
    cutAll: () =>
      query(
        database.url,
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name <> '' and pid <> pg_backend_pid() and datname = current_database()`,
      ),
    forget: () => query(database.url, 'delete from bullmq.job'),
  },
  {
    name: 'Redis',
    url: () => testRedis(REDIS),
    cutAll: async () => {
      const client = new Redis(testRedis(REDIS));
      await client.client('KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
      client.disconnect();
    },
    forget: () => flushTestRedis(testRedis(REDIS)),
  },
];

describe.each(backends)('the queue on $name', ({ url, cutAll, forget }) => {
  it('runs a job at once, and a delayed one not before its time but soon after', async () => {
    const { queue, diary } = await start(url());
    const added = diary.now();
    await queue.add('timer', {}, { jobId: 'timer-a-1', delay: 300 });
    await queue.add('timer', {}, { jobId: 'timer-a-2' });
    await until('both jobs are done', () => diary.done.length === 2);
    const [first, second] = diary.done;
    expect([first?.id, second?.id]).toEqual(['timer-a-2', 'timer-a-1']);
    expect(second!.afterMs - added).toBeGreaterThanOrEqual(299);
    expect(second!.afterMs - added).toBeLessThan(3000);
  });

  it('runs a job added while another is delayed for an hour', async () => {
    const { queue, diary } = await start(url());
    await queue.add('timer', {}, { jobId: 'timer-far-1', delay: 3_600_000 });
    await new Promise((resolve) => setTimeout(resolve, 300)); // the worker now waits for the far one
    await queue.add('timer', {}, { jobId: 'timer-near-1' });
    await until('the near job is done', () => diary.done.length === 1, 5000);
    expect(diary.ids()).toEqual(['timer-near-1']);
  });

  it('runs each of a burst of fifty once, and drops a second job of the same id', async () => {
    const { queue, diary } = await start(url());
    const jobs = Array.from({ length: 50 }, (_, n) => ({
      name: 'timer',
      data: {},
      opts: { jobId: `timer-burst-${n}` },
    }));
    await queue.addBulk(jobs);
    await queue.add('timer', {}, { jobId: 'timer-burst-7' });
    await until('all fifty are done', () => diary.done.length >= 50);
    await queue.add('timer', {}, { jobId: 'timer-burst-8' });
    await queue.add('timer', {}, { jobId: 'timer-last-1' });
    await until('the last is done', () => diary.ids().includes('timer-last-1'));
    expect(diary.ids()).toEqual([...jobs.map((job) => job.opts.jobId), 'timer-last-1'].sort());
  });

  it('takes and runs jobs again after all its connections were cut', async () => {
    const { queue, diary } = await start(url());
    await queue.add('timer', {}, { jobId: 'timer-before-1' });
    await until('the first is done', () => diary.done.length === 1);
    await cutAll();
    await until('a job is taken', async () =>
      queue.add('timer', {}, { jobId: 'timer-after-1' }).then(
        () => true,
        () => false,
      ),
    );
    await until('and run', () => diary.ids().includes('timer-after-1'), 20_000);
  });

  it('goes on after it forgot everything it held', async () => {
    const { queue, diary } = await start(url());
    await queue.add('timer', {}, { jobId: 'timer-lost-1', delay: 60_000 });
    await forget();
    await queue.add('timer', {}, { jobId: 'timer-new-1' });
    await until('the new job is done', () => diary.done.length === 1);
    expect(diary.ids()).toEqual(['timer-new-1']);
  });

  it('lets a job in hand finish when the program stops', async () => {
    const { app, queue, diary } = await start(url());
    await queue.add('timer', { takesMs: 700 }, { jobId: 'timer-slow-1' });
    await until('it is in hand', () => diary.started === 1);
    await app.close();
    expect(diary.ids()).toEqual(['timer-slow-1']);
  });
});

describe('the queue in PostgreSQL', () => {
  it('keeps its tables in a schema of its own and leaves no connection behind', async () => {
    const { app, queue, diary } = await start(null);
    await queue.add('timer', {}, { jobId: 'timer-a-1' });
    await until('done', () => diary.done.length === 1);
    const schemas = await query(
      database.url,
      `select distinct schemaname from pg_tables where tablename = 'job'`,
    );
    expect(schemas).toEqual([{ schemaname: 'bullmq' }]);
    await app.close();
    await until('every session has ended', async () => {
      const left = await query(
        database.url,
        'select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      return left.length === 0;
    });
  });
});

describe('the queue in Redis', () => {
  it('refuses a server that may throw jobs away, and says how to mend it', async () => {
    const client = new Redis(testRedis(REDIS));
    await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    try {
      const opening = openQueueStore(
        { redisUrl: testRedis(REDIS), databaseUrl: database.url },
        { warn: () => undefined },
      );
      await expect(opening).rejects.toMatchObject({
        code: 'queue.evicts',
        message: expect.stringContaining('CONFIG SET maxmemory-policy noeviction'),
      });
    } finally {
      await client.config('SET', 'maxmemory-policy', 'noeviction');
      client.disconnect();
    }
  });

  it('starts with a warning where the server forbids CONFIG', async () => {
    const admin = new Redis(testRedis(REDIS));
    await admin.call('ACL', 'SETUSER', 'managed', 'on', '>secret', '~*', '&*', '+@all', '-config');
    try {
      const url = new URL(testRedis(REDIS));
      url.username = 'managed';
      url.password = 'secret';
      const { warnings, app } = await start(url.href);
      expect(warnings.join()).toContain('make sure that maxmemory-policy is noeviction');
      await app.close();
    } finally {
      await admin.call('ACL', 'DELUSER', 'managed');
      admin.disconnect();
    }
  });

  it('says at the start when nobody answers', async () => {
    const link = await openTcpLink(1);
    await link.close();
    const opening = openQueueStore(
      { redisUrl: `redis://127.0.0.1:${link.port}`, databaseUrl: database.url },
      { warn: () => undefined },
    );
    await expect(opening).rejects.toMatchObject({ code: 'queue.unreachable' });
  });

  it('refuses jobs at once while the server is away, tells it once, and works again when it is back', async () => {
    const server = new URL(testRedis(REDIS));
    const link = await openTcpLink(Number(server.port));
    server.port = String(link.port);
    const { queue, diary, warnings, app } = await start(server.href);
    try {
      link.cut();
      for (const jobId of ['timer-away-1', 'timer-away-2']) {
        const asked = performance.now();
        await expect(queue.add('timer', {}, { jobId })).rejects.toThrow();
        expect(performance.now() - asked).toBeLessThan(500);
      }
      await until('the loss is told', () => warnings.length > 0);
      expect(new Set(warnings).size).toBe(warnings.length);
      link.mend();
      const add = async () => queue.add('timer', {}, { jobId: 'timer-back-1' });
      await until('a job is taken', () => add().then(Boolean, () => false), 15_000);
      await until('and run', () => diary.ids().includes('timer-back-1'), 20_000);
    } finally {
      await app.close();
      await link.close();
    }
  }, 60_000);
});
