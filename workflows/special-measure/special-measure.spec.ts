import { describe, expect, it } from '@jest/globals';
import { requireSound } from '../../src/engine/workflow.checks.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { type Drive, type Persona, given } from '../../test/support/drive.js';
import { KP_LADDERS } from '../../test/support/ladders.js';
import { measureContextSchema, provisionsAt } from '../measures/index.js';
import { specialMeasure } from './special-measure.workflow.js';

const person = (id: string, party: string, ...roles: string[]): Persona => ({
  actor: { kind: 'person', id, name: id, party },
  roles,
});
const chair = person('USA-1', 'USA', 'chair');
const zimbabwe = person('ZWE-1', 'ZWE', 'participant');
const canada = person('CAN-1', 'CAN', 'participant');
const plenary: Persona = { actor: { kind: 'system', id: 'system', name: 'Plenum' }, roles: ['system'] };
const PARTIES = ['ZWE', 'CAN', 'USA', 'EU', 'ISR', 'COD', 'CAF'];
const STANDING = {
  ladders: KP_LADDERS,
  known: {
    ...Object.fromEntries(PARTIES.map((code) => [code, 'participant'])),
    ...{ WGM: 'organ', PC: 'organ', chair: 'office', WDC: 'observer', XXX: 'unknown' },
  },
};
const decision = (at: string, more: JsonObject = {}): JsonObject => ({
  by: 'plenary',
  reference: `decision of ${at.slice(0, 10)}`,
  at,
  concernedCounts: true,
  ...more,
});
const EXPORTS: JsonObject = {
  id: 'exports',
  measure: 'supervised-exports',
  text: 'Exports are watched.',
  zones: ['Marange', 'Chiadzwa'],
  trade: 'partly',
  source: 'made up',
};
const PLAN: JsonObject = {
  id: 'plan',
  measure: 'joint-work-plan',
  text: 'A work plan with a monitor.',
  trade: 'none',
  source: 'made up',
};
const IMPOSED: JsonObject = {
  reference: 'KP/SM/2011/1',
  title: 'Marange',
  source: 'made up',
  party: 'ZWE',
  instrument: 'Kinshasa AD',
  decision: decision('2011-11-03T17:00:00Z', { effectiveAt: '2011-11-05T00:00:00Z' }),
  terms: [EXPORTS, PLAN],
};
const imposed = (more: JsonObject = {}, at = '2011-11-03T18:00:00Z'): Drive =>
  given(specialMeasure).start({ payload: { ...IMPOSED, ...more }, by: chair }, at, STANDING);
const inForce = (more: JsonObject = {}): Drive => imposed(more).timePasses('2011-11-06T00:00:00Z');
const memory = (drive: Drive) => measureContextSchema.parse(drive.context);
const terms = (drive: Drive) => provisionsAt(memory(drive))?.terms.map(({ id }) => id);
const progress = (drive: Drive) =>
  drive.state
    .split(' + ')
    .find((region) => region.startsWith('progress.'))
    ?.slice('progress.'.length);
const acts = (drive: Drive) =>
  drive.effects
    .filter(({ topic }) => topic === 'registry-act')
    .map(({ payload, at }) => [payload['status'], payload['at'], at]);
const open = (drive: Drive) =>
  specialMeasure
    .waiting?.({ state: {}, context: drive.context, timers: [] })
    .map(({ key, due }) => `${key} ${due?.slice(0, 10) ?? '-'}`);
const reason = 'as reported';
const ruled = (at: string, more: JsonObject = {}): JsonObject => ({ decision: decision(at, more), reason });

