import { describe, expect, it } from '@jest/globals';
import { requireSound } from '../../src/engine/workflow.checks.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { type Drive, type Persona, given } from '../../test/support/drive.js';
import { KP_LADDERS } from '../../test/support/ladders.js';
import { removal } from '../removal/index.js';
import { CONDITIONAL_RULES, conditionalContextSchema } from './conditional-deadline.context.js';
import { conditionalDeadline } from './conditional-deadline.workflow.js';
import { dueOf, standingOf } from './standing.rules.js';

const person = (id: string, party: string, ...roles: string[]): Persona => ({
  actor: { kind: 'person', id, name: id, party },
  roles,
});
const chair = person('ZAF-1', 'ZAF', 'chair');
const secretariat = person('SEC-1', 'SEC', 'secretariat');
const venezuelan = person('VEN-1', 'VEN', 'participant');
const statistician = person('CAN-1', 'CAN', 'participant');
const PLENUM: Persona = { actor: { kind: 'system', id: 'plenary', name: 'Plenum' }, roles: ['system'] };
const STANDING: JsonObject = {
  ladders: KP_LADDERS,
  known: {
    ...{ VEN: 'participant', CAN: 'participant', WDC: 'observer', CSC: 'observer', XXX: 'unknown' },
    ...{ PC: 'organ', WGM: 'organ', WGS: 'organ' },
  },
  roll: ['VEN', 'CAN', 'ZAF', 'USA'],
  decisions: { 'KP/PLENARY/2013#undecided': 'open' },
};
const [EXAMPLE] = conditionalDeadline.examples;
const SET = EXAMPLE?.payload as JsonObject;
const DECISION = { by: 'plenary', reference: 'KP/PLENARY/2013', at: '2013-11-22T13:00:00Z' };
const AFTER = '2013-11-22T14:00:00Z';

const start = (change: JsonObject = {}, at = '2012-11-30T21:00:00Z'): Drive =>
  given(conditionalDeadline).start({ payload: { ...SET, ...change }, by: PLENUM }, at, STANDING);
/** Set on the eve of the date, so that no reminders are in the way, and missed. */
const missed = (change: JsonObject = {}): Drive =>
  start(change, '2013-03-31T21:00:00Z').timePasses('2013-04-02T00:00:00Z');
const memory = (drive: Drive) => conditionalContextSchema.parse(drive.context);
const standings = (drive: Drive): string => {
  const context = memory(drive);
  return context.conditions.map((one) => `${one.id} ${standingOf(one, context)}`).join(', ');
};
const waiting = (drive: Drive) =>
  conditionalDeadline
    .waiting?.({ state: drive.state, context: drive.context, timers: [] })
    .map(({ key, on }) => `${key}: ${on.join()}`);
const kinds = (drive: Drive) => drive.effects.map(({ topic }) => topic);
const progress = (drive: Drive) => drive.state.split(' + ')[0]?.replace('progress.', '');

const handIn = (drive: Drive, condition: string, at: string, extra: JsonObject = {}): Drive =>
  drive.then('submit-evidence', { condition, text: 'See the annex.', ...extra }, venezuelan, {
    at,
    facts: { speaksFor: ['VEN'] },
  });
const judge = (drive: Drive, condition: string, outcome: string, at: string, as = 'WGS'): Drive =>
  drive.then('judge', { condition, outcome, text: 'Checked.' }, statistician, {
    at,
    facts: { speaksFor: [as] },
  });
const MISSION = { tookPart: ['CAN', 'WDC', 'CSC'] };
const JUDGES = { statistics: 'WGS', mission: 'WGM', access: 'PC' } as const;
const allHandedIn = (at: string): Drive =>
  handIn(handIn(handIn(start(), 'statistics', at), 'mission', at, MISSION), 'access', at);
const allJudged = (drive: Drive, outcome: string, at: string): Drive =>
  Object.entries(JUDGES).reduce((so, [id, body]) => judge(so, id, outcome, at, body), drive);
/** The decision of a body, as an office enters it. */
const decided = (more: JsonObject = {}): JsonObject => ({
  decision: DECISION,
  reason: 'as decided',
  ...more,
});

