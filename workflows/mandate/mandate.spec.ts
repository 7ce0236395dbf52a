import { describe, expect, it } from '@jest/globals';
import { requireSound } from '../../src/engine/workflow.checks.js';
import { type Instant, addMs, toInstant } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { type Drive, type Persona, given } from '../../test/support/drive.js';
import { MANDATE_RULES, awaited, mandateContextSchema } from './mandate.context.js';
import { mandateMachine } from './mandate.machine.js';
import { payloads } from './mandate.payloads.js';
import { caseReference } from './mandate.rules.js';
import { mandate } from './mandate.workflow.js';

const persona = (id: string, party: string, ...roles: string[]): Persona => ({
  actor: { kind: 'person', id, name: id, party },
  roles,
});
const system: Persona = { actor: { kind: 'system', id: 'plenary', name: 'Plenum' }, roles: ['system'] };
const chair = persona('chair', 'USA', 'chair', 'participant');
const secretary = persona('secretary', 'SEC', 'secretariat');
const ghana = persona('ghana', 'GHA', 'participant');
const KNOWN = {
  CKR: 'organ',
  PC: 'organ',
  CPC: 'organ',
  SC: 'organ',
  chair: 'office',
  GHA: 'party',
  participants: 'collective',
  'Friends of Liberia': 'outside',
  XXX: 'unknown',
};
const GIVEN_AT = '2012-12-01T04:00:00.000Z';
const ORDER = {
  meeting: 'KP/PLENARY/2012',
  clauseId: '31e',
  paragraph: 31,
  title: 'Conflict diamonds',
  task: 'report on the definition of conflict diamonds',
  zone: 'America/New_York',
  givenAt: GIVEN_AT,
  addressees: ['CKR'],
  reportTo: 'plenary-2013',
};
const EVENT = { kind: 'event', event: 'plenary-2013', words: 'at the next one', reviewOn: '2013-09-30' };
const SOFT = { kind: 'soft', words: 'as early as can be done', reviewOn: '2013-01-31' };
const DAY = { kind: 'day', on: '2013-04-01' };
/** the end of 1 April 2013 in New York */
const DUE = '2013-04-02T04:00:00.000Z';

const opened = (payload: JsonObject = {}): Drive =>
  given(mandate).start({ payload: { ...ORDER, ...payload }, by: system }, GIVEN_AT, { known: KNOWN });
const dated = (): Drive => opened({ deadline: DAY });
const memory = (drive: Drive) => mandateContextSchema.parse(drive.context);
const reportBy = (by: string): JsonObject => ({ by, text: 'What was done.' });
const speaking = (...codes: string[]) => ({ facts: { speaksFor: codes } });
const fulfil = { body: 'plenary-2013', outcome: 'fulfilled', note: 'Thanks.' };
const back = { body: 'plenary-2013', outcome: 'returned', note: 'More is needed.' };
const notices = (drive: Drive): unknown[] =>
  drive.lastEffects
    .filter(({ topic }) => topic === 'mandate-notice')
    .map(({ payload }) => [payload['template'], payload['to']]);
const notedAt = (drive: Drive, template: string): Instant[] =>
  drive.effects.filter(({ payload }) => payload['template'] === template).map(({ at }) => at);
const refusalAtStart = (payload: JsonObject, facts: JsonObject = {}, roles: string[] = ['secretariat']) =>
  mandate.start.refusal(
    null as never,
    {
      type: 'start',
      occurredAt: GIVEN_AT,
      commandId: 'c',
      actor: secretary.actor,
      payload: mandate.start.payload.parse({ ...ORDER, ...payload }),
      facts: { roles, known: KNOWN, ...facts },
    } as never,
  )?.code ?? null;

/** −1 s, 0 and +1 s around an instant: the state right before, at and right after it. */
const around = (start: () => Drive, instant: string): string[] =>
  [-1000, 0, 1000].map((ms) => start().timePasses(addMs(toInstant(instant), ms)).state);