describe('a special measure', () => {
  it('is sound', () => expect(() => requireSound(specialMeasure)).not.toThrow());

  it.each([
    ['2011-11-04T23:59:59Z', 'decided', []],
    [
      '2011-11-05T00:00:00Z',
      'in-force.terms.standing',
      [['partly', '2011-11-05T00:00:00.000Z', '2011-11-05T00:00:00.000Z']],
    ],
    [
      '2011-11-05T00:00:01Z',
      'in-force.terms.standing',
      [['partly', '2011-11-05T00:00:00.000Z', '2011-11-05T00:00:00.000Z']],
    ],
  ])('takes effect on its day: %s', (at, state, expected) => {
    const drive = imposed().timePasses(at);
    expect(progress(drive)).toBe(state);
    expect(acts(drive)).toEqual(expected);
  });

  it('says what applies, until when and to whom', () => {
    expect(imposed().described).toMatchObject({
      status: 'decided',
      needed: 'Decided: the terms apply to ZWE from 2011-11-05T00:00:00.000Z.',
      next: { sentence: 'The decision takes effect.', at: '2011-11-05T00:00:00.000Z' },
    });
    expect(inForce().described).toMatchObject({
      status: 'in force',
      needed:
        'On ZWE there apply: supervised exports in Marange, Chiadzwa; joint work plan. They apply until they are lifted. Nothing is due of anybody now.',
      next: null,
    });
  });

  it('keeps since when each term applies, also over an amendment', () => {
    const drive = inForce();
    drive.then(
      'amend',
      { decision: decision('2011-12-01T00:00:00Z'), terms: [EXPORTS, { ...PLAN, id: 'new-plan' }] },
      chair,
      { at: '2011-12-02T00:00:00Z' },
    );
    expect(provisionsAt(memory(drive))?.terms.map(({ id, since }) => [id, since])).toEqual([
      ['exports', '2011-11-05T00:00:00.000Z'],
      ['new-plan', '2011-12-01T00:00:00.000Z'],
    ]);
    expect(memory(drive).versions.map(({ kind }) => kind)).toEqual(['adopted', 'amended']);
  });

  it('an amendment that takes effect later changes nothing before', () => {
    const drive = inForce().then(
      'amend',
      { decision: decision('2011-11-06T00:00:00Z', { effectiveAt: '2012-01-01T00:00:00Z' }), terms: [PLAN] },
      chair,
    );
    expect(terms(drive.timePasses('2011-12-31T23:59:59Z'))).toEqual(['exports', 'plan']);
    expect(terms(drive.timePasses('2012-01-01T00:00:00Z'))).toEqual(['plan']);
    expect(acts(drive).at(-1)).toEqual(['eligible', '2012-01-01T00:00:00.000Z', '2012-01-01T00:00:00.000Z']);
  });
});

describe('a decision on a special measure', () => {
  const start = (more: JsonObject) => {
    const payload = specialMeasure.start.payload.parse({ ...IMPOSED, ...more });
    const event = {
      ...{
        type: 'start',
        occurredAt: '2011-11-03T18:00:00.000Z',
        commandId: 'c',
        actor: chair.actor,
        payload,
      },
      facts: { roles: ['chair'], ...STANDING, decisions: { draft: 'open', fallen: 'not-adopted' } },
    };
    return specialMeasure.start.refusal(null as never, event as never)?.code ?? null;
  };
  const taken = (more: JsonObject) => ({ decision: { ...decision('2011-11-03T17:00:00Z'), ...more } });
  const REPORT = { id: 'r', what: 'x', from: ['ZWE'], start: '2011-11-05', source: 'x' };
  it.each([
    ['as it stands', {}, null],
    ['of a Chair’s notice', taken({ by: 'chair' }), 'measure.notice-is-no-decision'],
    ['of an organ', taken({ by: 'organ' }), 'decision.wrong-body'],
    [
      'that does not say whether the party counts',
      taken({ concernedCounts: null }),
      'measure.concerned-unsaid',
    ],
    ['in the future', taken({ at: '2011-11-04T00:00:00Z' }), 'decision.in-the-future'],
    ['not decided yet', taken({ reference: 'draft' }), 'decision.not-taken'],
    ['that was not adopted', taken({ reference: 'fallen' }), 'decision.not-taken'],
    ['to which somebody objected', { objections: ['CAN'] }, 'measure.no-consensus'],
    ['to which the party objected, which counts', { objections: ['ZWE'] }, 'measure.no-consensus'],
    [
      'to which the party objected, which does not count',
      { objections: ['ZWE'], ...taken({ concernedCounts: false }) },
      null,
    ],
    ['to which nobody known objected', { objections: ['XXX'] }, 'case.wrong-code'],
    ['on nobody known', { party: 'XXX' }, 'case.wrong-code'],
    ['with a name twice', { terms: [EXPORTS, EXPORTS] }, 'measure.same-name'],
    ['that removes', { terms: [{ ...EXPORTS, measure: 'removal-from-list' }] }, 'measure.removal-elsewhere'],
    [
      'that ended before',
      { sunset: { kind: 'date', on: '2011-11-01', under: 'x' } },
      'measure.sunset-passed',
    ],
    [
      'with a report every hour',
      { reports: [{ ...REPORT, every: { value: 1, unit: 'hours' } }] },
      'measure.period-unit',
    ],
    [
      'with a report of nobody',
      { reports: [{ ...REPORT, from: ['XXX'], every: { value: 1, unit: 'months' } }] },
      'case.wrong-code',
    ],
  ])('%s', (_what, more, code) => expect(start(more)).toBe(code));
});

