import { describe, expect, it } from '@jest/globals';
import { periodSchema, periodWords } from './period.js';

describe('a period', () => {
  it('is a whole number of a known unit', () => {
    expect(periodSchema.parse({ value: 21, unit: 'calendar-days' })).toEqual({
      value: 21,
      unit: 'calendar-days',
    });
    expect(periodWords({ value: 21, unit: 'calendar-days' })).toBe('21 calendar-days');
  });

  it.each([
    ['none at all', { value: 0, unit: 'weeks' }, 'value'],
    ['a negative one', { value: -3, unit: 'weeks' }, 'value'],
    ['half a day', { value: 0.5, unit: 'calendar-days' }, 'value'],
    ['longer than 10 000', { value: 10_001, unit: 'hours' }, 'value'],
    ['an unknown unit', { value: 1, unit: 'fortnights' }, 'unit'],
  ])('is not %s', (_what, given, field) => {
    expect(periodSchema.safeParse(given).error?.issues[0]?.path).toEqual([field]);
  });

  it('carries nothing else', () => {
    expect(periodSchema.safeParse({ value: 1, unit: 'weeks', from: 'today' }).success).toBe(false);
  });
});
