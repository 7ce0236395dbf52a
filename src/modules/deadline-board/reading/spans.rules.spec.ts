import { describe, expect, it } from '@jest/globals';
import { lastDayOf, monthAfter, spansFrom } from './spans.rules.js';

describe('the spans of the months ahead', () => {
  it('begin today, end with whole months, and leave out no day', () => {
    expect(spansFrom('2013-11-15', 3)).toEqual([
      { kind: 'past', month: null, from: null, to: '2013-11-14' },
      { kind: 'month', month: '2013-11', from: '2013-11-15', to: '2013-11-30' },
      { kind: 'month', month: '2013-12', from: '2013-12-01', to: '2013-12-31' },
      { kind: 'month', month: '2014-01', from: '2014-01-01', to: '2014-01-31' },
      { kind: 'later', month: null, from: '2014-02-01', to: null },
      { kind: 'undated', month: null, from: null, to: null },
    ]);
  });

  it('know the ends of months and years', () => {
    expect(['2012-02', '2013-02', '2013-12'].map(lastDayOf)).toEqual([
      '2012-02-29',
      '2013-02-28',
      '2013-12-31',
    ]);
    expect([monthAfter('2013-12-31', 1), monthAfter('2013-03', 0), monthAfter('2013-01', 23)]).toEqual([
      '2014-01',
      '2013-03',
      '2014-12',
    ]);
    expect(spansFrom('2013-01-01', 1)[0]).toMatchObject({ to: '2012-12-31' });
  });
});
