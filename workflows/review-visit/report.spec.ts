import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/kernel/json.js';
import type { Drive, Persona } from '../../test/support/drive.js';
import {
  chair,
  liberia,
  zimbabwe,
  ofParty,
  arranged,
  ended,
  reported,
  posted,
  memory,
  waiting,
  at,
} from '../../test/support/review-visit.js';
import { daysLate } from './review-visit.rules.js';
import { reviewVisit } from './review-visit.workflow.js';

describe('the report', () => {
  it.each([
    [false, '2010-08-14', '2010-09-05T00:00:00.000Z'],
    [true, '2010-08-14', '2010-09-07T00:00:00.000Z'],
    [true, '2010-08-16', '2010-09-07T00:00:00.000Z'],
  ])(
    'is due three weeks after the end (a last day at the weekend rolls over: %s; end %s)',
    (rollOver, on, due) => {
      expect(memory(ended({ rollOver }, on)).duties.at(-1)?.due?.at).toBe(due);
    },
  );

  it.each([
    ['2010-09-04T23:59:59Z', 0],
    ['2010-09-05T00:00:00Z', 1],
    ['2010-09-05T00:00:01Z', 1],
    ['2010-11-01T12:00:00Z', 58],
  ])('that comes at %s is %i days late, and is taken all the same', (when, days) => {
    const drive = reported(when);
    expect([at(drive), memory(drive).report?.daysLate]).toEqual(['commenting', days]);
    expect(memory(drive).duties.find(({ id }) => id === 'report')?.closed?.late).toBe(days > 0);
  });

  it('keeps the days right at whole days', () => {
    const due = '2010-09-05T00:00:00.000Z' as never;
    expect([
      daysLate(due, '2010-09-05T23:59:59.999Z' as never),
      daysLate(due, '2010-09-06T00:00:00.000Z' as never),
    ]).toEqual([1, 2]);
  });

  it('is shown late while it is awaited', () => {
    const drive = ended().timePasses('2010-09-05T00:00:00Z');
    expect(drive.described).toMatchObject({ status: 'report late' });
    expect(drive.described.needed).toMatch(
      /report of the review mission of LBR by Saturday 4 September 2010.*, late/,
    );
  });

  it('that never comes ends the case only after an excuse, with its reason', () => {
    const drive = ended().timePasses('2013-01-01T00:00:00Z');
    expect(drive.refusal('conclude', { reason: 'x' }, chair).code).toBe('visit.report-awaited');
    drive.then('excuse', { reason: 'The team was dissolved.' }, chair);
    expect(waiting(drive)).toEqual(['closing: chair']);
    drive.then('conclude', { reason: 'x' }, chair);
    expect([at(drive), drive.ended]).toEqual(['concluded', true]);
  });

  it('is known to those concerned alone until it is posted', () => {
    const drive = reported();
    expect(memory(drive)).toMatchObject({ visibility: 'concerned' });
    expect(memory(drive).concerns).toEqual(expect.arrayContaining(['WGM', 'LBR', 'CSC']));
    expect(memory(posted()).visibility).toBe('all');
  });

  it('is posted with the comments within three weeks', () => {
    const drive = reported();
    expect(waiting(drive)).toEqual(['comments: ZWE 2010-09-23', 'posting: chair 2010-09-23']);
    expect(drive.refusal('post', {}, chair).code).toBe('visit.comments-awaited');
    drive.then('comment', { text: 'Noted.' }, zimbabwe, ofParty('ZWE')).then('post', {}, chair);
    expect([at(drive), memory(drive).posted?.daysLate]).toEqual(['following-up', 0]);
  });

  it('is posted in time without comments on the last day, and not before', () => {
    const waits = reported().timePasses('2010-09-21T23:59:59Z');
    expect(waits.refusal('post', {}, chair).code).toBe('visit.comments-awaited');
    waits.then('post', {}, chair, { at: '2010-09-22T00:00:00Z' });
    expect([at(waits), memory(waits).posted?.daysLate]).toEqual(['following-up', 0]);
    const last = reported().then('post', {}, chair, { at: '2010-09-22T23:59:59Z' });
    expect(memory(last).duties.find(({ id }) => id === 'posting')?.closed?.late).toBe(false);
  });

  it('is not posted without comments while these are postponed', () => {
    const postponed = { duty: 'comments', until: '2010-10-10', reason: 'asked for' };
    const drive = reported().then('postpone', postponed, chair).timePasses('2010-10-09T23:59:59Z');
    expect(drive.refusal('post', {}, chair).code).toBe('visit.comments-awaited');
    expect(at(drive.then('post', {}, chair, { at: '2010-10-10T00:00:00Z' }))).toBe('following-up');
  });

  it('is posted without comments once their time has passed; they are taken later', () => {
    const drive = reported().then('post', {}, chair, { at: '2010-09-23T00:00:00Z' });
    expect(memory(drive).duties.find(({ id }) => id === 'comments')?.closed).toMatchObject({
      how: 'dropped',
      late: true,
    });
    expect(memory(drive).posted?.daysLate).toBe(1);
    drive.then('comment', { text: 'Late.' }, zimbabwe, { at: '2010-10-01T00:00:00Z', ...ofParty('ZWE') });
    expect(memory(drive).comments[0]?.daysLate).toBe(9);
  });

  it('may come before its recommendations are entered; until then they count as open', () => {
    const drive = reported('2010-09-01T10:00:00Z', { recommendations: null })
      .then('comment', { text: 'Noted.' }, chair)
      .then('post', {}, chair);
    expect([at(drive), memory(drive).recommendationsKnown]).toEqual(['following-up', false]);
    expect(drive.described.needed).toBe('The report was noted; its recommendations are still to be entered.');
    expect(waiting(drive)).toEqual(['recommendations: WGM']);
    drive.then('recommend', { recommendations: [{ text: 'Fence.', to: 'ZWE' }] }, chair);
    expect(waiting(drive)).toEqual(['recommendation-1: ZWE']);
  });

  it('keeps to itself what it recommends until it is posted, and then tells those it is addressed to', () => {
    const drive = reported('2010-09-01T10:00:00Z', { recommendations: null });
    const addressed = () =>
      drive.lastEffects.flatMap(({ payload }) =>
        payload['kind'] === 'request' ? [[payload['to'], payload['paragraphs']]] : [],
      );
    drive.then('recommend', { recommendations: [{ text: 'Fence.', to: 'GHA' }] }, chair);
    expect([addressed(), waiting(drive)]).toEqual([
      [],
      ['comments: ZWE 2010-09-23', 'posting: chair 2010-09-23'],
    ]);
    drive.then('comment', { text: 'Noted.' }, chair).then('post', {}, chair);
    expect(addressed()).toEqual([[[{ code: 'GHA', who: 'contacts' }], ['GHA: Fence.']]]);
    expect(waiting(drive)).toEqual(['recommendation-1: GHA']);
  });

  it('is announced at the end of the visit for the day that the rules give', () => {
    const twoWeeks = ended({ reportWithin: { value: 2, unit: 'weeks' } });
    expect(twoWeeks.lastEffects[0]?.payload['lead']).toMatch(/its report is due by Saturday 28 August 2010/);
  });

  it('may give another time for comments, with its reason', () => {
    const otherTime = { within: { value: 30, unit: 'calendar-days' }, reason: 'practice of 2010' };
    expect(waiting(reported('2010-11-01T12:00:00Z', { otherTime }))?.[0]).toBe('comments: ZWE 2010-12-02');
  });

  it('moves when the end of the visit is corrected', () => {
    const drive = ended().then('correct-end', { on: '2010-08-16', reason: 'the report says so' }, chair, {
      at: '2010-08-20T10:00:00Z',
    });
    expect(waiting(drive)).toEqual(['report: LBR 2010-09-07']);
    const late = reported('2010-11-01T12:00:00Z').then(
      'correct-end',
      { on: '2010-08-16', reason: 'x' },
      chair,
    );
    expect(memory(late).report?.daysLate).toBe(56);
  });

  it.each([
    ['begin', arranged, { on: '2010-09-01' }, 'visit.day-ahead'],
    ['begin', arranged, { on: '2010-07-20' }, 'case.not-yours-to-say', zimbabwe],
    ['submit-report', ended, { summary: 'x', on: '2010-08-13' }, 'visit.report-before-end'],
    [
      'submit-report',
      ended,
      { summary: 'x', recommendations: [{ text: 'x', to: 'XXX' }] },
      'case.wrong-code',
    ],
  ])(
    'refuses to %s wrongly',
    (type, from: () => Drive, payload: JsonObject, code: string, by: Persona = chair) => {
      expect(from().refusal(type, payload, by, by === chair ? {} : ofParty('ZWE')).code).toBe(code);
    },
  );
});

