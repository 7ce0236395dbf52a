import { describe, expect, it } from '@jest/globals';
import { barOf } from './answers-bar.js';

describe('the bar of answers', () => {
  it('has a part for each kind that somebody gave, side by side over the whole length', () => {
    const counts = {
      members: 54,
      answered: 10,
      affirmative: 6,
      consenting: 2,
      blocking: 1,
      other: 1,
      silent: 44,
    };
    const bar = barOf(counts);
    expect(bar.map(({ name, count }) => [name, count])).toEqual([
      ['affirmative', 6],
      ['consenting', 2],
      ['other', 1],
      ['blocking', 1],
      ['silent', 44],
    ]);
    expect(bar.reduce((sum, { length }) => sum + length, 0)).toBeCloseTo(100, 1);
    expect(bar[2]?.start).toBeCloseTo((8 / 54) * 100, 1);
  });
  it('is empty where nobody was asked', () => {
    const nobody = {
      members: 0,
      answered: 0,
      affirmative: 0,
      consenting: 0,
      blocking: 0,
      other: 0,
      silent: 0,
    };
    expect(barOf(nobody)).toEqual([]);
  });
});
