import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { AppModule } from '../app.module.js';
import { type CaseEvent, eventHash, readHealth, TimeMachine } from '../engine/index.js';
import { DomainError } from '../kernel/domain-error.js';
import { addMs } from '../kernel/instant.js';
import { parseInput } from '../kernel/parse.js';
import { inWords } from '../modules/operations/index.js';
import { seedOrgans } from '../modules/organs/index.js';
import { type Replay, Replays, readPrecedent } from '../modules/precedents/index.js';
import { seedRegistry } from '../modules/registry/index.js';
import { readConfiguration } from '../platform/config/index.js';
import { createDataSource, migrate, openDatabase } from '../platform/database/index.js';
import { START_DATA } from '../start.js';
import {
  EXIT,
  type GlobalOptions,
  instantOption,
  print,
  readInput,
  table,
  when,
  withApplication,
} from './frame.js';

const DAY_MS = 86_400_000;
const exportSchema = z.object({
  format: z.literal('plenum-history-1'),
  caseId: z.uuid(),
  events: z.array(z.looseObject({ seq: z.int(), hash: z.string() })).min(1),
});

/** Adds the commands that check: replays, histories, health; and the clock. */
export function addCheckingCommands(program: Command): void {
  program
    .command('replay')
    .description('replay precedents in a store of their own and compare every step with the file')
    .argument('<file...>')
    .option('--together', 'as the histories of one organisation: all steps in one order of time')
    .action(async (files: string[], _, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { together?: boolean }>();
      const precedents = files.map(readPrecedent);
      const replays = await inStoreOfItsOwn(async (replayer) => {
        if (options.together) return replayer.playTogether(precedents, { progress: progress('together') });
        const done: Replay[] = [];
        for (const precedent of precedents)
          done.push(await replayer.play(precedent, progress(precedent.name)));
        return done;
      });
      if (replays.some((replay) => !replay.holds)) process.exitCode = EXIT.refused;
      print(options, replays, () => replays.flatMap((replay) => replayLines(options, replay)));
    });

  program
    .command('verify')
    .description('check an exported history: nothing changed, dropped or reordered. Needs no database.')
    .argument('<file>', 'as «export» writes it; - for standard input')
    .action((file: string, _, command: Command) => {
      const { caseId, events } = parseInput(exportSchema, readInput(file), 'exported history');
      const bad = firstBadEvent(caseId, events as unknown as CaseEvent[]); // whatever is not as exported gives another hash
      if (bad) process.exitCode = EXIT.refused;
      const last = events.at(-1);
      print(
        command.optsWithGlobals(),
        { caseId, events: events.length, sound: bad === null, firstBad: bad },
        () => [
          bad === null
            ? `Sound: ${events.length} events of case ${caseId}, last hash ${last?.hash ?? ''}`
            : `Broken at event ${bad}: it, or one before it, was changed, dropped or reordered.`,
        ],
      );
    });

  program
    .command('health')
    .description('whether the timers run, in numbers')
    .action(async (_, command: Command) => {
      const health = await withApplication((app) => readHealth(app.get(DataSource)));
      if (health.overdueTimers > 0 || health.stuckCases > 0) process.exitCode = EXIT.refused;
      print(command.optsWithGlobals(), health, () => [inWords(health)]);
    });

  const clock = program.command('clock').description('the law’s clock');
  clock.command('show').action(async (_, command: Command) => {
    const now = await withApplication((app) => app.get(TimeMachine).now());
    print(command.optsWithGlobals(), { now }, () => [now]);
  });
  clock
    .command('travel')
    .description('move a simulated clock: to an instant, some days on, or to the next deadline')
    .option('--to <instant>', 'where to stop, such as 2013-04-01T00:00:00Z')
    .option('--days <number>', 'how many days on')
    .option('--next', 'to the next deadline of any case')
    .action(async (_, command: Command) => {
      const options = command.optsWithGlobals<
        GlobalOptions & { to?: string; days?: string; next?: boolean }
      >();
      const days = Number(options.days);
      if (!options.next && !options.to && !Number.isFinite(days))
        throw new DomainError(
          'cli.no-target',
          'invalid',
          'Say where to: --to an instant, --days a number, or --next.',
        );
      const stops = await withApplication(async (app) => {
        const machine = app.get(TimeMachine);
        if (options.next) return machine.travelToNext();
        return machine.travelTo(
          options.to ? instantOption(options.to) : addMs(await machine.now(), days * DAY_MS),
        );
      });
      print(options, stops, () =>
        stops.length === 0
          ? ['No deadline on the way.']
          : table(
              ['WHEN', 'TIMER', 'CASE'],
              stops.map((stop) => [when(options, stop.at), stop.timer, stop.caseId]),
            ),
      );
    });
}

