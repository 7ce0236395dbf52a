/** Who may know on whom mail is lost, and how many people are behind a code. Pure. */
import { type Asker, holdsOffice } from '../cases/index.js';
import type { OutOfReach } from './board.types.js';

/** @returns whether this person may read what registry and mail log know of a party: the offices of any, others of their own */
export function mayKnowContacts(asker: Asker, party: string): boolean {
  return holdsOffice(asker) || (asker.party !== '' && asker.party === party);
}

/**
 * Contacts and the mail log are for the offices, so that no level, group or sentence may tell others of them.
 *
 * @param reach codes that nobody can be reached under
 * @returns those of them that the asker may know of
 */
export function reachFor(
  asker: Asker,
  reach: ReadonlyMap<string, OutOfReach>,
): ReadonlyMap<string, OutOfReach> {
  return new Map([...reach].filter(([code]) => mayKnowContacts(asker, code)));
}
