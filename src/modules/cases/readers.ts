/** Who may know of a case beside the offices, told as data: a read model asks it of many cases at once. */
import type { CaseFile } from '../../engine/index.js';
import { sitsIn } from '../organs/index.js';
import type { Asker, CaseKind } from './case-kind.js';

/** Any of these may: whoever is signed in with one of the roles, speaks for one of the parties, or sits in one of the organs. */
export interface Readers {
  readonly roles: readonly ('participant' | 'observer')[];
  readonly parties: readonly string[];
  readonly organs: readonly string[];
}

/** @returns whether this person is among the readers */
export function isReader(asker: Asker, { roles, parties, organs }: Readers): boolean {
  return (
    roles.some((role) => asker.roles.includes(role)) ||
    parties.includes(asker.party) ||
    sitsIn(asker, ...organs)
  );
}

/**
 * The two ways in which a kind of case says who may know of it, made of one.
 *
 * @param readers of a case
 * @returns members of the kind
 */
export function readBy(readers: (file: CaseFile) => Readers): Required<Pick<CaseKind, 'maySee' | 'readers'>> {
  return { readers, maySee: (asker, file) => isReader(asker, readers(file)) };
}
