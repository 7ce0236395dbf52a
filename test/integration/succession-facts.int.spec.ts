/** What the records say to a succession: outcomes of real procedures, played from their precedents; and a history that is imported. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AppModule } from '../../src/app.module.js';
import { CaseReader, Engine, OutboxDispatcher } from '../../src/engine/index.js';
import { type CommandId, newId } from '../../src/kernel/ids.js';
import { type Instant, toInstant } from '../../src/kernel/instant.js';
import type { Actor } from '../../src/kernel/workflow.js';
import { type Precedent, Replays, ownPrecedents } from '../../src/modules/precedents/index.js';
import type { PrecedentStep } from '../../src/modules/precedents/precedent.js';
import { seedOrgans } from '../../src/modules/organs/index.js';
import { Registry, seedRegistry } from '../../src/modules/registry/index.js';
import { outcomeOfProcedure } from '../../src/modules/cases/index.js';
import { procedureExists } from '../../src/modules/successions/succession.queries.js';
import { readConfiguration } from '../../src/platform/config/index.js';
import { START_DATA } from '../../src/start.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';

jest.setTimeout(120_000);

let database: TestDatabase;
let app: INestApplicationContext;
let dataDir: string;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.dataSource.transaction(async (tx) => {
    await seedRegistry(tx, START_DATA);
    await seedOrgans(tx, START_DATA);
  });
  dataDir = mkdtempSync(join(tmpdir(), 'plenum-succession-'));
  const configuration = readConfiguration({ DATA_DIR: dataDir, CLOCK: 'simulated', LOG_LEVEL: 'silent' });
  app = await NestFactory.createApplicationContext(
    AppModule.forRoot(configuration, database.dataSource, null, 'tool'),
    { logger: false, abortOnError: false },
  );
});
afterAll(async () => {
  await app.close();
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const precedentOf = (name: string): Precedent => {
  const precedent = ownPrecedents().find((one) => one.name === name);
  if (!precedent || !('draft' in precedent)) throw new Error(`no procedure ${name}`);
  return precedent;
};
const play = async (name: string): Promise<string> => {
  const precedent = precedentOf(name);
  expect((await app.get(Replays).play(precedent)).holds).toBe(true);
  return precedent.draft.payload.reference;
};

describe('the outcome of a written procedure', () => {
  it('is adopted where the declaration stands, with the instant since when it holds', async () => {
    const reference = await play('india-2025');
    expect(await outcomeOfProcedure(database.dataSource.manager, reference)).toEqual({
      memberConcerned: 'IND',
      outcome: 'adopted',
      declaredAt: '2025-12-25T08:00:00.000Z',
      effectiveAt: '2025-12-25T00:00:00.000Z',
    });
  });

  it('is open again while a contest waits for its ruling', async () => {
    const precedent = precedentOf('india-2025');
    const contest: PrecedentStep = {
      do: 'command',
      at: toInstant('2025-12-26T09:00:00Z'),
      by: 'ZAF-1',
      command: 'contest',
      payload: { party: 'ZAF', ground: 'procedure', statement: 'An extraordinary procedure.' },
      source: 'made up: African producers criticised the procedure later',
    };
    const steps = [...precedent.steps.filter((step) => step.at < contest.at), contest];
    const { steps: played } = await app.get(Replays).play({ ...precedent, steps });
    expect(played.at(-2)?.faults).toEqual([]);
    const found = await outcomeOfProcedure(database.dataSource.manager, precedent.draft.payload.reference);
    expect(found).toEqual({ memberConcerned: 'IND', outcome: 'open', declaredAt: null, effectiveAt: null });
  });

  it('is open where somebody without the office declared it, and what the Chair declared in the end: Marange, 2011', async () => {
    const precedent = precedentOf('marange-2011');
    const { manager } = database.dataSource;
    const { reference } = precedent.draft.payload;
    const registered = precedent.steps.findIndex(
      (step) => step.do === 'command' && step.command === 'register-declaration',
    );
    await app.get(Replays).play({ ...precedent, steps: precedent.steps.slice(0, registered + 1) });
    expect((await outcomeOfProcedure(manager, reference))?.outcome).toBe('open');
    await play('marange-2011');
    expect((await outcomeOfProcedure(manager, reference))?.outcome).toBe('not-adopted');
  });

  it('is unknown without a procedure of that reference; a second one of the same reference is refused', async () => {
    const { manager } = database.dataSource;
    expect(await outcomeOfProcedure(manager, 'NONE')).toBeNull();
    expect([await procedureExists(manager, 'NONE'), await procedureExists(manager, 'KP/WP/2025/1')]).toEqual([
      false,
      true,
    ]);
    const second = await app.get(Engine).start({
      workflow: 'written-procedure',
      commandId: newId<CommandId>(),
      actor: { kind: 'person', id: 'ARE-1', name: 'Chair', party: 'ARE' },
      payload: precedentOf('india-2025').draft.payload,
      asOf: toInstant('2025-12-05T07:00:00Z'),
      historical: true,
    });
    expect(second.refusal?.code).toBe('case.reference-in-use');
  });
});

describe('an imported history', () => {
  const secretary: Actor = { kind: 'person', id: 'SEC-1', name: 'Secretariat', party: 'SEC' };

  it('enters its terms into the registry and tells nobody; imported again it changes nothing', async () => {
    const engine = app.get(Engine);
    const importIt = async (): Promise<void> => {
      const stamped = (id: string, asOf: string) => ({
        commandId: `history/${id}` as CommandId,
        actor: secretary,
        asOf: toInstant(asOf),
      });
      const { caseId } = await engine.start({
        workflow: 'succession',
        payload: { reference: 'KP/SUCC/2013', year: 2013 },
        historical: true,
        ...stamped('call', '2012-09-03T09:00:00Z'),
      });
      const give = async (type: string, at: string, payload: object): Promise<void> => {
        const outcome = await engine.submit({ caseId, type, payload, ...stamped(type, at) });
        expect([type, outcome.status]).toEqual([type, 'accepted']);
      };
      await give('submit-candidature', '2012-11-26T12:00:00Z', { party: 'CHN' });
      await give('consider', '2012-11-30T20:00:00Z', {});
      await give('recommend', '2013-02-14T09:00:00Z', { party: 'CHN' });
      await give('decide', '2013-03-01T09:00:00Z', {
        party: 'CHN',
        decidedBy: {
          kind: 'elsewhere',
          source: 'report of 24 November 2013',
          decidedAt: '2013-03-01T00:00:00Z',
        },
      });
      await engine.advance(caseId, toInstant('2015-01-01T00:00:00Z') as Instant);
      expect((await app.get(CaseReader).view(caseId)).description.status).toBe('served');
      await app.get(OutboxDispatcher).settle();
    };
    await importIt();
    const terms = await app.get(Registry).offices();
    expect(terms.filter(({ party, office }) => party === 'CHN' && office === 'vice-chair')).toMatchObject([
      { validFrom: '2013-03-01T00:00:00.000Z', validTo: '2014-01-01T00:00:00.000Z' },
    ]);
    await importIt();
    expect(await app.get(Registry).offices()).toEqual(terms);
    const rows = await database.dataSource.query<{ topic: string; status: string }[]>(
      `select distinct topic, status from outbox_message where topic in ('succession-notice', 'mail', 'begin-term', 'seat-past-chair') and status <> 'skipped'
         and case_id in (select id from case_file where workflow = 'succession') order by topic`,
    );
    expect(rows).toEqual([
      { topic: 'begin-term', status: 'done' },
      { topic: 'seat-past-chair', status: 'done' },
    ]);
  });
});