describe('reports under a special measure', () => {
  const REPORTS: JsonObject = {
    reports: [
      {
        id: 'monitoring',
        what: 'report of the monitors',
        from: ['WGM'],
        every: { value: 1, unit: 'months' },
        start: '2011-10-31',
        source: 'made up',
      },
    ],
  };
  const facts = { facts: { speaksFor: ['WGM'] } };

  it('are due for each period by themselves, and months do not drift', () => {
    const drive = inForce(REPORTS);
    expect(open(drive)).toEqual(['report-monitoring-1 2011-12-01']);
    expect(open(drive.timePasses('2011-11-30T23:59:59Z'))).toEqual(['report-monitoring-1 2011-12-01']);
    drive.timePasses('2012-03-01T00:00:00Z');
    expect(memory(drive).duties.map(({ due }) => due?.at.slice(0, 10))).toEqual([
      ...['2011-12-01', '2011-12-31', '2012-01-31', '2012-03-01', '2012-03-31'],
    ]);
  });

  it.each([
    ['2011-11-30T23:59:59Z', false, ['report-monitoring-1']],
    ['2011-12-01T00:00:00Z', true, ['report-monitoring-1', 'report-monitoring-2']],
    ['2011-12-01T00:00:01Z', true, ['report-monitoring-1', 'report-monitoring-2']],
  ])('the second is asked for, and the first late, from the end of the first period: %s', (at, late, ids) => {
    const drive = inForce(REPORTS).timePasses(at);
    expect(memory(drive).duties.map(({ id }) => id)).toEqual(ids);
    drive.then('submit-report', { duty: 'report-monitoring-1', by: 'WGM', text: 'Seen.' }, chair, facts);
    expect(memory(drive).submitted[0]).toMatchObject({ late, by: 'WGM' });
  });

  it('fall with the measure, and with an amendment that does not ask for them; asked for otherwise they begin anew', () => {
    const amended = inForce(REPORTS).then(
      'amend',
      { decision: decision('2011-11-06T00:00:00Z'), terms: [PLAN] },
      chair,
    );
    expect(open(amended)).toEqual([]);
    const again = inForce(REPORTS).then(
      'amend',
      {
        decision: decision('2011-11-06T00:00:00Z'),
        terms: [PLAN],
        reports: [{ ...((REPORTS['reports'] as JsonObject[])[0] ?? {}), start: '2011-11-01' }],
      },
      chair,
    );
    expect(open(again)).toEqual(['report-monitoring-1 2011-12-01']);
    const lifted = inForce(REPORTS).then('lift', ruled('2011-11-06T00:00:00Z'), chair);
    expect(open(lifted)).toEqual([]);
    expect(lifted.next).toBeNull();
  });

  it.each([
    ['nothing that is due', { duty: 'report-monitoring-9', by: 'WGM', text: 'x' }, 'measure.nothing-due'],
    ['in the name of another', { duty: 'report-monitoring-1', by: 'ZWE', text: 'x' }, 'duty.not-of-you'],
  ])('%s is not taken', (_what, payload, code) => {
    expect(inForce(REPORTS).refusal('submit-report', payload, chair).code).toBe(code);
  });
});

