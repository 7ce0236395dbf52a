import { describe, expect, it } from '@jest/globals';
import { requireSound } from '../../src/engine/workflow.checks.js';
import { type Instant, addMs, toInstant } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { type Drive, type Persona, given } from '../../test/support/drive.js';
import { hostingContextSchema } from './hosting-term.context.js';
import { hostingTermMachine } from './hosting-term.machine.js';
import { payloads } from './hosting-term.payloads.js';
import { hostingTerm } from './hosting-term.workflow.js';

const persona = (id: string, party: string, ...roles: string[]): Persona => ({
  actor: { kind: 'person', id, name: id, party },
  roles,
});
const system: Persona = { actor: { kind: 'system', id: 'plenary', name: 'Plenum' }, roles: ['system'] };
const chair = persona('chair', 'USA', 'chair', 'participant');
const secretary = persona('secretary', 'SEC', 'secretariat');
const GIVEN_AT = '2012-12-01T04:00:00.000Z';
const START = '2013-01-01T05:00:00.000Z';
const END = '2014-01-01T05:00:00.000Z';
const INTERSESSIONAL = '2013-06-04T07:00:00.000Z';
const ORDER = {
  meeting: 'KP/PLENARY/2012',
  clauseId: '37a',
  paragraph: 37,
  title: 'Support mechanism',
  what: 'Administrative Support Mechanism',
  host: 'WDC',
  from: '2013-01-01',
  months: 12,
  evaluationWords: 'at the Intersessional of 2013, or as needed',
  evaluation: {
    kind: 'event',
    event: 'intersessional-2013',
    words: 'at the Intersessional',
    reviewOn: '2013-04-30',
  },
  zone: 'America/New_York',
  givenAt: GIVEN_AT,
};
const decided = (payload: JsonObject = {}): Drive =>
  given(hostingTerm).start({ payload: { ...ORDER, ...payload }, by: system }, GIVEN_AT);
const running = (payload: JsonObject = {}): Drive => decided(payload).timePasses(START);
const expired = (): Drive => running().timePasses(END);
const memory = (drive: Drive) => hostingContextSchema.parse(drive.context);
const around = (start: () => Drive, instant: string): string[] =>
  [-1000, 0, 1000].map((ms) => start().timePasses(addMs(toInstant(instant), ms)).described.status);
const notedAt = (drive: Drive, template: string): Instant[] =>
  drive.effects.filter(({ payload }) => payload['template'] === template).map(({ at }) => at);
const bars = (drive: Drive): unknown[] =>
  drive.effects
    .filter(({ topic }) => topic === 'bar-host-staff')
    .map(({ payload }) => [payload['change'], payload['host'], payload['from'], payload['to']]);
const decision = { decision: 'Plenary of November 2013', note: 'as agreed' };
const date = (at: string | null) => ({ event: 'intersessional-2013', at, source: 'KP/INTERSESSIONAL/2013' });
const evaluation = { body: 'Intersessional 2013', result: 'favourable', text: 'It works.' };
const refusalAtStart = (payload: JsonObject, facts: JsonObject = {}) =>
  hostingTerm.start.refusal(
    null as never,
    {
      type: 'start',
      occurredAt: GIVEN_AT,
      commandId: 'c',
      actor: secretary.actor,
      payload: hostingTerm.start.payload.parse({ ...ORDER, ...payload }),
      facts: { roles: ['secretariat'], ...facts },
    } as never,
  )?.code;

describe('the workflow', () => {
  it('is sound, and every command has a past tense', () => {
    expect(() => requireSound(hostingTerm)).not.toThrow();
    const all = { open: hostingTerm.start, ...hostingTerm.commands };
    expect(Object.keys(all).sort()).toEqual(Object.keys(payloads).sort());
    for (const spec of Object.values(all)) expect(spec.recordedAs).toMatch(/^[a-z-]+$/);
    for (const node of Object.values(hostingTermMachine.states))
      expect(node.meta).toMatchObject({ title: expect.any(String), needed: expect.any(String) });
  });
});

describe('a term', () => {
  it('of twelve months from 1 January begins with that day and ends with 31 December', () => {
    expect(memory(decided()).stretch).toMatchObject({
      startsAt: { at: START },
      endsAt: { at: END, wallTime: '2013-12-31T24:00' },
    });
    expect(around(decided, START)).toEqual(['planned', 'running', 'running']);
    expect(around(running, END)).toEqual(['running', 'expired undecided', 'expired undecided']);
  });

  it('bars the staff of the host when it begins, not before', () => {
    expect(bars(decided().timePasses('2013-01-01T04:59:59Z'))).toEqual([]);
    expect(bars(running())).toEqual([['begins', 'WDC', START, null]]);
  });

  it('reminds of its end on the configured mornings', () => {
    expect(notedAt(running().timePasses('2013-12-31T23:00:00Z'), 'term-ending')).toEqual([
      '2013-10-02T13:00:00.000Z',
      '2013-12-01T14:00:00.000Z',
      '2013-12-24T14:00:00.000Z',
    ]);
    const reminded = (at: string): number => notedAt(running().timePasses(at), 'term-ending').length;
    expect(['2013-10-02T12:59:59Z', '2013-10-02T13:00:00Z', '2013-10-02T13:00:01Z'].map(reminded)).toEqual([
      0, 1, 1,
    ]);
  });

  it('called off before it began bars nobody', () => {
    const drive = decided().then('end', decision, chair);
    expect([drive.state, drive.ended, bars(drive)]).toEqual(['called-off', true, []]);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['hosting.exists', {}, { existing: 'KP/HOSTING/2012/37a' }],
    ['hosting.host-unknown', { host: 'XXX' }, { hostKnown: false }],
    ['hosting.ends-before-decision', { from: '2011-01-01' }, {}],
    ['hosting.evaluation-before-decision', { evaluation: { kind: 'day', on: '2012-11-01' } }, {}],
    ['calendar.unknown-zone', { zone: 'Mars/Olympus' }, {}],
  ])('is refused as %s', (code, payload, facts) => {
    expect(refusalAtStart(payload, facts)).toBe(code);
  });
});