describe('conditions with a date', () => {
  it('are sound', () => expect(() => requireSound(conditionalDeadline)).not.toThrow());

  it('are due of the party, each by the end of the day named', () => {
    const drive = start();
    expect(progress(drive)).toBe('running');
    expect(waiting(drive)).toEqual(['statistics: VEN', 'mission: VEN', 'access: VEN']);
    expect(memory(drive).duties.map(({ due }) => due?.at)).toEqual(
      ['2013-04-02', '2013-04-02', '2013-04-02'].map((day) => `${day}T00:00:00.000Z`),
    );
    expect(drive.described.needed).toContain('VEN is to meet every condition by 2013-04-01');
  });

  it('have the Participation Committee for their judge and names by number, where none are given', () => {
    const drive = start({ conditions: [{ text: 'one' }, { text: 'two' }], escalateTo: undefined as never });
    expect(memory(drive).conditions.map(({ id, judge: by }) => `${id} ${by}`)).toEqual([
      'condition-1 PC',
      'condition-2 PC',
    ]);
    expect(memory(drive).escalateTo).toBe('PC');
  });

  it('end well when every one is judged met, each by its own judge', () => {
    const drive = allHandedIn('2013-02-01T10:00:00Z');
    expect(waiting(drive)).toEqual(['judge-statistics: WGS', 'judge-mission: WGM', 'judge-access: PC']);
    judge(drive, 'statistics', 'met', '2013-02-10T10:00:00Z');
    expect([progress(drive), drive.ended]).toEqual(['running', false]);
    judge(drive, 'mission', 'met', '2013-02-11T10:00:00Z', 'WGM');
    judge(drive, 'access', 'met', '2013-02-12T10:00:00Z', 'PC');
    expect([drive.described.status, drive.ended]).toEqual(['met', true]);
    expect(memory(drive).ending).toMatchObject({ how: 'met', at: '2013-02-12T10:00:00.000Z' });
    expect(drive.next).toBeNull();
  });

  it('one of three not met is not enough, and falls back on the party', () => {
    const drive = allHandedIn('2013-02-01T10:00:00Z');
    judge(drive, 'statistics', 'met', '2013-02-10T10:00:00Z');
    judge(drive, 'mission', 'met', '2013-02-10T10:00:00Z', 'WGM');
    judge(drive, 'access', 'not-met', '2013-02-10T10:00:00Z', 'PC');
    expect([progress(drive), waiting(drive)]).toEqual(['running', ['access: VEN']]);
    expect(memory(drive).duties.at(-1)?.due?.at).toBe('2013-04-02T00:00:00.000Z');
  });
});