describe('reviews and visits', () => {
  const REVIEWS: JsonObject = {
    reviews: [
      { id: 'half', what: 'review', by: ['WGM'], when: { kind: 'day', on: '2012-06-30' }, source: 'x' },
      {
        id: 'plenary',
        what: 'review',
        by: ['chair'],
        when: { kind: 'event', event: 'Plenary of 2012' },
        source: 'x',
      },
    ],
  };
  it('are duties from the first day, with a date or without; what is found changes nothing', () => {
    const drive = inForce(REVIEWS);
    expect(open(drive)).toEqual(['review-half 2012-07-01', 'review-plenary -']);
    drive.then('record-review', { review: 'half', by: 'WGM', text: 'All well.' }, chair);
    expect(open(drive)).toEqual(['review-plenary -']);
    expect(terms(drive)).toEqual(['exports', 'plan']);
  });
  it('a review that is moved is due on the new day', () => {
    const later = {
      ...((REVIEWS['reviews'] as JsonObject[])[0] ?? {}),
      when: { kind: 'day', on: '2012-09-30' },
    };
    const drive = inForce(REVIEWS).then(
      'amend',
      { decision: decision('2011-11-06T00:00:00Z'), terms: [PLAN], reviews: [later] },
      chair,
    );
    expect(open(drive)).toEqual(['review-half 2012-10-01']);
  });
  const VISIT = { kind: 'monitor-visit', from: '2011-11-05', to: '2011-11-06', by: 'WGM', text: 'Seen.' };
  it('visits are kept', () => {
    const drive = inForce().then('record-monitoring', VISIT, chair);
    expect(memory(drive).monitoring).toMatchObject([VISIT]);
  });
  it.each([
    [{ ...VISIT, to: '2011-11-04' }, 'measure.ends-before-it-begins'],
    [{ ...VISIT, from: '2011-11-07', to: '2011-11-08' }, 'measure.not-yet'],
  ])('%# is not taken', (payload, code) => {
    expect(inForce().refusal('record-monitoring', payload, chair).code).toBe(code);
  });
});

