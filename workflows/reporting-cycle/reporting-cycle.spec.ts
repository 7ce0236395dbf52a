import { describe, expect, it } from '@jest/globals';
import { requireSound } from '../../src/engine/workflow.checks.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { type Drive, type Persona, given } from '../../test/support/drive.js';
import { openForEachSchema, openingsOf } from '../casework/index.js';
import { reportingDuty } from '../reporting-duty/index.js';
import { reportingCycleContextSchema } from './reporting-cycle.context.js';
import { reportingCycle } from './reporting-cycle.workflow.js';

const secretariat: Persona = {
  actor: { kind: 'person', id: 'SEC-1', name: 'The Secretariat', party: 'SEC' },
  roles: ['secretariat'],
};
const delegate: Persona = {
  actor: { kind: 'person', id: 'EU-1', name: 'A delegate', party: 'EU' },
  roles: ['participant'],
};
const system: Persona = { actor: { kind: 'system', id: 'system', name: 'Plenum' }, roles: ['system'] };
const KNOWN = {
  ...{ IDN: 'participant', CMR: 'participant', AGO: 'participant', XXX: 'unknown' },
  ...{ WGM: 'organ', WGS: 'organ' },
};
const STANDING = { known: KNOWN };
const ANNUAL = {
  id: 'annual-report',
  title: 'annual report',
  periods: 'year',
  due: { monthDay: '03-31' },
  owedBy: { kind: 'participants' },
  assessedBy: 'WGM',
  basis: 'decision on the KPCS Peer Review System',
  source: 'decision on the KPCS Peer Review System',
};
const QUARTERLY = {
  ...ANNUAL,
  id: 'trade-statistics',
  title: 'trade statistics',
  periods: 'quarter',
  due: { months: 2, monthEnd: 'matching-date' },
};
const OPEN = { reference: 'KP/ANNUAL-REPORTS', title: 'Annual reports', source: 'made up', rule: ANNUAL };
const opened = (change: JsonObject = {}, at = '2011-06-01T10:00:00Z'): Drive =>
  given(reportingCycle).start({ payload: { ...OPEN, ...change }, by: secretariat }, at, STANDING);
const memory = (drive: Drive) => reportingCycleContextSchema.parse(drive.context);
const asked = (drive: Drive) =>
  drive.effects
    .filter(({ topic }) => topic === 'open-for-each')
    .map(({ payload }) => openForEachSchema.parse(payload));
const tell = (drive: Drive, period: string, party: string, standing: string) =>
  drive.then('note-standing', { period, party, standing }, system);
const ROLL = { participants: ['AGO', 'IDN', 'ZWE'], observers: ['WDC'] };