describe('the day passes', () => {
  it.each([
    ['2013-04-01T23:59:59Z', 'running', null],
    ['2013-04-02T00:00:00Z', 'missed', '2013-04-02T00:00:00.000Z'],
    ['2013-04-02T00:00:01Z', 'missed', '2013-04-02T00:00:00.000Z'],
  ])('at %s it is %s', (at, state, passedAt) => {
    const drive = start().timePasses(at);
    expect([progress(drive), memory(drive).passedAt]).toEqual([state, passedAt]);
  });

  it('by the zone of the case', () => {
    const drive = start({ zone: 'America/Caracas' });
    expect(progress(drive.timePasses('2013-04-02T04:29:59Z'))).toBe('running');
    expect(progress(drive.timePasses('2013-04-02T04:30:00Z'))).toBe('missed');
  });

  it.each([
    ['2013-04-01T23:59:59Z', true, 'awaiting-judgement'],
    ['2013-04-02T00:00:00Z', false, 'missed'],
    ['2013-04-02T00:00:01Z', false, 'missed'],
  ])('what is received at %s is in time: %s, so the case is %s', (at, inTime, state) => {
    const drive = allHandedIn(at).timePasses('2013-04-02T00:00:02Z');
    expect(memory(drive).conditions.map(({ evidence }) => evidence[0]?.inTime)).toEqual([
      inTime,
      inTime,
      inTime,
    ]);
    expect(progress(drive)).toBe(state);
  });

  it('nothing is missed for want of a judgement, and nobody is pressed but the judges', () => {
    const drive = allHandedIn('2013-04-01T20:00:00Z').timePasses('2013-04-20T00:00:00Z');
    expect(drive.described.status).toBe('awaiting judgement');
    expect(memory(drive).escalatedAt).toBeNull();
    expect(allJudged(drive, 'met', '2013-04-25T10:00:00Z').described.status).toBe('met');
  });

  it('what came in time and is then found wanting is missed from the judgement on', () => {
    const drive = allHandedIn('2013-04-01T20:00:00Z');
    judge(drive, 'statistics', 'not-met', '2013-04-25T10:00:00Z');
    expect(progress(drive)).toBe('missed');
    expect(memory(drive).escalatedAt).toBe('2013-04-25T10:00:00.000Z');
    expect(memory(drive).duties.find(({ id, closed }) => id === 'statistics' && !closed)?.due?.at).toBe(
      '2013-04-25T10:00:00.000Z',
    );
    judge(drive, 'mission', 'more-wanted', '2013-04-26T10:00:00Z', 'WGM');
    judge(drive, 'access', 'not-met', '2013-04-26T10:00:00Z', 'PC');
    expect(progress(drive)).toBe('missed');
    expect(drive.records.filter(({ type }) => type === 'escalated')).toHaveLength(1);
  });

  it('a receipt before the day that surfaces after it counts as received in time', () => {
    const drive = start({ conditions: [{ id: 'statistics', text: 'statistics', judge: 'WGS' }] });
    drive.timePasses('2013-04-02T00:00:03Z');
    expect(progress(drive)).toBe('missed');
    handIn(drive, 'statistics', '2013-04-01T23:59:59Z');
    expect([progress(drive), standings(drive)]).toEqual([
      'awaiting-judgement',
      'statistics awaiting-judgement',
    ]);
    expect([memory(drive).escalatedAt, waiting(drive)]).toEqual([null, ['judge-statistics: WGS']]);
    judge(drive, 'statistics', 'not-met', '2013-04-05T10:00:00Z');
    expect([progress(drive), memory(drive).escalatedAt]).toEqual(['missed', '2013-04-05T10:00:00.000Z']);
  });

  it('a letter counts by the day on which it came, as an office says', () => {
    const drive = start().timePasses('2013-04-03T09:00:00Z');
    const letter = { condition: 'statistics', text: 'By letter.', receivedAt: '2013-03-28T15:00:00Z' };
    drive.then('submit-evidence', letter, secretariat);
    expect([progress(drive), standings(drive)]).toEqual([
      'missed',
      'statistics awaiting-judgement, mission nothing-yet, access nothing-yet',
    ]);
  });

  it('a letter that nobody has judged is not met in part; judged met it is', () => {
    const drive = start().timePasses('2013-04-03T09:00:00Z');
    const letter = { condition: 'statistics', text: 'By letter.', receivedAt: '2013-03-28T15:00:00Z' };
    drive.then('submit-evidence', letter, secretariat);
    expect(progress(judge(drive, 'statistics', 'met', '2013-04-04T10:00:00Z'))).toBe('partly-met');
  });

  it('a supplement that comes late does not make late what came in time', () => {
    const drive = handIn(start(), 'statistics', '2013-03-01T10:00:00Z');
    handIn(drive, 'statistics', '2013-04-05T10:00:00Z');
    judge(drive, 'statistics', 'met', '2013-04-06T10:00:00Z');
    expect(standings(drive)).toContain('statistics met,');
  });

  it('what was returned in time and made good after the day is met late', () => {
    const drive = handIn(start(), 'statistics', '2013-03-01T10:00:00Z');
    judge(drive, 'statistics', 'more-wanted', '2013-03-10T10:00:00Z');
    handIn(drive, 'statistics', '2013-04-05T10:00:00Z');
    judge(drive, 'statistics', 'met', '2013-04-06T10:00:00Z');
    expect(standings(drive)).toContain('statistics met-late,');
  });
});

