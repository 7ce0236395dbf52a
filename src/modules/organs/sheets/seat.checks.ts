/** What a seat brought in by a file needs. */
import type { EntityManager } from 'typeorm';
import type { FieldFault } from '../../../kernel/domain-error.js';
import { faultsOf, saysNoMore } from '../../registry-files/index.js';
import type { BrokenRule } from '../composition/composition.rules.js';
import { judgeSeat } from '../composition/seating.js';
import type { NewSeat } from '../organ.dto.js';
import { sentenceOf } from '../organs.errors.js';

/**
 * Judged when every line of the file stands in the table: one member may take the place of another in a full organ. A seat that only
 * ends is not judged again.
 *
 * @returns faults of organ, party and contact, and one for each rule and bar that the seat breaks
 */
export async function checkSeat(
  tx: EntityManager,
  seat: NewSeat,
  before: NewSeat | null,
): Promise<FieldFault[]> {
  if (saysNoMore(seat, before)) return [];
  let broken: readonly BrokenRule[] = [];
  const faults = await faultsOf(async () => {
    broken = await judgeSeat(tx, seat);
  });
  return [...faults, ...broken.map((one) => ({ field: fieldOf(one, seat), message: sentenceOf(one) }))];
}

/** A bar is about a person, every other rule about the capacity in which somebody sits. */
function fieldOf({ code }: BrokenRule, { contactId }: NewSeat): string {
  if (code !== 'organs.barred') return 'capacity';
  return contactId ? 'contactId' : 'party';
}
