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
import { Registry, seedRegistry } from '../../src/modules/registry/index.js';
import { outcomeOfProcedure, procedureExists } from '../../src/modules/successions/succession.queries.js';
import { readConfiguration } from '../../src/platform/config/index.js';
import { START_DATA } from '../../src/start.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';

jest.setTimeout(120_000);

let database: TestDatabase;
let app: INestApplicationContext;
let dataDir: string;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.dataSource.transaction((tx) => seedRegistry(tx, START_DATA));
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

const procedureOf = (name: string): Precedent => {
  const precedent = ownPrecedents().find((one) => one.name === name);
  if (!precedent || precedent.kind === 'plenary') throw new Error(`no procedure ${name}`);
  return precedent;
};
const play = async (name: string): Promise<string> => {
  const precedent = procedureOf(name);
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

  it('is none where the declaration was annulled: Marange, 4 February 2011', async () => {
    const reference = await play('marange-2011');
    const found = await outcomeOfProcedure(database.dataSource.manager, reference);
    expect(found?.outcome).not.toBe('adopted');
  });

  it('is unknown without a procedure of that reference, and with two of them', async () => {
    const { manager } = database.dataSource;
    expect(await outcomeOfProcedure(manager, 'NONE')).toBeNull();
    expect([await procedureExists(manager, 'NONE'), await procedureExists(manager, 'KP/WP/2025/1')]).toEqual([
      false,
      true,
    ]);
    const again = procedureOf('india-2025');
    await app.get(Engine).start({
      workflow: 'written-procedure',
      commandId: newId<CommandId>(),
      actor: { kind: 'person', id: 'ARE-1', name: 'Chair', party: 'ARE' },
      payload: again.draft.payload,
      asOf: toInstant('2025-12-05T07:00:00Z'),
      historical: true,
    });
    expect(await outcomeOfProcedure(manager, 'KP/WP/2025/1')).toBeNull();
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
         and case_id in (select id from case_file where workflow = 'succession')`,
    );
    expect(rows).toEqual([{ topic: 'begin-term', status: 'done' }]);
  });
});
