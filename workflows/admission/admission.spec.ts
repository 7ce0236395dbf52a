import { describe, expect, it } from '@jest/globals';
import { requireSound } from '../../src/engine/workflow.checks.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { type Drive, type Persona, given } from '../../test/support/drive.js';
import { KP_LADDERS } from '../../test/support/ladders.js';
import { ADMISSION_RULES, admissionContextSchema } from './admission.context.js';
import { admission } from './admission.workflow.js';

const person = (id: string, party: string, ...roles: string[]): Persona => ({
  actor: { kind: 'person', id, name: id, party },
  roles,
});
const chair = person('USA-1', 'USA', 'chair', 'participant');
const officer = person('SEC-1', 'SEC', 'secretariat');
const european = person('EU-1', 'EU', 'participant');
const committee = person('COD-1', 'COD', 'participant');
const AS_PC = { facts: { speaksFor: ['COD', 'PC'] } };
const STANDING: JsonObject = {
  ladders: KP_LADDERS,
  known: { XAA: 'unknown', GHA: 'participant', WDC: 'observer', NOBODY: 'unknown' },
  roll: ['CHE', 'EU', 'GHA', 'USA'],
};
const NOTIFIED: JsonObject = {
  reference: 'KP/ADMISSION/2012/1',
  title: 'Admission of Atlantis',
  source: 'made up',
  applicant: 'XAA',
  name: 'Atlantis',
};
const ITEMS = ['authorities', 'laws', 'rules', 'synopsis'].map((item) => ({ item }));
const DECISION: JsonObject = {
  by: 'plenary',
  reference: 'KP/PLENARY/2012',
  item: '4',
  at: '2012-11-30T16:00:00Z',
};

const applied = (payload: JsonObject = {}, facts: JsonObject = {}): Drive =>
  given(admission).start(
    { payload: { ...NOTIFIED, ...payload }, by: officer, facts },
    '2012-01-31T10:00:00Z',
    STANDING,
  );
const complete = (payload: JsonObject = {}): Drive => applied({ file: ITEMS, ...payload });
const examined = (payload: JsonObject = {}): Drive => complete(payload).then('circulate', {}, chair);
const recommended = (payload: JsonObject = {}, through = 'plenary'): Drive =>
  examined(payload).then(
    'recommend',
    { what: 'admit', through, text: 'It meets the requirements.' },
    committee,
    AS_PC,
  );
const decided = (decision: JsonObject = DECISION, payload: JsonObject = {}): Drive =>
  recommended(payload)
    .timePasses('2012-11-30T17:00:00Z')
    .then('decide', { how: 'admitted', decision, reason: 'All agree.' }, chair);
const memory = (drive: Drive) => admissionContextSchema.parse(drive.context);
const waiting = (drive: Drive) =>
  admission
    .waiting?.({ state: drive.state, context: drive.context, timers: [] })
    .map(({ key, on }) => `${key}: ${on.join()}`);
const acts = (drive: Drive) =>
  drive.effects.filter(({ topic }) => topic === 'registry-act').map(({ payload }) => payload);
const notices = (drive: Drive) =>
  drive.lastEffects
    .filter(({ topic }) => topic === 'case-notice')
    .map(({ payload }) => [payload['kind'], (payload['to'] as { code: string }[]).map(({ code }) => code)]);
const at = (drive: Drive) => drive.state.replace('progress.', '').replace(/ \+ .*/, '');

it('is sound', () => expect(() => requireSound(admission)).not.toThrow());

