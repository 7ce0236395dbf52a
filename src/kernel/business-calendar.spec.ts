import { describe, expect, it } from '@jest/globals';
import {
  type CountingRule,
  countBackward,
  countForward,
  fixedDeadline,
  instantDeadline,
} from './business-calendar.js';
import { type HolidayCalendar, WEEKDAYS, holidayCalendar } from './calendars/index.js';
import { toInstant } from './instant.js';

const EU = holidayCalendar('eu-institutions');
/** A calendar whose only holiday of 2026 is Christmas Day. */
const CHRISTMAS_ONLY: HolidayCalendar = {
  ...WEEKDAYS,
  id: 'christmas-only',
  years: { 2026: { source: 'test', days: { '12-25': 'Christmas' } } },
};

function rule(
  from: string,
  value: number,
  unit: CountingRule['period']['unit'],
  more: Partial<CountingRule> = {},
): CountingRule {
  return {
    from: toInstant(from),
    period: { value, unit },
    zone: 'UTC',
    cutoff: '24:00',
    calendar: WEEKDAYS,
    ...more,
  };
}

const BRUSSELS = { zone: 'Europe/Brussels' };
const ROLLS = { rollOver: true };

describe('counting forward', () => {
  it.each<[string, CountingRule, string]>([
    [
      'art. 3(1): the day of the event is not counted',
      rule('2011-01-10T09:00:00Z', 7, 'calendar-days'),
      '2011-01-18T00:00:00.000Z',
    ],
    [
      'art. 3(1): an event in the last millisecond of a day uses up that day',
      rule('2011-01-10T23:59:59.999Z', 7, 'calendar-days'),
      '2011-01-18T00:00:00.000Z',
    ],
    [
      'art. 3(2)(b): the period ends with the last hour of the last day',
      rule('2012-07-24T00:00:00Z', 21, 'calendar-days'),
      '2012-08-15T00:00:00.000Z',
    ],
    [
      'art. 3(2)(c): two months after 31 December end on 28 February',
      rule('2010-12-31T12:00:00Z', 2, 'months'),
      '2011-03-01T00:00:00.000Z',
    ],
    [
      'art. 3(2)(c): in a leap year on 29 February',
      rule('2011-12-31T12:00:00Z', 2, 'months'),
      '2012-03-01T00:00:00.000Z',
    ],
    [
      '29 February and twelve months end on 28 February',
      rule('2012-02-29T12:00:00Z', 12, 'months'),
      '2013-03-01T00:00:00.000Z',
    ],
    [
      '29 February and 48 months end on 29 February',
      rule('2012-02-29T12:00:00Z', 48, 'months'),
      '2016-03-01T00:00:00.000Z',
    ],
    [
      'matching date: two months after 30 June end on 30 August',
      rule('2012-06-30T12:00:00Z', 2, 'months'),
      '2012-08-31T00:00:00.000Z',
    ],
    [
      'month-end reading, a switch: on 31 August',
      rule('2012-06-30T12:00:00Z', 2, 'months', { monthEnd: 'month-end' }),
      '2012-09-01T00:00:00.000Z',
    ],
    [
      'month-end reading leaves other days alone',
      rule('2012-06-29T12:00:00Z', 2, 'months', { monthEnd: 'month-end' }),
      '2012-08-30T00:00:00.000Z',
    ],
    [
      'art. 3(3): holidays and weekends are inside the period',
      rule('2026-12-23T10:00:00Z', 8, 'calendar-days', { calendar: EU }),
      '2027-01-01T00:00:00.000Z',
    ],
    [
      'art. 3(4): three weeks after 14 August 2010 are Saturday 4 September and roll to Monday',
      rule('2010-08-14T12:00:00Z', 3, 'weeks', ROLLS),
      '2010-09-07T00:00:00.000Z',
    ],
    [
      'roll-over is a switch: without it they end on Saturday',
      rule('2010-08-14T12:00:00Z', 3, 'weeks'),
      '2010-09-05T00:00:00.000Z',
    ],
    [
      'art. 3(4): 14 days after Friday 11 December 2026 are Christmas and roll to Monday 28 December',
      rule('2026-12-11T10:00:00Z', 14, 'calendar-days', { ...ROLLS, calendar: CHRISTMAS_ONLY }),
      '2026-12-29T00:00:00.000Z',
    ],
    [
      'art. 2(1): at the EU institutions the same pass the closure of the year and end on Monday 4 January',
      rule('2026-12-11T10:00:00Z', 14, 'calendar-days', { ...ROLLS, calendar: EU }),
      '2027-01-05T00:00:00.000Z',
    ],
    [
      'art. 3(4): one month after 31 January 2026 is Saturday 28 February and rolls to Monday',
      rule('2026-01-31T10:00:00Z', 1, 'months', ROLLS),
      '2026-03-03T00:00:00.000Z',
    ],
    [
      'art. 3(4) is not for hours: they end on a Sunday',
      rule('2026-12-11T10:00:00Z', 48, 'hours', ROLLS),
      '2026-12-13T10:00:00.000Z',
    ],
    [
      'Friday and two days roll to Monday',
      rule('2026-12-11T10:00:00Z', 2, 'calendar-days', ROLLS),
      '2026-12-15T00:00:00.000Z',
    ],
    [
      'art. 3(5), a switch: Monday is one working day only, so Tuesday',
      rule('2026-12-11T10:00:00Z', 2, 'calendar-days', { ...ROLLS, twoWorkingDays: true }),
      '2026-12-16T00:00:00.000Z',
    ],
    [
      'art. 3(5) is not for a period of one day',
      rule('2026-12-11T10:00:00Z', 1, 'calendar-days', { twoWorkingDays: true }),
      '2026-12-13T00:00:00.000Z',
    ],
    [
      'working days pass over the weekend',
      rule('2026-11-26T10:00:00Z', 3, 'working-days'),
      '2026-12-02T00:00:00.000Z',
    ],
    [
      'working days pass over holidays: one after Wednesday before Maundy Thursday 2026 is Tuesday',
      rule('2026-04-01T10:00:00Z', 1, 'working-days', { calendar: EU }),
      '2026-04-08T00:00:00.000Z',
    ],
    [
      '72 hours from 16:20 end at 16:20',
      rule('2020-03-27T16:20:00Z', 72, 'hours'),
      '2020-03-30T16:20:00.000Z',
    ],
    [
      'art. 3(1) for hours, a switch: they begin at 17:00',
      rule('2020-03-27T16:20:00Z', 72, 'hours', { fullHours: true }),
      '2020-03-30T17:00:00.000Z',
    ],
    [
      'the hour of an event at 17:00 sharp is not counted either',
      rule('2020-03-27T17:00:00Z', 72, 'hours', { fullHours: true }),
      '2020-03-30T18:00:00.000Z',
    ],
    [
      'the full hour is the one of the local clock, in India half past UTC',
      rule('2020-03-27T10:50:00Z', 1, 'hours', { fullHours: true, zone: 'Asia/Kolkata' }),
      '2020-03-27T12:30:00.000Z',
    ],
  ])('%s', (_law, given, at) => {
    expect(countForward(given).at).toBe(at);
  });

  it.each<[string, CountingRule, string]>([
    [
      'hours pass over the change of clocks and stay 72',
      rule('2026-10-24T10:00:00Z', 72, 'hours', BRUSSELS),
      '2026-10-27T10:00:00.000Z',
    ],
    [
      'a day of 25 hours ends at 23:00 UTC',
      rule('2026-10-24T10:00:00Z', 1, 'calendar-days', BRUSSELS),
      '2026-10-25T23:00:00.000Z',
    ],
    [
      'a day of 23 hours ends at 22:00 UTC',
      rule('2026-03-28T10:00:00Z', 1, 'calendar-days', BRUSSELS),
      '2026-03-29T22:00:00.000Z',
    ],
    [
      'a closing hour in a zone',
      rule('2026-06-01T10:00:00Z', 3, 'calendar-days', { zone: 'America/New_York', cutoff: '17:00' }),
      '2026-06-04T21:00:00.000Z',
    ],
    [
      'UTC-12: the day of the event is the one there',
      rule('2026-06-02T11:59:59Z', 1, 'calendar-days', { zone: 'Etc/GMT+12' }),
      '2026-06-03T12:00:00.000Z',
    ],
    [
      'UTC+14: likewise',
      rule('2026-06-01T10:00:00Z', 1, 'calendar-days', { zone: 'Pacific/Kiritimati' }),
      '2026-06-03T10:00:00.000Z',
    ],
    [
      'Santiago skips midnight: the Saturday ends as Sunday begins, at 01:00',
      rule('2026-09-04T12:00:00Z', 1, 'calendar-days', { zone: 'America/Santiago' }),
      '2026-09-06T04:00:00.000Z',
    ],
    [
      'Beirut is set back at midnight: the Saturday has 25 hours',
      rule('2026-10-23T12:00:00Z', 1, 'calendar-days', { zone: 'Asia/Beirut' }),
      '2026-10-24T22:00:00.000Z',
    ],
    [
      'Havana shows midnight twice, but is in Sunday both times: the first ends Saturday',
      rule('2025-10-31T12:00:00Z', 1, 'calendar-days', { zone: 'America/Havana' }),
      '2025-11-02T04:00:00.000Z',
    ],
    [
      'St John’s was set back from Sunday 00:01 into Saturday: the second midnight ends it',
      rule('2010-11-05T12:00:00Z', 1, 'calendar-days', { zone: 'America/St_Johns' }),
      '2010-11-07T03:30:00.000Z',
    ],
  ])('%s', (_clock, given, at) => {
    expect(countForward(given).at).toBe(at);
  });
});