describe('the end of a special measure', () => {
  const DATED = { sunset: { kind: 'date', on: '2012-06-30', under: 'paragraph 9' } };
  const PARAGRAPH_6: JsonObject = {
    sunset: { kind: 'condition', under: 'paragraph 6', condition: 'its terms are fulfilled' },
  };

  it.each([
    ['2012-06-30T23:59:59Z', false, ['partly']],
    ['2012-07-01T00:00:00Z', true, ['partly', 'eligible']],
    ['2012-07-01T00:00:01Z', true, ['partly', 'eligible']],
  ])('comes of itself by the date in its text, and by nothing else: %s', (at, ended, statuses) => {
    const drive = inForce(DATED).timePasses(at);
    expect(drive.ended).toBe(ended);
    expect(acts(drive).map(([status]) => status)).toEqual(statuses);
    if (ended)
      expect(memory(drive).end).toMatchObject({
        how: 'lapsed',
        at: '2012-07-01T00:00:00.000Z',
        decision: null,
      });
    if (ended) expect(drive.described.status).toBe('no longer applies');
  });

  it('never comes of itself without a date', () => {
    for (const more of [{}, PARAGRAPH_6])
      expect(inForce(more).timePasses('2021-01-01T00:00:00Z').ended).toBe(false);
  });

  it('a date is put off by deciding that it goes on', () => {
    const drive = inForce(DATED).then(
      'continue-measure',
      { ...ruled('2012-06-01T00:00:00Z'), sunset: { kind: 'date', on: '2012-12-31', under: 'paragraph 9' } },
      plenary,
      { at: '2012-06-01T12:00:00Z' },
    );
    expect(drive.timePasses('2012-12-31T23:59:59Z').ended).toBe(false);
    expect(drive.timePasses('2013-01-01T00:00:00Z').ended).toBe(true);
  });

  it('under its own clause it lapses when the Plenary finds the condition satisfied', () => {
    const drive = inForce(PARAGRAPH_6);
    expect(drive.described.needed).toContain(
      'Under paragraph 6 they end once the Plenary finds: its terms are fulfilled.',
    );
    const under = { ...ruled('2011-11-06T00:00:00Z'), under: 'paragraph 6' };
    const elsewhere = { ...under, decision: decision('2011-11-06T00:00:00Z', { by: 'written-procedure' }) };
    expect(drive.refusal('lift', elsewhere, chair).code).toBe('measure.wrong-finder');
    drive.then('lift', under, plenary);
    expect([progress(drive), drive.ended]).toEqual(['lapsed', true]);
    expect(memory(drive).end).toMatchObject({ how: 'lapsed', under: 'paragraph 6' });
    expect(acts(drive).at(-1)?.[0]).toBe('eligible');
  });

  it.each([
    ['2011-12-31T23:59:59Z', 'in force, lifted later', false],
    ['2012-01-01T00:00:00Z', 'lifted', true],
    ['2012-01-01T00:00:01Z', 'lifted', true],
  ])('a lifting that takes effect later ends it then: %s', (at, status, ended) => {
    const later = {
      decision: decision('2011-11-06T00:00:00Z', { effectiveAt: '2012-01-01T00:00:00Z' }),
      reason,
    };
    const drive = inForce().then('lift', later, chair).timePasses(at);
    expect([drive.described.status, drive.ended]).toEqual([status, ended]);
    expect(acts(drive)).toHaveLength(ended ? 2 : 1);
  });

  it('a conclusion leaves a duty behind: the visit is a case of its own', () => {
    const commitment = { text: 'invites a review visit', by: '2013-12-31' };
    const drive = inForce().then('conclude', { ...ruled('2011-11-06T00:00:00Z'), commitment }, chair);
    expect(progress(drive)).toBe('concluded');
    const [opened] = drive.lastEffects.filter(({ topic }) => topic === 'open-case');
    expect(opened?.payload).toMatchObject({
      workflow: 'review-visit',
      payload: {
        party: 'ZWE',
        kind: 'visit',
        basis: 'commitment',
        by: '2013-12-31',
        follows: [{ workflow: 'special-measure', reference: 'KP/SM/2011/1' }],
      },
    });
  });

  it('another instrument takes its place, and says itself what becomes of trade', () => {
    const drive = inForce().then('replace', { ...ruled('2011-11-06T00:00:00Z'), by: 'Next AD' }, chair);
    expect(progress(drive)).toBe('replaced');
    expect(acts(drive)).toHaveLength(1);
  });

  it.each([
    [
      'by a Chair’s notice',
      'lift',
      ruled('2011-11-06T00:00:00Z', { by: 'chair' }),
      'measure.notice-is-no-decision',
    ],
    [
      'against an objection',
      'lift',
      { ...ruled('2011-11-06T00:00:00Z'), objections: ['CAN'] },
      'measure.no-consensus',
    ],
    [
      'without saying whether the party counts',
      'lift',
      ruled('2011-11-06T00:00:00Z', { concernedCounts: null }),
      'measure.concerned-unsaid',
    ],
    [
      'with a promise that is over',
      'conclude',
      { ...ruled('2011-11-06T00:00:00Z'), commitment: { text: 'x', by: '2010-12-31' } },
      'measure.promise-passed',
    ],
  ])('is not recorded %s', (_what, type, payload, code) => {
    expect(inForce().refusal(type, payload, chair).code).toBe(code);
  });

  it('is not for the Participant to record', () => {
    expect(inForce().refusal('lift', ruled('2011-11-06T00:00:00Z'), zimbabwe).code).toBe(
      'procedure.not-your-role',
    );
  });
});