describe('an application', () => {
  it('is entered in the registry, and waits for its circulation and for the rest of its file', () => {
    const drive = applied();
    expect(acts(drive)).toEqual([
      {
        act: 'register-applicant',
        party: 'XAA',
        name: 'Atlantis',
        at: '2012-01-31T10:00:00.000Z',
        source: 'made up',
      },
    ]);
    expect(waiting(drive)).toEqual(['circulate: chair', 'file: XAA']);
    expect(notices(drive)).toEqual([
      ['opened', ['chair', 'secretariat', 'PC']],
      ['request', ['XAA']],
    ]);
  });

  it.each([
    ['receipt', 'matching-date', '2012-03-01T00:00:00.000Z'],
    ['receipt', 'month-end', '2012-03-01T00:00:00.000Z'],
    ['complete-file', 'matching-date', undefined],
  ])('counts the month from %s (%s)', (from, monthEnd, due) => {
    const circulate = { ...ADMISSION_RULES.circulate, from, monthEnd };
    const drive = applied({ rules: { ...ADMISSION_RULES, circulate } });
    expect(memory(drive).duties[0]?.due?.at).toBe(due);
    drive.timePasses('2012-02-29T09:00:00Z').then('receive-file', { items: ITEMS }, officer);
    const later = memory(drive).duties.find(({ id }) => id === 'circulate');
    expect(later?.due?.at).toBe(due ?? '2012-03-30T00:00:00.000Z');
  });

  it('reads a month from the last day of one as the rules say', () => {
    const on = (monthEnd: string) =>
      memory(
        given(admission).start(
          {
            payload: {
              ...NOTIFIED,
              rules: { ...ADMISSION_RULES, circulate: { ...ADMISSION_RULES.circulate, monthEnd } },
            },
            by: officer,
          },
          '2012-06-30T10:00:00Z',
          STANDING,
        ),
      ).duties[0]?.due?.at;
    expect([on('matching-date'), on('month-end')]).toEqual([
      '2012-07-31T00:00:00.000Z',
      '2012-08-01T00:00:00.000Z',
    ]);
  });

  it.each([
    ['2012-02-29T23:59:59Z', false],
    ['2012-03-01T00:00:00Z', true],
    ['2012-03-01T00:00:01Z', true],
  ])('circulated at %s is late: %s, and goes on either way', (instant, late) => {
    const drive = complete().timePasses(instant).then('circulate', {}, chair);
    expect(memory(drive).duties[0]?.closed).toMatchObject({ how: 'done', late });
    expect(at(drive)).toBe('examining.examination');
    expect(notices(drive)).toEqual([['news', ['participants']]]);
  });

  it('waits for the rest of its file when that is wanting, and is examined as soon as it is there', () => {
    const drive = applied().then('circulate', {}, chair);
    expect(at(drive)).toBe('examining.completing');
    expect(drive.described).toMatchObject({ status: 'file incomplete' });
    drive.then('receive-file', { items: ITEMS.slice(0, 3) }, officer);
    expect(waiting(drive)).toEqual(['file: XAA']);
    expect(drive.described.needed).toBe(
      'Atlantis is to send the rest of its file: synopsis in English of what matters in them.',
    );
    drive.then('receive-file', { items: ITEMS.slice(3) }, officer);
    expect(at(drive)).toBe('examining.examination');
    expect(waiting(drive)).toEqual(['recommendation: PC']);
  });

  it('is asked again for what came and does not do', () => {
    const drive = examined().then(
      'ask-for-rest',
      { items: ['laws'], by: '2012-05-01', words: 'The law is a draft.' },
      chair,
    );
    expect(waiting(drive)).toEqual(['file: XAA']);
    expect(memory(drive).duties.at(-1)?.due?.at).toBe('2012-05-02T00:00:00.000Z');
    drive.timePasses('2013-05-01T00:00:00Z');
    expect(at(drive)).toBe('examining.completing');
    expect(drive.then('receive-file', { items: [{ item: 'laws' }] }, officer).described.status).toBe(
      'under examination',
    );
  });

  it('may be withdrawn, and leaves the registry', () => {
    const drive = recommended().then('withdraw', { reason: 'Another government.' }, officer);
    expect(drive.ended).toBe(true);
    expect(drive.described).toMatchObject({ status: 'withdrawn', next: null });
    expect(acts(drive).at(-1)).toMatchObject({ act: 'end-membership', party: 'XAA' });
  });

  it('may be withdrawn by an Observer that applies, and by no other', () => {
    const observer = person('WDC-1', 'WDC', 'observer');
    const stranger = person('CSC-1', 'CSC', 'observer');
    const drive = applied({ applicant: 'WDC', name: null });
    expect(drive.refusal('withdraw', { reason: 'x' }, stranger, { facts: { speaksFor: ['CSC'] } }).code).toBe(
      'case.not-yours-to-say',
    );
    drive.then('withdraw', { reason: 'Not now.' }, observer, { facts: { speaksFor: ['WDC'] } });
    expect(drive.ended).toBe(true);
  });

  it.each([
    ['of a Participant', { applicant: 'GHA' }, 'admission.already'],
    ['of an Observer as an Observer', { applicant: 'WDC', as: 'observer' }, 'admission.already'],
    ['of nobody by name', { name: null }, 'admission.name-missing'],
    ['by letter', { through: 'letter' }, 'admission.not-diplomatic'],
    ['from tomorrow', { receivedAt: '2012-02-01T10:00:00Z' }, 'procedure.in-the-future'],
    ['with what is no item', { file: [{ item: 'bribes' }] }, 'admission.unknown-item'],
    ['in a category', { category: 'industry' }, 'admission.category'],
    ['with an observer’s seat', { seat: { organ: 'PC', capacity: 'observer' } }, 'admission.seat-capacity'],
  ])('%s is refused', (_what, payload, code) => {
    const event = {
      type: 'start',
      occurredAt: '2012-01-31T10:00:00.000Z',
      commandId: 'c',
      actor: officer.actor,
      payload: admission.start.payload.parse({ ...NOTIFIED, ...payload }),
      facts: { roles: ['secretariat'], ...STANDING },
    };
    expect(admission.start.refusal(null as never, event as never)?.code).toBe(code);
  });

  it.each([
    ['receive-file', { items: [{ item: 'bribes' }] }, 'admission.unknown-item'],
    ['ask-for-rest', { words: 'x' }, 'admission.file-complete'],
    ['ask-for-rest', { items: ['laws'], by: '2012-01-30', words: 'x' }, 'case.past-day'],
    ['record-visit', { from: '2012-03-09', to: '2012-03-08', team: ['GHA'] }, 'admission.visit-backwards'],
    ['record-visit', { from: '2012-03-08', to: '2012-03-09', team: ['NOBODY'] }, 'case.wrong-code'],
    ['file-visit-report', { text: 'x' }, 'admission.unknown-visit'],
    ['recommend', { what: 'perhaps', text: 'x' }, 'procedure.bad-payload'],
  ])('refuses %s %j', (type, payload, code) => {
    expect(bad(examined(), type, payload, chair)).toBe(code);
  });
});