describe('what gave a deadline is kept beside it', () => {
  it('rule, zone, closing hour and calendar version', () => {
    const given = rule('2026-12-11T10:00:00Z', 5, 'working-days', {
      calendar: holidayCalendar('un-new-york'),
      zone: 'America/New_York',
      cutoff: '17:00',
    });
    expect(countForward(given)).toEqual({
      at: '2026-12-18T22:00:00.000Z',
      from: '2026-12-11T10:00:00.000Z',
      rule: '5 working-days after 2026-12-11',
      zone: 'America/New_York',
      wallTime: '2026-12-18T17:00',
      calendar: { id: 'un-new-york', version: holidayCalendar('un-new-york').version },
    });
  });

  it.each<[string, CountingRule, string]>([
    [
      'the day it rolled over from, and why',
      rule('2026-12-11T10:00:00Z', 14, 'calendar-days', { ...ROLLS, calendar: CHRISTMAS_ONLY }),
      '14 calendar-days after 2026-12-11, moved on from 2026-12-25 (Christmas)',
    ],
    [
      'that it was lengthened',
      rule('2026-12-11T10:00:00Z', 2, 'calendar-days', { twoWorkingDays: true }),
      '2 calendar-days after 2026-12-11, lengthened from 2026-12-13 to hold two working days',
    ],
    [
      'that hours began later than the event',
      rule('2020-03-27T16:20:00Z', 72, 'hours', { fullHours: true }),
      '72 hours after 2020-03-27T16:20:00.000Z, from the next full hour',
    ],
    [
      'that the closing hour came twice',
      rule('2026-10-24T10:00:00Z', 1, 'calendar-days', { ...BRUSSELS, cutoff: '02:30' }),
      '1 calendar-days after 2026-10-24, 02:30 comes twice that day, the second counts',
    ],
  ])('%s', (_what, given, words) => {
    expect(countForward(given).rule).toBe(words);
  });

  it.each<[string, CountingRule, boolean]>([
    ['none for calendar days that do not roll', rule('2026-06-01T10:00:00Z', 3, 'calendar-days'), false],
    ['one for a roll-over', rule('2026-06-01T10:00:00Z', 3, 'calendar-days', ROLLS), true],
    [
      'one for two working days',
      rule('2026-06-01T10:00:00Z', 3, 'calendar-days', { twoWorkingDays: true }),
      true,
    ],
    ['none for hours', rule('2026-06-01T10:00:00Z', 3, 'hours', ROLLS), false],
  ])('a calendar only where it was asked: %s', (_when, given, asked) => {
    expect(countForward(given).calendar !== null).toBe(asked);
  });
});