describe('the workflow', () => {
  it('is sound, and every command has a role, an article and a past tense', () => {
    expect(() => requireSound(mandate)).not.toThrow();
    const all = { open: mandate.start, ...mandate.commands };
    expect(Object.keys(all).sort()).toEqual(Object.keys(payloads).sort());
    for (const spec of Object.values(all)) expect(spec.recordedAs).toMatch(/^[a-z-]+$/);
    for (const node of Object.values(mandateMachine.states))
      expect(node.meta).toMatchObject({ title: expect.any(String), needed: expect.any(String) });
  });

  it.each([
    ['KP/PLENARY/2012', '31a', 'KP/MANDATE/2012/31a'],
    ['KP/INTERSESSIONAL/2012', '31a', 'KP/MANDATE/INTERSESSIONAL/2012/31a'],
    ['PLENARY-EXAMPLE', '1a', 'PLENARY-EXAMPLE/MANDATE/1a'],
  ])('of %s, clause %s has the reference %s', (meeting, clauseId, reference) => {
    expect(caseReference('MANDATE', meeting, clauseId)).toBe(reference);
  });
});

describe('opening', () => {
  it.each<[string, JsonObject, string]>([
    ['a day', { deadline: DAY }, 'open.dated.waiting'],
    ['an instant', { deadline: { kind: 'instant', at: '2013-04-01T12:00:00Z' } }, 'open.dated.waiting'],
    ['a soft term', { deadline: SOFT }, 'open.undated'],
    ['an event', { deadline: EVENT }, 'open.awaiting-event'],
    ['no term', {}, 'open.undated'],
  ])('with %s tells the addressees', (_what, payload, state) => {
    const drive = opened(payload);
    expect(drive.state).toBe(state);
    expect(notices(drive)).toEqual([['opened', ['CKR']]]);
    expect(drive.described.needed).toMatch(/CKR.*\.$/);
    expect(drive.described.next).not.toBeNull();
  });

  it('without a term is looked at after the review period, which is a parameter', () => {
    expect(opened().next).toMatchObject({ name: 'review', dueAt: '2013-05-31T04:00:00.000Z' });
    const rules = { ...MANDATE_RULES, reviewEvery: { value: 1, unit: 'months' } };
    expect(opened({ rules }).next?.dueAt).toBe('2012-12-31T05:00:00.000Z');
  });

  it.each<[string | null, JsonObject, JsonObject]>([
    [null, {}, {}],
    ['mandate.exists', {}, { existing: 'KP/MANDATE/2012/31e' }],
    ['mandate.addressee-unknown', { addressees: ['CKR', 'XXX'] }, {}],
    ['mandate.deadline-before-meeting', { deadline: { kind: 'day', on: '2012-11-29' } }, {}],
    ['mandate.deadline-before-meeting', { deadline: { kind: 'instant', at: GIVEN_AT } }, {}],
    ['mandate.deadline-before-meeting', { deadline: { ...SOFT, reviewOn: '2012-11-20' } }, {}],
    ['calendar.unknown-zone', { zone: 'Mars/Olympus', deadline: DAY }, {}],
  ])('answers %s to %j', (code, payload, facts) => {
    expect(refusalAtStart(payload, facts)).toBe(code);
  });

  it('is for the offices and the system', () => {
    expect(refusalAtStart({}, {}, ['participant'])).toBe('procedure.not-your-role');
  });
});