describe('the evaluation', () => {
  it('is looked at on its review day while the event has no date, again and again', () => {
    const asked = (at: string): number => notedAt(running().timePasses(at), 'evaluation-review').length;
    expect(
      ['2013-04-30T03:59:59Z', '2013-04-30T04:00:00Z', '2013-04-30T04:00:01Z', '2013-06-01T12:00:00Z'].map(
        asked,
      ),
    ).toEqual([0, 1, 1, 2]);
  });

  it('is due at the event, whenever that is moved to, dated before or after the term began', () => {
    const due = (at: string): number =>
      notedAt(decided().then('date-event', date(INTERSESSIONAL), system).timePasses(at), 'evaluation-due')
        .length;
    expect(['2013-06-04T06:59:59Z', INTERSESSIONAL, '2013-06-04T07:00:01Z'].map(due)).toEqual([0, 1, 1]);
    const moved = running().then('date-event', date(INTERSESSIONAL), system);
    moved.then('date-event', date('2013-07-01T07:00:00Z'), secretary).timePasses('2013-06-30T00:00:00Z');
    expect(notedAt(moved, 'evaluation-due')).toEqual([]);
    expect(notedAt(moved.timePasses('2013-07-01T07:00:00Z'), 'evaluation-due')).toHaveLength(1);
  });

  it('is due at once when the Chair so instructs, and only then', () => {
    const drive = running();
    expect(drive.refusal('call-evaluation', { reason: 'x' }, secretary).code).toBe('procedure.not-your-role');
    drive.then('call-evaluation', { reason: 'Complaints came in.' }, chair, { at: '2013-03-01T12:00:00Z' });
    expect(drive.state).toContain('evaluation.due');
    expect(drive.lastEffects).toMatchObject([
      { payload: { template: 'evaluation-due', words: 'Complaints came in.' } },
    ]);
  });

  it('may be asked for by the Chair also after the term ended undecided', () => {
    const drive = expired().then('call-evaluation', { reason: 'Before we decide.' }, chair);
    expect(drive.lastEffects).toMatchObject([{ payload: { template: 'evaluation-due' } }]);
    expect(drive.then('record-evaluation', evaluation, secretary).described.status).toBe('expired undecided');
  });

  it('without a date is looked at so long before the end as the rules say', () => {
    const drive = running({ evaluation: null });
    expect(memory(drive).evaluation.term.reviewAt?.at.slice(0, 10)).toBe('2013-06-30');
    expect(drive.refusal('date-event', date(INTERSESSIONAL), system).code).toBe('hosting.other-event');
  });

  it('recorded is not asked for again when the event moves, but may be called again', () => {
    const drive = running().then('record-evaluation', evaluation, secretary);
    drive.then('date-event', date(INTERSESSIONAL), system).timePasses('2013-08-01T00:00:00Z');
    expect(notedAt(drive, 'evaluation-due')).toEqual([]);
    expect(drive.then('call-evaluation', { reason: 'Once more.' }, chair).state).toContain('evaluation.due');
  });

  it.each([
    ['hosting.other-event', 'date-event', { ...date(INTERSESSIONAL), event: 'plenary-2013' }],
    ['hosting.event-dated-so', 'date-event', date(null)],
    ['hosting.event-before-meeting', 'date-event', date('2012-11-01T00:00:00Z')],
    ['hosting.day-in-the-past', 'review', { reviewOn: '2012-12-24', note: 'x' }],
  ])('refuses as %s', (code, command, payload) => {
    expect(running().refusal(command, payload, secretary).code).toBe(code);
  });
});