describe('counting backward', () => {
  it.each<[string, CountingRule, string]>([
    [
      'ninety days before 27 November 2012 are 29 August',
      rule('2012-11-27T09:00:00Z', 90, 'calendar-days', ROLLS),
      '2012-08-29T24:00',
    ],
    [
      'art. 3(4): a last day on a Saturday does not roll',
      rule('2026-11-28T09:00:00Z', 14, 'calendar-days', ROLLS),
      '2026-11-14T24:00',
    ],
    [
      'three working days before a Tuesday are the Thursday before',
      rule('2026-11-24T09:00:00Z', 3, 'working-days'),
      '2026-11-19T24:00',
    ],
    [
      'one month before 31 March is 28 February',
      rule('2026-03-31T09:00:00Z', 1, 'months'),
      '2026-02-28T24:00',
    ],
    [
      'one month before 28 February, month-end reading, is 31 January',
      rule('2026-02-28T09:00:00Z', 1, 'months', { monthEnd: 'month-end' }),
      '2026-01-31T24:00',
    ],
    ['hours are exact', rule('2026-03-30T09:00:00Z', 48, 'hours', BRUSSELS), '2026-03-28T10:00'],
  ])('%s', (_law, given, wallTime) => {
    expect(countBackward(given).wallTime).toBe(wallTime);
  });
});

