import { getQueueToken } from '@nestjs/bullmq';
import {
  type DynamicModule,
  Inject,
  Injectable,
  Logger,
  Module,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import type { Queue } from 'bullmq';
import { DataSource } from 'typeorm';
import { DomainError } from '../kernel/domain-error.js';
import type { WorkflowDefinition } from '../kernel/workflow.js';
import { CaseObservers } from './case-observers.js';
import { CaseReader } from './case.reader.js';
import { EffectRegistry } from './delivery/effect.registry.js';
import { OutboxDispatcher } from './delivery/outbox.dispatcher.js';
import { OutboxProcessor } from './delivery/outbox.processor.js';
import { OutboxWriter } from './delivery/outbox.writer.js';
import { Relay } from './delivery/relay.js';
import { Sweeper } from './delivery/sweeper.js';
import { TimerProcessor } from './delivery/timer.processor.js';
import { Engine } from './engine.js';
import { FactsRegistry } from './facts.registry.js';
import { type FaultPoint, FaultPoints } from './fault-points.js';
import { ImportedTime } from './imported-time.js';
import { LegalClock } from './legal-clock.js';
import { TimeMachine } from './time-machine.js';
import { WorkflowRegistry } from './workflow.registry.js';

/** How a process runs the engine. */
export interface EngineOptions {
  readonly workflows: readonly WorkflowDefinition[];
  readonly simulatedClock: boolean;
  /** milliseconds */
  readonly settleMs: number;
  readonly sweepMs: number;
  readonly horizonMs: number;
  readonly maxAttempts: number;
  /** how long one effect may take before another process may try it; longer than any mail server is waited for */
  readonly leaseSeconds: number;
  readonly faultPoint: FaultPoint | null;
  /** whether this process carries out timers and effects (worker), or only takes commands (API) */
  readonly works: boolean;
  /** whether there is a queue at all; tools of one run do without */
  readonly queue: boolean;
}

const OPTIONS = Symbol('EngineOptions');
const PATIENCE_MS = 5_000;

/** Starts and stops the engine's background work with the application, and refuses to start on an unsound store. */
@Injectable()
class EngineLife implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(OPTIONS) private readonly options: EngineOptions,
    private readonly dataSource: DataSource,
    private readonly workflows: WorkflowRegistry,
    private readonly clock: LegalClock,
    private readonly effects: EffectRegistry,
    private readonly observers: CaseObservers,
    private readonly sweeper: Sweeper,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.clock.establish(this.dataSource);
    await this.workflows.requireEveryPinnedVersion(this.dataSource.manager);
    await this.observers.enlist();
    if (!this.options.works) return;
    const topics = [
      ...new Set(this.workflows.all().flatMap(({ definition }) => Object.keys(definition.effects))),
    ];
    const missing = this.effects.missing(topics);
    if (missing.length > 0) {
      throw new DomainError(
        'effects.unhandled',
        'unavailable',
        `Nobody handles the effects ${missing.join(', ')}: register a handler for each.`,
      );
    }
    this.sweeper.register('observers', async () => {
      await this.observers.catchUp();
    });
    this.sweeper.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.sweeper.stop();
  }
}

function log(name: string): { warn(message: string, details: object): void } {
  const logger = new Logger(name);
  return { warn: (message, details) => logger.warn({ message, ...details }) };
}

/** Joins the engine's parts. The application hands in the workflows; the engine knows none by itself. */
@Module({})
export class EngineModule {
  /** @param options see {@link EngineOptions} */
  static forRoot(options: EngineOptions): DynamicModule {
    const relay: Provider[] = options.queue
      ? [
          {
            provide: Relay,
            inject: [DataSource, getQueueToken('timers'), getQueueToken('outbox'), FaultPoints],
            useFactory: (dataSource: DataSource, timers: Queue, outbox: Queue, faults: FaultPoints) =>
              new Relay(dataSource, timers, outbox, faults, options, log('Relay')),
          },
        ]
      : [{ provide: Relay, useValue: null }];
    return {
      module: EngineModule,
      global: true,
      providers: [
        { provide: OPTIONS, useValue: options },
        ...core(options),
        ...relay,
        ...(options.works && options.queue ? [TimerProcessor, OutboxProcessor] : []),
        EngineLife,
      ],
      exports: [
        Engine,
        CaseReader,
        WorkflowRegistry,
        FactsRegistry,
        FaultPoints,
        EffectRegistry,
        CaseObservers,
        OutboxDispatcher,
        OutboxWriter,
        Sweeper,
        TimeMachine,
        ImportedTime,
        LegalClock,
      ],
    };
  }
}

function core(options: EngineOptions): Provider[] {
  const { settleMs, maxAttempts, leaseSeconds } = options;
  return [
    { provide: WorkflowRegistry, useFactory: () => new WorkflowRegistry(options.workflows) },
    FactsRegistry,
    EffectRegistry,
    {
      provide: CaseObservers,
      inject: [DataSource, WorkflowRegistry],
      useFactory: (dataSource: DataSource, workflows: WorkflowRegistry) =>
        new CaseObservers(dataSource, workflows, log('CaseObservers')),
    },
    OutboxWriter,
    { provide: LegalClock, useFactory: () => new LegalClock(options.simulatedClock) },
    { provide: FaultPoints, useFactory: () => new FaultPoints(options.faultPoint) },
    {
      provide: Engine,
      inject: [DataSource, WorkflowRegistry, FactsRegistry, LegalClock, FaultPoints, CaseObservers, Relay],
      useFactory: (
        dataSource: DataSource,
        workflows: WorkflowRegistry,
        facts: FactsRegistry,
        clock: LegalClock,
        faults: FaultPoints,
        observers: CaseObservers,
        relay: Relay | null,
      ) => {
        const engine = new Engine(dataSource, workflows, facts, clock, faults, observers, {
          settleMs,
          maxAttempts,
          patienceMs: PATIENCE_MS,
        });
        if (relay) engine.afterCommit((work) => void relay.handOver(work));
        return engine;
      },
    },
    {
      provide: CaseReader,
      inject: [DataSource, WorkflowRegistry],
      useFactory: (dataSource: DataSource, workflows: WorkflowRegistry) =>
        new CaseReader(dataSource, workflows),
    },
    {
      provide: OutboxDispatcher,
      inject: [DataSource, EffectRegistry, FaultPoints],
      useFactory: (dataSource: DataSource, effects: EffectRegistry, faults: FaultPoints) =>
        new OutboxDispatcher(dataSource, effects, faults, { maxAttempts, leaseSeconds }),
    },
    {
      provide: TimeMachine,
      inject: [DataSource, Engine, LegalClock, OutboxDispatcher],
      useFactory: (dataSource: DataSource, engine: Engine, clock: LegalClock, dispatcher: OutboxDispatcher) =>
        new TimeMachine(dataSource, engine, clock, dispatcher),
    },
    {
      provide: ImportedTime,
      inject: [DataSource, Engine, OutboxDispatcher],
      useFactory: (dataSource: DataSource, engine: Engine, dispatcher: OutboxDispatcher) =>
        new ImportedTime(dataSource, engine, dispatcher),
    },
    {
      provide: Sweeper,
      inject: [DataSource, Engine, LegalClock, OutboxDispatcher, Relay],
      useFactory: (
        dataSource: DataSource,
        engine: Engine,
        clock: LegalClock,
        dispatcher: OutboxDispatcher,
        relay: Relay | null,
      ) =>
        new Sweeper(
          dataSource,
          engine,
          clock,
          dispatcher,
          relay,
          { intervalMs: options.sweepMs, settleMs },
          log('Sweeper'),
        ),
    },
  ];
}