describe('lifting by zone', () => {
  const lifting = (zones: string[]) => ({ ...ruled('2011-11-06T00:00:00Z'), zones });
  const everywhere = {
    terms: [{ ...EXPORTS, zones: [], measure: 'temporary-suspension', trade: 'suspended' }],
  };

  it('a suspension of a whole country leaves part of trade once a zone is let out', () => {
    const drive = inForce(everywhere);
    expect(acts(drive).at(-1)?.[0]).toBe('suspended');
    drive.then('lift-in-zones', lifting(['Berberati']), chair);
    expect(acts(drive).at(-1)?.[0]).toBe('partly');
    expect(drive.described).toMatchObject({ status: 'in force, lifted in part' });
    expect(drive.described.needed).toContain('temporary suspension except in Berberati');
  });

  it('a term is gone with its last zone', () => {
    const drive = inForce().then('lift-in-zones', lifting(['Marange']), chair);
    expect(terms(drive)).toEqual(['exports', 'plan']);
    drive.then('lift-in-zones', lifting(['Chiadzwa']), chair);
    expect(terms(drive)).toEqual(['plan']);
    expect(acts(drive).at(-1)?.[0]).toBe('eligible');
  });

  it.each([
    ['twice in one zone', [['Berberati'], ['Berberati']], everywhere, 'measure.zone-not-under-it'],
    ['where it does not apply', [['Harare']], { terms: [EXPORTS] }, 'measure.zone-not-under-it'],
    ['until nothing is left', [['Marange', 'Chiadzwa']], { terms: [EXPORTS] }, 'measure.nothing-left'],
  ])('is refused %s', (_what, zones, more, code) => {
    const drive = inForce(more);
    for (const first of zones.slice(0, -1)) drive.then('lift-in-zones', lifting(first), chair);
    expect(drive.refusal('lift-in-zones', lifting(zones.at(-1) ?? []), chair).code).toBe(code);
  });
});

describe('what was never adopted', () => {
  it('an amendment that was never adopted never held: the terms before it hold, and trade from its first day', () => {
    const drive = inForce().then(
      'amend',
      { decision: decision('2011-12-01T00:00:00Z', { reference: 'WP/1' }), terms: [PLAN] },
      chair,
      { at: '2011-12-01T00:00:00Z' },
    );
    expect(terms(drive)).toEqual(['plan']);
    drive.then('annul', { reference: 'WP/1', reason }, chair, { at: '2012-02-04T12:00:00Z' });
    expect(terms(drive)).toEqual(['exports', 'plan']);
    expect(memory(drive).versions.at(-1)).toMatchObject({
      annulled: { at: '2012-02-04T12:00:00.000Z', reason },
    });
    expect(acts(drive).map(([status, at]) => [status, at])).toEqual([
      ['partly', '2011-11-05T00:00:00.000Z'],
      ['eligible', '2011-12-01T00:00:00.000Z'],
      ['partly', '2011-12-01T00:00:00.000Z'],
    ]);
  });

  it('a measure that was never adopted never was', () => {
    const drive = inForce().then('annul', { reference: 'decision of 2011-11-03', reason }, chair);
    expect(progress(drive)).toBe('annulled');
    expect(acts(drive).at(-1)).toEqual(['eligible', '2011-11-05T00:00:00.000Z', '2011-11-06T00:00:00.000Z']);
  });

  it('a lifting ahead that was never adopted does not come', () => {
    const later = {
      decision: decision('2011-11-06T00:00:00Z', { reference: 'WP/2', effectiveAt: '2012-01-01T00:00:00Z' }),
      reason,
    };
    const drive = inForce().then('lift', later, chair).then('annul', { reference: 'WP/2', reason }, chair);
    expect(drive.timePasses('2013-01-01T00:00:00Z').ended).toBe(false);
  });

  it('nothing is annulled that it does not rest on', () => {
    const refusal = inForce().refusal('annul', { reference: 'WP/9', reason }, chair);
    expect(refusal).toMatchObject({ code: 'measure.no-such-decision', field: 'reference' });
    expect(refusal.message).toContain('decision of 2011-11-03');
  });
});

