import { describe, expect, it } from '@jest/globals';
import { sitsIn, withPredecessors, mergedInto } from './organs.policy.js';

describe('sitting in an organ', () => {
  it.each([
    [['WGM'], ['WGM'], true],
    [['WGM'], ['WGS', 'WGM'], true],
    [['WGM'], ['WGS'], false],
    [[], ['WGS'], false],
    [['WGM'], [], false],
    [undefined, ['WGM'], false],
  ])('of somebody who sits in %j, asked about %j, is %s', (organs, named, answer) => {
    expect(sitsIn(organs === undefined ? {} : { organs }, ...named)).toBe(answer);
  });
});

describe('predecessors', () => {
  const organs = [
    { code: 'PC', predecessors: [] },
    { code: 'CPC', predecessors: ['PC', 'SC'] },
    { code: 'GRAND', predecessors: ['CPC', 'CRP'] },
    { code: 'LOOP', predecessors: ['LOOP'] },
  ];

  it.each([
    [['GRAND'], ['CPC', 'CRP', 'GRAND', 'PC', 'SC']],
    [['PC'], ['PC']],
    [
      ['CPC', 'PC'],
      ['CPC', 'PC', 'SC'],
    ],
    [['LOOP'], ['LOOP']],
    [[], []],
  ])('of %j are found through every merger: %j', (codes, found) => {
    expect(withPredecessors(codes, organs)).toEqual(found);
  });
});

describe('a code of an organ that was merged', () => {
  it('leads to the one it was merged into, unless an organ was founded anew under it', () => {
    const organ = (code: string, ...predecessors: string[]) => ({ code, predecessors });
    expect(
      mergedInto([organ('CPC', 'PC', 'SC'), organ('WGM')]).map(({ from, successor }) => [
        from,
        successor.code,
      ]),
    ).toEqual([
      ['PC', 'CPC'],
      ['SC', 'CPC'],
    ]);
    expect(mergedInto([organ('CPC', 'PC', 'SC'), organ('PC')]).map(({ from }) => from)).toEqual(['SC']);
  });
});