describe('a missed date', () => {
  it('is told to the body named, which is to decide', () => {
    const drive = missed();
    expect(waiting(drive)).toContain('what-follows: PC');
    expect(drive.records.map(({ type }) => type)).toContain('escalated');
    const told = drive.effects.filter(({ payload }) => payload['kind'] === 'rung');
    expect(told.at(-1)?.payload['to']).toEqual(
      ['PC', 'VEN', 'chair', 'secretariat'].map((code) => ({ code, who: 'contacts' })),
    );
    expect(drive.described.needed).toContain('nothing follows by itself');
  });

  it('is put before the Plenary where that is the body named', () => {
    const drive = missed({ escalateTo: 'plenary' });
    expect(kinds(drive)).toContain('put-before-plenary');
    expect(memory(drive).forPlenary?.since).toBe('2013-04-02T00:00:00.000Z');
  });

  it('presses the body until it decides, though everything came in late meanwhile', () => {
    const drive = missed();
    for (const id of Object.keys(JUDGES)) handIn(drive, id, '2013-04-10T10:00:00Z', MISSION);
    allJudged(drive, 'met', '2013-04-20T10:00:00Z');
    expect(waiting(drive)).toEqual(['what-follows: PC']);
    const follows = () => memory(drive).duties.find(({ id }) => id === 'what-follows');
    expect(follows()?.due?.at).toBe('2013-07-02T00:00:00.000Z');
    drive.timePasses('2013-07-01T23:59:59Z');
    expect([follows()?.lateSince, follows()?.reminded.length]).toEqual([null, 5]);
    drive.timePasses('2013-07-02T00:00:00Z');
    expect(follows()?.lateSince).toBe('2013-07-02T00:00:00.000Z');
    drive.timePasses('2013-08-31T00:00:00Z');
    expect(follows()?.climbs.map(({ rung }) => rung.to)).toEqual(['chair', 'PC', 'plenary']);
    expect([progress(drive), drive.ended]).toEqual(['partly-met', false]);
    drive.then('accept-late', decided(), chair, { at: AFTER });
    expect([drive.ended, drive.next]).toEqual([true, null]);
  });

  it('climbs the ladder of conditions to the Plenary, and in years writes nothing into the registry and opens no case', () => {
    const drive = missed().timePasses('2016-12-31T00:00:00Z');
    const rungs = drive.records.filter(({ type }) => type === 'rung-climbed');
    expect(new Set(rungs.map(({ data }) => (data as JsonObject)['to']))).toEqual(
      new Set(['chair', 'PC', 'plenary']),
    );
    expect(new Set(kinds(drive))).toEqual(new Set(['case-notice', 'put-before-plenary']));
    expect([progress(drive), drive.ended]).toEqual(['missed', false]);
  });

  it('is extended forward, with the decision, and runs anew', () => {
    const drive = missed().then('extend', decided({ lastDay: '2014-06-30' }), chair, { at: AFTER });
    expect(progress(drive)).toBe('running');
    expect(memory(drive)).toMatchObject({
      passedAt: null,
      extensions: [{ from: '2013-04-01', to: '2014-06-30', afterwards: true }],
    });
    expect(waiting(drive)).toEqual(['statistics: VEN', 'mission: VEN', 'access: VEN']);
    expect(progress(drive.timePasses('2014-06-30T23:59:59Z'))).toBe('running');
    expect(progress(drive.timePasses('2014-07-01T00:00:00Z'))).toBe('missed');
    expect(drive.records.filter(({ type }) => type === 'escalated')).toHaveLength(2);
  });

  it('is excused, and the registry is told what that means for trade', () => {
    const trade = { status: 'may-not-trade', note: 'stated on the site' };
    const drive = missed().then('excuse-party', decided({ trade }), chair, { at: AFTER });
    expect([drive.described.status, drive.ended]).toEqual(['excused', true]);
    expect(drive.lastEffects.find(({ topic }) => topic === 'registry-act')?.payload).toEqual({
      ...{ act: 'trade-status', party: 'VEN', ...trade },
      ...{ at: '2013-11-22T13:00:00.000Z', source: 'KP/PLENARY/2013' },
    });
    expect(memory(drive).duties.every(({ closed }) => closed !== null)).toBe(true);
  });

  it('is excused for one condition, and the others count', () => {
    const drive = allHandedIn('2013-04-01T10:00:00Z');
    judge(drive, 'statistics', 'met', '2013-04-05T10:00:00Z');
    judge(drive, 'mission', 'met', '2013-04-05T10:00:00Z', 'WGM');
    judge(drive, 'access', 'not-met', '2013-04-05T10:00:00Z', 'PC');
    expect(progress(drive)).toBe('partly-met');
    expect(memory(drive.timePasses(AFTER)).forPlenary).not.toBeNull();
    drive.then('excuse-condition', decided({ condition: 'access' }), chair);
    expect([drive.described.status, drive.ended]).toEqual(['met', true]);
    expect(memory(drive).forPlenary).toBeNull();
  });

  it('is accepted late by a decision, once each condition is judged met', () => {
    const drive = missed();
    const accept = () =>
      drive.timePasses('2013-11-22T13:15:00Z').refusal('accept-late', decided(), chair).code;
    for (const id of Object.keys(JUDGES)) handIn(drive, id, '2013-05-01T10:00:00Z', MISSION);
    expect(accept()).toBe('conditions.not-all-met');
    allJudged(missedWith(drive), 'met', '2013-11-22T13:30:00Z');
    expect([progress(drive), drive.ended]).toEqual(['partly-met', false]);
    drive.then('accept-late', decided(), chair, { at: AFTER });
    expect([drive.described.status, memory(drive).ending?.how]).toEqual(['met late', 'met-late']);
  });

  it('is replaced by other terms, which are a case of their own', () => {
    const follow = { workflow: 'conditional-deadline', reference: 'KP/CONDITIONS/2013/3a' };
    const drive = missed().then('supersede', decided({ follow }), chair, { at: AFTER });
    expect(memory(drive).settled).toMatchObject({ how: 'superseded', follow });
  });

  it.each([
    ['opens a removal where whoever enters it says so', { open: { reference: 'KP/REMOVAL/2013/1' } }, 1],
    ['opens nothing otherwise', {}, 0],
  ])('a removal is proposed: it %s', (_what, more, cases) => {
    const drive = missed().then('propose-removal', decided(more), chair, { at: AFTER });
    const opened = drive.lastEffects.filter(({ topic }) => topic === 'open-case');
    expect(opened).toHaveLength(cases);
    if (cases === 1)
      expect(opened[0]?.payload).toMatchObject({
        workflow: 'removal',
        payload: { party: 'VEN', reference: 'KP/REMOVAL/2013/1', grounds: 'as decided' },
      });
    // the case it opens takes what it is given
    for (const { payload } of opened)
      expect(removal.start.payload.safeParse(payload['payload']).error).toBeUndefined();
    expect(kinds(drive)).not.toContain('registry-act');
  });

  it('is considered without consensus, and stays as it is', () => {
    const drive = missed().then('consider', { body: 'PC', outcome: 'no-consensus', text: 'None.' }, chair);
    expect([progress(drive), memory(drive).considered.length]).toEqual(['missed', 1]);
  });
});