describe('a notice without a decision', () => {
  const NOTICE = {
    id: 'march',
    by: 'COD',
    office: 'Chair',
    at: '2011-11-06T00:00:00Z',
    claims: 'exports-authorised',
    text: 'Exports may go on.',
  };
  const announced = () => inForce().then('record-notice', NOTICE, chair);
  const contest = { notice: 'march', party: 'CAN', ground: 'There was no consensus.' };
  const speaking = { facts: { speaksFor: ['CAN'] } };

  it('is kept and changes nothing', () => {
    const drive = announced();
    expect(terms(drive)).toEqual(['exports', 'plan']);
    expect(acts(drive)).toHaveLength(1);
    expect(drive.described.needed).toContain(
      'Announced without a decision, and without effect: Chair, 2011-11-06.',
    );
    expect(open(drive)).toEqual([]);
  });

  it('contested, the Chair is to consult, until it is settled', () => {
    const drive = announced().then('contest-notice', contest, canada, speaking);
    expect(open(drive)).toEqual(['notice-march -']);
    drive.then('settle-notice', { notice: 'march', outcome: 'without-effect', reason }, chair);
    expect(open(drive)).toEqual([]);
    expect(memory(drive).notices).toMatchObject([
      { contests: [{ party: 'CAN' }], settled: { outcome: 'without-effect' } },
    ]);
    expect(drive.refusal('contest-notice', contest, canada, speaking).code).toBe('measure.no-such-notice');
  });

  it.each([
    ['record-notice', { ...NOTICE }, chair, 'measure.notice-known'],
    ['record-notice', { ...NOTICE, id: 'x', at: '2012-01-01T00:00:00Z' }, chair, 'procedure.in-the-future'],
    ['contest-notice', { ...contest, notice: 'june' }, canada, 'measure.no-such-notice'],
    ['contest-notice', { ...contest, party: 'EU' }, canada, 'case.not-yours-to-say'],
  ])('%s is refused: %#', (type, payload, by, code) => {
    expect(announced().refusal(type, payload, by, speaking).code).toBe(code);
  });

  it('no consensus is kept as an attempt', () => {
    const drive = inForce().then(
      'record-no-consensus',
      { to: 'amend', where: 'Jerusalem', objections: ['CAN'], text: 'x' },
      chair,
    );
    expect(memory(drive).attempts).toMatchObject([{ where: 'Jerusalem', objections: ['CAN'] }]);
  });
});

