/** Who may know of a case that names addressees and may be confidential. */
import type { Asker } from './case-kind.js';
import { type Readers, isReader } from './readers.js';

/** What decides it, of any kind of case. */
export interface Readership {
  readonly visibility: 'all' | 'participants' | 'concerned';
  readonly concerns: readonly string[];
  /** who is named: addressees, hosts, those of whom something is due */
  readonly named: readonly string[];
}

/**
 * Who may know of it without an office: whoever it names, and who sits in an organ that it names; all Participants, unless the item behind it is confidential
 * (KP Core Document VI.15-16); Observers where Observers or all are named. What else the communiqué tells Observers they read there.
 */
export function readersOf({ visibility, concerns, named }: Readership): Readers {
  const codes = visibility === 'concerned' ? [...named, ...concerns] : named;
  const forObservers = visibility === 'all' && named.some((code) => code === 'observers' || code === 'all');
  return {
    roles: [
      ...(visibility === 'concerned' ? [] : (['participant'] as const)),
      ...(forObservers ? (['observer'] as const) : []),
    ],
    parties: codes,
    organs: codes,
  };
}

/** @returns whether this person may */
export function mayKnow(asker: Asker, readership: Readership): boolean {
  return isReader(asker, readersOf(readership));
}
