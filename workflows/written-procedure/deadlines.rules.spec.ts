import { describe, expect, it } from '@jest/globals';
import { aProcedure, chair, memory, rulesOf } from '../../test/support/written-procedure.js';
import { toInstant } from '../../src/kernel/instant.js';
import {
  contestEnd,
  deadlineAfter,
  extendableAfterClose,
  reminderTimetable,
  windowDeadline,
} from './deadlines.rules.js';
import { plannedTimetable } from './timetable.rules.js';

const at = toInstant;

describe('a window', () => {
  it('of 21 days ends at the end of the 21st day after the launch, whose own day is not counted', () => {
    expect(windowDeadline(rulesOf('kp'), at('2026-07-01T12:00:00Z'), {})).toMatchObject({
      at: '2026-07-23T00:00:00.000Z',
      wallTime: '2026-07-22T24:00',
      zone: 'UTC',
    });
  });

  it('of 72 hours ends to the minute', () => {
    expect(windowDeadline(rulesOf('un-ga-74-544'), at('2026-07-01T12:00:00Z'), {}).at).toBe(
      '2026-07-04T12:00:00.000Z',
    );
  });

  it('given as a date and hour ends then, in its zone', () => {
    const deadline = { wallTime: '2026-07-15T17:00', zone: 'Europe/Vienna' };
    expect(windowDeadline(rulesOf('osce'), at('2026-07-01T12:00:00Z'), { deadline })).toMatchObject({
      at: '2026-07-15T15:00:00.000Z',
      from: null,
    });
  });

  it('rolls over a weekend where the rules say so, and not where they do not', () => {
    const period = { value: 10, unit: 'calendar-days' } as const; // from Wednesday 1 July to Saturday 11 July
    expect(deadlineAfter(rulesOf('eu-comitology'), at('2026-07-01T12:00:00Z'), period).wallTime).toBe(
      '2026-07-13T24:00',
    );
    expect(deadlineAfter(rulesOf('kp'), at('2026-07-01T12:00:00Z'), period).wallTime).toBe(
      '2026-07-11T24:00',
    );
  });
});

describe('an extension', () => {
  it('by a period runs on from the last day of the deadline, not from the day after', () => {
    const drive = aProcedure().then(
      'extend',
      { period: { value: 7, unit: 'calendar-days' }, reason: 'few answers' },
      chair,
      { at: '2026-07-20T09:00:00Z' },
    );
    expect(memory(drive).round?.deadline).toMatchObject({
      at: '2026-07-30T00:00:00.000Z',
      wallTime: '2026-07-29T24:00',
    });
  });

  it('by hours runs on from the instant', () => {
    const drive = aProcedure({ preset: 'un-ga-74-544' }).then('extend', { reason: 'asked' }, chair);
    expect(memory(drive).round?.deadline.at).toBe('2026-07-05T12:00:00.000Z');
  });

  it('after the expiry runs from the day it is given', () => {
    const drive = aProcedure().then(
      'extend',
      { period: { value: 7, unit: 'calendar-days' }, reason: 'nobody answered' },
      chair,
      { at: '2026-07-24T09:00:00Z' },
    );
    expect(memory(drive).round?.deadline.wallTime).toBe('2026-07-31T24:00');
  });

  it('of an expired window is possible until the end of the seventh day after it', () => {
    const drive = aProcedure().timePasses('2026-07-23T00:00:00Z');
    expect(memory(drive).extendableUntil).toMatchObject({ wallTime: '2026-07-29T24:00' });
    expect(extendableAfterClose({ ...memory(drive), asOf: at('2026-07-30T00:00:00Z') })).toBeNull();
  });
});

