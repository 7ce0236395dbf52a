/** Who may know of a case that names addressees and may be confidential. */
import type { Asker } from './case-kind.js';
import { sitsIn } from '../organs/index.js';

/** What decides it, of any kind of case. */
export interface Readership {
  readonly visibility: 'all' | 'participants' | 'concerned';
  readonly concerns: readonly string[];
  /** who is named: addressees, hosts, those of whom something is due */
  readonly named: readonly string[];
}

/**
 * Whether somebody without an office may know of it: whoever it names, and who sits in an organ that it names; all Participants, unless the item behind it is confidential
 * (KP Core Document VI.15-16); Observers where Observers or all are named. What else the communiqué tells Observers they read there.
 *
 * @returns whether this person may
 */
export function mayKnow(asker: Asker, { visibility, concerns, named }: Readership): boolean {
  if (named.includes(asker.party) || sitsIn(asker, ...named)) return true;
  if (visibility === 'concerned') return concerns.includes(asker.party) || sitsIn(asker, ...concerns);
  if (asker.roles.includes('participant')) return true;
  return (
    asker.roles.includes('observer') &&
    visibility === 'all' &&
    named.some((code) => code === 'observers' || code === 'all')
  );
}