/** The engine parses before it asks; a payload that does not fit is refused by its schema. */
function bad(drive: Drive, type: string, payload: JsonObject, by: Persona): string {
  const fits = admission.commands[type]?.payload.safeParse(payload).success;
  return fits ? drive.refusal(type, payload, by).code : 'procedure.bad-payload';
}

describe('its examination', () => {
  const visited = (): Drive =>
    examined().then('record-visit', { from: '2012-03-07', to: '2012-03-09', team: ['GHA', 'WDC'] }, chair);

  it('takes the report of a visit within three weeks of its last day, late or not', () => {
    const drive = visited();
    expect(waiting(drive)).toEqual(['recommendation: PC', 'visit-report-1: GHA,WDC']);
    expect(memory(drive).duties.at(-1)?.due?.at).toBe('2012-03-31T00:00:00.000Z');
    drive.timePasses('2012-06-01T00:00:00Z');
    expect(
      drive.refusal('file-visit-report', { text: 'x' }, european, { facts: { speaksFor: ['EU'] } }).code,
    ).toBe('case.not-yours-to-say');
    drive.then('file-visit-report', { text: 'The controls hold.' }, person('GHA-1', 'GHA', 'participant'), {
      facts: { speaksFor: ['GHA'] },
    });
    expect(memory(drive).visits[0]?.report?.text).toBe('The controls hold.');
    expect(memory(drive).duties.find(({ id }) => id === 'visit-report-1')?.closed).toMatchObject({
      late: true,
    });
  });

  it('may pass through provisional acceptance, which admits nobody', () => {
    const decision = {
      by: 'intersessional',
      reference: 'KP/INTERSESSIONAL/2012',
      at: '2012-01-30T10:00:00Z',
    };
    const drive = examined().then('accept-provisionally', { decision, conditions: ['a visit'] }, chair);
    expect(drive.described).toMatchObject({
      status: 'accepted provisionally',
      needed: 'Accepted provisionally: the PC is to recommend whether to admit. Condition: a visit',
    });
    expect(acts(drive).map(({ act }) => act)).toEqual(['register-applicant']);
    expect(
      drive.refusal('accept-provisionally', { decision: { ...decision, by: 'chair' } }, chair).code,
    ).toBe('decision.wrong-body');
  });

  it('brings what the committee recommends before the Plenary, or leaves it with the Chair to put in writing', () => {
    expect(memory(recommended()).forPlenary?.item.title).toBe('KP/ADMISSION/2012/1: Admission of Atlantis');
    expect(memory(recommended({}, 'written-procedure')).forPlenary).toBeNull();
    expect(waiting(recommended())).toEqual(['decision: chair']);
  });

  it('stays where it is when the committee finds no consensus', () => {
    const drive = examined().then(
      'recommend',
      { what: 'no-consensus', text: 'Two are not sure.' },
      committee,
      AS_PC,
    );
    expect(at(drive)).toBe('examining.examination');
    expect(waiting(drive)).toEqual(['recommendation: PC']);
  });

  it('is the committee’s again when it finds no consensus after it had recommended', () => {
    const drive = recommended().then('recommend', { what: 'no-consensus', text: 'x' }, committee, AS_PC);
    expect([at(drive), waiting(drive)]).toEqual(['examining.examination', ['recommendation: PC']]);
    expect(memory(drive).forPlenary).toBeNull();
  });

  it('is not for the applicant to judge, nor for whoever does not sit in the committee', () => {
    const own = person('XAA-1', 'XAA', 'participant', 'chair');
    const drive = examined();
    expect(drive.refusal('recommend', { what: 'admit', text: 'x' }, own).code).toBe('case.own-case');
    expect(
      drive.refusal('recommend', { what: 'admit', text: 'x' }, european, { facts: { speaksFor: ['EU'] } })
        .code,
    ).toBe('case.not-yours-to-say');
    expect(drive.refusal('decide', { how: 'refused', decision: DECISION, reason: 'x' }, own).code).toBe(
      'case.own-case',
    );
  });
});

