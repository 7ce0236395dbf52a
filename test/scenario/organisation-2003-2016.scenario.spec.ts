/**
 * One organisation, one registry, one clock: every real history of the years 2003 to 2016 that comes with Plenum, all their steps in
 * one order of time, in one store, through one engine.
 *
 * The cases are imported ones, and time passes for all of them together: before each step of any history, every timer of every case
 * that is due by then fires, in order across the cases, and what follows from it in the records is carried out before the next.
 * They are not live on a simulated clock, for two reasons. Live cases act on each other by rules that are assumed (an unanswered
 * mandate comes onto the agenda of the next Plenary), while the files say what really came before each Plenary. And a live year sends
 * some thousand mails, which show nothing here.
 */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { Instant } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { Mails } from '../../src/modules/notifications/index.js';
import { type Replay, Replays } from '../../src/modules/precedents/index.js';
import { seedRegistry } from '../../src/modules/registry/index.js';
import { START_DATA } from '../../src/start.js';
import { conditionalDeadline } from '../../workflows/conditional-deadline/index.js';
import { workflows } from '../../workflows/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { type Persona, given } from '../support/drive.js';
import { expectInvariants } from '../support/invariants.js';
import { createTestDatabase } from '../support/database.js';
import {
  END,
  expectOneClock,
  historiesOfTheYears,
  membersAt,
  monthsOfTheYears,
} from '../support/organisation.js';
import { startOfTheScheme } from '../support/start-of-the-scheme.js';

describe('the Kimberley Process from 2003 to 2016', () => {
  const histories = historiesOfTheYears();
  const folder = startOfTheScheme();
  let t: TestApp;
  let replays: readonly Replay[];
  beforeAll(async () => {
    t = await startTestApp('2017-01-01T00:00:00.000Z', folder);
    const startedAt = performance.now();
    replays = await t.app.get(Replays).playTogether(histories, { until: END as Instant });
    const seconds = (performance.now() - startedAt) / 1000;
    const [{ events, cases, timers } = {}] = await count();
    process.stdout.write(
      `2003 to 2016: ${histories.length} histories, ${replays.flatMap(({ steps }) => steps).length} steps, ${cases ?? 0} cases, ${events ?? 0} events, ${timers ?? 0} timers fired, in ${seconds.toFixed(1)} s\n`,
    );
  }, 600_000);
  afterAll(async () => {
    await t.close();
    rmSync(folder, { recursive: true });
  }, 60_000);

  const count = async (): Promise<{ events: number; cases: number; timers: number }[]> =>
    t.app.get(DataSource).query(
      `select (select count(*) from case_event)::int as events, (select count(*) from case_file)::int as cases,
        (select count(*) from timer where status = 'fired')::int as timers`,
    );

  it.each(histories.map(({ name, title }) => [name, title]))('%s comes out as recorded', (name) => {
    const replay = replays.find((one) => one.name === name);
    const faults = replay?.steps.flatMap((step) =>
      step.faults.map((fault) => `${step.at} ${step.what}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  it('is one: the terms of Venezuela are those that the clause of the Washington Plenary has set, and its history goes on with them', async () => {
    const opened = await t.app.get(DataSource).query(
      `select command_id as "by", case_file.ended from inbox join case_file on case_file.id = case_id
        where inbox.type = '$start' and inbox.status = 'accepted' and snapshot #>> '{context,reference}' = 'KP/CONDITIONS/2012/5b'`,
    );
    expect(opened).toEqual([{ by: 'clause/KP/PLENARY/2012/5b/VEN', ended: true }]);
  });

  it('has judges and parts on the terms that the clause has set: a mission without CSC is refused as met', async () => {
    const [opening] = await t.app
      .get(DataSource)
      .query<{ payload: JsonObject }[]>(
        `select payload from inbox where command_id = 'clause/KP/PLENARY/2012/5b/VEN' and status = 'accepted'`,
      );
    if (!opening) throw new Error('the clause has opened no case');
    const of = (party: string, ...roles: string[]): Persona => ({
      actor: { kind: 'person', id: `${party}-1`, name: party, party },
      roles,
    });
    const known = {
      ...{ VEN: 'participant', CAN: 'participant', WDC: 'observer', CSC: 'observer' },
      ...{ PC: 'organ', WGM: 'organ', WGS: 'organ' },
    };
    const by: Persona = { actor: { kind: 'system', id: 'plenary', name: 'Plenum' }, roles: ['system'] };
    const terms = given(conditionalDeadline).start({ payload: opening.payload, by }, '2012-11-30T22:00:00Z', {
      ladders: {},
      known,
    });
    const conditions = terms.context['conditions'] as readonly { judge: string; mustInclude: string[] }[]; // as its schema has them
    expect(conditions.map(({ judge, mustInclude }) => [judge, mustInclude])).toEqual([
      ['WGS', []],
      ['WGM', ['participants', 'WDC', 'CSC']],
      ['PC', []],
    ]);
    terms.then(
      'submit-evidence',
      { condition: 'condition-2', text: 'The mission has come.', tookPart: ['CAN', 'WDC'] },
      of('VEN', 'participant'),
      { at: '2013-02-01T09:00:00Z', facts: { speaksFor: ['VEN'] } },
    );
    const met = { condition: 'condition-2', outcome: 'met', text: 'It went well.' };
    const refusal = terms.refusal('judge', met, of('CAN', 'participant'), { facts: { speaksFor: ['WGM'] } });
    expect([refusal.code, refusal.message]).toEqual([
      'conditions.part-missing',
      expect.stringContaining('takes CSC too'),
    ]);
  });

  it('does everything in order of time, and leaves no work over', async () => {
    await expectOneClock(t.app.get(DataSource), END);
  });

  it('leaves histories that give each case as it stands', async () => {
    await expectInvariants(t.app.get(DataSource), workflows);
  }, 120_000);

  it('leaves a registry that says of every month what the start data record', async () => {
    const record = await createTestDatabase();
    try {
      await record.dataSource.transaction((tx) => seedRegistry(tx, START_DATA));
      const { manager } = t.app.get(DataSource);
      for (const month of monthsOfTheYears())
        expect([month, await membersAt(manager, month)]).toEqual([
          month,
          await membersAt(record.dataSource.manager, month),
        ]);
    } finally {
      await record.close();
    }
  });

  it('tells nobody', async () => expect(await t.app.get(Mails).list({})).toEqual([]));

  it('played again, changes nothing', async () => {
    const before = await count();
    const again = await t.app.get(Replays).playTogether(histories, { until: END as Instant });
    expect(again.map(({ name, caseId, holds }) => [name, caseId, holds])).toEqual(
      replays.map(({ name, caseId, holds }) => [name, caseId, holds]),
    );
    expect(await count()).toEqual(before);
  }, 600_000);
});