describe('a dated mandate', () => {
  it('reminds on the configured mornings and on no other day', () => {
    const drive = dated().timePasses('2013-04-01T23:59:59Z');
    expect(notedAt(drive, 'reminder')).toEqual(
      ['2013-03-02T14', '2013-03-18T13', '2013-03-25T13', '2013-03-29T13', '2013-03-31T13'].map(
        (hour) => `${hour}:00:00.000Z`,
      ),
    );
  });

  it('reminds at the hour, not a second before', () => {
    const count = (at: string): number => notedAt(dated().timePasses(at), 'reminder').length;
    expect(['2013-03-02T13:59:59Z', '2013-03-02T14:00:00Z', '2013-03-02T14:00:01Z'].map(count)).toEqual([
      0, 1, 1,
    ]);
  });

  it('is overdue at the first instant that is too late', () => {
    expect(around(dated, DUE)).toEqual([
      'open.dated.last-stretch',
      'open.overdue.climbing',
      'open.overdue.climbing',
    ]);
    expect(memory(dated().timePasses(DUE)).overdueSince).toBe(DUE);
  });

  it('climbs each rung at the end of its day: addressees, Chair, Plenary', () => {
    const rungs = ['2013-04-09', '2013-05-02', '2013-06-01'].map((day) => `${day}T04:00:00.000Z`);
    const climbed = (at: Instant): number => memory(dated().timePasses(at)).escalations.length;
    for (const [index, at] of rungs.entries())
      expect([-1000, 0, 1000].map((ms) => climbed(addMs(toInstant(at), ms)))).toEqual([
        index,
        index + 1,
        index + 1,
      ]);
    const drive = dated().timePasses('2014-01-01T00:00:00Z');
    expect(drive.state).toBe('open.overdue.at-the-top');
    expect(memory(drive).escalations.map(({ to }) => to)).toEqual(['addressees', 'chair', 'plenary']);
    expect(notedAt(drive, 'overdue')).toEqual([DUE]);
    const [sent] = drive.effects.filter(({ topic }) => topic === 'escalate-to-plenary');
    expect(sent).toMatchObject({
      at: rungs[2],
      payload: {
        reference: 'KP/MANDATE/2012/31e',
        addressees: ['CKR'],
        dueAt: DUE,
        item: { origin: { workflow: 'mandate' }, title: expect.stringContaining('31e') },
      },
    });
  });

  it('never ends by itself', () => {
    expect(dated().timePasses('2020-01-01T00:00:00Z').ended).toBe(false);
  });

  it('extended in time is not late at the old date, and nothing escalates while the extension stands', () => {
    const drive = dated().timePasses('2013-03-01T00:00:00Z');
    drive.then('extend', { deadline: { kind: 'day', on: '2013-09-01' }, reason: 'Elections.' }, chair);
    expect(notices(drive)).toEqual([['extended', ['CKR']]]);
    drive.timePasses('2013-09-02T03:59:59Z');
    expect(memory(drive)).toMatchObject({ overdueSince: null, escalations: [] });
    expect(drive.timePasses('2013-09-02T04:00:00Z').state).toBe('open.overdue.climbing');
  });

  it('extended when late is not late any more, and begins the rungs again when it is late once more', () => {
    const drive = dated().timePasses('2013-04-20T00:00:00Z');
    expect(memory(drive)).toMatchObject({ rung: 1, overdueSince: DUE });
    drive.then('extend', { deadline: { kind: 'day', on: '2013-06-30' }, reason: 'Asked for.' }, chair);
    expect(drive.described.status).toBe('dated');
    expect(memory(drive)).toMatchObject({ rung: 0, overdueSince: null });
    drive.timePasses('2013-07-09T00:00:00Z');
    expect(memory(drive).escalations.map(({ to }) => to)).toEqual(['addressees', 'addressees']);
  });

  it('extended to a soft term has a review date and is never late', () => {
    const soft = { ...SOFT, reviewOn: '2013-08-01' };
    const drive = dated().then('extend', { deadline: soft, reason: 'No date can be named.' }, chair);
    expect(drive.timePasses('2015-01-01T00:00:00Z').described.status).toBe('review due');
    expect(memory(drive).overdueSince).toBeNull();
  });

  it.each([
    ['mandate.extension-backwards', { kind: 'day', on: '2013-03-31' }, '2013-03-01T00:00:00Z'],
    ['mandate.extension-backwards', { kind: 'day', on: '2013-04-01' }, '2013-03-01T00:00:00Z'],
    ['mandate.term-in-the-past', { kind: 'day', on: '2013-04-05' }, '2013-04-10T00:00:00Z'],
    ['mandate.term-in-the-past', { ...SOFT, reviewOn: '2013-02-01' }, '2013-03-01T00:00:00Z'],
  ])('refuses as %s an extension to %j', (code, deadline, at) => {
    expect(dated().timePasses(at).refusal('extend', { deadline, reason: 'x' }, chair).code).toBe(code);
  });

  it('has no review', () => {
    expect(dated().refusal('review', { reviewOn: '2013-03-01', note: 'x' }, chair).code).toBe(
      'mandate.has-a-date',
    );
    expect(dated().refusal('set-deadline', { deadline: DAY, reason: 'x' }, chair).code).toBe(
      'mandate.has-a-date',
    );
  });
});

