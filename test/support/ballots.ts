/**
 * A written procedure that runs for tests of the ballot pages: real engine, real database, real HTTP. The registry's part
 * (roles, roll, rules) is given here as plain facts.
 */
import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { DataSource } from 'typeorm';
import {
  CaseReader,
  Engine,
  EngineModule,
  type FactsQuestion,
  FactsRegistry,
  OutboxDispatcher,
  TimeMachine,
} from '../../src/engine/index.js';
import { BallotLinks, BallotsModule, type IssuedLink } from '../../src/modules/ballots/index.js';
import { type CaseId, type CommandId, newId } from '../../src/kernel/ids.js';
import { addMs, type Instant } from '../../src/kernel/instant.js';
import { type Json, type JsonObject, canonicalJson } from '../../src/kernel/json.js';
import type { Actor } from '../../src/kernel/workflow.js';
import { ConfigurationModule, readConfiguration } from '../../src/platform/config/index.js';
import { createDataSource, DatabaseModule } from '../../src/platform/database/index.js';
import { configureHttp } from '../../src/platform/http/configure-http.js';
import { workflows } from '../../workflows/index.js';
import {
  type RuleSet,
  ruleSetSchema,
  type ProcedureContext,
  procedureContextSchema,
} from '../../workflows/written-procedure/index.js';
import { createTestDatabase } from './database.js';

const HOUR = 3_600_000;
const SOURCE = 'made up for tests';
const optional = { reason: 'optional', blocks: false, asksForTime: false } as const;

/** Consensus by silence: one objection, with a reason, leads to consultations; late replies are kept for a ruling. */
export const testRules: RuleSet = ruleSetSchema.parse({
  id: 'test',
  version: 1,
  title: 'Rules for tests',
  body: 'Test Body',
  source: SOURCE,
  opener: { offices: ['chair'], source: SOURCE },
  precondition: { kind: 'none', source: SOURCE },
  electorate: {
    memberConcerned: 'counts',
    observers: 'recorded-never-counted',
    suspendedTrade: 'counts',
    source: SOURCE,
  },
  notice: null,
  window: {
    period: { value: 72, unit: 'hours' },
    shortest: null,
    longest: null,
    zone: 'UTC',
    cutoff: '24:00',
    rollOver: false,
    calendar: 'weekdays',
    source: SOURCE,
  },
  extension: {
    allowed: true,
    by: ['chair'],
    period: { value: 24, unit: 'hours' },
    times: null,
    total: null,
    afterExpiry: null,
    source: SOURCE,
  },
  silence: { means: 'consent', ofUnreachable: 'not-counted', source: SOURCE },
  affirmativeFloor: { threshold: { kind: 'none' }, source: SOURCE },
  quorum: { threshold: { kind: 'none' }, basis: 'acknowledgers', source: SOURCE },
  objectionQuota: { threshold: { kind: 'count', count: 1 }, source: SOURCE },
  positions: {
    support: { ...optional, countsAs: 'affirmative' },
    'no-objection': { ...optional, countsAs: 'consent' },
    'no-objection-with-statement': { ...optional, countsAs: 'consent' },
    objection: { reason: 'required', blocks: true, asksForTime: false, countsAs: 'against' },
  },
  onObjection: {
    does: 'consult',
    when: 'at-deadline',
    consultation: { value: 48, unit: 'hours' },
    nextRound: { value: 48, unit: 'hours' },
    source: SOURCE,
  },
  polarity: { consensus: 'to-adopt', source: SOURCE },
  earlyClose: { when: 'never', source: SOURCE },
  lateReplies: { are: 'quarantined', ruledBy: ['chair'], source: SOURCE },
  conflict: { prevails: 'latest', source: SOURCE },
  offlinePositions: { secondPerson: false, source: SOURCE },
  declaration: { by: ['chair'], overdueAfterDays: [3], source: SOURCE },
  contest: {
    period: { value: 30, unit: 'calendar-days' },
    ruledBy: ['chair'],
    advice: 'none',
    source: SOURCE,
  },
  effect: { takesEffect: 'at-declaration', source: SOURCE },
  publication: { when: 'at-declaration', source: SOURCE },
  reportToNextMeeting: false,
  languages: { required: ['en'], authoritative: 'en', source: SOURCE },
  reminders: { daysBefore: [], hoursBefore: [], lastMorning: null, source: SOURCE },
});

const contactOf = (party: string, number: number, zone: string): JsonObject => ({
  id: `${party}-${number}`,
  name: `Delegate ${number} of ${party}`,
  email: `d${number}@${party.toLowerCase()}.example`,
  languages: ['en'],
  zone,
  rank: number,
  unreachableSince: null,
});
const partyOf = (code: string, name: string, zone: string): JsonObject => ({
  code,
  name,
  contacts: [contactOf(code, 1, zone), contactOf(code, 2, zone)],
});
const electorate = [
  partyOf('CIV', 'Côte d’Ivoire', 'Africa/Abidjan'),
  partyOf('IND', 'India', 'Asia/Kolkata'),
  partyOf('CAN', 'Canada', 'America/Toronto'),
];
const observers = [partyOf('WDC', 'World Diamond Council', 'Europe/Brussels')];

/** The Chair of the tests. */
export const chair: Actor = { kind: 'person', id: 'chair-1', name: 'The Chair', party: 'CAN' };

/** One of the Secretariat of the tests. */
export const secretary: Actor = { kind: 'person', id: 'secretary-1', name: 'The Secretariat' };

