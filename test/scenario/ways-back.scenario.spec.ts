/** Venezuela and Côte d'Ivoire again, on a registry that does not know yet what became of their trade; and what timers did meanwhile. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { type Replay, Replays, ownPrecedents } from '../../src/modules/precedents/index.js';
import { Standing } from '../../src/modules/registry/index.js';
import { START_DATA } from '../../src/start.js';
import { type TestApp, startTestApp } from '../support/app.js';

const PARTIES = ['VEN', 'CIV'];

/** The start data without the trade statuses of both: what the histories themselves write is all there is. */
function withoutTheirTrade(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plenum-data-'));
  cpSync(START_DATA, folder, { recursive: true });
  const file = join(folder, 'trade-statuses.csv');
  const lines = readFileSync(file, 'utf8').split('\n');
  const kept = lines.filter((line) => !PARTIES.some((code) => line.startsWith(`${code},`)));
  expect(kept.length).toBeLessThan(lines.length);
  writeFileSync(file, kept.join('\n'));
  return folder;
}

describe('ways back, where the registry knows nothing of them', () => {
  let t: TestApp;
  let folder: string;
  const replays = new Map<string, Replay>();
  beforeAll(async () => {
    folder = withoutTheirTrade();
    t = await startTestApp('2026-01-01T00:00:00.000Z', folder);
    for (const name of ['venezuela-2005-2016', 'cote-d-ivoire-2005-2014']) {
      const precedent = ownPrecedents().find((one) => one.name === name);
      if (!precedent) throw new Error(`there is no history ${name}`);
      replays.set(name, await t.app.get(Replays).play(precedent));
    }
  }, 240_000);
  afterAll(async () => {
    await t.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['venezuela-2005-2016', 'cote-d-ivoire-2005-2014'])(
    '%s comes to the same, by what its own cases write',
    (name) => {
      const faults = replays
        .get(name)
        ?.steps.flatMap((step) => step.faults.map((fault) => `${step.at}: ${fault}`));
      expect(faults).toEqual([]);
    },
  );

  it.each(PARTIES)(
    '%s is one Participant from beginning to end: in no moment it left the roll',
    async (code) => {
      const { memberships } = await t.app.get(Standing).history(code);
      expect(memberships.map(({ kind, validTo }) => [kind, validTo])).toEqual([['participant', null]]);
    },
  );

  it('trade follows decisions and acts of others, each from its day', async () => {
    const statuses = async (code: string) => {
      const { tradeStatuses } = await t.app.get(Standing).history(code);
      return tradeStatuses
        .filter(({ supersededAt }) => supersededAt === null)
        .map(({ status, validFrom }) => `${validFrom.slice(0, 10)} ${status}`)
        .sort();
    };
    expect(await statuses('VEN')).toEqual([
      '2008-06-19 self-suspended',
      '2013-11-22 may-not-trade',
      '2016-11-18 eligible',
    ]);
    expect(await statuses('CIV')).toEqual(['2005-12-15 embargoed', '2014-04-29 eligible']);
  });

  it('no timer wrote into the registry, opened a case, or ended one', async () => {
    const byTimer = await t.app.get(DataSource).query<{ topic: string; count: number }[]>(
      `select o.topic, count(*)::int as count from outbox_message o
         join case_event e on e.case_id = o.case_id and e.seq = o.event_seq
         join case_file f on f.id = o.case_id and f.workflow in ('conditional-deadline', 'reintegration')
        where e.timer_id is not null group by o.topic order by o.topic`,
    );
    expect(byTimer.map(({ topic }) => topic)).toEqual(['case-notice', 'put-before-plenary']);
    const timers = await t.app.get(DataSource).query<{ type: string }[]>(
      `select distinct e.type from case_event e join case_file f on f.id = e.case_id
        where e.timer_id is not null and f.workflow in ('conditional-deadline', 'reintegration') order by e.type`,
    );
    expect(timers.map(({ type }) => type)).toContain('date-passed');
    const endedBy = await t.app.get(DataSource).query<{ workflow: string; timer: string | null }[]>(
      `select f.workflow, e.timer_id::text as timer from case_file f join case_event e on e.case_id = f.id and e.seq = f.event_count
        where f.ended and f.workflow in ('conditional-deadline', 'reintegration')`,
    );
    expect(endedBy.map(({ timer }) => timer)).toEqual([null, null, null, null, null, null]);
  });
});