describe('a soft term', () => {
  const soft = (): Drive => opened({ deadline: SOFT });
  const REVIEW = '2013-01-31T05:00:00.000Z';

  it('asks for another look on its review day, and is not late', () => {
    expect(around(soft, REVIEW)).toEqual(['open.undated', 'open.review-due', 'open.review-due']);
    const drive = soft().timePasses(REVIEW);
    expect(notices(drive)).toEqual([['review-due', ['chair', 'secretariat']]]);
    expect(memory(drive)).toMatchObject({ overdueSince: null, term: { dueAt: null } });
  });

  it('asks again while nobody looks, and never says overdue or escalates', () => {
    const drive = soft().timePasses('2013-04-15T00:00:00Z');
    expect(notedAt(drive, 'review-due')).toEqual([
      REVIEW,
      '2013-03-03T05:00:00.000Z',
      '2013-04-03T04:00:00.000Z',
    ]);
    expect([...notedAt(drive, 'overdue'), ...notedAt(drive, 'escalated')]).toEqual([]);
  });

  it('looked at gets the next review day; given a date it is dated', () => {
    const drive = soft().timePasses(REVIEW);
    drive.then('review', { reviewOn: '2013-05-01', note: 'Talks go on.' }, secretary);
    expect([drive.state, drive.next?.dueAt]).toEqual(['open.undated', '2013-05-01T04:00:00.000Z']);
    drive.then('set-deadline', { deadline: { kind: 'day', on: '2013-07-01' }, reason: 'agreed' }, chair);
    expect(drive.described.status).toBe('dated');
    expect(notices(drive)).toEqual([['term-set', ['CKR']]]);
  });

  it('is not extended, and not reviewed in the past', () => {
    expect(soft().refusal('extend', { deadline: DAY, reason: 'x' }, chair).code).toBe(
      'mandate.no-date-to-extend',
    );
    expect(soft().refusal('review', { reviewOn: '2012-11-30', note: 'x' }, chair)).toMatchObject({
      code: 'mandate.term-in-the-past',
      field: 'reviewOn',
    });
  });
});

describe('a mandate that waits for an event', () => {
  const waiting = (): Drive => opened({ deadline: EVENT });
  const date = (at: string | null) => ({ event: 'plenary-2013', at, source: 'KP/PLENARY/2013' });
  const OPENING = '2013-11-19T07:00:00.000Z';

  it('asks on its review day whether there is a date', () => {
    expect(around(waiting, '2013-09-30T04:00:00.000Z')).toEqual([
      'open.awaiting-event',
      'open.review-due',
      'open.review-due',
    ]);
  });

  it('is due at the event once that is dated, is moved with it, and waits again when it is called off', () => {
    const drive = waiting().then('date-event', date(OPENING), system);
    expect(notices(drive)).toEqual([['dated', ['CKR']]]);
    expect(memory(drive).term).toMatchObject({
      dueAt: { at: OPENING },
      reviewAt: null,
      event: 'plenary-2013',
    });
    drive.then('date-event', date('2013-11-26T07:00:00.000Z'), secretary).timePasses(OPENING);
    expect(drive.described.status).toBe('dated');
    drive.then('date-event', date(null), system);
    expect(drive.described.status).toBe('awaiting event');
    expect(drive.next).toMatchObject({ name: 'review' });
  });

  it('moved after it passed is late no more', () => {
    const drive = waiting().then('date-event', date(OPENING), system).timePasses('2013-11-20T00:00:00Z');
    expect(drive.described.status).toBe('overdue');
    expect(drive.then('date-event', date('2013-12-10T07:00:00Z'), system).described.status).toBe('dated');
  });

  it.each([
    ['mandate.other-event', { event: 'intersessional-2013', at: OPENING, source: 'x' }],
    ['mandate.event-dated-so', date(null)],
    ['mandate.event-before-meeting', date('2012-11-30T00:00:00Z')],
  ])('refuses as %s the date %j', (code, payload) => {
    expect(waiting().refusal('date-event', payload, system).code).toBe(code);
  });

  it('dated once is not dated so again, and one without an event has none to date', () => {
    const drive = waiting().then('date-event', date(OPENING), system);
    expect(drive.refusal('date-event', date(OPENING), system).code).toBe('mandate.event-dated-so');
    expect(opened().refusal('date-event', date(OPENING), system).message).toContain('no event');
  });
});

