import { describe, expect, it } from '@jest/globals';
import { datingSchema, datingText, parseDating } from './dating.rules.js';

describe('a date as the sources give it', () => {
  it.each([
    ['2009', '2009-12-31T00:00:00.000Z', 'year'],
    ['2006-11', '2006-11-30T00:00:00.000Z', 'month'],
    ['2012-02', '2012-02-29T00:00:00.000Z', 'month'],
    ['2003-12', '2003-12-31T00:00:00.000Z', 'month'],
    ['2011-11-03', '2011-11-03T00:00:00.000Z', 'day'],
    ['2011-01-18T14:00:00+02:00', '2011-01-18T12:00:00.000Z', 'instant'],
  ])('%s counts from %s on (%s)', (text, at, precision) => {
    expect(parseDating(text)).toEqual({ at, precision });
  });

  it.each(['', '09', '2009-13', '2009-00', '2009-02-30', '2009-2-3', '2011-01-18T12:00:00', 'yesterday'])(
    '«%s» is refused with the forms that are right',
    (text) => {
      expect(parseDating(text)).toBeNull();
      expect(datingSchema.safeParse(text).error?.issues[0]?.message).toMatch(/a year \(2009\)/);
    },
  );

  it('is shown as exactly as it is known', () => {
    for (const text of ['2009', '2006-11', '2011-11-03']) {
      const dating = parseDating(text);
      expect(dating && datingText(dating.at, dating.precision)).toBe(text);
    }
    expect(datingText(parseDating('2011-01-18T14:05:00+02:00')!.at, 'instant')).toBe('2011-01-18 12:05Z');
  });
});