describe('counting refuses', () => {
  it('a year its calendar does not know, naming calendar, year and remedy', () => {
    const late = rule('2031-01-02T00:00:00Z', 3, 'working-days', { calendar: EU });
    expect(() => countForward(late)).toThrow(
      expect.objectContaining({
        code: 'calendar.unknown-year',
        details: { calendar: 'eu-institutions', version: EU.version, year: 2031 },
        message: expect.stringMatching(
          /does not know the year 2031; it knows 2010 to 2028\. Enter that year/,
        ),
      }),
    );
  });

  it.each<[string, CountingRule, string, string]>([
    [
      'a zone that does not exist',
      rule('2026-01-01T00:00:00Z', 1, 'weeks', { zone: 'Europe/Bruxelles' }),
      'calendar.unknown-zone',
      'zone',
    ],
    [
      'a zone that does not exist, for hours too',
      rule('2026-01-01T00:00:00Z', 1, 'hours', { zone: '+02:00' }),
      'calendar.unknown-zone',
      'zone',
    ],
    [
      'a closing hour of 25:00',
      rule('2026-01-01T00:00:00Z', 1, 'weeks', { cutoff: '25:00' }),
      'calendar.bad-cutoff',
      'cutoff',
    ],
    ['half a day', rule('2026-01-01T00:00:00Z', 0.5, 'calendar-days'), 'calendar.bad-period', 'period.value'],
    ['no days', rule('2026-01-01T00:00:00Z', 0, 'calendar-days'), 'calendar.bad-period', 'period.value'],
    [
      'a slip of the pen',
      rule('2026-01-01T00:00:00Z', 100_000, 'calendar-days'),
      'calendar.bad-period',
      'period.value',
    ],
    [
      'a unit it cannot count',
      rule('2026-01-01T00:00:00Z', 1, 'fortnights' as 'weeks'),
      'calendar.bad-period',
      'period.unit',
    ],
  ])('%s', (_what, given, code, field) => {
    const refusal = expect.objectContaining({ code, details: expect.objectContaining({ field }) });
    expect(() => countForward(given)).toThrow(refusal);
    expect(() => countBackward(given)).toThrow(refusal);
  });

  it('to run out of years', () => {
    const far = rule('9999-06-01T00:00:00Z', 12, 'months');
    expect(() => countForward(far)).toThrow(expect.objectContaining({ code: 'calendar.out-of-range' }));
  });
});

describe('a deadline that is given', () => {
  it('as a date does not roll (art. 5): 1 April 2013 stays Easter Monday', () => {
    const given = { wallTime: '2013-04-01T24:00', zone: 'UTC', rule: 'communiqué of 2012, paragraph 5' };
    expect(fixedDeadline(given)).toEqual({
      ...given,
      at: '2013-04-02T00:00:00.000Z',
      from: null,
      calendar: null,
    });
  });

  it('as an hour that clocks skip says which hour counts', () => {
    const given = { wallTime: '2026-03-29T02:30', zone: 'Europe/Brussels', rule: 'given' };
    expect(fixedDeadline(given)).toMatchObject({
      at: '2026-03-29T01:30:00.000Z',
      rule: 'given, 02:30 is skipped that day, 2026-03-29T03:30 counts',
    });
  });

  it.each([
    ['the end of a day as 24:00 of that day', '2011-01-18T00:00:00Z', 'UTC', '2011-01-17T24:00'],
    ['milliseconds in full', '2011-01-17T12:00:00.250Z', 'UTC', '2011-01-17T12:00:00.250'],
    [
      'the first of two equal hours with its offset',
      '2026-10-25T00:30:00Z',
      'Europe/Brussels',
      '2026-10-25T02:30+02:00',
    ],
    ['the second plainly', '2026-10-25T01:30:00Z', 'Europe/Brussels', '2026-10-25T02:30'],
  ])('as an instant is read as people there would: %s', (_how, at, zone, wallTime) => {
    expect(instantDeadline({ at: toInstant(at), zone, rule: 'given' }).wallTime).toBe(wallTime);
  });
});