describe('recommendations', () => {
  it('each wait for whoever is to carry them out', () => {
    expect(waiting(posted())).toEqual(['recommendation-1: ZWE 2011-04-01', 'recommendation-2: ZWE']);
  });

  it('are followed up, and the case stays open until all are closed', () => {
    const drive = posted().then(
      'follow-up',
      { recommendation: 'recommendation-1', by: 'ZWE', text: 'Half of it is fenced.' },
      zimbabwe,
      ofParty('ZWE'),
    );
    const close = (id: number, how: string, by: string) => ({
      recommendation: `recommendation-${id}`,
      how,
      by,
      reason: 'x',
    });
    drive.then('close-recommendation', close(1, 'done', 'WGM'), chair);
    expect(at(drive)).toBe('following-up');
    expect(drive.refusal('close-recommendation', close(1, 'done', 'WGM'), chair).code).toBe(
      'recommendation.closed',
    );
    expect(drive.refusal('close-recommendation', close(9, 'done', 'WGM'), chair).code).toBe(
      'recommendation.unknown',
    );
    const done = close(2, 'done', 'ZWE');
    expect(drive.refusal('close-recommendation', done, zimbabwe, ofParty('ZWE')).code).toBe(
      'recommendation.wrong-closer',
    );
    drive.then('close-recommendation', close(2, 'rejected', 'ZWE'), zimbabwe, ofParty('ZWE'));
    expect([at(drive), memory(drive).recommendations[1]?.closed?.how]).toEqual(['next-awaited', 'rejected']);
  });

  it('are not judged by the one visited or whoever is to carry them out, though it sits in the organ', () => {
    const sitting = (code: string) => ({ facts: { speaksFor: [code, 'WGM'] } });
    const first = { recommendation: 'recommendation-1' };
    const moves: readonly (readonly [string, JsonObject])[] = [
      ['close-recommendation', { ...first, how: 'done', by: 'WGM', reason: 'x' }],
      ['redate-recommendation', { ...first, due: { kind: 'soft', words: 'some day' }, reason: 'x' }],
      ['recommend', { recommendations: [] }],
    ];
    for (const [type, payload] of moves)
      expect(posted().refusal(type, payload, zimbabwe, sitting('ZWE')).code).toBe('case.own-case');
    const closed = posted().then(
      'close-recommendation',
      { ...first, how: 'done', by: 'WGM', reason: 'x' },
      liberia,
      {
        ...sitting('LBR'),
      },
    );
    const again = { ...first, reason: 'x' };
    expect(closed.refusal('reopen-recommendation', again, zimbabwe, sitting('ZWE')).code).toBe(
      'case.own-case',
    );
    const toLiberia = posted().then('recommend', { recommendations: [{ text: 'x', to: 'LBR' }] }, chair);
    const third = { recommendation: 'recommendation-3', how: 'done', by: 'WGM', reason: 'x' };
    expect(toLiberia.refusal('close-recommendation', third, liberia, sitting('LBR')).code).toBe(
      'case.own-case',
    );
  });

  it.each([
    ['recommendation-1', posted],
    ['posting', reported],
    ['visit', arranged],
  ] as const)('are not excused away: %s', (duty, from) => {
    expect(from().refusal('excuse', { duty, reason: 'x' }, chair).code).toBe('visit.not-excused');
  });

  it('late are a state, and can be opened again', () => {
    const drive = posted().timePasses('2011-04-01T00:00:00Z');
    expect(memory(drive).duties.find(({ id }) => id === 'recommendation-1')?.lateSince).toBe(
      '2011-04-01T00:00:00.000Z',
    );
    const closing = (id: string) => ({ recommendation: id, how: 'overtaken', by: 'chair', reason: 'x' });
    drive.then('close-recommendation', closing('recommendation-1'), chair);
    drive.then('close-recommendation', closing('recommendation-2'), chair);
    expect(at(drive)).toBe('next-awaited');
    drive.then('reopen-recommendation', { recommendation: 'recommendation-2', reason: 'too soon' }, chair);
    expect([at(drive), waiting(drive)]).toEqual(['following-up', ['recommendation-2: ZWE']]);
  });

  it('closed, the next visit would be due three years after the last; a person opens its case', () => {
    const drive = posted();
    for (const id of ['recommendation-1', 'recommendation-2'])
      drive.then(
        'close-recommendation',
        { recommendation: id, how: 'done', by: 'chair', reason: 'x' },
        chair,
      );
    expect(drive.next).toMatchObject({ name: 'next-visit', dueAt: '2013-08-15T00:00:00.000Z' });
    drive.timePasses('2013-08-14T23:59:59Z');
    expect(at(drive)).toBe('next-awaited');
    drive.timePasses('2013-08-15T00:00:00Z');
    expect([at(drive), waiting(drive)]).toEqual(['next-due', ['next-visit: WGM']]);
    drive.then('open-next', { reference: 'KP/VISIT/ZWE/2013', title: 'Next' }, zimbabwe, ofParty('ZWE'));
    expect(drive.ended).toBe(true);
    const payload = drive.lastEffects[0]?.payload['payload'];
    expect(reviewVisit.start.payload.parse(payload)).toMatchObject({
      party: 'ZWE',
      kind: 'visit',
      basis: 'invitation',
      visibility: 'all',
    });
    const few = posted({ visibility: 'concerned', concerns: ['AUS'] });
    for (const id of ['recommendation-1', 'recommendation-2'])
      few.then('close-recommendation', { recommendation: id, how: 'done', by: 'chair', reason: 'x' }, chair);
    few.then('open-next', { reference: 'KP/VISIT/ZWE/2013', title: 'Next' }, zimbabwe, ofParty('ZWE'));
    expect(few.lastEffects[0]?.payload['payload']).toMatchObject({ visibility: 'concerned' });
    expect((few.lastEffects[0]?.payload['payload'] as JsonObject)['concerns']).toContain('AUS');
  });
});