function roles(actor: Actor): Json {
  if (actor.id === chair.id) return ['chair'];
  if (actor.id === secretary.id) return ['secretariat'];
  return [observers.some(({ code }) => code === actor.party) ? 'observer' : 'participant'];
}

/** What the registry would say. */
async function facts({ type, actor, payload }: FactsQuestion): Promise<JsonObject> {
  const texts = (payload as JsonObject)['texts'];
  const textHash =
    texts === undefined ? {} : { textHash: createHash('sha256').update(canonicalJson(texts)).digest('hex') };
  const launch =
    type === 'launch'
      ? { rules: JSON.parse(JSON.stringify(testRules)) as Json, electorate, observers, officers: [] }
      : {};
  return { roles: roles(actor), chair: { party: 'CAN', name: 'The Chair' }, ...textHash, ...launch };
}

@Module({})
class TestRoot {
  static of(imports: DynamicModule[]): DynamicModule {
    const register = {
      provide: 'facts',
      inject: [FactsRegistry],
      useFactory: (registry: FactsRegistry) =>
        registry.register('written-procedure', async (_tx, question) => facts(question)),
    };
    return { module: TestRoot, imports: [...imports, { module: BallotsModule }], providers: [register] };
  }
}

/** Lines the access log and the error log wrote, as JSON. */
export interface BallotGround {
  readonly url: string;
  readonly engine: Engine;
  readonly dataSource: DataSource;
  readonly dispatcher: OutboxDispatcher;
  readonly logged: string[];
  /** opens a procedure of three members and one observer, window 72 hours */
  launch(): Promise<CaseId>;
  /** issues a link for a contact of a party in the present round */
  link(caseId: CaseId, party: string, number?: number): Promise<IssuedLink>;
  context(caseId: CaseId): Promise<ProcedureContext>;
  command(caseId: CaseId, type: string, payload: object, actor?: Actor): Promise<void>;
  /** lets simulated time pass */
  hours(hours: number): Promise<void>;
  now(): Promise<Instant>;
  close(): Promise<void>;
}

/** Boots engine and pages on a database of their own and a simulated clock. */
export async function startBallotGround(): Promise<BallotGround> {
  const database = await createTestDatabase();
  const dataSource = await createDataSource(database.url).initialize();
  const logged: string[] = [];
  const note = (entry: object): void =>
    void logged.push(
      JSON.stringify(entry, (_key, value: unknown) => (value instanceof Error ? value.stack : value)),
    );
  const imports = [
    ConfigurationModule.forRoot(readConfiguration({ PUBLIC_URL: 'http://plenum.example' })),
    DatabaseModule.forRoot(dataSource),
    EngineModule.forRoot({
      workflows,
      simulatedClock: true,
      settleMs: 0,
      sweepMs: HOUR,
      horizonMs: HOUR,
      maxAttempts: 3,
      leaseSeconds: 120,
      faultPoint: null,
      works: false,
      queue: false,
    }),
  ];
  const app = await NestFactory.create<NestExpressApplication>(TestRoot.of(imports), {
    logger: false,
    abortOnError: false,
  });
  configureHttp(app, {
    publicUrl: 'http://plenum.example',
    trustedProxies: 1,
    log: { info: note, error: note },
  });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const [engine, reader, links, time] = [
    app.get(Engine),
    app.get(CaseReader),
    app.get(BallotLinks),
    app.get(TimeMachine),
  ];

  const context = async (caseId: CaseId): Promise<ProcedureContext> =>
    procedureContextSchema.parse((await reader.view(caseId)).context);
  const command = async (
    caseId: CaseId,
    type: string,
    payload: object,
    actor: Actor = chair,
  ): Promise<void> => {
    const outcome = await engine.submit({ caseId, type, commandId: newId<CommandId>(), actor, payload });
    if (outcome.status !== 'accepted') throw new Error(`${type}: ${JSON.stringify(outcome)}`);
  };
  return {
    url: `http://127.0.0.1:${port}`,
    engine,
    dataSource,
    dispatcher: app.get(OutboxDispatcher),
    logged,
    context,
    command,
    launch: async () => {
      const draft = {
        reference: 'WP-1',
        title: 'Admission of <Ruritania> & others',
        subject: 'Whether to admit.',
        texts: [
          { language: 'en', body: 'It is decided:\n\nRuritania is admitted.' },
          { language: 'fr', body: 'Il est décidé.' },
        ],
      };
      const started = await engine.start({
        workflow: 'written-procedure',
        commandId: newId<CommandId>(),
        actor: chair,
        payload: draft,
      });
      if (started.status !== 'accepted') throw new Error(JSON.stringify(started));
      await command(started.caseId, 'launch', { ruleSet: 'test' });
      return started.caseId;
    },
    link: async (caseId, party, number = 1) => {
      const { round } = await context(caseId);
      if (!round) throw new Error('not launched');
      return dataSource.transaction((tx) =>
        links.issue(tx, {
          caseId,
          round: round.number,
          party,
          contactId: `${party}-${number}`,
          textHash: round.textHash,
          mailId: newId<string>(),
        }),
      );
    },
    now: () => time.now(),
    hours: async (hours) => {
      const target = addMs(await time.now(), hours * HOUR);
      for (let stop = await time.nextStop(); stop && stop.at <= target; stop = await time.nextStop()) {
        await dataSource.query('update simulated_clock set instant = greatest(instant, $1::timestamptz)', [
          stop.at,
        ]);
        await engine.advance(stop.caseId);
      }
      await dataSource.query('update simulated_clock set instant = $1', [target]);
    },
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}