describe('a report', () => {
  it('of the only addressee waits for its assessment, and no term passes meanwhile', () => {
    const drive = dated().then('report', reportBy('CKR'), ghana, speaking('CKR'));
    expect(drive.state).toBe('reported');
    expect(notices(drive)).toEqual([['reported', ['chair', 'secretariat']]]);
    drive.timePasses(DUE);
    expect([drive.state, memory(drive).overdueSince]).toEqual(['reported', null]);
  });

  it('is late from the due instant on', () => {
    const late = (at: string): boolean | undefined =>
      memory(dated().then('report', reportBy('CKR'), secretary, { at })).reports[0]?.late;
    expect(['2013-04-02T03:59:59Z', DUE, '2013-04-02T04:00:01Z'].map(late)).toEqual([false, true, true]);
  });

  it('received in time and applied only after the term has passed is not late, and neither is the mandate', () => {
    const drive = dated().timePasses(DUE);
    drive.then('report', reportBy('CKR'), secretary, { at: '2013-04-02T03:59:59Z' });
    expect([drive.state, memory(drive).overdueSince]).toEqual(['reported', null]);
    const both = opened({ addressees: ['chair', 'PC'], deadline: DAY }).timePasses(DUE);
    both.then('report', reportBy('PC'), secretary, { at: '2013-04-02T03:59:59Z' });
    expect([both.described.status, memory(both).overdueSince]).toEqual(['overdue', DUE]);
  });

  it('is not assessed for long: the offices are asked again and again', () => {
    const drive = dated().then('report', reportBy('CKR'), secretary);
    const asked = (at: string): number => notedAt(drive.timePasses(at), 'assessment-due').length;
    expect(
      ['2013-01-30T04:59:59Z', '2013-01-30T05:00:00Z', '2013-01-30T05:00:01Z', '2013-06-01T04:00:00Z'].map(
        asked,
      ),
    ).toEqual([0, 1, 1, 3]);
  });

  it('of one of several leaves the others reminded, and is complete with the last', () => {
    const both = opened({ addressees: ['chair', 'PC'], deadline: DAY });
    both.then('report', reportBy('PC'), secretary);
    expect([both.described.status, awaited(memory(both))]).toEqual(['dated', ['chair']]);
    both.timePasses('2013-03-02T14:00:00Z');
    expect(notices(both)).toEqual([['reminder', ['chair']]]);
    expect(notices(both.timePasses(DUE))).toEqual([['overdue', ['chair', 'secretariat']]]);
    expect(notices(both.timePasses('2013-04-09T04:00:00Z'))).toEqual([['escalated', ['chair']]]);
    expect(both.then('report', reportBy('chair'), chair).state).toBe('reported');
  });

  it('of a member of a collective stands beside the others and completes nothing', () => {
    const drive = opened({ addressees: ['participants'] });
    drive.then('report', reportBy('GHA'), ghana, {
      facts: { speaksFor: ['GHA'], within: ['participants', 'all'] },
    });
    expect(memory(drive).reports).toMatchObject([{ by: 'GHA', addressee: 'participants' }]);
    expect(drive.state).toBe('open.undated');
    expect(drive.then('assess', fulfil, chair).state).toBe('fulfilled');
  });

  it.each([
    ['mandate.not-addressed', 'GHA', ghana, ['GHA']],
    ['mandate.not-your-addressee', 'CKR', ghana, ['GHA']],
  ])('is refused as %s for %s', (code, by, who, speaksFor) => {
    expect(dated().refusal('report', reportBy(by), who, { facts: { speaksFor, within: ['all'] } }).code).toBe(
      code,
    );
  });
});

