/** What becomes of the seats when organs merge. Pure. */
import type { Instant } from '../../../kernel/instant.js';
import { CAPACITIES } from '../organ.types.js';
import type { SeatSpan } from './composition.rules.js';
import { covers, earlierEnd, later } from './span.js';

/**
 * The seats of the new organ. Who sat in several of the old ones sits once, in the highest capacity held at each time; a seat
 * that was to begin or end later still does.
 *
 * @param seats of the organs that merge
 * @param into code of the new organ
 * @param at when they merge
 * @returns the new organ's seats, by party and beginning; none begins before `at`
 */
export function mergedSeats(seats: readonly SeatSpan[], into: string, at: Instant): SeatSpan[] {
  const moving = seats
    .filter(({ validTo }) => validTo === null || validTo > at)
    .map((seat) => ({ ...seat, organ: into, validFrom: later(seat.validFrom, at) }));
  const parties = [...new Set(moving.map(({ party }) => party))].sort();
  return parties.flatMap((party) => oneAtATime(moving.filter((seat) => seat.party === party)));
}

/** @returns the highest of overlapping seats of one party at each time */
function oneAtATime(seats: readonly SeatSpan[]): SeatSpan[] {
  const turns = seats.flatMap(({ validFrom, validTo }) =>
    validTo === null ? [validFrom] : [validFrom, validTo],
  );
  const instants = [...new Set(turns)].sort();
  return instants.reduce<SeatSpan[]>((line, from, index) => {
    const highest = seats
      .filter((seat) => covers(seat, from))
      .sort((a, b) => CAPACITIES.indexOf(a.capacity) - CAPACITIES.indexOf(b.capacity))[0];
    if (!highest) return line;
    const validTo = earlierEnd(highest.validTo, instants[index + 1] ?? null);
    const last = line.at(-1);
    const goesOn =
      last?.validTo === from && last.capacity === highest.capacity && last.contactId === highest.contactId;
    return goesOn
      ? [...line.slice(0, -1), { ...last, validTo }]
      : [...line, { ...highest, validFrom: from, validTo }];
  }, []);
}
