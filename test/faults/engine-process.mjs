/**
 * A process that can be killed: the built engine with the toy workflow's twin, on a database and queue given by the environment.
 * It opens a case, says so, votes, and lets the box close. Run by the fault tests only.
 */
import { appendFileSync } from 'node:fs';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EffectRegistry, Engine, EngineModule } from '../../dist/src/engine/index.js';
import { DatabaseModule, createDataSource } from '../../dist/src/platform/database/index.js';
import { QueueModule, openQueueStore } from '../../dist/src/platform/queue/index.js';
import { toy } from '../../.cache/faults/test/support/toy.workflow.js';

const { DATABASE_URL, REDIS_URL, FAULT, SENT_FILE, PLAY, WORKS } = process.env;
const dataSource = await createDataSource(DATABASE_URL).initialize();
const queue = await openQueueStore(
  { redisUrl: REDIS_URL || null, databaseUrl: DATABASE_URL },
  { warn: () => undefined },
);

class Root {}
Module({
  imports: [
    DatabaseModule.forRoot(dataSource),
    QueueModule.forRoot(queue),
    EngineModule.forRoot({
      workflows: [toy],
      simulatedClock: false,
      settleMs: 100,
      sweepMs: 200,
      horizonMs: 3_600_000,
      maxAttempts: 5,
      leaseSeconds: 1,
      faultPoint: FAULT || null,
      works: WORKS !== 'no',
      queue: true,
    }),
  ],
  providers: [
    {
      provide: 'note-handler',
      inject: [EffectRegistry],
      useFactory: (effects) =>
        effects.register('note', async (message) => {
          appendFileSync(SENT_FILE, `${message.id} ${message.payload.text}\n`); // stands for the outside world
          return 'done';
        }),
    },
  ],
})(Root);

const app = await NestFactory.createApplicationContext(Root, { logger: false, abortOnError: false });
const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
say({ up: true });

if (PLAY) {
  const actor = { kind: 'person', id: 'alice', name: 'Alice' };
  const closesAt = new Date(Date.now() + 900).toISOString();
  const engine = app.get(Engine);
  const opened = await engine.start({ workflow: 'toy', commandId: 'open', actor, payload: { closesAt } });
  say({ acknowledged: 'open', caseId: opened.caseId });
  await engine.submit({
    caseId: opened.caseId,
    type: 'vote',
    commandId: 'vote-1',
    actor,
    payload: { choice: 'yes' },
  });
  say({ acknowledged: 'vote-1' });
}
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
