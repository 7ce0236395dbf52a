import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deadlineText, inZone } from './deadline-text.js';
import { toInstant } from './instant.js';

describe('a deadline in words', () => {
  it('writes midnight as the end of the day that ends, for each zone by itself', () => {
    expect(deadlineText(toInstant('2011-01-18T00:00:00Z'), { zone: 'America/New_York', locale: 'en' })).toEqual({
      utc: 'Monday 17 January 2011, 24:00 UTC',
      local: 'Monday 17 January 2011, 19:00 (America/New_York)',
      short: '17 Jan 24:00 UTC',
      zone: 'America/New_York',
      iso: '2011-01-18T00:00:00.000Z',
    });
  });

  it('speaks the reader’s language', () => {
    expect(deadlineText(toInstant('2012-08-14T16:00:00Z'), { zone: 'Africa/Douala', locale: 'fr' }).local).toBe('mardi 14 août 2012, 17:00 (Africa/Douala)');
  });

  it('shows seconds when a deadline has them', () => {
    expect(deadlineText(toInstant('2012-08-14T16:00:05Z'), { zone: 'UTC', locale: 'en' }).utc).toBe('Tuesday 14 August 2012, 16:00:05 UTC');
  });

  it('carries the instant itself, whatever the zone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom('Etc/GMT+12', 'Pacific/Kiritimati', 'Europe/Brussels'), (ms, zone) => {
        expect(deadlineText(toInstant(ms), { zone, locale: 'en' }).iso).toBe(toInstant(ms));
      }),
    );
  });
});

describe('an instant in words', () => {
  it('is given to the second in the zone', () => {
    expect(inZone(toInstant('2012-11-30T17:04:09.999Z'), 'America/New_York', 'en')).toBe('Friday 30 November 2012, 12:04:09 (America/New_York)');
  });
});