describe('the reminders', () => {
  const deadline = deadlineAfter(rulesOf('kp'), at('2026-07-01T12:00:00Z'), {
    value: 21,
    unit: 'calendar-days',
  });

  it('go out 14, 7, 3 and 1 days before, and on the last morning', () => {
    expect(reminderTimetable(rulesOf('kp'), at('2026-07-01T12:00:00Z'), deadline)).toEqual([
      { at: '2026-07-08T08:00:00.000Z', label: '14-days' },
      { at: '2026-07-15T08:00:00.000Z', label: '7-days' },
      { at: '2026-07-19T08:00:00.000Z', label: '3-days' },
      { at: '2026-07-21T08:00:00.000Z', label: '1-days' },
      { at: '2026-07-22T08:00:00.000Z', label: 'last-morning' },
    ]);
  });

  it.each([
    ['one millisecond before a reminder', '2026-07-15T07:59:59.999Z', '7-days'],
    ['at its instant', '2026-07-15T08:00:00Z', '3-days'],
    ['one millisecond after it', '2026-07-15T08:00:00.001Z', '3-days'],
  ])('are clipped to a window that opens %s', (_when, from, first) => {
    expect(reminderTimetable(rulesOf('kp'), at(from), deadline)[0]?.label).toBe(first);
  });

  it('of a window in hours count hours back from the instant', () => {
    const drive = aProcedure({ preset: 'un-ga-74-544', at: '2026-07-01T02:00:00Z' });
    expect(memory(drive).reminders).toEqual([
      { at: '2026-07-02T12:00:00.000Z', label: '1-days' },
      { at: '2026-07-03T20:00:00.000Z', label: '6-hours' },
    ]);
  });

  it('keep the morning hour across a change of clocks', () => {
    const osce = rulesOf('osce');
    const march = deadlineAfter(osce, at('2026-03-27T09:00:00Z'), { value: 3, unit: 'calendar-days' }); // clocks go forward on 29 March
    expect(reminderTimetable(osce, at('2026-03-27T09:00:00Z'), march).map((one) => one.at)).toEqual([
      '2026-03-29T06:00:00.000Z',
      '2026-03-30T06:00:00.000Z',
      '2026-03-30T08:00:00.000Z',
    ]);
  });

  it('are planned anew when the window is extended', () => {
    const drive = aProcedure().then(
      'extend',
      { period: { value: 7, unit: 'calendar-days' }, reason: 'few answers' },
      chair,
      { at: '2026-07-20T09:00:00Z' },
    );
    expect(memory(drive).reminders.map((one) => one.label)).toEqual([
      '7-days',
      '3-days',
      '1-days',
      'last-morning',
    ]);
  });
});

describe('the timetable', () => {
  it('shows every mail and deadline ahead with how many it reaches', () => {
    expect(plannedTimetable(memory(aProcedure({ members: 3 })))).toEqual([
      { at: '2026-07-08T08:00:00.000Z', what: 'reminder 14-days', recipients: 6 },
      { at: '2026-07-15T08:00:00.000Z', what: 'reminder 7-days', recipients: 6 },
      { at: '2026-07-19T08:00:00.000Z', what: 'reminder 3-days', recipients: 6 },
      { at: '2026-07-21T08:00:00.000Z', what: 'reminder 1-days', recipients: 6 },
      { at: '2026-07-22T08:00:00.000Z', what: 'reminder last-morning', recipients: 6 },
      { at: '2026-07-23T00:00:00.000Z', what: 'closing', recipients: 2 },
      { at: '2026-07-26T00:00:00.000Z', what: 'outcome-overdue', recipients: 1 },
      { at: '2026-07-30T00:00:00.000Z', what: 'outcome-overdue', recipients: 2 },
      { at: '2026-08-06T00:00:00.000Z', what: 'outcome-overdue', recipients: 2 },
    ]);
  });

  it('says how many mails a reminder will be, and that many are sent', () => {
    const drive = aProcedure({ members: 3 });
    const planned = plannedTimetable(memory(drive))[0]?.recipients;
    drive.timePasses('2026-07-08T08:00:00Z');
    expect(drive.lastEffects).toHaveLength(planned ?? -1);
  });
});

describe('a contest', () => {
  it('is possible for thirty days after the declaration under KP rules', () => {
    expect(contestEnd({ ...memory(aProcedure()), asOf: at('2026-07-24T09:00:00Z') }).wallTime).toBe(
      '2026-08-23T24:00',
    );
  });
});