describe('the decision', () => {
  const decide = { how: 'admitted', decision: DECISION, reason: 'All agree.' };
  const then = { at: '2012-11-30T17:00:00Z' };

  it.each([
    ['before anything was recommended', examined, decide, 'admission.not-recommended'],
    [
      'on half a file',
      () => applied().then('circulate', {}, chair),
      { ...decide, departs: 'x' },
      'admission.file-incomplete',
    ],
    [
      'by the Chair alone',
      recommended,
      { ...decide, decision: { ...DECISION, by: 'chair' } },
      'decision.wrong-body',
    ],
    [
      'in which the applicant counted',
      recommended,
      { ...decide, decision: { ...DECISION, concernedCounts: true } },
      'admission.applicant-counts',
    ],
    [
      'of before it applied',
      recommended,
      { ...decide, decision: { ...DECISION, effectiveAt: '2012-01-31T09:59:59Z' } },
      'admission.before-notification',
    ],
  ])('%s is refused', (_what, drive, payload, code) => {
    expect(drive().timePasses(then.at).refusal('decide', payload, chair).code).toBe(code);
  });

  it.each(['open', 'not-adopted'])('that Plenum has as %s is refused', (standing) => {
    const facts = { decisions: { 'KP/PLENARY/2012#4': standing } };
    expect(recommended().refusal('decide', decide, chair, { ...then, facts }).code).toBe(
      'decision.not-taken',
    );
  });

  it('may depart from the committee, and says why', () => {
    const drive = examined().then(
      'decide',
      { ...decide, departs: 'The Plenary examined it itself.' },
      chair,
      then,
    );
    expect(memory(drive).outcome).toMatchObject({
      how: 'admitted',
      departs: 'The Plenary examined it itself.',
    });
  });

  it('to defer leads back to the committee, with a place on the next agenda', () => {
    const drive = recommended().then(
      'decide',
      { ...decide, how: 'deferred', reason: 'A visit first.' },
      chair,
      then,
    );
    expect(drive.described.status).toBe('deferred');
    expect(waiting(drive)).toEqual(['recommendation: PC']);
    expect(memory(drive).forPlenary).toMatchObject({ since: '2012-11-30T17:00:00.000Z' });
    expect(drive.lastEffects.map(({ topic }) => topic)).toContain('put-before-plenary');
    drive.then('recommend', { what: 'admit', text: 'Now.' }, committee, AS_PC).then('decide', decide, chair);
    expect(at(drive)).toBe('transposition');
    expect(memory(drive).forPlenary).toBeNull();
  });

  it('to refuse ends it; nobody comes onto the roll', () => {
    const drive = recommended().then('recommend', { what: 'refuse', text: 'No controls.' }, committee, AS_PC);
    drive.then('decide', { ...decide, how: 'refused', reason: 'No controls.' }, chair, then);
    expect(drive.ended).toBe(true);
    expect(drive.described).toMatchObject({ status: 'not admitted', next: null });
    expect(acts(drive).map(({ act }) => act)).toEqual(['register-applicant', 'end-membership']);
  });

  it.each([
    ['2012-12-31T22:59:59Z', 'awaiting-effect'],
    ['2012-12-31T23:00:00Z', 'transposition'],
    ['2012-12-31T23:00:01Z', 'transposition'],
  ])('takes effect at its instant and not before: at %s it is in %s', (instant, state) => {
    const drive = decided({ ...DECISION, effectiveAt: '2013-01-01T00:00:00+01:00' }).timePasses(instant);
    expect(at(drive)).toBe(state);
    const admit = acts(drive).filter(({ act }) => act === 'admit');
    expect(admit).toEqual(
      state === 'transposition'
        ? [
            {
              act: 'admit',
              party: 'XAA',
              as: 'participant',
              category: null,
              name: 'Atlantis',
              at: '2012-12-31T23:00:00.000Z',
              source: 'KP/PLENARY/2012',
            },
          ]
        : [],
    );
  });

  it('ends the case by no date: whatever is not done stays due', () => {
    const drive = decided().timePasses('2016-01-01T00:00:00Z');
    expect(drive.ended).toBe(false);
    expect(waiting(drive)).toEqual(['notice: chair']);
  });
});

