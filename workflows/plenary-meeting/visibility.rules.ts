/** Who may know of an item. One rule for what is shown and for what may be acted upon. */
import type { Item } from './plenary-meeting.context.js';

/** Somebody who reads or acts: roles of that moment, the party spoken for, and the organs in which this person sits. */
export interface Reader {
  readonly roles: readonly string[];
  readonly party: string;
  readonly organs?: readonly string[];
}

const OFFICES = ['chair', 'vice-chair', 'secretariat', 'operator'];

/**
 * All who are invited may know of most items; governments alone of some; the offices, those concerned, whoever sits in an organ
 * concerned, and whoever brought it of matters of compliance (KP Core Document VI.15-16: confidential, for Participants and Observers alike).
 *
 * @param item with its visibility
 * @param reader who asks
 * @returns whether this reader may know of the item
 */
export function mayKnowOf(
  item: Pick<Item, 'visibility' | 'concerns' | 'addedBy'>,
  { roles, party, organs = [] }: Reader,
): boolean {
  if (item.visibility === 'all' || roles.some((role) => OFFICES.includes(role))) return true;
  if (item.visibility === 'participants') return roles.includes('participant');
  if (item.concerns.some((code) => code === party || organs.includes(code))) return true;
  return party !== '' && item.addedBy.party === party;
}