/** The same drive, for the reader: it has been missed, and everything came late. */
function missedWith(drive: Drive): Drive {
  expect(standings(drive)).toBe('statistics late, mission late, access late');
  return drive;
}

describe('whether a date rolls over', () => {
  it.each([
    ['a date is a date', null, '2013-04-02T00:00:00.000Z', '2013-04-01T24:00'],
    [
      'Easter Monday rolls where it is a holiday',
      'eu-institutions',
      '2013-04-03T00:00:00.000Z',
      '2013-04-02T24:00',
    ],
    ['a Monday does not, where only weekends do', 'weekdays', '2013-04-02T00:00:00.000Z', '2013-04-01T24:00'],
  ] as const)('%s', (_what, rollOver, at, wallTime) => {
    expect(dueOf('2013-04-01', 'UTC', rollOver)).toMatchObject({ at, wallTime });
  });

  it('a Sunday on which clocks change rolls to Monday', () => {
    expect(dueOf('2013-03-31', 'Europe/Brussels', 'weekdays').wallTime).toBe('2013-04-01T24:00');
  });

  it('is a switch of the case', () => {
    const drive = start({ rules: { ...CONDITIONAL_RULES, rollOver: 'eu-institutions' } });
    expect(progress(drive.timePasses('2013-04-02T23:59:59Z'))).toBe('running');
    expect(progress(drive.timePasses('2013-04-03T00:00:00Z'))).toBe('missed');
  });
});