/**
 * @param caseId the case
 * @param events the whole history, in order
 * @returns sequence number of the first event whose hash or number is wrong, or null
 */
export function firstBadEvent(caseId: string, events: readonly CaseEvent[]): number | null {
  let previous = '';
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1 || eventHash(caseId, event, previous) !== event.hash) return event.seq;
    previous = event.hash;
  }
  return null;
}

/** A database beside the store's, with the start data, dropped at the end. */
async function inStoreOfItsOwn<T>(work: (replays: Replays) => Promise<T>): Promise<T> {
  const configuration = { ...readConfiguration(), simulatedClock: false, clockOfStore: false };
  const server = await openDatabase(configuration, 'visit');
  const name = `plenum_replay_${randomBytes(6).toString('hex')}`;
  const admin = await createDataSource(server.url, { poolSize: 1 }).initialize();
  try {
    await admin.query(`create database ${name}`);
    await admin.query(`alter database ${name} set synchronous_commit = off`); // nobody needs it after a power cut
    return await withStore(configuration, server.url, name, work);
  } catch (error) {
    if ((error as { driverError?: { code?: string } }).driverError?.code !== '42501') throw error;
    throw new DomainError(
      'replay.no-database',
      'forbidden',
      'A replay makes a database of its own: give the role of DATABASE_URL the right CREATEDB, or leave DATABASE_URL empty to use the embedded one.',
    );
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.destroy();
    await server.close();
  }
}

async function withStore<T>(
  configuration: ReturnType<typeof readConfiguration>,
  serverUrl: string,
  name: string,
  work: (replays: Replays) => Promise<T>,
): Promise<T> {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const dataSource = await createDataSource(url.href, { poolSize: 3 }).initialize();
  await migrate(dataSource);
  await dataSource.transaction(async (tx) => {
    await seedRegistry(tx, START_DATA);
    await seedOrgans(tx, START_DATA);
  });
  const app = await NestFactory.createApplicationContext(
    AppModule.forRoot(configuration, dataSource, null, 'tool'),
    { logger: false, abortOnError: false },
  );
  try {
    return await work(app.get(Replays));
  } finally {
    await app.close();
  }
}

function replayLines(options: GlobalOptions, replay: Replay): string[] {
  return [
    `${replay.name}: ${replay.holds ? 'every step came out as recorded' : 'DIFFERS from the record'}`,
    ...table(
      ['', 'WHEN', 'WHAT', 'THEN NEEDED'],
      replay.steps.map((step) => [
        step.faults.length === 0 ? 'ok' : '!!',
        when(options, step.at),
        step.what,
        step.needed.slice(0, 100),
      ]),
    ),
    ...replay.steps.flatMap((step) =>
      step.faults.map((fault) => `!! ${when(options, step.at)} ${step.what}: ${fault}`),
    ),
    '',
  ];
}

function progress(name: string): (done: number, total: number) => void {
  if (!process.stderr.isTTY) return () => undefined;
  return (done, total) =>
    process.stderr.write(`\r${name}: step ${done} of ${total}${done === total ? '\r\u001b[2K' : ''}`);
}
