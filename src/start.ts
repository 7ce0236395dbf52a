/** How every process of Plenum starts and stops: configuration, database, queue, modules; and back in reverse. */
import 'reflect-metadata';
import { join, sep } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule, type ProcessKind } from './app.module.js';
import type { Configuration } from './platform/config/index.js';
import { createDataSource, migrate, openDatabase } from './platform/database/index.js';
import { configureHttp } from './platform/http/configure-http.js';
import { StructuredLogger, createLogger } from './platform/logging/index.js';
import { type QueueStore, openQueueStore } from './platform/queue/index.js';
import { settleClock } from './settle-clock.js';

/** This file runs as src/start.ts in tests and as dist/src/start.js when built. */
const PROJECT = import.meta.dirname.includes(`${sep}dist${sep}`)
  ? join(import.meta.dirname, '../..')
  : join(import.meta.dirname, '..');
/** Start data of the Kimberley Process: the roll, contacts, offices, organs, documents. */
export const START_DATA = join(PROJECT, 'data/kp');

/** How long a start that failed waits for its own end. */
const CLOSING_PATIENCE_MS = 5_000;

/** A running process of Plenum. */
export interface Running<App extends INestApplicationContext = INestApplicationContext> {
  readonly app: App;
  readonly embedded: boolean;
  /** as it holds for this process: the clock is the store's where nobody said which */
  readonly configuration: Configuration;
  /** Stops taking work, finishes what is under way, closes everything in order. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts a process that serves HTTP.
 *
 * @param configuration checked
 * @param kind `all` or `api`
 * @returns the application, listening
 */
export async function startServing(
  configuration: Configuration,
  kind: 'all' | 'api',
): Promise<Running<NestExpressApplication>> {
  const log = createLogger(configuration.logLevel);
  const ground = await openGround(configuration, kind);
  try {
    const app = await NestFactory.create<NestExpressApplication>(ground.module, {
      logger: new StructuredLogger(log),
      bodyParser: false,
      abortOnError: false,
    });
    configureHttp(app, {
      publicUrl: configuration.publicUrl,
      trustedProxies: configuration.trustedProxies,
      log,
      secretariat: configuration.mailFrom,
    });
    await app.listen(configuration.port, configuration.host);
    return running(app, ground);
  } catch (error) {
    await closeAfterFailure(ground);
    throw error;
  }
}

/**
 * Starts a process without HTTP: a worker, or a tool for one run.
 *
 * @param configuration checked
 * @param kind `worker` or `tool`
 */
export async function startContext(configuration: Configuration, kind: 'worker' | 'tool'): Promise<Running> {
  const ground = await openGround(configuration, kind);
  try {
    const logger = kind === 'tool' ? false : new StructuredLogger(createLogger(configuration.logLevel));
    const app = await NestFactory.createApplicationContext(ground.module, { logger, abortOnError: false });
    return running(app, ground);
  } catch (error) {
    await closeAfterFailure(ground);
    throw error;
  }
}

/**
 * Stops the process once, on SIGTERM or SIGINT, also while it is still starting, and ends it with 0.
 *
 * @param starting the process, or the promise of it
 */
export function stopOnSignal(starting: Promise<Running>): void {
  const end = (): void => {
    void starting
      .then((running) => running.stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

interface Ground {
  readonly configuration: Configuration;
  readonly module: ReturnType<typeof AppModule.forRoot>;
  readonly embedded: boolean;
  close(): Promise<void>;
}

async function openGround(wished: Configuration, kind: ProcessKind): Promise<Ground> {
  const database = await openDatabase(wished, kind === 'tool' ? 'visit' : 'own');
  const dataSource = createDataSource(database.url, {
    name: `plenum-${kind}`,
    ...(kind === 'tool' ? { poolSize: 3 } : {}),
  });
  let queue: QueueStore | null = null;
  const close = async (): Promise<void> => {
    await queue?.close();
    if (dataSource.isInitialized) await dataSource.destroy();
    await database.close();
  };
  try {
    await dataSource.initialize();
    await migrate(dataSource);
    const configuration = await settleClock(wished, dataSource);
    const log = createLogger(configuration.logLevel);
    queue =
      kind === 'tool'
        ? null
        : await openQueueStore(
            { redisUrl: configuration.redisUrl, databaseUrl: database.url },
            { warn: (message) => log.warn(message) },
          );
    return {
      configuration,
      module: AppModule.forRoot(configuration, dataSource, queue, kind),
      embedded: database.embedded,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What was started half and cannot be asked to stop (workers of the queue) may hold the closing up; the fault must be told all the same. */
async function closeAfterFailure(ground: Ground): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, CLOSING_PATIENCE_MS);
  });
  await Promise.race([ground.close(), patience]).finally(() => clearTimeout(timer));
}

function running<App extends INestApplicationContext>(app: App, ground: Ground): Running<App> {
  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    await app.close();
    await ground.close();
  };
  const { embedded, configuration } = ground;
  return { app, embedded, configuration, stop: () => (stopped ??= stop()) };
}
