/** What each workflow says its cases wait for, driven through its machine. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../src/kernel/json.js';
import { type Drive, type Persona, given } from '../test/support/drive.js';
import {
  aDraft,
  aProcedure,
  answers,
  chair as theChair,
  colleague,
} from '../test/support/written-procedure.js';
import { hostingTerm } from './hosting-term/index.js';
import { mandate } from './mandate/index.js';
import { plenaryMeeting } from './plenary-meeting/index.js';
import { successionWorkflow } from './succession/index.js';

const persona = (id: string, party: string, ...roles: string[]): Persona => ({
  actor: { kind: 'person', id, name: id, party },
  roles,
});
const system: Persona = { actor: { kind: 'system', id: 'plenary', name: 'Plenum' }, roles: ['system'] };
const chair = persona('chair', 'USA', 'chair', 'participant');
const secretary = persona('secretary', 'SEC', 'secretariat');
const ghana = persona('ghana', 'GHA', 'participant');

/** key, codes, due instant */
const awaited = (drive: Drive): unknown[] => drive.waiting.map(({ key, on, due }) => [key, on, due]);

describe('a mandate', () => {
  const GIVEN_AT = '2012-12-01T04:00:00.000Z';
  const DUE = '2013-04-02T04:00:00.000Z';
  const opened = (deadline: JsonObject | null, addressees = ['GHA', 'CKR']): Drive =>
    given(mandate).start(
      {
        payload: {
          meeting: 'KP/PLENARY/2012',
          clauseId: '31e',
          paragraph: 31,
          title: 'x',
          task: 'report',
          zone: 'America/New_York',
          givenAt: GIVEN_AT,
          addressees,
          deadline,
        },
        by: system,
      },
      GIVEN_AT,
      { known: { GHA: 'party', CKR: 'organ' }, speaksFor: ['GHA', 'CKR'] },
    );
  const report = (by: string): JsonObject => ({ by, text: 'What was done.' });

  it('waits for the reports of those who have not reported, then for the assessment, then for nothing', () => {
    const drive = opened({ kind: 'day', on: '2013-04-01' });
    expect(awaited(drive)).toEqual([['report', ['GHA', 'CKR'], DUE]]);
    expect(awaited(drive.then('report', report('GHA'), ghana))).toEqual([['report', ['CKR'], DUE]]);
    drive.then('report', report('CKR'), ghana);
    expect(awaited(drive)).toEqual([['assessment', ['chair', 'secretariat'], null]]);
    drive.then('assess', { body: 'plenary-2013', outcome: 'fulfilled', note: 'Thanks.' }, chair);
    expect(drive.waiting).toEqual([]);
  });

  it('says which rungs were climbed, and keeps its key while it waits for the same', () => {
    const drive = opened({ kind: 'day', on: '2013-04-01' });
    expect(drive.waiting[0]?.rung).toEqual({ reached: 0, of: 8, last: null });
    drive.timePasses('2013-05-10T00:00:00Z');
    expect(drive.waiting).toEqual([
      {
        key: 'report',
        what: 'report: report',
        on: ['GHA', 'CKR'],
        since: GIVEN_AT,
        due: DUE,
        postponedUntil: null,
        rung: { reached: 7, of: 8, last: 'the Chair was told' },
        unreachable: [],
      },
    ]);
  });

  it('counts the reminders that went out before it is due, and anew once its term is changed', () => {
    const drive = opened({ kind: 'day', on: '2013-04-01' });
    const pressed = (at: string) => drive.timePasses(at).waiting[0]?.rung;
    expect([
      pressed('2013-03-02T13:59:59Z'),
      pressed('2013-03-02T14:00:00Z'),
      pressed('2013-03-30T00:00:00Z'),
    ]).toEqual([
      { reached: 0, of: 8, last: null },
      { reached: 1, of: 8, last: 'they were reminded' },
      { reached: 4, of: 8, last: 'they were reminded' },
    ]);
    drive.then('extend', { deadline: { kind: 'day', on: '2013-04-10' }, reason: 'asked for' }, secretary);
    expect(drive.waiting[0]?.rung).toEqual({ reached: 0, of: 6, last: null });
    expect(pressed('2013-04-08T00:00:00Z')).toEqual({ reached: 2, of: 6, last: 'they were reminded' });
  });

  it('without a date also waits for a new look once the day for it has come, and is never late', () => {
    const drive = opened({ kind: 'soft', words: 'soon', reviewOn: '2013-01-31' });
    expect(awaited(drive)).toEqual([['report', ['GHA', 'CKR'], null]]);
    drive.timePasses('2013-02-01T00:00:00Z');
    expect(awaited(drive)).toEqual([
      ['report', ['GHA', 'CKR'], null],
      ['review', ['chair', 'secretariat'], null],
    ]);
  });
});