describe('a cycle of reports', () => {
  it('is sound', () => {
    expect(() => requireSound(reportingCycle)).not.toThrow();
  });

  it('asks nothing before its period ends', () => {
    const drive = opened();
    expect(drive.described).toMatchObject({
      status: 'running',
      needed:
        'The annual report for 2011 is asked for when that period ends, and due by the end of 2012-03-31 (UTC).',
      next: {
        sentence: 'The period ends, and the reports on it are asked for.',
        at: '2012-01-01T00:00:00.000Z',
      },
    });
    expect(asked(drive.timePasses('2011-12-31T23:59:59Z'))).toEqual([]);
  });

  it('asks everybody on the roll at the last moment of the period, by one effect', () => {
    const drive = opened().timePasses('2012-01-01T00:00:00Z');
    expect(asked(drive)).toMatchObject([
      {
        at: '2011-12-31T23:59:59.999Z',
        workflow: 'reporting-duty',
        key: 'open-2011',
        of: { kind: 'participants', codes: null, also: [], except: [] },
        back: { command: 'note-opened', payload: { period: '2011' } },
      },
    ]);
    expect(memory(drive)).toMatchObject({ current: '2012', ledgers: [{ period: '2011', how: 'asked' }] });
  });

  it('asks with payloads that open a report for each', () => {
    const [effect] = asked(opened().timePasses('2012-01-01T00:00:00Z'));
    if (!effect) throw new Error('nothing was asked for');
    const openings = openingsOf(effect, ROLL);
    expect(openings.map(({ opening }) => opening.key)).toEqual([
      'open-2011-AGO',
      'open-2011-IDN',
      'open-2011-ZWE',
    ]);
    const payloads = openings.map(({ opening }) => reportingDuty.start.payload.parse(opening.payload));
    expect(payloads[1]).toMatchObject({
      reference: 'KP/ANNUAL-REPORTS/2011/IDN',
      title: 'annual report for 2011: IDN',
      party: 'IDN',
      due: '2012-03-31',
      organ: 'WGM',
      cycle: 'KP/ANNUAL-REPORTS',
    });
  });

  it('ends periods missed while the program was down each at its own instant, in order', () => {
    const drive = opened({ rule: QUARTERLY }).timePasses('2012-04-15T00:00:00Z');
    expect(
      drive.effects
        .filter(({ topic }) => topic === 'open-for-each')
        .map(({ at, payload }) => [at, payload['key']]),
    ).toEqual([
      ['2011-07-01T00:00:00.000Z', 'open-2011-Q2'],
      ['2011-10-01T00:00:00.000Z', 'open-2011-Q3'],
      ['2012-01-01T00:00:00.000Z', 'open-2011-Q4'],
      ['2012-04-01T00:00:00.000Z', 'open-2012-Q1'],
    ]);
  });

  it('takes the books of earlier years over at once, when it is opened from an earlier period', () => {
    const drive = opened({ from: '2009' }).timePasses('2011-06-01T10:00:00Z');
    expect(asked(drive).map(({ key }) => key)).toEqual(['open-2009', 'open-2010']);
    expect(drive.next?.dueAt).toBe('2012-01-01T00:00:00.000Z');
  });

  it('asks only those Participants that its rule names, and leaves to organs what they open by hand', () => {
    const among = { kind: 'participants-among', codes: ['AGO', 'CMR'], source: 'made up' };
    const [effect] = asked(opened({ rule: { ...ANNUAL, owedBy: among } }).timePasses('2012-01-01T00:00:00Z'));
    if (!effect) throw new Error('nothing was asked for');
    expect(openingsOf(effect, ROLL).map(({ party }) => party)).toEqual(['AGO']);
    const byHand = opened({ rule: { ...ANNUAL, owedBy: { kind: 'by-hand' } } }).timePasses(
      '2012-01-01T00:00:00Z',
    );
    expect(asked(byHand)).toEqual([]);
    expect(memory(byHand).ledgers).toMatchObject([{ period: '2011', how: 'opened' }]);
  });

  it('leaves out whom an exception names, and includes whom its rule does not', () => {
    const drive = opened()
      .then(
        'except',
        { party: 'IDN', how: 'except', from: '2011', to: '2011', reason: 'made up' },
        secretariat,
      )
      .then(
        'except',
        { party: 'CMR', how: 'include', from: '2011', to: null, reason: 'made up' },
        secretariat,
      )
      .timePasses('2013-01-01T00:00:00Z');
    expect(asked(drive).map((effect) => openingsOf(effect, ROLL).map(({ party }) => party))).toEqual([
      ['AGO', 'CMR', 'ZWE'],
      ['AGO', 'CMR', 'IDN', 'ZWE'],
    ]);
  });

  it('follows an amended rule from its period on', () => {
    const drive = opened()
      .then(
        'amend',
        { from: '2012', rule: { ...ANNUAL, due: { monthDay: '04-30' } }, reason: 'made up' },
        secretariat,
      )
      .timePasses('2013-01-01T00:00:00Z');
    expect(asked(drive).map(({ payload }) => payload['due'])).toEqual(['2012-03-31', '2013-04-30']);
  });

  it('passes periods over while it is suspended, and asks for none of them afterwards', () => {
    const drive = opened()
      .then('suspend', { reason: 'made up' }, secretariat)
      .timePasses('2013-02-01T00:00:00Z');
    expect(drive.described.status).toBe('suspended');
    drive.then('take-up-again', { reason: 'made up' }, secretariat).timePasses('2014-01-01T00:00:00Z');
    expect(asked(drive).map(({ key }) => key)).toEqual(['open-2013']);
    expect(memory(drive).ledgers.map(({ period, how }) => `${period} ${how}`)).toEqual([
      '2011 passed-over',
      '2012 passed-over',
      '2013 asked',
    ]);
  });
});

