import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instantDeadline } from './business-calendar.js';
import { toInstant } from './instant.js';
import { isZone, localDate, parseWallTime } from './wall-time.js';

describe('a zone', () => {
  it.each(['UTC', 'Europe/Brussels', 'Asia/Kolkata', 'Etc/GMT+12', 'America/Argentina/Buenos_Aires'])(
    '%s is one',
    (zone) => expect(isZone(zone)).toBe(true),
  );
  it.each(['', 'Europe/Bruxelles', '+02:00', 'UTC+2', '2026-01-01T00:00Z', 'Mars/Olympus'])(
    '«%s» is none',
    (zone) => {
      expect(isZone(zone)).toBe(false);
      const refusal = expect.objectContaining({ code: 'calendar.unknown-zone' });
      expect(() => parseWallTime({ wallTime: '2026-01-01T10:00', zone })).toThrow(refusal);
    },
  );
});

describe('a date and hour in a zone', () => {
  it.each([
    ['an ordinary hour', '2012-08-14T17:00', 'Africa/Douala', '2012-08-14T16:00:00.000Z'],
    ['24:00 is the start of the next day', '2026-06-01T24:00', 'Etc/GMT+12', '2026-06-02T12:00:00.000Z'],
    [
      '24:00 where the day begins first',
      '2026-06-01T24:00',
      'Pacific/Kiritimati',
      '2026-06-01T10:00:00.000Z',
    ],
    ['29 February of a leap year', '2028-02-29T24:00', 'UTC', '2028-03-01T00:00:00.000Z'],
    ['24:00 of the last day of a year', '2026-12-31T24:00', 'UTC', '2027-01-01T00:00:00.000Z'],
    [
      'an hour that clocks skip is later by the skip',
      '2026-03-29T02:30',
      'Europe/Brussels',
      '2026-03-29T01:30:00.000Z',
    ],
    [
      'an hour that comes twice is the second',
      '2026-10-25T02:30',
      'Europe/Brussels',
      '2026-10-25T01:30:00.000Z',
    ],
    ['a skip of half an hour', '2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
    ['a midnight that clocks skip', '2026-09-06T00:00', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['the end of a day that never was', '2011-12-30T24:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('%s', (_what, wallTime, zone, at) => {
    expect(parseWallTime({ wallTime, zone })).toBe(at);
  });

  it.each([
    '2026-02-30T10:00',
    '2026-02-29T10:00',
    '2026-13-01T10:00',
    '2026-04-31T24:00',
    '2026-02-03T25:00',
    '2026-02-03T24:01',
    '2026-02-03T10:60',
    '2026-02-03',
    '2026-2-3T10:00',
    '2026-02-03T10:00Z',
    'tomorrow',
    '',
  ])('refuses «%s» instead of guessing', (wallTime) => {
    const refusal = expect.objectContaining({
      code: 'calendar.bad-wall-time',
      details: { field: 'wallTime', wallTime },
    });
    expect(() => parseWallTime({ wallTime, zone: 'UTC' })).toThrow(refusal);
  });

  it('refuses the end of the year 9999', () => {
    const refusal = expect.objectContaining({ code: 'calendar.out-of-range' });
    expect(() => parseWallTime({ wallTime: '9999-12-31T24:00', zone: 'UTC' })).toThrow(refusal);
  });

  it('reads back every minute as it was read out', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const minutes = fc.integer({ min: Date.UTC(1977, 0, 1) / 60_000, max: Date.UTC(2040, 0, 1) / 60_000 });
    fc.assert(
      fc.property(minutes, zones, (minute, zone) => {
        const at = toInstant(minute * 60_000);
        const { wallTime } = instantDeadline({ at, zone, rule: 'given' });
        // An offset is there only where the wall time alone would mean another instant.
        const read = wallTime.length > 16 ? toInstant(wallTime) : parseWallTime({ wallTime, zone });
        expect(read).toBe(at);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the local day', () => {
  it.each([
    ['Etc/GMT+12', '2026-05-31'],
    ['UTC', '2026-06-01'],
    ['Pacific/Kiritimati', '2026-06-02'],
  ])('in %s', (zone, day) => {
    const at = zone === 'Pacific/Kiritimati' ? '2026-06-01T11:00:00Z' : '2026-06-01T10:00:00Z';
    expect(localDate(toInstant(at), zone)).toBe(day);
  });
});
