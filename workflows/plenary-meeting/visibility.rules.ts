/** Who may know of an item. One rule for what is shown and for what may be acted upon. */
import type { Item } from './plenary-meeting.context.js';

/** Somebody who reads or acts: roles of that moment, and the party spoken for. */
export interface Reader {
  readonly roles: readonly string[];
  readonly party: string;
}

const OFFICES = ['chair', 'vice-chair', 'secretariat', 'operator'];

/**
 * All who are invited may know of most items; governments alone of some; the offices, those concerned and whoever brought it of
 * matters of compliance (KP Core Document VI.15-16: confidential, for Participants and Observers alike).
 *
 * @param item with its visibility
 * @param reader who asks
 * @returns whether this reader may know of the item
 */
export function mayKnowOf(
  item: Pick<Item, 'visibility' | 'concerns' | 'addedBy'>,
  { roles, party }: Reader,
): boolean {
  if (item.visibility === 'all' || roles.some((role) => OFFICES.includes(role))) return true;
  if (item.visibility === 'participants') return roles.includes('participant');
  return item.concerns.includes(party) || (party !== '' && item.addedBy.party === party);
}