describe('an assessment', () => {
  const reported = (): Drive => dated().then('report', reportBy('CKR'), secretary);

  it('that finds it fulfilled ends the mandate', () => {
    const drive = reported().then('assess', fulfil, chair);
    expect([drive.state, drive.ended]).toEqual(['fulfilled', true]);
    expect(notices(drive)).toEqual([['assessed', ['CKR']]]);
  });

  it('that returns it asks anew, by the old term or a new one', () => {
    const drive = reported().then('assess', back, chair);
    expect([drive.described.status, awaited(memory(drive))]).toEqual(['dated', ['CKR']]);
    const later = reported().then('assess', { ...back, deadline: { kind: 'day', on: '2013-10-01' } }, chair);
    expect(memory(later).term.dueAt?.wallTime).toBe('2013-10-01T24:00');
    const late = reported().timePasses('2013-05-01T00:00:00Z').then('assess', back, chair);
    expect(late.described.status).toBe('overdue');
  });

  it('that returns one without a date sets a review that lies ahead', () => {
    const drive = opened({ deadline: SOFT }).then('report', reportBy('CKR'), secretary);
    drive.timePasses('2013-06-01T00:00:00Z').then('assess', back, chair);
    expect(drive.state).toBe('open.undated');
    expect(drive.next?.dueAt).toBe('2013-12-01T05:00:00.000Z');
  });

  it.each<[string, JsonObject, boolean]>([
    ['mandate.nothing-reported', fulfil, false],
    ['mandate.term-of-fulfilled', { ...fulfil, deadline: DAY }, true],
    ['mandate.term-in-the-past', { ...back, deadline: { kind: 'day', on: '2012-10-01' } }, true],
  ])('is refused as %s', (code, payload, hasReport) => {
    expect((hasReport ? reported() : dated()).refusal('assess', payload, chair).code).toBe(code);
  });
});

describe('a transfer', () => {
  it('hands an open mandate to the organ that took over, with the reason; the old one is no longer awaited', () => {
    const drive = opened({ addressees: ['PC', 'chair'] });
    drive.then('readdress', { from: 'PC', to: ['CPC'], reason: 'PC and SC merged.' }, secretary);
    expect(notices(drive)).toEqual([['readdressed', ['PC', 'CPC']]]);
    expect(memory(drive).addressees).toMatchObject([
      { code: 'PC', left: { to: ['CPC'], reason: 'PC and SC merged.' } },
      { code: 'chair', left: null },
      { code: 'CPC', kind: 'organ', left: null },
    ]);
    expect(drive.refusal('report', reportBy('PC'), secretary).code).toBe('mandate.not-addressed');
  });

  it('after the report awaits the new one', () => {
    const drive = dated().then('report', reportBy('CKR'), secretary);
    drive.then('readdress', { from: 'CKR', to: ['PC'], reason: 'CKR ended.' }, chair);
    expect([drive.described.status, awaited(memory(drive))]).toEqual(['dated', ['PC']]);
  });

  it('to one that has reported already completes the reports', () => {
    const drive = opened({ addressees: ['PC', 'SC'] }).then('report', reportBy('SC'), secretary);
    drive.then('readdress', { from: 'PC', to: ['SC'], reason: 'PC went into SC.' }, chair);
    expect(drive.state).toBe('reported');
  });

  it.each([
    ['mandate.not-addressed', { from: 'PC', to: ['SC'] }],
    ['mandate.same-addressee', { from: 'CKR', to: ['CKR', 'PC'] }],
    ['mandate.addressee-unknown', { from: 'CKR', to: ['XXX'] }],
  ])('is refused as %s', (code, payload) => {
    expect(dated().refusal('readdress', { ...payload, reason: 'x' }, chair).code).toBe(code);
  });
});

describe('an end by decision', () => {
  it.each([
    ['withdraw', { reason: 'overtaken' }, 'withdrawn'],
    ['lapse', { decision: 'KP/PLENARY/2014, paragraph 3', reason: 'nobody asks any more' }, 'lapsed'],
  ])('%s: open, late or reported', (command, payload, state) => {
    for (const start of [
      dated(),
      dated().timePasses('2013-07-01T00:00:00Z'),
      dated().then('report', reportBy('CKR'), secretary),
    ]) {
      const drive = start.then(command, payload, chair);
      expect([drive.state, drive.ended, notices(drive)]).toEqual([state, true, [['ended', ['CKR']]]]);
    }
  });

  it('is for the offices', () => {
    expect(dated().refusal('withdraw', { reason: 'x' }, ghana).code).toBe('procedure.not-your-role');
  });
});
