import { describe, expect, it } from '@jest/globals';
import { nounOf } from '../../case-kinds/index.js';
import { loadOf } from './load.rules.js';

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
    expect(loadOf('GHA', 2, cells, nounOf)).toEqual({
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
        'GHA owes 12 things, 2 late and 1 without a date. Most of it falls into March 2013: 9, 6 of them reports, for 2 people.',
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
    expect(loadOf('GHA', 1, cells, nounOf).words).toBe(words);
  });

  it.each([
    ['reporting-duty', 3, '3 of them reports'],
    ['special-measure', 1, '1 of them special measure'],
    ['hosting-term', 3, '3 of them hosting terms'],
    ['anomaly', 2, '2 of them anomalies'],
    ['written-procedure', 2, '2 of them procedures'],
    ['plenary-meeting', 2, '2 of them meetings'],
    ['succession', 4, '4 of them successions'],
    ['not-on-any-list', 2, '2 of them not on any list'],
  ])('names what most of it is: %s, %i', (workflow, count, words) => {
    const cells = [cell('2013-05', workflow, count), cell('2013-05', 'mandate', 1)];
    expect(loadOf('GHA', 1, cells, nounOf).words).toContain(words);
  });

  it('does not say how many people there are to whom may not know it', () => {
    const { people, words } = loadOf('GHA', null, [cell('2013-05', 'mandate', 1)], nounOf);
    expect({ people, words }).toEqual({
      people: null,
      words: 'GHA owes 1 thing. Most of it falls into May 2013: 1.',
    });
  });
});
