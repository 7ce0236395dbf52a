import { describe, expect, it } from '@jest/globals';
import {
  PLENARY_SERIES,
  nextNumber,
  numbersIn,
  parseNumber,
  requireNumber,
} from './instrument-number.rules.js';

describe('the number of a decision', () => {
  it.each([
    ['006-2011', 'dash', 'KP/Plenary', 2011, 6],
    ['005/2012', 'slash', 'KP/Plenary', 2012, 5],
    ['5 / 2012', 'slash', 'KP/Plenary', 2012, 5],
    ['KP/2017/Plenary/Administrative Decision 1', 'path', 'KP/Plenary', 2017, 1],
    ['kp/2017/plenary/administrative decision 001', 'path', 'KP/Plenary', 2017, 1],
    [
      'KP/2018/Intersessional Meeting/Administrative Decision 12',
      'path',
      'KP/Intersessional Meeting',
      2018,
      12,
    ],
  ])('%s is of the style %s', (text, style, series, year, sequence) => {
    expect(parseNumber(text)).toEqual({ text, style, series, year, sequence });
  });

  it.each([
    '',
    '000-2011',
    '006-2002',
    '006-2101',
    '006_2011',
    '0006-2011',
    '006-11',
    '2011-006',
    'KP/2017/Plenary/Declaration 1',
    'KP/2017/Administrative Decision 1',
    'AD 006-2011',
    '006-2011; drop table instrument',
  ])('«%s» is none', (text) => {
    expect(parseNumber(text)).toBeNull();
    expect(() => requireNumber(text)).toThrow(
      expect.objectContaining({ code: 'compendium.bad-number', kind: 'invalid' }),
    );
  });

  it('is found within a sentence, but not within a longer figure', () => {
    expect(numbersIn('the decisions 005/2011 and 005-2012').map(({ text }) => text)).toEqual([
      '005/2011',
      '005-2012',
    ]);
    expect(numbersIn('EC 2368/2002, file 1005/2012, 2012-005/2013')).toEqual([]);
  });
});

describe('the next number', () => {
  it('is the first of a year without any, in the style of that year', () => {
    expect(nextNumber(PLENARY_SERIES, 2010, []).number).toBe('001-2010');
    expect(nextNumber(PLENARY_SERIES, 2011, []).number).toBe('001-2011');
    expect(nextNumber(PLENARY_SERIES, 2012, []).number).toBe('001/2012');
    expect(nextNumber(PLENARY_SERIES, 2016, []).number).toBe('001/2016');
    expect(nextNumber(PLENARY_SERIES, 2017, []).number).toBe('KP/2017/Plenary/Administrative Decision 1');
    expect(nextNumber('KP/Intersessional', 2011, []).number).toBe(
      'KP/2011/Intersessional/Administrative Decision 1',
    );
  });

  it('is one more than the highest, and names the gaps without filling them', () => {
    expect(nextNumber(PLENARY_SERIES, 2012, [7, 2, 7])).toMatchObject({
      number: '008/2012',
      sequence: 8,
      taken: [2, 7],
      unknown: [1, 3, 4, 5, 6],
    });
  });

  it('can be read back', () => {
    for (const year of [2011, 2014, 2020]) {
      const { number, series, sequence } = nextNumber(PLENARY_SERIES, year, [3]);
      expect(parseNumber(number)).toMatchObject({ series, year, sequence });
    }
  });
});