describe('the ledger of a period', () => {
  const owed = (earlier: JsonObject[] = []): Drive =>
    opened({ earlier })
      .timePasses('2012-01-01T00:00:00Z')
      .then('note-opened', { period: '2011', parties: ['AGO', 'CMR', 'IDN'] }, system);

  it('counts what came and names what is awaited', () => {
    const drive = owed();
    tell(drive, '2011', 'AGO', 'submitted');
    tell(drive, '2011', 'IDN', 'late');
    expect(drive.described.needed).toContain('For 2011 1 of 3 are settled; awaited of CMR, IDN.');
    tell(drive, '2011', 'CMR', 'excused');
    tell(drive, '2011', 'AGO', 'returned');
    expect(memory(drive).ledgers).toMatchObject([{ settled: ['CMR'], excused: ['CMR'], late: ['IDN'] }]);
  });

  it('comes to the same in whatever order word arrives', () => {
    const first = opened().timePasses('2012-01-01T00:00:00Z');
    tell(first, '2011', 'AGO', 'submitted').then(
      'note-opened',
      { period: '2011', parties: ['AGO', 'IDN'] },
      system,
    );
    const second = opened().timePasses('2012-01-01T00:00:00Z');
    tell(
      second.then('note-opened', { period: '2011', parties: ['AGO', 'IDN'] }, system),
      '2011',
      'AGO',
      'submitted',
    );
    expect(memory(first).ledgers).toEqual(memory(second).ledgers);
  });

  it('gives the next reports the failures of earlier ones', () => {
    const drive = owed([{ party: 'IDN', period: '2010', how: 'not-submitted', source: 'made up' }]);
    tell(drive, '2011', 'IDN', 'late');
    tell(drive, '2011', 'AGO', 'late');
    tell(drive, '2011', 'AGO', 'submitted').timePasses('2013-01-01T00:00:00Z');
    expect(asked(drive).at(-1)?.each).toEqual({
      AGO: { earlier: [{ period: '2011', how: 'late' }] },
      IDN: {
        earlier: [
          { period: '2010', how: 'not-submitted' },
          { period: '2011', how: 'not-submitted' },
        ],
      },
    });
    expect(asked(drive)[0]?.each).toEqual({ IDN: { earlier: [{ period: '2010', how: 'not-submitted' }] } });
  });

  it('calls no lawful excuse a failure, however late it came', () => {
    const drive = owed();
    tell(drive, '2011', 'IDN', 'late');
    tell(drive, '2011', 'AGO', 'late');
    tell(drive, '2011', 'IDN', 'excused').timePasses('2013-01-01T00:00:00Z');
    expect(asked(drive).at(-1)?.each).toEqual({
      AGO: { earlier: [{ period: '2011', how: 'not-submitted' }] },
    });
  });

  it('takes in at once what several sent, and tells the case of each', () => {
    const drive = owed().then(
      'receive',
      { period: '2011', parties: ['AGO', 'CMR'], figures: 'made up' },
      secretariat,
    );
    expect(drive.lastEffects).toMatchObject([
      { topic: 'tell-case', payload: { reference: 'KP/ANNUAL-REPORTS/2011/AGO', command: 'submit' } },
      { topic: 'tell-case', payload: { reference: 'KP/ANNUAL-REPORTS/2011/CMR', command: 'submit' } },
    ]);
    const { commands } = reportingDuty;
    const [told] = drive.lastEffects;
    expect(commands['submit']?.payload.safeParse(told?.payload['payload']).success).toBe(true);
  });

  it('keeps what an organ reports in numbers alone, and invents no names for them', () => {
    const drive = owed().then(
      'report-counts',
      { period: '2011', expected: 36, received: 15, by: 'WGS', source: 'made up' },
      delegate,
      { facts: { speaksFor: ['WGS'] } },
    );
    expect(memory(drive).ledgers[0]?.reported).toMatchObject({
      expected: 36,
      received: 15,
      awaited: 21,
      by: 'WGS',
    });
    expect(drive.described.needed).toContain(
      'WGS reported 15 of 36, and 21 are awaited; whose they are was not reported.',
    );
  });

  it('of a cycle that is ended waits for what is awaited, and ends with it', () => {
    const drive = owed().then('end', { reason: 'another rule' }, secretariat);
    expect(drive.ended).toBe(false);
    expect(drive.next).toBeNull();
    for (const party of ['AGO', 'CMR', 'IDN']) tell(drive, '2011', party, 'submitted');
    expect(drive.ended).toBe(true);
    expect(drive.described).toMatchObject({
      status: 'ended',
      needed: 'Nothing: it has ended (another rule).',
    });
  });
});