describe('a decision', () => {
  it('to renew, as for three years in November 2013, lets the term run on without a gap', () => {
    const drive = running().timePasses('2013-11-22T12:00:00Z');
    drive.then('renew', { ...decision, months: 36 }, chair);
    expect(memory(drive).stretch.endsAt).toMatchObject({ wallTime: '2016-12-31T24:00' });
    expect(drive.timePasses(addMs(toInstant(END), 1000)).described.status).toBe('running');
    expect(bars(drive)).toEqual([
      ['begins', 'WDC', START, null],
      ['prolonged', 'WDC', START, null],
    ]);
    expect(drive.timePasses('2017-01-01T05:00:00Z').described.status).toBe('expired undecided');
  });

  it('for another host hands over on the day, and the bar passes from one to the other', () => {
    const drive = running().then(
      'replace',
      { ...decision, host: 'DDI', on: '2013-09-01', months: 12 },
      chair,
    );
    const HANDOVER = '2013-09-01T04:00:00.000Z';
    expect(drive.timePasses('2013-09-01T03:59:59Z').described.status).toBe('handing over');
    drive.timePasses(HANDOVER);
    expect([drive.described.status, memory(drive).stretch.host]).toEqual(['running', 'DDI']);
    expect(bars(drive)).toEqual([
      ['begins', 'WDC', START, null],
      ['ends', 'WDC', START, HANDOVER],
      ['begins', 'DDI', HANDOVER, null],
    ]);
    expect(memory(drive).earlier).toMatchObject([{ host: 'WDC', endsAt: { at: HANDOVER } }]);
  });

  it('to end lifts the bar on the day, with the term where no day is named', () => {
    const drive = running().then('end', decision, chair);
    expect(drive.timePasses(addMs(toInstant(END), -1000)).described.status).toBe('winding up');
    expect(drive.timePasses(END).ended).toBe(true);
    expect(bars(drive).at(-1)).toEqual(['ends', 'WDC', START, END]);
  });

  it('may be taken otherwise before it has taken effect', () => {
    const drive = running()
      .then('end', decision, chair)
      .then('renew', { ...decision, months: 12 }, chair);
    expect(drive.timePasses(addMs(toInstant(END), 1000)).described.status).toBe('running');
    const moved = running().then('end', { ...decision, on: '2013-05-01' }, chair);
    moved.then('end', { ...decision, on: '2013-07-01' }, chair).timePasses('2013-06-30T00:00:00Z');
    expect(moved.described.status).toBe('winding up');
  });

  it.each<[string, string, JsonObject]>([
    ['hosting.same-host', 'replace', { host: 'WDC', on: '2013-09-01', months: 12 }],
    ['hosting.gap', 'replace', { host: 'DDI', on: '2014-03-01', months: 12 }],
    ['hosting.before-the-host', 'replace', { host: 'DDI', on: '2013-01-01', months: 12 }],
    ['hosting.end-after-term', 'end', { on: '2014-03-01' }],
    ['hosting.ends-before-it-begins', 'end', { on: '2012-06-01' }],
  ])('is refused as %s', (code, command, payload) => {
    expect(running().refusal(command, { ...decision, ...payload }, chair).code).toBe(code);
  });

  it('for a host that nobody knows is refused', () => {
    const payload = { ...decision, host: 'XXX', on: '2013-09-01', months: 12 };
    expect(running().refusal('replace', payload, chair, { facts: { hostKnown: false } }).code).toBe(
      'hosting.host-unknown',
    );
  });
});

describe('a term that ended undecided', () => {
  it('is neither renewed nor ended, and is escalated to the Chair and to the next Plenary', () => {
    const at = (instant: string): number => memory(expired().timePasses(instant)).escalations.length;
    expect(['2014-01-08T04:59:59Z', '2014-01-08T05:00:00Z', '2014-01-31T05:00:00Z'].map(at)).toEqual([
      0, 1, 2,
    ]);
    const drive = expired().timePasses('2015-06-01T00:00:00Z');
    expect([drive.described.status, drive.ended]).toEqual(['expired undecided', false]);
    expect(bars(drive)).toEqual([['begins', 'WDC', START, null]]);
    expect(drive.effects.find(({ topic }) => topic === 'escalate-to-plenary')?.payload).toMatchObject({
      workflow: 'hosting-term',
      addressees: ['WDC'],
      item: { origin: { workflow: 'hosting-term' } },
    });
  });

  it('is renewed from its end on, but not for a time that has passed', () => {
    const drive = expired().timePasses('2014-03-01T00:00:00Z');
    expect(drive.refusal('renew', { ...decision, months: 1 }, chair).code).toBe(
      'hosting.renewal-in-the-past',
    );
    drive.then('renew', { ...decision, months: 12 }, chair);
    expect(memory(drive)).toMatchObject({
      undecidedSince: null,
      stretch: { endsAt: { wallTime: '2014-12-31T24:00' } },
    });
  });

  it('is ended at once, or given to another host', () => {
    const drive = expired()
      .then('end', decision, chair, { at: '2014-03-01T12:00:00Z' })
      .timePasses('2014-03-01T12:00:00Z');
    expect(drive.state).toBe('ended');
    expect(bars(drive).at(-1)).toEqual(['ends', 'WDC', START, '2014-03-01T12:00:00.000Z']);
    const other = expired().then(
      'replace',
      { ...decision, host: 'DDI', on: '2014-04-01', months: 12 },
      chair,
    );
    expect(other.timePasses('2014-04-01T04:00:00Z').described.status).toBe('running');
  });
});
