import type { Instant } from '../../kernel/instant.js';
import type { Organs } from '../organs/index.js';

/** Parties in a capacity in an organ. */
export interface Seated {
  readonly organ: string;
  readonly capacity: string;
  readonly parties: readonly string[];
}

/** @returns of the seats that are asked for those that are held at an instant */
export async function seatsHeld(organs: Organs, asked: readonly Seated[], at: Instant): Promise<Seated[]> {
  const found: Seated[] = [];
  for (const { organ, capacity, parties } of asked) {
    const held = (await organs.seats(organ, { at })).filter((seat) => seat.capacity === capacity);
    found.push({
      organ,
      capacity,
      parties: parties.filter((code) => held.some(({ party }) => party === code)),
    });
  }
  return found;
}
