/** The answers of a round as one bar of coloured parts, with its numbers in words. */
import type { AnswerCounts } from '../../modules/written-procedures/index.js';

/** The parts of the bar, in the order in which they stand. */
export const PARTS = ['affirmative', 'consenting', 'other', 'blocking', 'silent'] as const;

/** One part: how many members, and where it stands on a bar of the length 100. */
export interface BarPart {
  readonly name: (typeof PARTS)[number];
  readonly count: number;
  readonly start: number;
  readonly length: number;
}

/**
 * @param counts of a round
 * @returns the parts that somebody is in, one after the other; together they are 100 long, or none where nobody was asked
 */
export function barOf(counts: AnswerCounts): readonly BarPart[] {
  const present = PARTS.filter((name) => counts[name] > 0);
  const total = present.reduce((sum, name) => sum + counts[name], 0);
  let start = 0;
  return present.map((name) => {
    const length = (counts[name] / total) * 100;
    const part = { name, count: counts[name], start: rounded(start), length: rounded(length) };
    start += length;
    return part;
  });
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
