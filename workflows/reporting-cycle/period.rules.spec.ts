import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../src/kernel/instant.js';
import { kindOf, lastDayOf, periodAfter, periodAt, periodWords, periodsBetween } from './period.rules.js';
import { type DueRule, dueOf, dueRuleSchema } from './reporting-rule.js';
import { open } from './reporting-cycle.commands.js';

describe('a period', () => {
  it.each([
    ['2011', 'year', '2011-12-31', '2012', '2011'],
    ['2012-H1', 'half-year', '2012-06-30', '2012-H2', 'the first half of 2012'],
    ['2012-H2', 'half-year', '2012-12-31', '2013-H1', 'the second half of 2012'],
    ['2011-Q1', 'quarter', '2011-03-31', '2011-Q2', 'the first quarter of 2011'],
    ['2011-Q3', 'quarter', '2011-09-30', '2011-Q4', 'the third quarter of 2011'],
    ['2011-Q4', 'quarter', '2011-12-31', '2012-Q1', 'the fourth quarter of 2011'],
  ])('%s', (period, kind, last, next, words) => {
    expect([kindOf(period), lastDayOf(period), periodAfter(period), periodWords(period)]).toEqual([
      kind,
      last,
      next,
      words,
    ]);
  });

  it.each([
    ['2012-06-30T23:59:59Z', 'quarter', 'UTC', '2012-Q2'],
    ['2012-06-30T23:59:59Z', 'quarter', 'Asia/Tokyo', '2012-Q3'],
    ['2012-07-01T00:00:00Z', 'half-year', 'UTC', '2012-H2'],
    ['2012-12-31T23:59:59Z', 'year', 'UTC', '2012'],
  ] as const)('that runs at %s by %s in %s is %s', (at, kind, zone, period) => {
    expect(periodAt(at as Instant, zone, kind)).toBe(period);
  });

  it('is so many after another', () => {
    expect([periodsBetween('2011-Q3', '2012-Q1'), periodsBetween('2012', '2011')]).toEqual([2, 0]);
  });
});

describe('the day on which a report is due', () => {
  const two = (monthEnd: 'matching-date' | 'month-end'): DueRule => ({ months: 2, monthEnd });
  it.each<readonly [string, DueRule, string]>([
    ['2011', { monthDay: '03-31' }, '2012-03-31T24:00'],
    ['2011-H1', { monthDay: '09-15' }, '2011-09-15T24:00'],
    ['2011-Q4', two('matching-date'), '2012-02-29T24:00'],
    ['2012-Q4', two('matching-date'), '2013-02-28T24:00'],
    ['2012-Q1', two('matching-date'), '2012-05-31T24:00'],
    ['2012-Q2', two('matching-date'), '2012-08-30T24:00'],
    ['2012-Q2', two('month-end'), '2012-08-31T24:00'],
    ['2012-Q3', two('matching-date'), '2012-11-30T24:00'],
    ['2012-H1', two('matching-date'), '2012-08-30T24:00'],
    ['2012-H1', two('month-end'), '2012-08-31T24:00'],
  ])('for %s by %j is %s', (period, rule, wallTime) => {
    expect(dueOf(rule, period, 'UTC')).toMatchObject({ wallTime, zone: 'UTC' });
  });

  it('ends where the day ends in the zone of the cycle', () => {
    expect(dueOf({ monthDay: '03-31' }, '2011', 'America/New_York').at).toBe('2012-04-01T04:00:00.000Z');
  });

  it.each([
    [{ monthDay: '02-30' }],
    [{ monthDay: '3-31' }],
    [{ months: 0, monthEnd: 'month-end' }],
    [{ months: 2 }],
  ])('is not found by %j', (rule) => expect(dueRuleSchema.safeParse(rule).success).toBe(false));
});

describe('the rules of the Kimberley Process', () => {
  const file = parse(readFileSync(join(import.meta.dirname, 'rules/kp.yaml'), 'utf8')) as {
    cycles: { adopted: boolean; open: { reference: string; rule: { id: string; source: string } } }[];
  };

  it.each(file.cycles.map((entry) => [entry.open.rule.id, entry] as const))(
    'open a cycle of %s',
    (_id, { open: payload }) => {
      expect(open.payload.safeParse(payload).error).toBeUndefined();
    },
  );

  it('say what was never adopted', () => {
    expect(file.cycles.filter(({ adopted }) => !adopted).map(({ open: { rule } }) => rule.id)).toEqual([
      'observers-report',
    ]);
  });
});