describe('what follows an admission', () => {
  const noticed = (payload: JsonObject = {}): Drive =>
    decided().then('give-notice', { text: 'Atlantis is admitted.', ...payload }, chair);

  it('is a notice to all with the revised roll, and the acts of those who apply it', () => {
    const drive = noticed();
    expect(notices(drive)).toEqual([['decision', ['all']]]);
    expect(memory(drive).notice?.roll).toEqual(['CHE', 'EU', 'GHA', 'USA', 'XAA']);
    expect(waiting(drive)).toEqual(['transposition-eu: EU', 'transposition-usa: USA']);
    expect(memory(drive).duties.at(-2)?.due?.at).toBe('2013-02-05T00:00:00.000Z');
    expect(drive.refusal('give-notice', { text: 'Again.' }, chair).code).toBe('admission.notice-given');
  });

  it.each([
    ['2013-02-04T23:59:59Z', 66, false],
    ['2013-02-05T00:00:00Z', 67, true],
    ['2013-02-05T00:00:01Z', 67, true],
  ])('keeps the lag of an act of %s: %s days, late: %s', (instant, lagDays, late) => {
    const drive = noticed().timePasses('2013-03-01T00:00:00Z');
    const done = { addressee: 'EU', at: instant, act: 'a regulation' };
    drive.then('record-transposition', done, european, { facts: { speaksFor: ['EU'] } });
    expect(memory(drive).transpositions.find(({ addressee }) => addressee === 'EU')?.done).toMatchObject({
      lagDays,
      late,
    });
    expect(drive.ended).toBe(false);
  });

  it('ends when the last of them has followed', () => {
    const drive = noticed({
      transposition: [{ addressee: 'CHE', what: 'its list', by: '2012-12-31', basis: 'made up' }],
    });
    drive.then('record-transposition', { addressee: 'CHE', at: '2012-11-30T17:00:00Z', act: 'x' }, chair);
    expect(drive.ended).toBe(true);
    expect(drive.described).toMatchObject({
      status: 'admitted',
      needed: 'Nothing: Atlantis is admitted (All agree.).',
    });
  });

  it('for all by a day notes each that has followed, and stays due of the others', () => {
    const all = [{ addressee: 'participants', what: 'national law', by: '2012-12-31', basis: 'as in 2003' }];
    const drive = noticed({ transposition: all });
    const done = { addressee: 'CHE', at: '2012-11-30T17:00:00Z', act: 'x' };
    drive.then('record-transposition', done, chair);
    expect(waiting(drive)).toEqual(['transposition-participants: participants']);
    expect(memory(drive).transpositions.map(({ addressee }) => addressee)).toEqual(['participants', 'CHE']);
    expect(drive.refusal('record-transposition', done, chair).code).toBe('transposition.not-awaited');
    drive.then('close', { reason: 'The rest is not reported.' }, chair);
    expect(drive.ended).toBe(true);
    expect(memory(drive).duties.at(-1)?.closed).toMatchObject({ how: 'dropped' });
  });

  it('is not closed, nor its notice excused, before anybody was told of it', () => {
    expect(decided().refusal('close', { reason: 'x' }, chair).code).toBe('admission.no-notice');
    expect(decided().refusal('excuse', { reason: 'x' }, chair)).toMatchObject({
      code: 'admission.not-excusable',
      field: 'duty',
    });
    const drive = noticed().then('excuse', { duty: 'transposition-usa', reason: 'No act is needed.' }, chair);
    expect([drive.ended, waiting(drive)]).toEqual([false, ['transposition-eu: EU']]);
    drive.then('excuse', { reason: 'No act is needed.' }, chair);
    expect(drive.ended).toBe(true);
  });

  it.each([
    ['circulate', applied],
    ['file', applied],
    ['recommendation', examined],
    ['decision', recommended],
  ])('%s is not excused: the procedure would stand still', (duty, drive) => {
    expect(drive().refusal('excuse', { duty, reason: 'x' }, chair).code).toBe('admission.not-excusable');
  });

  it('may be given notice of before its date', () => {
    const drive = decided({ ...DECISION, effectiveAt: '2013-01-01T00:00:00Z' });
    drive
      .then('give-notice', { text: 'From January.', transposition: [] }, chair)
      .timePasses('2013-01-01T00:00:00Z');
    expect(drive.ended).toBe(true);
    expect(acts(drive).at(-1)).toMatchObject({ act: 'admit', at: '2013-01-01T00:00:00.000Z' });
  });

  it.each([
    [
      'an act nobody awaits',
      { addressee: 'GHA', at: '2012-11-30T17:00:00Z', act: 'x' },
      'transposition.not-awaited',
    ],
    [
      'an act of tomorrow',
      { addressee: 'EU', at: '2012-12-01T17:00:00Z', act: 'x' },
      'procedure.in-the-future',
    ],
    [
      'an act of before',
      { addressee: 'EU', at: '2012-11-30T15:59:59Z', act: 'x' },
      'transposition.before-effect',
    ],
  ])('%s is refused', (_what, payload, code) => {
    expect(noticed().refusal('record-transposition', payload, chair).code).toBe(code);
  });

  it.each([
    [
      'twice the same',
      [
        { addressee: 'EU', what: 'x', basis: 'x' },
        { addressee: 'EU', what: 'y', basis: 'x' },
      ],
      'transposition.twice',
    ],
    [
      'a day that has passed',
      [{ addressee: 'EU', what: 'x', by: '2012-11-29', basis: 'x' }],
      'transposition.past-day',
    ],
  ])('a notice with %s is refused', (_what, transposition, code) => {
    expect(decided().refusal('give-notice', { text: 'x', transposition }, chair).code).toBe(code);
  });

  it('tells the removal that it follows when nothing comes of it', () => {
    const follows = [{ workflow: 'removal', reference: 'KP/REMOVAL/2008/1' }];
    const drive = recommended({ follows }).then('withdraw', { reason: 'Not now.' }, officer);
    expect(
      drive.lastEffects.filter(({ topic }) => topic === 'tell-case').map(({ payload }) => payload),
    ).toMatchObject([
      { command: 'turn-down', reference: 'KP/REMOVAL/2008/1', payload: { party: 'XAA', reason: 'Not now.' } },
    ]);
  });

  it('tells the removal that it follows of the return', () => {
    const follows = [{ workflow: 'removal', reference: 'KP/REMOVAL/2008/1' }];
    const told = decided(DECISION, { follows }).effects.filter(({ topic }) => topic === 'tell-case');
    expect(told.map(({ payload }) => payload)).toMatchObject([
      {
        workflow: 'removal',
        reference: 'KP/REMOVAL/2008/1',
        command: 'record-return',
        payload: { party: 'XAA', through: 'KP/ADMISSION/2012/1', decision: { reference: 'KP/PLENARY/2012' } },
      },
    ]);
  });
});

