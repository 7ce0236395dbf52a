import { describe, expect, it } from '@jest/globals';
import { loadOf } from './load.rules.js';

const titleOf = (workflow: string): string =>
  ({ mandate: 'Mandates', 'reporting-duty': 'Reporting duties' })[workflow] ?? workflow;
const cell = (month: string | null, workflow: string, things: number, late = 0) => ({
  month,
  workflow,
  things,
  late,
});

describe('the load of a delegation', () => {
  it('is counted by month and procedure, its peak and what most of it is said in words', () => {
    const cells = [
      cell('2013-01', 'mandate', 2, 2),
      cell('2013-03', 'mandate', 3),
      cell('2013-03', 'reporting-duty', 6),
      cell(null, 'mandate', 1),
    ];
    expect(loadOf('GHA', 2, cells, titleOf)).toEqual({
      party: 'GHA',
      people: 2,
      things: 12,
      late: 2,
      undated: 1,
      months: [
        { month: '2013-01', things: 2, byWorkflow: { mandate: 2 } },
        { month: '2013-03', things: 9, byWorkflow: { mandate: 3, 'reporting-duty': 6 } },
      ],
      byWorkflow: { mandate: 6, 'reporting-duty': 6 },
      peak: { month: '2013-03', things: 9, byWorkflow: { mandate: 3, 'reporting-duty': 6 } },
      words:
        'GHA owes 12 things, 2 late and 1 without a date. Most of it falls into March 2013: 9, 6 of them reporting duties, for 2 people.',
    });
  });

  it.each([
    ['nothing', [], 'GHA owes nothing.'],
    ['one thing without a date', [cell(null, 'mandate', 1)], 'GHA owes 1 thing, 1 without a date.'],
    [
      'two equal months: the first presses first',
      [cell('2013-05', 'mandate', 1), cell('2013-06', 'mandate', 1)],
      'GHA owes 2 things. Most of it falls into May 2013: 1, for one person.',
    ],
  ])('of %s', (_what, cells, words) => {
    expect(loadOf('GHA', 1, cells, titleOf).words).toBe(words);
  });
});
