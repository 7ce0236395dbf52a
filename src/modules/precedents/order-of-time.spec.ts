import { describe, expect, it } from '@jest/globals';
import { type Instant, toInstant } from '../../kernel/instant.js';
import { inOrderOfTime } from './order-of-time.js';
import type { ScheduledHistory } from './replay.js';

/** @returns a history of steps such as `1` (done on the first day) and `1?` (a look on that day) */
function history(name: string, ...days: readonly string[]): ScheduledHistory {
  const at = (day: string): Instant => toInstant(`2012-01-0${day[0] ?? ''}T00:00:00Z`);
  const play = () => Promise.reject(new Error('not played here'));
  return {
    name,
    cases: () => [],
    steps: days.map((day) => ({ at: at(day), looks: day.endsWith('?'), play })),
  };
}

/** @returns the merged order, such as `a1 b1 a1?` */
function order(...histories: readonly ScheduledHistory[]): string {
  return inOrderOfTime(histories)
    .map(({ history: { name }, step }) => `${name}${step.at.slice(9, 10)}${step.looks ? '?' : ''}`)
    .join(' ');
}

describe('histories in one order of time', () => {
  it.each([
    ['earlier steps first', order(history('a', '1', '3'), history('b', '2', '4')), 'a1 b2 a3 b4'],
    ['at one instant as given', order(history('b', '1', '2'), history('a', '1', '2')), 'b1 a1 b2 a2'],
    [
      'at one instant whoever looks comes last',
      order(history('a', '1?', '2'), history('b', '1')),
      'b1 a1? a2',
    ],
    [
      'each keeps its own order, also where it looks first',
      order(history('a', '1?', '1'), history('b', '1')),
      'b1 a1? a1',
    ],
    ['one without steps', order(history('a'), history('b', '1')), 'b1'],
    ['none', order(), ''],
  ])('%s', (_what, found, expected) => expect(found).toBe(expected));
});
