import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deadlineText, inZone } from './deadline-text.js';
import { type Instant, toInstant } from './instant.js';
import { parseWallTime } from './wall-time.js';

const END_OF_17 = toInstant('2011-01-18T00:00:00Z');

describe('a deadline in words', () => {
  it('writes midnight as the end of the day that ends, for each zone by itself', () => {
    expect(deadlineText(END_OF_17, { zone: 'America/New_York', locale: 'en' })).toEqual({
      utc: 'Monday 17 January 2011, 24:00 UTC (end of the day)',
      local: 'Monday 17 January 2011, 19:00 (America/New_York)',
      short: '17 Jan 24:00 UTC',
      weekday: 'Monday',
      zone: 'America/New_York',
      iso: '2011-01-18T00:00:00.000Z',
    });
    expect(
      deadlineText(toInstant('2011-01-17T23:00:00Z'), { zone: 'Africa/Luanda', locale: 'en' }),
    ).toMatchObject({
      utc: 'Monday 17 January 2011, 23:00 UTC',
      local: 'Monday 17 January 2011, 24:00 (Africa/Luanda, end of the day)',
    });
  });

  it('gives the reader the weekday of his own zone', () => {
    expect(deadlineText(END_OF_17, { zone: 'Pacific/Kiritimati', locale: 'en' })).toMatchObject({
      local: 'Tuesday 18 January 2011, 14:00 (Pacific/Kiritimati)',
      weekday: 'Tuesday',
    });
  });

  it.each([
    ['fr', 'lundi 17 janvier 2011, 24:00 UTC (fin de la journée)', 'lundi'],
    ['fr-CA', 'lundi 17 janvier 2011, 24:00 UTC (fin de la journée)', 'lundi'],
    ['pt', 'segunda-feira, 17 de janeiro de 2011, 24:00 UTC (fim do dia)', 'segunda-feira'],
    ['es', 'lunes 17 de enero de 2011, 24:00 UTC (fin del día)', 'lunes'],
    ['de', 'Montag 17. Januar 2011, 24:00 UTC', 'Montag'],
    ['en-US', 'Monday 17 January 2011, 24:00 UTC (end of the day)', 'Monday'],
    ['xx', 'Monday 17 January 2011, 24:00 UTC (end of the day)', 'Monday'],
  ])('speaks %s', (locale, utc, weekday) => {
    expect(deadlineText(END_OF_17, { zone: 'UTC', locale })).toMatchObject({ utc, weekday });
  });

  it.each(['th', 'fa', 'ar', 'ne'])('keeps Gregorian years and Latin digits in %s', (locale) => {
    const { utc } = deadlineText(END_OF_17, { zone: 'UTC', locale });
    expect(utc.match(/\d+/g)?.toSorted()).toEqual(['00', '17', '2011', '24']);
  });

  it('shows seconds when a deadline has them, and never more time than there is', () => {
    const { utc } = deadlineText(toInstant('2012-08-14T16:00:05.900Z'), { zone: 'UTC', locale: 'en' });
    expect(utc).toBe('Tuesday 14 August 2012, 16:00:05 UTC');
  });

  it.each([
    ['2026-10-25T00:30:00Z', 'Europe/Brussels', 'Sunday 25 October 2026, 02:30 (Europe/Brussels, UTC+02:00)'],
    ['2026-10-25T01:30:00Z', 'Europe/Brussels', 'Sunday 25 October 2026, 02:30 (Europe/Brussels, UTC+01:00)'],
    [
      '2026-10-25T23:00:00Z',
      'Europe/Brussels',
      'Sunday 25 October 2026, 24:00 (Europe/Brussels, end of the day)',
    ],
    [
      '2026-09-06T04:00:00Z',
      'America/Santiago',
      'Saturday 5 September 2026, 24:00 (America/Santiago, end of the day)',
    ],
    [
      '2025-11-02T04:00:00Z',
      'America/Havana',
      'Saturday 1 November 2025, 24:00 (America/Havana, end of the day)',
    ],
    ['2025-11-02T05:00:00Z', 'America/Havana', 'Sunday 2 November 2025, 00:00 (America/Havana, UTC-05:00)'],
    [
      '2011-12-30T10:00:00Z',
      'Pacific/Apia',
      'Thursday 29 December 2011, 24:00 (Pacific/Apia, end of the day)',
    ],
  ])('is plain when clocks change: %s in %s', (at, zone, local) => {
    expect(deadlineText(toInstant(at), { zone, locale: 'en' }).local).toBe(local);
  });

  it('can be read back from its words, in any zone, across changes of clocks', () => {
    const zones = fc.constantFrom('Etc/GMT+12', 'Etc/GMT-14', ...Intl.supportedValuesOf('timeZone'));
    const instants = fc.integer({ min: Date.UTC(1990, 0, 1) / 900_000, max: Date.UTC(2037, 0, 1) / 900_000 });
    fc.assert(
      fc.property(instants, zones, (quarter, zone) => {
        const at = toInstant(quarter * 900_000);
        const text = deadlineText(at, { zone, locale: 'en' });
        expect(text.iso).toBe(at);
        expect(readBack(text.utc.replace(' UTC', ' (UTC)'))).toBe(at);
        expect(readBack(text.local)).toBe(at);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['zone', { zone: 'Europe/Bruxelles', locale: 'en' }, 'calendar.unknown-zone'],
    ['language', { zone: 'UTC', locale: 'not a language' }, 'calendar.bad-locale'],
  ])('refuses a %s that cannot be', (_what, reader, code) => {
    expect(() => deadlineText(END_OF_17, reader)).toThrow(expect.objectContaining({ code }));
  });
});

describe('an instant in words', () => {
  it.each([
    [
      'is given to the second in the zone',
      '2012-11-30T17:04:09.999Z',
      'America/New_York',
      'en',
      'Friday 30 November 2012, 12:04:09 (America/New_York)',
    ],
    ['begins a day at 00:00', '2012-11-30T00:00:00Z', 'UTC', 'en', 'Friday 30 November 2012, 00:00:00 (UTC)'],
    [
      'tells two equal hours apart',
      '2026-10-25T00:30:00Z',
      'Europe/Paris',
      'fr',
      'dimanche 25 octobre 2026, 02:30:00 (Europe/Paris, UTC+02:00)',
    ],
  ])('%s', (_what, at, zone, locale, words) => {
    expect(inZone(toInstant(at), zone, locale)).toBe(words);
  });
});

/** Reads `Monday 17 January 2011, 19:00 (Zone, UTC+01:00)` as a careful person would. */
function readBack(text: string): Instant {
  const match = /^\S+ (\d+) (\S+) (\d{4}), (\d\d:\d\d) \(([^,)]+)(?:, UTC([+-]\d\d:\d\d))?/.exec(text);
  const [, day = '', month = '', year = '', time = '', zone = '', offset] = match ?? [];
  const number = new Date(`1 ${month} 2000 UTC`).getUTCMonth() + 1;
  const wallTime = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}T${time}`;
  return offset ? toInstant(`${wallTime}:00${offset}`) : parseWallTime({ wallTime, zone });
}