describe('a cycle refuses', () => {
  const past = () => opened().timePasses('2012-01-01T00:00:00Z');
  it.each([
    [
      'an amendment of a period that ended',
      'amend',
      { from: '2011', rule: ANNUAL, reason: 'x' },
      'reporting.period-ended',
    ],
    [
      'an amendment into another rule',
      'amend',
      { from: '2013', rule: { ...ANNUAL, id: 'other' }, reason: 'x' },
      'reporting.another-rule',
    ],
    [
      'an amendment from a quarter on',
      'amend',
      { from: '2013-Q1', rule: ANNUAL, reason: 'x' },
      'reporting.wrong-period',
    ],
    [
      'an exception that ends before it begins',
      'except',
      { party: 'IDN', how: 'except', from: '2013', to: '2012', reason: 'x' },
      'reporting.backwards',
    ],
    [
      'an exception for nobody',
      'except',
      { party: 'XXX', how: 'except', from: '2013', to: null, reason: 'x' },
      'case.wrong-code',
    ],
    [
      'receipts of whom nothing is awaited',
      'receive',
      { period: '2011', parties: ['ZWE'], figures: 'x' },
      'reporting.not-awaited',
    ],
    [
      'receipts for a period that runs',
      'receive',
      { period: '2012', parties: ['ZWE'], figures: 'x' },
      'reporting.not-awaited',
    ],
    [
      'more than all',
      'report-counts',
      { period: '2011', expected: 3, received: 4, by: 'WGS', source: 'x' },
      'reporting.more-than-all',
    ],
    [
      'counts for a period that runs',
      'report-counts',
      { period: '2012', expected: 3, received: 2, by: 'WGS', source: 'x' },
      'reporting.no-such-period',
    ],
  ])('%s', (_what, type, payload, code) => {
    expect(past().refusal(type, payload, secretariat).code).toBe(code);
  });

  it('counts of an organ by somebody who does not sit in it', () => {
    const counts = { period: '2011', expected: 3, received: 2, by: 'WGS', source: 'x' };
    expect(past().refusal('report-counts', counts, delegate).code).toBe('case.not-yours-to-say');
  });

  it.each<readonly [string, JsonObject, string, string]>([
    ['to begin far back', { from: '1950' }, 'reporting.too-far', 'from'],
    ['a first period of another kind', { from: '2011-Q1' }, 'reporting.wrong-period', 'from'],
    [
      'an organ among those who owe a report',
      { rule: { ...ANNUAL, owedBy: { kind: 'participants-among', codes: ['AGO', 'WGM'], source: 'x' } } },
      'case.wrong-code',
      'rule.owedBy.codes',
    ],
    [
      'an organ that nobody knows',
      { rule: { ...ANNUAL, assessedBy: 'XXX' } },
      'case.wrong-code',
      'rule.assessedBy',
    ],
    [
      'failures of parties that nobody knows',
      { earlier: [{ party: 'XXX', period: '2010', how: 'late', source: 'x' }] },
      'case.wrong-code',
      'earlier.0.party',
    ],
  ])('%s', (_what, change, code, field) => {
    const event = {
      type: 'start',
      occurredAt: '2011-06-01T10:00:00.000Z',
      commandId: 'c',
      actor: secretariat.actor,
      payload: reportingCycle.start.payload.parse({ ...OPEN, ...change }),
      facts: { roles: ['secretariat'], ...STANDING },
    };
    expect(reportingCycle.start.refusal(null as never, event as never)).toMatchObject({ code, field });
  });
});
