import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/kernel/json.js';
import type { Drive } from '../../test/support/drive.js';
import {
  EXPORTS,
  PLAN,
  acts,
  canada,
  chair,
  decision,
  inForce,
  memory,
  open,
  person,
  progress,
  reason,
  terms,
} from '../../test/support/special-measures.js';
import { openDuties } from '../casework/index.js';

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

  it('what members stopped under it falls with it, and what is decided for later still comes', () => {
    const stop = {
      kind: 'stop',
      what: 'exports',
      organ: 'WGM',
      stopAt: 1,
      within: { value: 15, unit: 'calendar-days' },
      source: 'x',
    };
    const drive = inForce({ polarity: stop })
      .then(
        'amend',
        {
          decision: decision('2011-11-06T00:00:00Z', {
            reference: 'WP/3',
            effectiveAt: '2012-01-01T00:00:00Z',
          }),
          terms: [EXPORTS],
        },
        chair,
      )
      .then('open-window', { id: 'w', subject: 'exports of A', zones: ['A'], members: ['CAN'] }, chair)
      .then('object-to-continuation', { window: 'w', member: 'CAN', ground: 'x' }, chair);
    expect(terms(drive)).toEqual(['exports', 'plan', 'stopped-w']);
    drive.then('annul', { reference: 'decision of 2011-11-03', reason }, chair);
    expect(progress(drive)).toBe('decided');
    expect(acts(drive).at(-1)).toEqual(['eligible', '2011-11-05T00:00:00.000Z', '2011-11-06T00:00:00.000Z']);
    drive.timePasses('2012-01-01T00:00:00Z');
    expect([progress(drive), acts(drive).at(-1)?.[0]]).toEqual(['in-force.terms.standing', 'partly']);
  });

  it.each([
    ['another item', '7', 'measure.no-such-decision'],
    ['this item', '6', null],
    ['any item', null, null],
  ])('a decision of a meeting is struck by its item: %s', (_what, item, code) => {
    const cited = decision('2011-12-01T00:00:00Z', { reference: 'M', item: '6' });
    const drive = inForce().then('amend', { decision: cited, terms: [PLAN] }, chair, {
      at: '2011-12-01T00:00:00Z',
    });
    if (code !== null)
      expect(drive.refusal('annul', { reference: 'M', item, reason }, chair).code).toBe(code);
    else
      expect(terms(drive.then('annul', { reference: 'M', item, reason }, chair))).toEqual([
        'exports',
        'plan',
      ]);
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
    ['record-notice', { ...NOTICE, id: 'x' }, canada, 'case.not-yours-to-say'],
    ['contest-notice', { ...contest, party: 'EU' }, canada, 'case.not-yours-to-say'],
  ])('%s is refused: %#', (type, payload, by, code) => {
    expect(announced().refusal(type, payload, by, speaking).code).toBe(code);
  });

  it('is kept with who entered it', () => {
    const byItself = inForce().then('record-notice', { ...NOTICE, by: 'CAN' }, canada, speaking);
    expect(memory(byItself).notices[0]?.person).toMatchObject({ id: 'CAN-1', party: 'CAN' });
    expect(memory(announced()).notices[0]?.person).toMatchObject({ id: 'USA-1' });
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
    expect(memory(drive).versions.at(-1)).toMatchObject({ kind: 'stopped-by-members', annulled: null });
  });

  it('waits for the members that have not objected, to its end, and is then never late', () => {
    const drive = opened();
    const awaited = () => openDuties(memory(drive)).map(({ from }) => from);
    expect(open(drive)).toEqual(['window-mine-7 2011-11-22']);
    expect(awaited()).toEqual([['CAN', 'USA', 'EU', 'ZWE']]);
    expect(drive.lastEffects.map(({ payload }) => payload['duty'])).toEqual(['window-mine-7']);
    objects(drive, 'CAN');
    expect(awaited()).toEqual([['USA', 'EU', 'ZWE']]);
    drive.then('withdraw-objection', { window: 'mine-7', member: 'CAN' }, canada, {
      facts: { speaksFor: ['CAN'] },
    });
    expect(awaited()).toEqual([['CAN', 'USA', 'EU', 'ZWE']]);
    drive.timePasses('2012-06-01T00:00:00Z');
    expect(open(drive)).toEqual([]);
    expect(memory(drive).duties.at(-1)).toMatchObject({
      lateSince: null,
      climbs: [],
      reminded: ['2011-11-18T09:00:00.000Z', '2011-11-20T09:00:00.000Z'],
      closed: { how: 'done', at: '2011-11-22T00:00:00.000Z', late: false, note: 'continues' },
    });
    expect(drive.history).not.toContain('became-late');
  });

  it('waits for nobody once enough have stopped it, and is neither excused nor postponed before', () => {
    const drive = opened();
    const moved = { duty: 'window-mine-7', reason: 'x' };
    expect(drive.refusal('excuse', moved, chair).code).toBe('measure.window-runs');
    expect(drive.refusal('postpone', { ...moved, until: '2012-01-31' }, chair).code).toBe(
      'measure.window-runs',
    );
    expect(open(objects(objects(drive, 'CAN'), 'EU'))).toEqual([]);
  });

  it.each([
    ['those who sit there', { WGM: ['CAN', 'EU', 'USA', 'ZWE'] }, null],
    ['others', { WGM: ['CAN', 'EU', 'COD'] }, 'measure.not-seated'],
    ['anybody, of an organ without seats on record', { PC: ['CAN'] }, null],
  ])('is opened for %s: %#', (_whom, seats, code) => {
    const before = inForce({ ...polarity('exports'), ...counts(false) });
    if (code === null)
      expect(() => before.then('open-window', OPEN, chair, { facts: { seats } })).not.toThrow();
    else {
      const refusal = before.refusal('open-window', OPEN, chair, { facts: { seats } });
      expect(refusal).toMatchObject({ code, field: 'members' });
      expect(refusal.message).toContain('Not seated in WGM now: USA, ZWE. Its members are CAN, EU, COD.');
    }
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
