import { describe, expect, it } from '@jest/globals';
import { requireSound } from '../../src/engine/workflow.checks.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { type Drive, type Persona, given } from '../../test/support/drive.js';
import { KP_LADDERS } from '../../test/support/ladders.js';
import { admission } from '../admission/index.js';
import { REMOVAL_RULES, removalContextSchema } from './removal.context.js';
import { removal } from './removal.workflow.js';

const person = (id: string, party: string, ...roles: string[]): Persona => ({
  actor: { kind: 'person', id, name: id, party },
  roles,
});
const chair = person('USA-1', 'USA', 'chair', 'participant');
const atlantean = person('XAA-1', 'XAA', 'participant');
const ghanaian = person('GHA-1', 'GHA', 'participant');
const committee = person('COD-1', 'COD', 'participant');
const AS_PC = { facts: { speaksFor: ['COD', 'PC'] } };
const AS_GHA = { facts: { speaksFor: ['GHA'] } };
const AS_XAA = { facts: { speaksFor: ['XAA'] } };
const STANDING: JsonObject = {
  ladders: KP_LADDERS,
  known: { XAA: 'participant', GHA: 'participant', WDC: 'observer' },
  roll: ['GHA', 'USA', 'XAA'],
};
const PROPOSED: JsonObject = {
  reference: 'KP/REMOVAL/2012/1',
  title: 'Removal of Atlantis',
  source: 'made up',
  party: 'XAA',
  grounds: 'No report came for three years.',
};
const LIST: JsonObject = { ...PROPOSED, party: null, list: { named: ['XAA', 'GHA'] } };
const DECISION: JsonObject = {
  by: 'plenary',
  reference: 'KP/PLENARY/2012',
  at: '2012-11-30T16:00:00Z',
  concernedCounts: false,
};
const REMOVED: JsonObject = { how: 'removed', decision: DECISION, reason: 'No reports.' };
const LATER = '2012-11-30T17:00:00Z';

const proposed = (payload: JsonObject = PROPOSED): Drive =>
  given(removal).start({ payload, by: chair }, '2012-09-03T10:00:00Z', STANDING);
const told = (payload: JsonObject = PROPOSED, notice: JsonObject = {}): Drive =>
  proposed(payload).then('give-notice', { text: 'Please reply.', ...notice }, chair);
const replied = (): Drive => told().then('reply', { by: 'XAA', text: 'We had a flood.' }, atlantean, AS_XAA);
const recommended = (what = 'remove'): Drive =>
  replied().then('recommend', { what, text: 'x' }, committee, AS_PC);
const removed = (payload: JsonObject = REMOVED): Drive =>
  recommended().timePasses(LATER).then('decide', payload, chair);
const suspended = (payload: JsonObject = {}): Drive =>
  proposed().then(
    'leave',
    { how: 'self-suspension', reason: 'No exports for now.', ...payload },
    atlantean,
    AS_XAA,
  );

const memory = (drive: Drive) => removalContextSchema.parse(drive.context);
const waiting = (drive: Drive) =>
  removal
    .waiting?.({ state: drive.state, context: drive.context, timers: [] })
    .map(({ key, on }) => `${key}: ${on.join()}`);
const acts = (drive: Drive) =>
  drive.effects.filter(({ topic }) => topic === 'registry-act').map(({ payload }) => payload);
const at = (drive: Drive) =>
  (drive.state.split(' + ').find((region) => region.startsWith('progress.')) ?? '').replace('progress.', '');

it('is sound', () => expect(() => requireSound(removal)).not.toThrow());

