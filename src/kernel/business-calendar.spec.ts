import { describe, expect, it } from '@jest/globals';
import { Temporal as OtherTemporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { type CountingRule, countBackward, countForward, fixedDeadline, instantDeadline, parseWallTime } from './business-calendar.js';
import { WEEKDAYS, holidayCalendar } from './calendars/index.js';
import { type Instant, toInstant } from './instant.js';

const EU = holidayCalendar('eu-institutions');
const rule = (from: string, value: number, unit: CountingRule['period']['unit'], more: Partial<CountingRule> = {}): CountingRule => ({
  from: toInstant(from), period: { value, unit }, zone: 'UTC', cutoff: '24:00', calendar: WEEKDAYS, ...more,
});

describe('counting forward', () => {
  it.each<[string, CountingRule, string]>([
    ['Reg. 1182/71 art. 3(1): the day of the event is not counted', rule('2011-01-10T09:00:00Z', 7, 'calendar-days'), '2011-01-18T00:00:00.000Z'],
    ['art. 3(2)(b): the period ends with the last hour of the last day', rule('2012-07-24T00:00:00Z', 21, 'calendar-days'), '2012-08-15T00:00:00.000Z'],
    ['art. 3(2)(c): two months after 31 December end on 28 February', rule('2010-12-31T12:00:00Z', 2, 'months'), '2011-03-01T00:00:00.000Z'],
    ['art. 3(2)(c): in a leap year on 29 February', rule('2011-12-31T12:00:00Z', 2, 'months'), '2012-03-01T00:00:00.000Z'],
    ['matching date: two months after 30 June end on 30 August', rule('2012-06-30T12:00:00Z', 2, 'months'), '2012-08-31T00:00:00.000Z'],
    ['month-end reading, a switch: on 31 August', rule('2012-06-30T12:00:00Z', 2, 'months', { monthEnd: 'month-end' }), '2012-09-01T00:00:00.000Z'],
    ['29 February and twelve months end on 28 February', rule('2012-02-29T12:00:00Z', 12, 'months'), '2013-03-01T00:00:00.000Z'],
    ['art. 3(4): three weeks after 14 August 2010 are Saturday 4 September and roll to Monday', rule('2010-08-14T12:00:00Z', 3, 'weeks', { rollOver: true }), '2010-09-07T00:00:00.000Z'],
    ['roll-over is a switch: without it they end on Saturday', rule('2010-08-14T12:00:00Z', 3, 'weeks'), '2010-09-05T00:00:00.000Z'],
    ['art. 3(4): 14 days after Friday 11 December 2026 pass the closure of the year and end on Monday 4 January', rule('2026-12-11T10:00:00Z', 14, 'calendar-days', { rollOver: true, calendar: EU }), '2027-01-05T00:00:00.000Z'],
    ['art. 3(4): one month after 31 January 2026 is Saturday 28 February and rolls to Monday', rule('2026-01-31T10:00:00Z', 1, 'months', { rollOver: true }), '2026-03-03T00:00:00.000Z'],
    ['art. 3(5): Friday and two days hold one working day only, so Tuesday', rule('2026-12-11T10:00:00Z', 2, 'calendar-days', { rollOver: true, twoWorkingDays: true }), '2026-12-16T00:00:00.000Z'],
    ['working days pass over the weekend', rule('2026-11-26T10:00:00Z', 3, 'working-days'), '2026-12-02T00:00:00.000Z'],
    ['72 hours from 16:20 end at 16:20', rule('2020-03-27T16:20:00Z', 72, 'hours'), '2020-03-30T16:20:00.000Z'],
    ['art. 3(1) for hours, a switch: they begin at 17:00', rule('2020-03-27T16:20:00Z', 72, 'hours', { fullHours: true }), '2020-03-30T17:00:00.000Z'],
    ['hours pass over the change of clocks and stay 72', rule('2026-10-24T10:00:00Z', 72, 'hours', { zone: 'Europe/Brussels' }), '2026-10-27T10:00:00.000Z'],
    ['a day of 25 hours ends at 23:00 UTC', rule('2026-10-24T10:00:00Z', 1, 'calendar-days', { zone: 'Europe/Brussels' }), '2026-10-25T23:00:00.000Z'],
    ['a day of 23 hours ends at 22:00 UTC', rule('2026-03-28T10:00:00Z', 1, 'calendar-days', { zone: 'Europe/Brussels' }), '2026-03-29T22:00:00.000Z'],
    ['a closing hour in a zone', rule('2026-06-01T10:00:00Z', 3, 'calendar-days', { zone: 'America/New_York', cutoff: '17:00' }), '2026-06-04T21:00:00.000Z'],
    ['UTC-12: the day of the event is the one there', rule('2026-06-02T11:59:59Z', 1, 'calendar-days', { zone: 'Etc/GMT+12' }), '2026-06-03T12:00:00.000Z'],
    ['UTC+14: likewise', rule('2026-06-01T10:00:00Z', 1, 'calendar-days', { zone: 'Pacific/Kiritimati' }), '2026-06-03T10:00:00.000Z'],
    ['a midnight that clocks skip: the day begins at 01:00', rule('2026-09-04T12:00:00Z', 1, 'calendar-days', { zone: 'America/Santiago' }), '2026-09-06T04:00:00.000Z'],
  ])('%s', (_law, given, at) => {
    expect(countForward(given).at).toBe(at);
  });

  it('keeps what gave the deadline beside it', () => {
    expect(countForward(rule('2026-12-11T10:00:00Z', 5, 'working-days', { calendar: holidayCalendar('un-new-york'), zone: 'America/New_York', cutoff: '17:00' }))).toEqual({
      at: '2026-12-18T22:00:00.000Z', from: '2026-12-11T10:00:00.000Z', rule: '5 working-days after 2026-12-11', zone: 'America/New_York',
      wallTime: '2026-12-18T17:00', calendar: { id: 'un-new-york', version: '2026-11-23' },
    });
  });

  it('takes the later instant of a closing hour that is skipped or shown twice', () => {
    expect(countForward(rule('2026-03-28T10:00:00Z', 1, 'calendar-days', { zone: 'Europe/Brussels', cutoff: '02:30' })).at).toBe('2026-03-29T01:30:00.000Z');
    expect(countForward(rule('2026-10-24T10:00:00Z', 1, 'calendar-days', { zone: 'Europe/Brussels', cutoff: '02:30' })).at).toBe('2026-10-25T01:30:00.000Z');
  });

  describe('refuses', () => {
    it('a year its calendar does not know, naming year, calendar and remedy', () => {
      expect(() => countForward(rule('2031-01-02T00:00:00Z', 3, 'working-days', { calendar: EU }))).toThrow(/knows the years 2010 to 2028, not 2031\. Enter that year/);
    });
    it('a zone that does not exist', () => expect(() => countForward(rule('2026-01-01T00:00:00Z', 1, 'weeks', { zone: 'Europe/Bruxelles' }))).toThrow(/no time zone/));
    it('a closing hour of 25:00', () => expect(() => countForward(rule('2026-01-01T00:00:00Z', 1, 'weeks', { cutoff: '25:00' }))).toThrow(/no closing hour/));
    it('half a day', () => expect(() => countForward(rule('2026-01-01T00:00:00Z', 0.5, 'calendar-days'))).toThrow(/whole number/));
    it('a calendar nobody keeps', () => expect(() => holidayCalendar('atlantis')).toThrow(/Known: weekdays, kp/));
  });
});

describe('counting backward', () => {
  it('ninety days before 27 November 2012 are 29 August, and do not roll', () => {
    expect(countBackward(rule('2012-11-27T09:00:00Z', 90, 'calendar-days', { rollOver: true })).wallTime).toBe('2012-08-29T24:00');
  });
  it('a last day on a Saturday stays a Saturday', () => {
    expect(countBackward(rule('2026-11-28T09:00:00Z', 14, 'calendar-days', { rollOver: true })).wallTime).toBe('2026-11-14T24:00');
  });
  it('three working days before a Tuesday are the Thursday before', () => {
    expect(countBackward(rule('2026-11-24T09:00:00Z', 3, 'working-days')).wallTime).toBe('2026-11-19T24:00');
  });
});

describe('a deadline given as a date', () => {
  it('1 April 2013 stays Easter Monday', () => {
    expect(fixedDeadline({ wallTime: '2013-04-01T24:00', zone: 'UTC', rule: 'Washington communiqué, paragraph 5' }).at).toBe('2013-04-02T00:00:00.000Z');
  });
  it('reads the end of a day as 24:00 of that day', () => {
    expect(instantDeadline({ at: toInstant('2011-01-18T00:00:00Z'), zone: 'UTC', rule: 'given' }).wallTime).toBe('2011-01-17T24:00');
  });
  it.each([['2026-02-30T10:00'], ['2026-13-01T10:00'], ['2026-02-03'], ['tomorrow']])('refuses %s instead of guessing', (wallTime) => {
    expect(() => parseWallTime({ wallTime, zone: 'UTC' })).toThrow(/no date and hour/);
  });
});

describe('counting, for any instant and zone', () => {
  const zones = ['UTC', 'Europe/Brussels', 'America/New_York', 'Asia/Kolkata', 'Pacific/Kiritimati', 'Etc/GMT+12', 'Africa/Kinshasa', 'Australia/Lord_Howe', 'America/Santiago'];
  const instants = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) }).map((ms) => toInstant(ms));
  const units = fc.constantFrom('calendar-days', 'working-days', 'weeks', 'months', 'hours');

  it('agrees with a second, naive implementation on another library', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), fc.integer({ min: 1, max: 120 }), fc.boolean(), (from, zone, days, roll) => {
        expect(countForward(rule(from, days, 'calendar-days', { zone, rollOver: roll })).at).toBe(naiveEnd(from, zone, days, roll));
      }),
      { numRuns: 500 },
    );
  });

  it('never ends before it begins, and a longer period never ends sooner', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), units, fc.integer({ min: 1, max: 60 }), fc.boolean(), (from, zone, unit, value, rollOver) => {
        const shorter = countForward(rule(from, value, unit, { zone, rollOver })).at;
        const longer = countForward(rule(from, value + 1, unit, { zone, rollOver })).at;
        expect(shorter > from).toBe(true);
        expect(longer >= shorter).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  /** Day by day, with the other polyfill and no shared code. */
  function naiveEnd(from: Instant, zone: string, days: number, roll: boolean): Instant {
    let day = OtherTemporal.Instant.from(from).toZonedDateTimeISO(zone).toPlainDate();
    for (let n = 0; n < days; n += 1) day = day.add({ days: 1 });
    while (roll && day.dayOfWeek > 5) day = day.add({ days: 1 });
    const next = day.add({ days: 1 });
    return toInstant(OtherTemporal.ZonedDateTime.from(`${next.toString()}[${zone}]`).startOfDay().epochMilliseconds);
  }
});