describe('reverse consensus', () => {
  const polarity = (what: string) => ({
    polarity: {
      kind: 'stop',
      what,
      organ: 'WGM',
      stopAt: 2,
      within: { value: 15, unit: 'calendar-days' },
      source: 'draft of 2010',
    },
  });
  const OPEN = {
    id: 'mine-7',
    subject: 'exports of mine 7',
    zones: ['mine 7'],
    members: ['CAN', 'USA', 'EU', 'ZWE'],
  };
  const counts = (concernedCounts: boolean): JsonObject => ({
    decision: decision('2011-11-03T17:00:00Z', { effectiveAt: '2011-11-05T00:00:00Z', concernedCounts }),
  });
  const opened = (what = 'exports', more: JsonObject = counts(false)) =>
    inForce({ ...polarity(what), ...more }).then('open-window', OPEN, chair);
  const objects = (drive: Drive, member: string, at?: string) =>
    drive.then(
      'object-to-continuation',
      { window: 'mine-7', member, ground: 'x' },
      person(`${member}-1`, member, 'participant'),
      {
        facts: { speaksFor: [member] },
        ...(at === undefined ? {} : { at }),
      },
    );
  const window = (drive: Drive) => memory(drive).windows[0];

  it.each([
    ['2011-11-21T23:59:59Z', null],
    ['2011-11-22T00:00:00Z', 'continues'],
    ['2011-11-22T00:00:01Z', 'continues'],
  ])('it goes on unless enough members stop it in time: %s', (at, outcome) => {
    const drive = objects(opened(), 'CAN').timePasses(at);
    expect(window(drive)).toMatchObject({ outcome, due: { at: '2011-11-22T00:00:00.000Z' } });
    expect(acts(drive).at(-1)?.[0]).toBe('partly');
  });

  it('one less goes on, enough stop it at once', () => {
    const drive = objects(opened(), 'CAN');
    expect(window(drive)?.outcome).toBeNull();
    objects(drive, 'EU', '2011-11-21T23:59:59Z');
    expect(window(drive)).toMatchObject({ outcome: 'stopped', endedAt: '2011-11-21T23:59:59.000Z' });
    expect(terms(drive)).toEqual(['exports', 'plan', 'stopped-mine-7']);
    expect(memory(drive).versions.at(-1)).toMatchObject({ kind: 'stopped-by-members', decision: null });
  });

  it('an objection after the time is no objection', () => {
    const drive = objects(opened(), 'CAN').timePasses('2011-11-22T00:00:00Z');
    const late = { facts: { speaksFor: ['EU'] } };
    const refusal = drive.refusal(
      'object-to-continuation',
      { window: 'mine-7', member: 'EU', ground: 'x' },
      canada,
      late,
    );
    expect(refusal.code).toBe('measure.no-such-window');
  });

  it.each([
    [true, 'stopped'],
    [false, null],
  ])('the Participant concerned counts when the decision says so: %s', (counting, outcome) => {
    const drive = objects(objects(opened('exports', counts(counting)), 'CAN'), 'ZWE');
    expect(window(drive)?.outcome).toBe(outcome);
    expect(window(drive)?.objections.at(-1)).toMatchObject({ member: 'ZWE', counted: counting });
  });

  it('an objection that is withdrawn in time does not count', () => {
    const drive = objects(opened(), 'CAN').then(
      'withdraw-objection',
      { window: 'mine-7', member: 'CAN' },
      canada,
      {
        facts: { speaksFor: ['CAN'] },
      },
    );
    expect(window(objects(drive, 'EU'))?.outcome).toBeNull();
    expect(window(objects(drive, 'CAN'))?.outcome).toBe('stopped');
  });

  it('where the measure itself goes on unless stopped, it ends', () => {
    const drive = objects(objects(opened('measure'), 'CAN'), 'EU');
    expect([progress(drive), drive.ended]).toEqual(['lifted', true]);
    expect(memory(drive).ending?.reason).toBe('2 members of WGM stopped it: exports of mine 7');
  });

  it.each([
    ['where nothing is stopped by members', inForce(), 'open-window', OPEN, 'measure.not-stopped-by-members'],
    [
      'with too few members that count',
      inForce({ ...polarity('exports'), ...counts(false) }),
      'open-window',
      { ...OPEN, members: ['CAN', 'ZWE'] },
      'measure.too-few-members',
    ],
    [
      'with one counted twice',
      inForce({ ...polarity('exports'), ...counts(false) }),
      'open-window',
      { ...OPEN, members: ['CAN', 'CAN'] },
      'measure.too-few-members',
    ],
    [
      'with Observers',
      inForce(polarity('exports')),
      'open-window',
      { ...OPEN, members: ['CAN', 'EU', 'WDC'] },
      'case.wrong-code',
    ],
    [
      'without saying whose exports',
      inForce(polarity('exports')),
      'open-window',
      { ...OPEN, zones: [] },
      'measure.zones-missing',
    ],
    ['twice', opened(), 'open-window', OPEN, 'measure.window-known'],
    [
      'by one who does not sit there',
      opened(),
      'object-to-continuation',
      { window: 'mine-7', member: 'ISR', ground: 'x' },
      'measure.not-a-member',
    ],
    [
      'that was not made',
      opened(),
      'withdraw-objection',
      { window: 'mine-7', member: 'CAN' },
      'measure.no-objection',
    ],
    [
      'twice by one',
      objects(opened(), 'CAN'),
      'object-to-continuation',
      { window: 'mine-7', member: 'CAN', ground: 'x' },
      'measure.objected-already',
    ],
  ])('is refused %s', (_what, drive, type, payload, code) => {
    expect(drive.refusal(type, payload, chair).code).toBe(code);
  });
});