describe('what is refused', () => {
  const code = (change: JsonObject): string | undefined =>
    conditionalDeadline.start.refusal(
      null as never,
      {
        type: 'start',
        occurredAt: '2012-11-30T21:00:00.000Z',
        commandId: 'c',
        actor: PLENUM.actor,
        payload: conditionalDeadline.start.payload.parse({ ...SET, ...change }),
        facts: { roles: ['system'], ...STANDING },
      } as never,
    )?.code;

  it.each([
    ['a party nobody knows', { party: 'XXX' }, 'case.wrong-code'],
    ['a judge nobody knows', { conditions: [{ text: 'x', judge: 'XXX' }] }, 'case.wrong-code'],
    ['a body nobody knows', { escalateTo: 'XXX' }, 'case.wrong-code'],
    ['a part nobody knows', { conditions: [{ text: 'x', mustInclude: ['XXX'] }] }, 'case.wrong-code'],
    [
      'two of one id',
      {
        conditions: [
          { id: 'a', text: 'x' },
          { id: 'a', text: 'y' },
        ],
      },
      'conditions.same-id',
    ],
    [
      'an id that a number has',
      { conditions: [{ text: 'x' }, { id: 'condition-1', text: 'y' }] },
      'conditions.same-id',
    ],
    ['the id of what a judge owes', { conditions: [{ id: 'judge-a', text: 'x' }] }, 'conditions.reserved-id'],
    [
      'the id of what the body owes',
      { conditions: [{ id: 'what-follows', text: 'x' }] },
      'conditions.reserved-id',
    ],
    ['a day that has passed', { lastDay: '2012-11-29' }, 'conditions.date-passed'],
    ['a zone that is none', { zone: 'Caracas' }, 'calendar.unknown-zone'],
    ['a decision that is to come', { decision: DECISION }, 'decision.in-the-future'],
  ])('opening with %s', (_what, change, expected) => expect(code(change)).toBe(expected));

  it('opening on a day that does not exist', () => {
    expect(() => conditionalDeadline.start.payload.parse({ ...SET, lastDay: '2013-02-30' })).toThrow();
  });

  const speaks = (party: string) => ({ facts: { speaksFor: [party] } });
  it('evidence in another’s name', () => {
    const evidence = { condition: 'statistics', text: 'x' };
    expect(start().refusal('submit-evidence', evidence, statistician, speaks('CAN')).code).toBe(
      'case.not-yours-to-say',
    );
  });

  it.each([
    [{ condition: 'nothing', text: 'x' }, 'conditions.unknown'],
    [
      { condition: 'statistics', text: 'x', receivedAt: '2012-12-01T00:00:00Z' },
      'conditions.receipt-by-office',
    ],
    [{ condition: 'mission', text: 'x', tookPart: ['XXX'] }, 'case.wrong-code'],
  ])('evidence such as %j', (payload, expected) => {
    expect(start().refusal('submit-evidence', payload, venezuelan, speaks('VEN')).code).toBe(expected);
  });

  it('a letter that is to come, even from an office', () => {
    const letter = { condition: 'statistics', text: 'x', receivedAt: '2013-01-01T00:00:00Z' };
    expect(start().refusal('submit-evidence', letter, secretariat).code).toBe(
      'conditions.receipt-in-the-future',
    );
  });

  it('evidence for what is met already', () => {
    const drive = judge(
      handIn(start(), 'statistics', '2013-01-01T00:00:00Z'),
      'statistics',
      'met',
      '2013-01-02T00:00:00Z',
    );
    const more = { condition: 'statistics', text: 'x' };
    expect(drive.refusal('submit-evidence', more, venezuelan, speaks('VEN')).code).toBe(
      'conditions.fulfilled',
    );
  });

  it('to excuse what is met already', () => {
    const at = '2013-01-02T00:00:00Z';
    const drive = judge(handIn(start(), 'statistics', '2013-01-01T00:00:00Z'), 'statistics', 'met', at);
    const excuse = { decision: { by: 'plenary', reference: 'x', at }, reason: 'x', condition: 'statistics' };
    expect(drive.refusal('excuse-condition', excuse, chair).code).toBe('conditions.fulfilled');
  });

  const judging = { condition: 'statistics', outcome: 'met', text: 'x' };
  it('a judgement by another body, by the party itself, and on nothing', () => {
    const drive = start();
    expect(drive.refusal('judge', judging, statistician, speaks('PC')).code).toBe('case.not-yours-to-say');
    expect(drive.refusal('judge', judging, venezuelan, speaks('WGS')).code).toBe('conditions.own-judge');
    expect(drive.refusal('judge', judging, statistician, speaks('WGS')).code).toBe(
      'conditions.nothing-to-judge',
    );
  });

  it.each([
    [[], 'participants, WDC, CSC'],
    [['VEN', 'WDC', 'CSC'], 'participants'],
    [['CAN', 'WDC'], 'CSC'],
  ])('a mission of %j judged met: %s is missing', (tookPart, missing) => {
    const drive = handIn(start(), 'mission', '2013-01-01T00:00:00Z', { tookPart });
    const refusal = drive.refusal('judge', { ...judging, condition: 'mission' }, statistician, speaks('WGM'));
    expect(refusal.code).toBe('conditions.part-missing');
    expect(refusal.message).toContain(`takes ${missing} too`);
  });

  it.each([
    ['extend', { lastDay: '2013-04-01' }, 'conditions.only-forward'],
    ['extend', { lastDay: '2013-05-01' }, 'conditions.date-passed'],
    ['extend', { lastDay: '2014-05-01', decision: { ...DECISION, by: 'chair' } }, 'decision.wrong-body'],
    ['extend', { lastDay: '2014-05-01', decision: { ...DECISION, item: 'undecided' } }, 'decision.not-taken'],
    ['excuse-party', { decision: { ...DECISION, by: 'organ' } }, 'decision.wrong-body'],
    ['propose-removal', { decision: { ...DECISION, at: '2014-11-22T13:00:00Z' } }, 'decision.in-the-future'],
    ['excuse-condition', { condition: 'none' }, 'conditions.unknown'],
    ['consider', { body: 'XXX', outcome: 'deferred', text: 'x' }, 'case.wrong-code'],
  ])('%s with %j', (type, more, expected) => {
    const payload = type === 'consider' ? more : decided(more);
    expect(missed().timePasses(AFTER).refusal(type, payload, chair).code).toBe(expected);
  });

  it('a removal before the date', () => {
    const early = decided({ decision: { ...DECISION, at: '2012-12-01T00:00:00Z' } });
    const refusal = () => start().then('propose-removal', early, chair, { at: '2012-12-02T00:00:00Z' });
    expect(refusal).toThrow(/was refused in «progress.running/);
  });

  it('to postpone or excuse what is due by the date without a decision; what judges owe may be postponed', () => {
    const drive = handIn(start(), 'mission', '2013-01-01T00:00:00Z');
    const later = { until: '2013-06-01', reason: 'x' };
    expect(drive.refusal('postpone', { duty: 'statistics', ...later }, chair).code).toBe(
      'conditions.by-decision',
    );
    expect(drive.refusal('excuse', { duty: 'statistics', reason: 'x' }, chair).code).toBe(
      'conditions.by-decision',
    );
    for (const duty of ['mission', 'judge-mission'])
      expect(
        drive.refusal('excuse', { duty: duty === 'mission' ? 'access' : duty, reason: 'x' }, chair).code,
      ).toBe('conditions.by-decision');
    drive.then('postpone', { duty: 'judge-mission', ...later }, chair);
    expect(waiting(drive)).toContain('judge-mission: WGM');
  });
});

describe('who judges and who must take part', () => {
  it('may be named later, and a judgement under way passes to the new judge', () => {
    const drive = handIn(start(), 'access', '2013-01-01T00:00:00Z');
    drive.then('specify', { condition: 'access', judge: 'WGM', mustInclude: ['CSC'], source: 'x' }, chair);
    expect(waiting(drive)).toContain('judge-access: WGM');
    expect(memory(drive).conditions.at(-1)).toMatchObject({ judge: 'WGM', mustInclude: ['CSC'] });
  });
});
