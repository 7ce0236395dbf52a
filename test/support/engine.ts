import { type INestApplicationContext, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { DataSource } from 'typeorm';
import {
  CaseReader,
  EffectRegistry,
  Engine,
  EngineModule,
  type OutboxMessage,
  OutboxDispatcher,
  Sweeper,
  TimeMachine,
} from '../../src/engine/index.js';
import type { WorkflowDefinition } from '../../src/kernel/workflow.js';
import { DatabaseModule, createDataSource } from '../../src/platform/database/index.js';
import { QueueModule, openQueueStore } from '../../src/platform/queue/index.js';
import { type TestDatabase, createTestDatabase } from './database.js';
import { toy } from './toy.workflow.js';

/** What a test may vary. */
export interface EngineSetup {
  readonly backend?: 'none' | 'postgres' | { readonly redisUrl: string };
  readonly simulated?: boolean;
  readonly settleMs?: number;
  readonly sweepMs?: number;
  readonly maxAttempts?: number;
  readonly workflows?: readonly WorkflowDefinition[];
  /** an existing database; left out: a fresh one, dropped at the end */
  readonly database?: TestDatabase;
  readonly works?: boolean;
  readonly onNote?: (message: OutboxMessage) => Promise<void>;
}

/** A running engine on a real database, with the notes its workflows sent. */
export interface TestEngine {
  readonly app: INestApplicationContext;
  readonly engine: Engine;
  readonly reader: CaseReader;
  readonly sweeper: Sweeper;
  readonly dispatcher: OutboxDispatcher;
  readonly timeMachine: TimeMachine;
  readonly dataSource: DataSource;
  readonly database: TestDatabase;
  readonly notes: OutboxMessage[];
  close(): Promise<void>;
}

@Module({})
class TestRoot {
  static of(imports: DynamicModule[], onNote: (message: OutboxMessage) => Promise<void>): DynamicModule {
    const handler = {
      provide: 'note-handler',
      inject: [EffectRegistry],
      useFactory: (effects: EffectRegistry) =>
        effects.register('note', (message) => onNote(message).then(() => 'done' as const)),
    };
    return { module: TestRoot, imports, providers: [handler] };
  }
}

/** Boots an engine with the toy workflow. */
export async function startEngine(setup: EngineSetup = {}): Promise<TestEngine> {
  const database = setup.database ?? (await createTestDatabase());
  const dataSource = await createDataSource(database.url).initialize();
  const backend = setup.backend ?? 'none';
  const notes: OutboxMessage[] = [];
  const imports = [DatabaseModule.forRoot(dataSource)];
  if (backend !== 'none') {
    const redisUrl = backend === 'postgres' ? null : backend.redisUrl;
    imports.push(
      QueueModule.forRoot(
        await openQueueStore({ redisUrl, databaseUrl: database.url }, { warn: () => undefined }),
      ),
    );
  }
  imports.push(
    EngineModule.forRoot({
      workflows: setup.workflows ?? [toy],
      simulatedClock: setup.simulated ?? false,
      settleMs: setup.settleMs ?? 300,
      sweepMs: setup.sweepMs ?? 3_600_000,
      horizonMs: 3_600_000,
      maxAttempts: setup.maxAttempts ?? 3,
      leaseSeconds: 120,
      faultPoint: null,
      works: setup.works ?? true,
      queue: backend !== 'none',
    }),
  );
  const onNote = async (message: OutboxMessage): Promise<void> => {
    await setup.onNote?.(message);
    notes.push(message);
  };
  const app = await NestFactory.createApplicationContext(TestRoot.of(imports, onNote), {
    logger: false,
    abortOnError: false,
  });
  return {
    app,
    engine: app.get(Engine),
    reader: app.get(CaseReader),
    sweeper: app.get(Sweeper),
    dispatcher: app.get(OutboxDispatcher),
    timeMachine: app.get(TimeMachine),
    dataSource,
    database,
    notes,
    close: async () => {
      await app.close();
      if (!setup.database) await database.close();
    },
  };
}

/** Waits until the condition holds, asking often; fails with `what` after `ms`. */
export async function until(
  what: string,
  holds: () => Promise<boolean> | boolean,
  ms = 10_000,
): Promise<void> {
  const end = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited ${ms} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
