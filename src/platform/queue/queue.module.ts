import { BullModule, WorkerHost, getQueueToken } from '@nestjs/bullmq';
import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Inject,
  Injectable,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import type { Queue, QueueOptions, Worker } from 'bullmq';
import type { QueueStore } from './queue-store.js';

/** Names of the queues; a job in either is only a wake-up. */
export const QUEUES = ['timers', 'outbox'] as const;

/** Finished wake-ups say nothing that the database does not say better; a few are kept for whoever looks into a fault. */
const KEPT = { removeOnComplete: { count: 100 }, removeOnFail: { count: 1000 } };
/** How long a stopping program waits for jobs in hand. What it leaves unfinished is taken up again by another. */
const SHUTDOWN_PATIENCE_MS = 20_000;

const STORE = Symbol('QueueStore');
const OPEN_QUEUES = Symbol('Queues');

/**
 * Hears the errors of queues and workers (an error nobody hears would be thrown), and closes all in order: workers first,
 * while database and mail still answer; then the queues; then the store's connections.
 */
@Injectable()
class QueueLife implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(
    @Inject(STORE) private readonly store: QueueStore,
    @Inject(OPEN_QUEUES) private readonly queues: readonly Queue[],
    private readonly discovery: DiscoveryService,
  ) {
    for (const queue of queues) queue.on('error', (error) => this.tell(queue.name, error));
  }

  onApplicationBootstrap(): void {
    for (const worker of this.workers()) worker.on('error', (error) => this.tell(worker.name, error));
  }

  async beforeApplicationShutdown(): Promise<void> {
    const workers = this.workers();
    await within(SHUTDOWN_PATIENCE_MS, Promise.all(workers.map((worker) => worker.close())));
  }

  async onApplicationShutdown(): Promise<void> {
    await within(SHUTDOWN_PATIENCE_MS, Promise.all(this.queues.map((queue) => queue.close())));
    await this.store.close();
  }

  private workers(): readonly Worker[] {
    const hosts = this.discovery.getProviders().map(({ instance }): unknown => instance);
    return hosts.filter((host) => host instanceof WorkerHost).map((host) => host.worker);
  }

  private tell(name: string, error: Error): void {
    this.store.log.warn(`Queue ${name}: ${error.message}`);
  }
}

/** The two queues, on whichever backend the store is. */
@Module({})
export class QueueModule {
  /**
   * Gives `timers` and `outbox` (`@InjectQueue('timers')`) to every module, and runs the classes that say `@Processor`.
   *
   * @param store opened before the application is built; the application closes it
   */
  static forRoot(store: QueueStore): DynamicModule {
    const queues = BullModule.registerQueue(...QUEUES.map((name) => ({ name, defaultJobOptions: KEPT })));
    // BullMQ types a connection for Redis; ours is understood by the backend factory that openQueueStore has set.
    const connection = store.connection as unknown as QueueOptions['connection'];
    const open = {
      provide: OPEN_QUEUES,
      inject: QUEUES.map((name) => getQueueToken(name)),
      useFactory: async (...all: Queue[]) => {
        await Promise.all(all.map((queue) => queue.waitUntilReady())); // a queue that fails here stays broken: do not start with it
        return all;
      },
    };
    return {
      module: QueueModule,
      global: true,
      imports: [BullModule.forRoot({ connection }), queues, DiscoveryModule],
      providers: [{ provide: STORE, useValue: store }, open, QueueLife],
      exports: [queues],
    };
  }
}

/** Waits for the work, but not for ever: a store that is away may never answer. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work.catch(() => undefined), enough]).finally(() => clearTimeout(timer));
}
