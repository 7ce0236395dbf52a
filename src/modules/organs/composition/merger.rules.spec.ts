import { describe, expect, it } from '@jest/globals';
import { type Instant, toInstant } from '../../../kernel/instant.js';
import type { SeatSpan } from './composition.rules.js';
import { mergedSeats } from './merger.rules.js';

const day = (text: string): Instant => toInstant(`${text}T00:00:00Z`);
const AT = day('2020-01-01');
const aSeat = (
  organ: string,
  capacity: SeatSpan['capacity'],
  from: string,
  to: string | null = null,
): SeatSpan => ({
  organ,
  party: 'X',
  kind: 'participant',
  capacity,
  contactId: null,
  validFrom: day(from),
  validTo: to === null ? null : day(to),
});
const merged = (...seats: SeatSpan[]): string[] =>
  mergedSeats(seats, 'NEW', AT).map(
    ({ organ, capacity, validFrom, validTo }) =>
      `${organ} ${capacity} ${validFrom.slice(0, 10)} ${validTo?.slice(0, 10) ?? ''}`,
  );

describe('the seats of merged organs', () => {
  it('are one for each party, in the highest capacity', () => {
    expect(merged(aSeat('A', 'guest', '2010-01-01'), aSeat('B', 'member', '2015-01-01'))).toEqual([
      'NEW member 2020-01-01 ',
    ]);
    expect(
      merged(aSeat('A', 'permanent-observer', '2010-01-01'), aSeat('B', 'observer', '2015-01-01')),
    ).toEqual(['NEW permanent-observer 2020-01-01 ']);
  });

  it('fall back to the lower capacity when the higher one ends, and rise when it begins', () => {
    expect(
      merged(
        aSeat('A', 'chair', '2019-01-01', '2021-01-01'),
        aSeat('B', 'member', '2010-01-01'),
        aSeat('A', 'vice-chair', '2022-01-01', '2023-01-01'),
      ),
    ).toEqual([
      'NEW chair 2020-01-01 2021-01-01',
      'NEW member 2021-01-01 2022-01-01',
      'NEW vice-chair 2022-01-01 2023-01-01',
      'NEW member 2023-01-01 ',
    ]);
  });

  it('join where one capacity goes on, and leave a gap where nobody sat', () => {
    expect(
      merged(
        aSeat('A', 'member', '2010-01-01', '2021-01-01'),
        aSeat('B', 'member', '2021-01-01', '2022-01-01'),
      ),
    ).toEqual(['NEW member 2020-01-01 2022-01-01']);
    expect(
      merged(aSeat('A', 'member', '2010-01-01', '2021-01-01'), aSeat('B', 'member', '2023-01-01')),
    ).toEqual(['NEW member 2020-01-01 2021-01-01', 'NEW member 2023-01-01 ']);
  });

  it('do not hold what ended before', () => {
    expect(merged(aSeat('A', 'chair', '2010-01-01', '2020-01-01'))).toEqual([]);
    expect(merged()).toEqual([]);
  });
});
