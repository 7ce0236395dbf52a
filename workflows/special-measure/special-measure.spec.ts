import { describe, expect, it } from '@jest/globals';
import { requireSound } from '../../src/engine/workflow.checks.js';
import type { JsonObject } from '../../src/kernel/json.js';
import {
  EXPORTS,
  IMPOSED,
  PLAN,
  STANDING,
  acts,
  chair,
  decision,
  imposed,
  inForce,
  memory,
  open,
  progress,
  ruled,
  terms,
  zimbabwe,
} from '../../test/support/special-measures.js';
import { provisionsAt } from '../measures/index.js';
import { specialMeasure } from './special-measure.workflow.js';

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
    expect(drive.lastEffects.map(({ payload }) => [payload['paragraphs'], payload['when']])).toEqual([
      [
        ['joint work plan: A work plan with a monitor.'],
        { at: '2012-01-01T00:00:00.000Z', label: 'Takes effect' },
      ],
    ]);
    const zones = { ...ruled('2011-11-06T00:00:00Z'), zones: ['Marange'] };
    expect(drive.refusal('lift-in-zones', zones, chair).code).toBe('measure.change-ahead');
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

  it('of a month that begins on the first end with its last day', () => {
    const [rule = {}] = REPORTS['reports'] as JsonObject[];
    const drive = inForce({ reports: [{ ...rule, start: '2011-12-01' }] }).timePasses('2012-02-15T00:00:00Z');
    expect(memory(drive).duties.map(({ due }) => due?.at.slice(0, 10))).toEqual([
      ...['2012-01-01', '2012-02-01', '2012-03-01'],
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

  it('is not given by the Participant concerned for an organ in which it sits', () => {
    const sits = { facts: { speaksFor: ['ZWE', 'WGM'] } };
    const report = { duty: 'report-monitoring-1', by: 'WGM', text: 'All is well.' };
    expect(inForce(REPORTS).refusal('submit-report', report, zimbabwe, sits).code).toBe('case.own-case');
    const [rule] = REPORTS['reports'] as JsonObject[];
    const own = inForce({ reports: [{ ...rule, from: ['ZWE'] }] });
    own.then('submit-report', { ...report, by: 'ZWE' }, zimbabwe, sits);
    expect(memory(own).submitted).toMatchObject([{ by: 'ZWE' }]);
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
  it('are not the Participant’s own to do for an organ in which it sits', () => {
    const sits = { facts: { speaksFor: ['ZWE', 'WGM'] } };
    const review = { review: 'half', by: 'WGM', text: 'All well.' };
    expect(inForce(REVIEWS).refusal('record-review', review, zimbabwe, sits).code).toBe('case.own-case');
    expect(inForce().refusal('record-monitoring', VISIT, zimbabwe, sits).code).toBe('case.own-case');
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