describe('an Observer', () => {
  const invited = (): Drive =>
    applied({
      as: 'observer',
      category: 'independent',
      seat: { organ: 'PC', capacity: 'permanent-observer' },
    });

  it('needs no diplomatic channel, no file and no entry as an applicant', () => {
    const drive = invited();
    expect(memory(drive).through).toBe('letter');
    expect(waiting(drive)).toEqual(['circulate: chair']);
    expect(acts(drive)).toEqual([]);
  });

  it('takes a seat by a decision of its own', () => {
    const decision = {
      by: 'intersessional',
      reference: 'KP/INTERSESSIONAL/2012',
      at: '2012-06-07T16:00:00Z',
    };
    const drive = invited()
      .then('circulate', {}, chair)
      .then('recommend', { what: 'admit', text: 'x' }, committee, AS_PC)
      .then('decide', { how: 'admitted', decision, reason: 'Welcome.' }, chair, {
        at: '2012-06-07T17:00:00Z',
      })
      .then('give-notice', { text: 'Welcome.' }, chair);
    expect(waiting(drive)).toEqual(['seat: PC']);
    drive.then('decide-seat', { given: true, decision: DECISION, reason: 'As asked.' }, chair, {
      at: '2012-11-30T17:00:00Z',
    });
    expect(acts(drive)).toMatchObject([
      { act: 'admit', as: 'observer', category: 'independent', at: '2012-06-07T16:00:00.000Z' },
      {
        act: 'seat',
        organ: 'PC',
        party: 'XAA',
        capacity: 'permanent-observer',
        at: '2012-11-30T16:00:00.000Z',
      },
    ]);
    expect(drive.ended).toBe(true);
  });

  it('without a seat asked for has none to decide', () => {
    const payload = { given: true, decision: DECISION, reason: 'x' };
    expect(decided().refusal('decide-seat', payload, chair).code).toBe('admission.no-seat');
  });
});