describe('a removal that is proposed', () => {
  it('waits for the Chair to tell the one it is about', () => {
    expect(waiting(proposed())).toEqual(['notice: chair']);
    expect(proposed().described.needed).toBe('The Chair is to give notice and time to reply: XAA.');
  });

  it('may be called for by another case, with the decision behind it', () => {
    const decision = { by: 'plenary', reference: 'x', at: '2012-09-01T00:00:00Z' };
    const system: Persona = { actor: { kind: 'system', id: 'casework', name: 'Plenum' }, roles: ['system'] };
    const drive = given(removal).start(
      { payload: { ...PROPOSED, decision }, by: system },
      '2012-09-03T10:00:00Z',
      STANDING,
    );
    expect(memory(drive)).toMatchObject({
      proposal: { reference: 'x' },
      grounds: [{ kind: 'other', source: null }],
    });
  });

  it.each([
    ['about nobody', { ...PROPOSED, party: null }, 'removal.about-whom'],
    ['about one and a list', { ...PROPOSED, list: { named: ['GHA'] } }, 'removal.about-whom'],
    ['about an Observer', { ...PROPOSED, party: 'WDC' }, 'case.wrong-code'],
    ['of a list with an Observer', { ...LIST, list: { named: ['WDC'] } }, 'case.wrong-code'],
    [
      'on a decision of tomorrow',
      { ...PROPOSED, decision: { by: 'plenary', reference: 'x', at: '2012-09-04T00:00:00Z' } },
      'decision.in-the-future',
    ],
  ])('%s is refused', (_what, payload, code) => {
    const event = {
      type: 'start',
      occurredAt: '2012-09-03T10:00:00.000Z',
      commandId: 'c',
      actor: chair.actor,
      payload: removal.start.payload.parse(payload),
      facts: { roles: ['chair'], ...STANDING },
    };
    expect(removal.start.refusal(null as never, event as never)?.code).toBe(code);
  });

  it.each([
    [{ named: ['XAA', 'GHA'] }, 'parties not counted yet, not all known by name: XAA, GHA'],
    [{ named: ['XAA'], count: 3 }, '3 parties, not all known by name: XAA'],
    [{ named: [], count: 3 }, '3 parties, not all known by name'],
    [{ named: ['XAA', 'GHA'], count: 2 }, 'XAA, GHA'],
  ])('of the list %j is about «%s»', (list, words) => {
    expect(proposed({ ...LIST, list }).described.needed).toBe(
      `The Chair is to give notice and time to reply: ${words}.`,
    );
  });

  it.each([
    [{ named: ['XAA', 'GHA'], count: 1 }, 'more are named than they are'],
    [{ named: ['XAA', 'XAA'] }, 'name each once'],
  ])('of the list %j does not fit', (list, message) => {
    const parsed = removal.start.payload.safeParse({ ...LIST, list });
    expect(parsed.error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});

describe('those it is about', () => {
  it.each([
    ['2012-10-03T23:59:59Z', 'removal.time-runs'],
    ['2012-10-04T00:00:00Z', null],
    ['2012-10-04T00:00:01Z', null],
  ])('have thirty days to reply: at %s a recommendation to remove meets %s', (instant, code) => {
    const drive = told().timePasses(instant);
    const payload = { what: 'remove', text: 'x' };
    if (code !== null) expect(drive.refusal('recommend', payload, committee, AS_PC).code).toBe(code);
    else expect(at(drive.then('recommend', payload, committee, AS_PC))).toBe('hearing.recommended');
  });

  it('are not removed by a date alone, however long it is past', () => {
    const drive = told().timePasses('2016-01-01T00:00:00Z');
    expect(at(drive)).toBe('hearing.awaiting-reply');
    expect(drive.described.status).toBe('time to reply is over');
    expect(acts(drive)).toEqual([]);
    expect(memory(drive).forPlenary).not.toBeNull(); // the ladder brought it before a body, which decides
  });

  it('may be decided on as soon as the one it is about has replied, and a list only when the time is over', () => {
    expect(at(replied())).toBe('hearing.replied');
    expect(waiting(replied())).toEqual(['recommendation: PC']);
    const list = told(LIST).then('reply', { by: 'GHA', text: 'Not us.' }, chair);
    expect(list.refusal('recommend', { what: 'remove', text: 'x' }, chair).code).toBe('removal.time-runs');
    expect(waiting(list)).toEqual(['reply: XAA,GHA', 'recommendation: PC']);
  });

  it('keep their time even when somebody excuses them of a reply', () => {
    const drive = told().then('excuse', { duty: 'reply', reason: 'No need.' }, chair);
    expect(drive.refusal('recommend', { what: 'remove', text: 'x' }, committee, AS_PC).code).toBe(
      'removal.time-runs',
    );
    expect(told().refusal('set-days', { replyBy: '2012-09-30', decision: 'x' }, chair)).toMatchObject({
      code: 'removal.time-shortened',
      field: 'replyBy',
    });
  });

  it('may be given more time', () => {
    const drive = told()
      .then('postpone', { duty: 'reply', until: '2012-12-31', reason: 'a flood' }, chair)
      .timePasses(LATER);
    expect(drive.refusal('decide', REMOVED, chair).code).toBe('removal.time-runs');
  });

  it('are given other days by a decision, and what is due moves with them', () => {
    const days = { replyBy: '2012-12-31', recommendBy: '2013-01-31', listBy: '2012-10-05' };
    const drive = told().then('set-days', { ...days, decision: 'Plenary' }, chair);
    expect(memory(drive).duties.map(({ id, due }) => [id, due?.at])).toEqual([
      ['notice', '2012-09-07T00:00:00.000Z'],
      ['reply', '2013-01-01T00:00:00.000Z'],
      ['recommendation', '2013-02-01T00:00:00.000Z'],
      ['list', '2012-10-06T00:00:00.000Z'],
    ]);
    expect(memory(drive).journal.at(-1)?.text).toContain('replyBy 2012-12-31');
    drive.then('set-days', { recommendBy: '2013-02-28', decision: 'Plenary' }, chair);
    expect(memory(drive).duties.map(({ due }) => due?.at)).toContain('2013-01-01T00:00:00.000Z');
    expect(told().refusal('set-days', { decision: 'x' }, chair).code).toBe('removal.no-day');
    expect(replied().refusal('set-days', { replyBy: '2012-12-31', decision: 'x' }, chair)).toMatchObject({
      code: 'removal.not-due',
      field: 'replyBy',
    });
    expect(
      recommended().refusal('set-days', { recommendBy: '2012-12-31', decision: 'x' }, chair),
    ).toMatchObject({
      code: 'removal.not-due',
      field: 'recommendBy',
    });
    expect(told().refusal('set-days', { listBy: '2012-09-02', decision: 'x' }, chair).code).toBe(
      'case.past-day',
    );
  });

  it.each([
    ['reply for another', 'reply', { by: 'GHA', text: 'x' }, 'removal.not-about'],
    ['judge themselves', 'recommend', { what: 'drop', text: 'x' }, 'case.own-case'],
  ])('cannot %s', (_what, type, payload, code) => {
    expect(told().refusal(type, payload, atlantean, AS_XAA).code).toBe(code);
  });

  it.each(['replyBy', 'recommendBy', 'listBy'])('are given no day that has passed (%s)', (field) => {
    const refusal = proposed().refusal('give-notice', { text: 'x', [field]: '2012-09-02' }, chair);
    expect(refusal).toMatchObject({ code: 'case.past-day', field });
  });
});

describe('the decision', () => {
  it('needs a recommendation or a mission behind a notice of the Chair', () => {
    const byChair = { ...REMOVED, decision: { ...DECISION, by: 'chair', concernedCounts: null } };
    expect(replied().timePasses(LATER).refusal('decide', byChair, chair).code).toBe('removal.chair-alone');
    expect(recommended('drop').timePasses(LATER).refusal('decide', byChair, chair).code).toBe(
      'removal.chair-alone',
    );
    expect(at(recommended().timePasses(LATER).then('decide', byChair, chair))).toBe('off-the-list.out');
    const mission = { ...PROPOSED, grounds: [{ kind: 'review-mission', text: 'What it found.' }] };
    const drive = told(mission).timePasses(LATER).then('decide', byChair, chair);
    expect(at(drive)).toBe('off-the-list.out');
  });

  it.each([
    [
      'without saying who counted',
      { decision: { ...DECISION, concernedCounts: null } },
      'removal.who-counted',
    ],
    ['by an organ', { decision: { ...DECISION, by: 'organ' } }, 'decision.wrong-body'],
    ['on trade without saying what', { how: 'trade-only' }, 'removal.status'],
    ['on membership with a standing in trade', { status: 'suspended' }, 'removal.status'],
    ['on a list where there is none', { list: { named: ['XAA'], count: 1 } }, 'removal.no-list'],
  ])('%s is refused', (_what, payload, code) => {
    expect(
      recommended()
        .timePasses(LATER)
        .refusal('decide', { ...REMOVED, ...payload }, chair).code,
    ).toBe(code);
  });

  it('of a list with whom nobody knows as a Participant is refused', () => {
    const payload = { ...REMOVED, list: { named: ['WDC'], count: 3 } };
    expect(told(LIST).timePasses(LATER).refusal('decide', payload, chair)).toMatchObject({
      code: 'case.wrong-code',
      field: 'list',
    });
  });

  it('of a list that nobody counted is refused', () => {
    expect(told(LIST).timePasses(LATER).refusal('decide', REMOVED, chair).code).toBe('removal.not-counted');
  });

  it('is the committee’s again when it finds no consensus after it had recommended', () => {
    const drive = recommended();
    expect(waiting(drive)).toEqual(['decision: chair']);
    drive.then('recommend', { what: 'no-consensus', text: 'One has changed its mind.' }, committee, AS_PC);
    expect([at(drive), waiting(drive)]).toEqual(['hearing.replied', ['recommendation: PC']]);
    drive.then('recommend', { what: 'no-consensus', text: 'Still.' }, committee, AS_PC);
    expect(waiting(drive)).toEqual(['recommendation: PC']);
    drive.then('recommend', { what: 'drop', text: 'Let it be.' }, committee, AS_PC);
    expect(waiting(drive)).toEqual(['decision: chair']);
  });

  it('not to remove ends it', () => {
    const drive = recommended()
      .timePasses(LATER)
      .then('decide', { ...REMOVED, how: 'not-removed' }, chair);
    expect([drive.ended, drive.described.status, acts(drive)]).toEqual([true, 'not removed', []]);
  });

  it.each([
    ['2012-12-31T23:59:59Z', 'awaiting-effect', 0],
    ['2013-01-01T00:00:00Z', 'off-the-list.out', 1],
    ['2013-01-01T00:00:01Z', 'off-the-list.out', 1],
  ])('takes effect at its instant and not before: at %s it is in %s', (instant, state, count) => {
    const drive = removed({ ...REMOVED, decision: { ...DECISION, effectiveAt: '2013-01-01T00:00:00Z' } });
    drive.timePasses(instant);
    expect([at(drive), acts(drive).length]).toEqual([state, count]);
  });

  it('may be taken back before it takes effect', () => {
    const drive = removed({ ...REMOVED, decision: { ...DECISION, effectiveAt: '2013-01-01T00:00:00Z' } });
    drive
      .then('revoke', { reason: 'It has reported.', decision: DECISION }, chair)
      .timePasses('2013-02-01T00:00:00Z');
    expect([drive.ended, drive.described.status, acts(drive)]).toEqual([true, 'taken back', []]);
  });

  it('is taken back by a decision, and an own step by those who took it', () => {
    const drive = removed({ ...REMOVED, decision: { ...DECISION, effectiveAt: '2013-01-01T00:00:00Z' } });
    expect(drive.refusal('revoke', { reason: 'x' }, chair).code).toBe('removal.no-decision');
    expect(drive.refusal('revoke', { reason: 'x' }, atlantean, AS_XAA).code).toBe('procedure.not-your-role');
    const atlanteanChair = person('XAA-1', 'XAA', 'chair', 'participant');
    expect(drive.refusal('revoke', { reason: 'x', decision: DECISION }, atlanteanChair, AS_XAA).code).toBe(
      'case.own-case',
    );
    const own = suspended({ effectiveAt: '2013-01-01T00:00:00Z' });
    expect(at(own)).toBe('awaiting-effect');
    expect(own.refusal('revoke', { reason: 'x' }, committee, AS_PC).code).toBe('case.not-yours-to-say');
    own.then('revoke', { reason: 'We trade on.' }, atlantean, AS_XAA).timePasses('2014-01-01T00:00:00Z');
    expect([own.ended, acts(own)]).toEqual([true, []]);
  });

  it.each([
    ['the one it is about', atlantean, AS_XAA],
    ['a third Participant', ghanaian, AS_GHA],
    ['a member of the committee', committee, AS_PC],
  ])('is not taken back by %s, whatever decision it cites', (_who, by, facts) => {
    const drive = removed({ ...REMOVED, decision: { ...DECISION, effectiveAt: '2013-01-01T00:00:00Z' } });
    const cited = { ...DECISION, reference: 'nobody has this' };
    expect(drive.refusal('revoke', { reason: 'x', decision: cited }, by, facts).code).toBe(
      'procedure.not-your-role',
    );
    const own = suspended({ effectiveAt: '2013-01-01T00:00:00Z' });
    if (by !== atlantean)
      expect(own.refusal('revoke', { reason: 'x', decision: cited }, by, facts).code).toBe(
        'case.not-yours-to-say',
      );
  });

  it('on trade alone leaves them on the roll', () => {
    const drive = removed({ ...REMOVED, how: 'trade-only', status: 'suspended' });
    expect(acts(drive)).toMatchObject([{ act: 'trade-status', party: 'XAA', status: 'suspended' }]);
    drive.then('issue-list', { text: 'XAA does not trade.' }, chair);
    expect(memory(drive).lists[0]?.count).toBe(3);
  });

  it('may be spared by a step of their own', () => {
    const drive = suspended({ until: '2014-09-03' });
    expect(acts(drive)).toMatchObject([
      { act: 'trade-status', status: 'self-suspended', at: '2012-09-03T10:00:00.000Z' },
    ]);
    expect(waiting(drive)).toEqual(['review: PC', 'list: chair']);
    drive.timePasses('2016-01-01T00:00:00Z');
    expect(drive.described.status).toBe('suspended by itself');
    expect(
      proposed().refusal('leave', { how: 'withdrawal', reason: 'x', until: '2014-01-01' }, chair).code,
    ).toBe('removal.until');
    expect(proposed(LIST).refusal('leave', { how: 'withdrawal', reason: 'x' }, chair).code).toBe(
      'removal.list-leaves',
    );
    expect(proposed().refusal('leave', { how: 'withdrawal', reason: 'x' }, committee, AS_PC).code).toBe(
      'case.not-yours-to-say',
    );
  });
});

describe('a case that a Participant opens itself', () => {
  const WISH: JsonObject = { ...PROPOSED, grounds: [{ kind: 'own-wish', text: 'We stop exporting.' }] };
  const opened = (): Drive =>
    given(removal).start(
      { payload: WISH, by: atlantean, facts: AS_XAA.facts },
      '2012-09-03T10:00:00Z',
      STANDING,
    );
  const refusalOf = (payload: JsonObject, by: Persona, facts: JsonObject) => {
    const event = {
      ...{ type: 'start', occurredAt: '2012-09-03T10:00:00.000Z', commandId: 'c', actor: by.actor },
      payload: removal.start.payload.parse(payload),
      facts: { ...STANDING, roles: [...by.roles], ...facts },
    };
    return removal.start.refusal(null as never, event as never)?.code ?? null;
  };

  it('waits for its own step, and for nobody else', () => {
    expect(refusalOf(WISH, atlantean, AS_XAA.facts)).toBeNull();
    expect(waiting(opened())).toEqual(['own-step: XAA']);
    expect(opened().described.needed).toBe(
      'XAA is to say whether it leaves or suspends itself, and from when.',
    );
    expect(opened().refusal('give-notice', { text: 'x' }, chair).code).toBe('removal.own-wish');
    const drive = opened().then('leave', { how: 'withdrawal', reason: 'x' }, atlantean, AS_XAA);
    expect([at(drive), waiting(drive)]).toEqual(['off-the-list.out', ['list: chair']]);
  });

  it.each([
    ['about another', WISH, ghanaian, AS_GHA, 'case.not-yours-to-say'],
    ['on other grounds', PROPOSED, atlantean, AS_XAA, 'removal.own-wish-only'],
    ['about a list', { ...LIST, grounds: WISH['grounds'] ?? '' }, atlantean, AS_XAA, 'removal.own-wish-only'],
    [
      'by rules of its own',
      { ...WISH, rules: { ...REMOVAL_RULES, committee: 'XAA' } },
      atlantean,
      AS_XAA,
      'removal.own-wish-only',
    ],
    ['on a decision', { ...WISH, decision: DECISION }, atlantean, AS_XAA, 'removal.own-wish-only'],
  ])('%s is refused', (_what, payload, by, { facts }, code) => {
    expect(refusalOf(payload, by, facts)).toBe(code);
  });
});

describe('a self-suspension for a time', () => {
  const REVIEWED: JsonObject = { text: 'It still does not export.' };
  const forATime = (): Drive =>
    suspended({ until: '2014-09-03' }).then('issue-list', { text: 'The list.' }, chair);

  it('is looked at again by the committee, and once more where it says so', () => {
    const drive = forATime().timePasses('2014-09-10T00:00:00Z');
    drive.then('record-review', { ...REVIEWED, nextBy: '2015-09-03' }, committee, AS_PC);
    expect(waiting(drive)).toEqual(['review: PC']);
    expect(memory(drive).journal.at(-1)?.text).toBe(REVIEWED['text']);
    drive.then('record-review', REVIEWED, committee, AS_PC);
    expect([waiting(drive), drive.ended]).toEqual([[], false]);
    expect(drive.refusal('record-review', REVIEWED, committee, AS_PC).code).toBe('removal.no-review');
  });

  it('is not judged by whom it is about, nor by whoever does not sit in the committee', () => {
    const own = { facts: { speaksFor: ['XAA', 'PC'] } };
    expect(forATime().refusal('record-review', REVIEWED, atlantean, own).code).toBe('case.own-case');
    expect(forATime().refusal('record-review', REVIEWED, ghanaian, AS_GHA).code).toBe(
      'case.not-yours-to-say',
    );
    expect(
      forATime().refusal('record-review', { ...REVIEWED, nextBy: '2012-09-02' }, committee, AS_PC).code,
    ).toBe('case.past-day');
    expect(forATime().refusal('excuse', { reason: 'x' }, chair).code).toBe('removal.not-excusable');
  });

  const letter = (date: string): JsonObject => ({
    letter: { document: { title: 'A letter', url: 'https://example.org/letter' }, date },
  });
  it.each([
    ['before the case', { effectiveAt: '2012-09-03T09:59:59Z' }, 'removal.backdated'],
    [
      'before the letter',
      { effectiveAt: '2012-08-31T23:59:59Z', ...letter('2012-09-01') },
      'removal.backdated',
    ],
    ['on a letter of tomorrow', letter('2012-09-04'), 'removal.letter-ahead'],
  ])('%s is refused', (_what, payload, code) => {
    const step = { how: 'self-suspension', reason: 'x', ...payload };
    expect(proposed().refusal('leave', step, atlantean, AS_XAA).code).toBe(code);
  });

  it('holds from the day of the letter in which they said so, which is kept', () => {
    const drive = suspended({ effectiveAt: '2012-09-01T00:00:00Z', ...letter('2012-09-01') });
    expect(memory(drive).outcome?.effectiveAt).toBe('2012-09-01T00:00:00.000Z');
    expect(memory(drive).journal).toMatchObject([
      { text: 'letter of 2012-09-01', documents: [{ title: 'A letter' }] },
    ]);
  });
});

describe('what the procedure cannot do without', () => {
  it.each([
    ['notice', proposed],
    ['recommendation', told],
    ['decision', recommended],
    ['list', removed],
  ])('(%s) is not excused', (duty, drive) => {
    expect(drive().refusal('excuse', { duty, reason: 'x' }, chair).code).toBe('removal.not-excusable');
  });
});

describe('the lists', () => {
  it('are due of the Chair, and no longer name who is out', () => {
    const drive = removed();
    expect(acts(drive)).toEqual([
      { act: 'end-membership', party: 'XAA', at: '2012-11-30T16:00:00.000Z', source: 'KP/PLENARY/2012' },
    ]);
    expect(waiting(drive)).toEqual(['list: chair']);
    drive.then('issue-list', { text: 'The list.' }, chair);
    expect(memory(drive).lists).toMatchObject([{ count: 2 }]);
    expect(drive.lastEffects[0]?.payload).toMatchObject({
      to: [{ code: 'all' }],
      facts: [['Participants', '2: GHA, USA']],
    });
    expect(waiting(drive)).toEqual([]);
  });

  it('are followed by acts with their lag, and do not end with them', () => {
    const transposition = [
      { addressee: 'participants', what: 'national law', by: '2012-12-31', basis: 'as in 2003' },
    ];
    const drive = removed().then(
      'issue-list',
      { text: 'The list.', transposition, nextBy: '2013-01-31' },
      chair,
    );
    expect(waiting(drive)).toEqual(['list: chair', 'transposition-participants: participants']);
    drive.timePasses('2013-01-05T00:00:00Z');
    drive.then(
      'record-transposition',
      { addressee: 'participants', at: '2013-01-02T00:00:00Z', act: 'x' },
      chair,
    );
    expect(memory(drive).transpositions[0]?.done).toMatchObject({ lagDays: 33, late: true });
    expect(drive.ended).toBe(false);
  });
});

describe('the way back', () => {
  const BACK: JsonObject = {
    party: 'XAA',
    decision: { by: 'plenary', reference: 'KP/PLENARY/2016', at: '2016-11-18T12:00:00Z' },
  };
  const applied = (path: string, payload: JsonObject = {}): Drive =>
    removed()
      .then('issue-list', { text: 'The list.' }, chair)
      .then('reapply', { party: 'XAA', path, text: 'We report again.', ...payload }, chair);

  it('by the short path ends with a decision, and puts them back on the roll', () => {
    const drive = applied('short');
    expect([at(drive), waiting(drive)]).toEqual(['off-the-list.reapplied', ['return-xaa: PC']]);
    drive.timePasses('2016-11-18T13:00:00Z').then('record-return', BACK, chair);
    expect([drive.ended, drive.described.status]).toEqual([false, 'back, lists to follow']);
    expect(waiting(drive)).toEqual(['list: chair']);
    drive.standing = STANDING;
    drive.then('issue-list', { text: 'With Atlantis.' }, chair);
    expect(memory(drive).lists.at(-1)?.count).toBe(3);
    expect(drive.ended).toBe(true);
    expect(drive.described.status).toBe('returned');
    expect(acts(drive).at(-1)).toMatchObject({
      act: 'admit',
      party: 'XAA',
      as: 'participant',
      at: '2016-11-18T12:00:00.000Z',
    });
  });

  it('by the short path is followed by whoever was asked to follow the removal', () => {
    const transposition = [{ addressee: 'EU', what: 'its list', by: '2012-12-31', basis: 'made up' }];
    const drive = removed()
      .then('issue-list', { text: 'Without Atlantis.', transposition }, chair)
      .timePasses('2016-11-18T13:00:00Z')
      .then('record-return', BACK, chair);
    expect(waiting(drive)).toEqual(['list: chair']); // what the European Union was to do about the removal is gone
    drive.then('issue-list', { text: 'With Atlantis.' }, chair);
    expect([drive.ended, waiting(drive)]).toEqual([false, ['transposition-eu: EU']]);
    const done = { addressee: 'EU', at: '2016-12-01T00:00:00Z', act: 'a regulation' };
    drive.timePasses('2016-12-02T00:00:00Z').then('record-transposition', done, chair);
    expect([drive.ended, drive.described.status]).toEqual([true, 'returned']);
  });

  it('by an admission opens one that an admission understands, and that writes the roll itself', () => {
    const drive = applied('admission', { reference: 'KP/ADMISSION/2016/1', name: 'Atlantis' });
    const [opened] = drive.lastEffects
      .filter(({ topic }) => topic === 'open-case')
      .map(({ payload }) => payload);
    expect(opened).toMatchObject({ workflow: 'admission', key: 'return-xaa-1' });
    const payload = admission.start.payload.parse(opened?.['payload']) as JsonObject;
    expect(payload).toMatchObject({
      applicant: 'XAA',
      follows: [{ workflow: 'removal', reference: 'KP/REMOVAL/2012/1' }],
    });
    const event = {
      ...{
        type: 'start',
        occurredAt: '2016-01-01T00:00:00.000Z',
        commandId: 'c',
        actor: chair.actor,
        payload,
      },
      facts: { roles: ['system'], known: { XAA: 'unknown' } },
    };
    expect(admission.start.refusal(null as never, event as never)).toBeNull();
    drive
      .timePasses('2016-11-18T13:00:00Z')
      .then('record-return', { ...BACK, through: 'KP/ADMISSION/2016/1' }, chair);
    expect(acts(drive).map(({ act }) => act)).toEqual(['end-membership']);
  });

  it('that is turned down leads nowhere, writes nothing twice, and may be tried again', () => {
    const drive = applied('short').then('turn-down', { party: 'XAA', reason: 'No reports yet.' }, chair);
    expect([at(drive), waiting(drive)]).toEqual(['off-the-list.out', []]);
    expect(drive.refusal('turn-down', { party: 'XAA', reason: 'x' }, chair).code).toBe(
      'removal.no-application',
    );
    drive.then('reapply', { party: 'XAA', path: 'short', text: 'Again.' }, chair);
    expect(at(drive)).toBe('off-the-list.reapplied');
    expect(acts(drive).map(({ act }) => act)).toEqual(['end-membership']);
  });

  it('of one who suspended itself is trade again', () => {
    const drive = suspended().timePasses('2016-11-18T13:00:00Z');
    expect(drive.refusal('reapply', { party: 'XAA', path: 'admission', text: 'x' }, chair).code).toBe(
      'removal.still-participant',
    );
    drive.then('record-return', BACK, chair);
    expect(acts(drive).at(-1)).toMatchObject({ act: 'trade-status', status: 'eligible' });
    expect(waiting(drive)).toEqual(['list: chair']);
    expect(drive.then('issue-list', { text: 'It trades again.' }, chair).ended).toBe(true);
  });

  it('of a list is one by one, and it stays open for those nobody knows by name', () => {
    const drive = told(LIST).timePasses(LATER);
    drive
      .then('decide', { ...REMOVED, list: { named: ['XAA'], count: 3 } }, chair)
      .timePasses('2016-11-18T13:00:00Z');
    expect(acts(drive)).toMatchObject([{ act: 'end-membership', party: 'XAA' }]);
    drive.then('record-return', BACK, chair).then('record-return', { ...BACK, party: 'XAB' }, chair);
    expect(drive.described.needed).toContain('still out: 1.');
    expect(drive.refusal('record-return', BACK, chair).code).toBe('removal.back-already');
    drive.then('close', { reason: 'The rest are not known.' }, chair);
    expect([drive.ended, drive.described.status]).toEqual([true, 'closed']);
  });

  it.each([
    ['of a stranger', 'record-return', { ...BACK, party: 'GHA' }, 'removal.not-about'],
    [
      'in which it counted itself',
      'record-return',
      { ...BACK, decision: { ...DECISION, at: '2016-11-18T12:00:00Z', concernedCounts: true } },
      'removal.former-counts',
    ],
    [
      'of tomorrow',
      'record-return',
      { ...BACK, decision: { ...DECISION, at: '2016-11-18T12:00:00Z', effectiveAt: '2016-11-19T00:00:00Z' } },
      'removal.return-ahead',
    ],
    [
      'of before it was out',
      'record-return',
      { ...BACK, decision: { ...DECISION, at: '2012-11-30T15:00:00Z' } },
      'removal.back-before-out',
    ],
    [
      'by an admission without a reference',
      'reapply',
      { party: 'XAA', path: 'admission', text: 'x' },
      'removal.no-reference',
    ],
  ])('%s is refused', (_what, type, payload, code) => {
    expect(removed().timePasses('2016-11-18T13:00:00Z').refusal(type, payload, chair).code).toBe(code);
  });

  it('by an admission needs the name of one whom nobody knows any more', () => {
    const payload = { party: 'XAA', path: 'admission', reference: 'x', text: 'x' };
    const unknown = { facts: { known: { XAA: 'unknown' } } };
    expect(removed().refusal('reapply', payload, chair, unknown).code).toBe('removal.name-missing');
    expect(applied('short').refusal('reapply', payload, chair).code).toBe('removal.applied-already');
  });
});
