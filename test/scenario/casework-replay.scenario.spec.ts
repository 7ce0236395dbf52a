/** A made-up history of several cases, played through the engine: what holds, what differs, and in which words that is said. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { Instant } from '../../src/kernel/instant.js';
import { Mails } from '../../src/modules/notifications/index.js';
import {
  type CaseworkPrecedent,
  type Replay,
  Replays,
  readPrecedent,
} from '../../src/modules/precedents/index.js';
import { workflows } from '../../workflows/index.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { expectInvariants } from '../support/invariants.js';

const FILE = join(import.meta.dirname, '../support/precedents/two-mandates.yaml');

function twoMandates(): CaseworkPrecedent {
  const precedent = readPrecedent(FILE);
  if (precedent.kind !== 'casework') throw new Error(`${FILE} is no history of cases`);
  return precedent;
}

function faults({ steps }: Replay): string[] {
  return steps.flatMap((step) => step.faults.map((fault) => `${step.at} ${step.what}: ${fault}`));
}

describe('a history of cases', () => {
  let t: TestApp;
  let first: Replay;
  beforeAll(async () => {
    t = await startTestApp('2026-01-01T00:00:00.000Z');
  }, 60_000);
  afterAll(async () => {
    await expectInvariants(t.app.get(DataSource), workflows);
    await t.close();
  }, 60_000);

  const rows = async (): Promise<unknown> =>
    t.app.get(DataSource).query(
      `select (select count(*) from case_event)::int as events, (select count(*) from inbox)::int as commands, (select count(*) from outbox_message)::int as effects,
        (select count(*) from party)::int as parties, (select count(*) from contact)::int as contacts`,
    );
  /** The history with one step otherwise, under another name and other clauses. */
  const played = (
    name: string,
    change: (precedent: CaseworkPrecedent) => CaseworkPrecedent,
  ): Promise<Replay> => {
    const text = JSON.stringify(change({ ...twoMandates(), name })).replaceAll('"99', `"${name}-99`);
    return t.app.get(Replays).play(JSON.parse(text) as CaseworkPrecedent); // the same shape as parsed
  };

  it('comes out as its file says, each timer fired at its own instant between the steps', async () => {
    const seen: [number, number][] = [];
    first = await t.app.get(Replays).play(twoMandates(), (done, total) => seen.push([done, total]));
    expect(faults(first)).toEqual([]);
    expect(first.steps).toHaveLength(11);
    expect(seen.at(0)).toEqual([0, 11]);
    expect(seen.at(-1)).toEqual([11, 11]);
    const fired = await t.app
      .get(DataSource)
      .query<{ type: string; at: string }[]>(
        `select type, iso(occurred_at) as at from case_event where case_id = $1 and timer_id is not null and occurred_at > '2013-03-30' order by seq`,
        [first.caseId],
      );
    expect(fired).toEqual([
      { type: 'reminded', at: '2013-03-30T09:00:00.000Z' },
      { type: 'term-passed', at: '2013-04-01T00:00:00.000Z' },
      { type: 'rung-climbed', at: '2013-04-08T00:00:00.000Z' },
    ]);
  });

  it('played again changes nothing, and still holds', async () => {
    const before = await rows();
    const again = await t.app.get(Replays).play(twoMandates());
    expect([again.caseId, faults(again)]).toEqual([first.caseId, []]);
    expect(await rows()).toEqual(before);
  });

  it('tells nobody', async () => expect(await t.app.get(Mails).list({})).toEqual([]));

  it('shows what is otherwise than a check says, and the rest of it still plays', async () => {
    const replay = await played('wrong-check', (precedent) => ({
      ...precedent,
      steps: precedent.steps.map((step) =>
        step.do === 'check' && step.case === 'same'
          ? {
              ...step,
              expect: {
                status: 'dated',
                ended: true,
                context: { rung: 3, 'reports.0.by': 'XAA' },
                happened: ['reported'],
                waiting: [],
              },
            }
          : step,
      ),
    }));
    expect(replay.holds).toBe(false);
    const lines = faults(replay);
    expect(lines).toHaveLength(6);
    const at = '2013-04-01T00:00:00.000Z check same: status, ended, context, happened, waiting';
    expect(lines).toEqual([
      `${at}: status: expected "dated", found "overdue"`,
      `${at}: ended: expected true, found false`,
      expect.stringContaining(`${at}: waiting: expected nothing, found report (`),
      `${at}: context rung: expected 3, found 0`,
      `${at}: context reports.0.by: expected "XAA", found nothing there`,
      expect.stringContaining(`${at}: «reported» has not happened by then; happened have opened, `),
    ]);
  });

  it('shows what was refused and should not have been, what was accepted, and what is known of a name', async () => {
    const replay = await played('wrong-steps', (precedent) => ({
      ...precedent,
      steps: precedent.steps.map((step) => {
        if (step.do === 'open' && step.case === 'report') return { ...step, refused: 'mandate.exists' };
        if (step.do === 'open' && step.case === 'nobody') return { ...step, refused: undefined };
        if (step.do === 'expect-case') return { ...step, where: { clauseId: 'none' } };
        return step.do === 'command' ? { ...step, command: 'rebort' } : step;
      }),
    }));
    const lines = faults(replay);
    expect(lines[0]).toContain('expected a refusal «mandate.exists», found «accepted»');
    expect(lines[1]).toContain('expected to be accepted, found refused: Nobody is known by «NOBODY».');
    expect(lines[2]).toContain(
      'no mandate with clauseId "none" was opened by 2013-01-01T00:00:01.000Z; opened are KP/MANDATE/2012/wrong-steps-99a',
    );
    expect(lines[3]).toContain('There is no case «same»: the step that opens or expects it has failed.');
    expect(lines[4]).toContain('«command.unknown»: «rebort» is no command of mandate. It knows: report,');
  });

  it('goes on with a case of the same reference that was opened outside it as it says itself, but not with one of its own', async () => {
    const reference = 'KP/ANOMALY/2012/9';
    const raised = {
      ...{ reference, title: 'Parcels', source: 'made up', kind: 'certificates', raisedBy: 'CHE' },
      ...{ concerning: 'GIN', text: 'Two parcels came without a certificate.' },
    };
    const open = { do: 'open' as const, at: '2012-09-03T10:00:00.000Z' as Instant, source: 'made up' };
    const opening = { ...open, workflow: 'anomaly', by: 'CHE-1', payload: raised };
    const precedent = twoMandates();
    const outside = {
      ...precedent,
      name: 'outside',
      steps: [{ ...opening, case: 'one' }],
      outcome: { cases: {} },
    };
    const due = { key: 'inform', on: ['chair'], due: '2012-09-07T00:00:00.000Z' as Instant };
    const expected = { waiting: [{ ...due, late: true, rung: 1, what: 'all Participants' }] };
    const later = { ...opening, at: '2012-09-07T00:00:00.000Z' as Instant };
    const inside = (cases: string[]) => ({
      ...{
        ...precedent,
        name: `inside-${cases.length}`,
        steps: cases.map((name) => ({ ...later, case: name })),
      },
      outcome: { cases: { same: expected } },
    });
    const otherwise = {
      ...inside(['same']),
      ...{
        name: 'otherwise',
        steps: [{ ...later, payload: { ...raised, concerning: 'LBR' }, case: 'same' }],
      },
    };
    const [first, ...others] = await t.app
      .get(Replays)
      .playTogether([outside, inside(['same']), inside(['same', 'again']), otherwise]);
    expect(faults(others[0] as Replay)).toEqual([]);
    expect(others[0]?.caseId).toBe(first?.caseId);
    expect(faults(others[1] as Replay)).toEqual([
      expect.stringContaining(
        'CHE-1 opens again (anomaly): expected to be accepted, found refused: The reference',
      ),
    ]);
    expect(faults(others[2] as Replay)).toEqual([
      expect.stringContaining('opened with concerning: expected "LBR", found "GIN"'),
    ]);
  });

  it('shows what the registry says otherwise', async () => {
    const replay = await played('wrong-registry', (precedent) => ({
      ...precedent,
      steps: precedent.steps.map((step) =>
        step.do === 'check-registry'
          ? {
              ...step,
              expect: {
                roll: { participants: 3, includes: ['MLI'], excludes: ['USA'] },
                kinds: { WDC: 'guest' as const },
                tradeStatus: { VEN: 'eligible' as const, MLI: 'eligible' as const },
                offices: { chair: 'USA' },
                seats: [{ organ: 'PC', capacity: 'chair', parties: ['ZWE'] }],
              },
            }
          : step,
      ),
    }));
    const prefix = '2013-04-10T09:00:00.000Z check the registry: roll, kinds, tradeStatus, offices, seats: ';
    expect(faults(replay).map((line) => line.replace(prefix, ''))).toEqual([
      'Participants: expected 3, found 55',
      'roll: MLI is not on it',
      'roll: USA is on it',
      'trade status of VEN: expected "eligible", found "self-suspended"',
      'trade status of MLI: expected "eligible", found "no Participant"',
      'what WDC is: expected "guest", found "observer"',
      'who holds the office chair: expected "USA", found "ZAF"',
      'seats: expected [{"organ":"PC","capacity":"chair","parties":["ZWE"]}], found [{"organ":"PC","capacity":"chair","parties":[]}]',
    ]);
  });
});