describe('a hosting term', () => {
  const END = '2014-01-01T05:00:00.000Z';
  const decided = (): Drive =>
    given(hostingTerm).start(
      {
        payload: {
          meeting: 'KP/PLENARY/2012',
          clauseId: '37a',
          paragraph: 37,
          title: 'x',
          what: 'Support',
          host: 'WDC',
          from: '2013-01-01',
          months: 12,
          evaluationWords: 'in June',
          evaluation: { kind: 'day', on: '2013-06-30' },
          zone: 'America/New_York',
          givenAt: '2012-12-01T04:00:00.000Z',
        },
        by: system,
      },
      '2012-12-01T04:00:00.000Z',
    );
  const DECISION = [`decision/${END}`, ['chair'], END];

  it('waits for nothing before it begins, then for evaluation and decision, and is pressed when it ended undecided', () => {
    const drive = decided();
    expect(drive.waiting).toEqual([]);
    drive.timePasses('2013-02-01T00:00:00Z');
    expect(awaited(drive)).toEqual([
      ['evaluation', ['chair', 'secretariat'], '2013-07-01T04:00:00.000Z'],
      DECISION,
    ]);
    drive.then('record-evaluation', { body: 'x', result: 'favourable', text: 'It works.' }, secretary);
    expect(awaited(drive)).toEqual([DECISION]);
    drive.timePasses('2013-12-03T00:00:00Z');
    expect(drive.waiting[0]?.rung).toEqual({ reached: 2, of: 5, last: 'they were reminded' });
    drive.timePasses('2014-01-20T00:00:00Z');
    expect(drive.waiting[0]?.rung).toEqual({ reached: 4, of: 5, last: 'the Chair was told' });
  });
});

describe('a meeting', () => {
  const OPENING = '2012-11-27T14:00:00.000Z';
  const convened = (payload: JsonObject = {}): Drive =>
    given(plenaryMeeting).start(
      {
        payload: {
          reference: 'KP/PLENARY/2012',
          title: 'Tenth Plenary',
          place: 'Washington, D.C.',
          zone: 'America/New_York',
          opensAt: { wallTime: '2012-11-27T09:00', zone: 'America/New_York' },
          endsAt: { wallTime: '2012-11-30T18:00', zone: 'America/New_York' },
          ...payload,
        },
        by: chair,
      },
      '2012-08-01T09:00:00Z',
      { onRoll: { GHA: 'participant' }, carried: [] },
    );
  const items = [{ id: 'hidden', title: 'A concern', visibility: 'concerned', concerns: ['GHA'] }];

  const note = {
    id: '1a',
    paragraph: 1,
    by: 'plenary',
    verb: 'noted',
    text: 'of a concern',
    fact: { kind: 'note' },
    item: 'hidden',
  };

  it('waits for items and the agenda, then for its own close, the communiqué and its publication', () => {
    const drive = convened();
    const limit = drive.next?.dueAt;
    expect(awaited(drive)).toEqual([
      ['items', ['participants'], limit],
      ['circulation', ['chair', 'secretariat'], OPENING],
    ]);
    drive.then('add-items', { items }, secretary);
    drive.then('circulate-agenda', {}, secretary);
    expect(awaited(drive)).toEqual([['items', ['participants'], limit]]);
    drive.timePasses(OPENING);
    expect(awaited(drive)).toEqual([['agenda', ['chair'], null]]);
    drive.then('adopt-agenda', {}, chair);
    expect(awaited(drive)).toEqual([['close', ['chair'], '2012-11-30T23:00:00.000Z']]);
    drive.then('find', { item: 'hidden', result: 'noted' }, chair);
    drive.then('record-clauses', { clauses: [note] }, secretary).then('close', {}, chair);
    expect(awaited(drive)).toEqual([['communique', ['chair'], null]]);
    drive.then('adopt-communique', {}, chair);
    expect(awaited(drive)).toEqual([['publication', ['chair', 'secretariat'], null]]);
    expect(drive.then('publish', {}, secretary).waiting).toEqual([]);
  });

  it('of organs asks those organs; what is hidden changes nothing of what it says', () => {
    expect(convened({ type: 'organ', organs: ['CKR'] }).waiting[0]?.on).toEqual(['CKR']);
    const drive = convened();
    const before = drive.waiting.map(({ what }) => what);
    drive.then('add-items', { items }, secretary);
    expect(drive.waiting.map(({ what }) => what)).toEqual(before);
  });
});

describe('a succession', () => {
  const YEAR = '2013-01-01T05:00:00.000Z';
  const called = (): Drive =>
    given(successionWorkflow).start(
      { payload: { reference: 'KP/SUCC/2013', year: 2013, zone: 'America/New_York' }, by: chair },
      '2012-09-03T09:00:00Z',
      { participants: ['CHN', 'USA', 'ZAF'] },
    );

  it('waits for candidatures, the Committee, the decision before the year begins, and in the end for somebody in the Chair', () => {
    const drive = called();
    expect(awaited(drive)).toEqual([['candidatures', ['participants'], null]]);
    drive.then('submit-candidature', { party: 'CHN' }, persona('china', 'CHN', 'participant'));
    expect(awaited(drive.then('consider', {}, chair))).toEqual([['recommendation', ['SC'], null]]);
    expect(awaited(drive.then('recommend', { party: 'CHN' }, chair))).toEqual([
      ['decision', ['chair'], YEAR],
    ]);
    drive.timePasses('2014-01-02T00:00:00Z');
    expect(awaited(drive)).toEqual([
      ['decision', ['chair'], YEAR],
      ['vacancy/2014-01-01T05:00:00.000Z', ['participants'], '2014-01-01T05:00:00.000Z'],
    ]);
  });
});

describe('a written procedure', () => {
  const DEADLINE = '2026-07-23T00:00:00.000Z';

  it('waits for its launch, then for each member without an answer until the window closes', () => {
    expect(awaited(aDraft())).toEqual([['launch', ['chair'], null]]);
    const drive = aProcedure({ members: 3 });
    expect(awaited(drive)).toEqual([['answers/1', ['M1', 'M2', 'M3'], DEADLINE]]);
    answers(drive, 'M2', 'support');
    expect(awaited(drive)).toEqual([['answers/1', ['M1', 'M3'], DEADLINE]]);
    expect(drive.waiting[0]?.rung.reached).toBe(0);
    drive.timePasses('2026-07-22T23:00:00Z');
    const rung = drive.waiting[0]?.rung ?? { reached: 0, of: 0, last: null };
    expect([rung.reached > 0, rung.reached <= rung.of, rung.last]).toEqual([
      true,
      true,
      'they were reminded',
    ]);
  });

  it('then waits for the declaration, overdue after the days of the rules, or for a ruling on a contest', () => {
    const drive = aProcedure({ members: 3 });
    for (const party of ['M1', 'M2', 'M3']) answers(drive, party, 'support');
    drive.timePasses('2026-07-23T01:00:00Z');
    const [declaration] = drive.waiting;
    expect([declaration?.key, declaration?.on]).toEqual(['declaration/1', ['chair']]);
    expect(declaration?.due).toBe(drive.next?.dueAt); // the Chair is told at that instant
    drive.then('declare', { outcome: 'adopted', statement: 'Adopted.' }, theChair);
    expect(drive.waiting).toEqual([]);
    drive.then(
      'contest',
      { party: 'M2', ground: 'procedure', statement: 'Not so.' },
      persona('M2-head', 'M2', 'participant'),
      { id: 'c1' },
    );
    expect(drive.waiting.map(({ key, what }) => [key, what])).toEqual([
      ['contest/c1', 'ruling on the contest of Member M2'],
    ]);
  });

  it('waits for a second person where an answer came by letter', () => {
    const drive = aProcedure({ members: 3 });
    const letter = { party: 'M1', kind: 'support', receivedAt: drive.now, evidence: 'a note verbale' };
    drive.then('register-offline-position', letter, colleague, { id: 'o1' });
    expect(drive.waiting.map(({ key, on }) => [key, on.length])).toEqual([
      ['answers/1', 3],
      ['confirmation/o1', 1],
    ]);
  });
});
