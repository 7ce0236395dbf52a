/** Who may see what belongs to an organ. Pure. */
import type { Organ } from './organ.types.js';

/** Somebody who asks, with the organs whose drafts and meetings this person reads. */
export interface Sitter {
  /** codes of organs and of their predecessors, as `organsOfContact` gives them; left out: none */
  readonly organs?: readonly string[];
}

/** @returns whether this person sits in one of the organs, in a capacity that its rules let read; a joint session names several */
export function sitsIn({ organs = [] }: Sitter, ...named: readonly string[]): boolean {
  return named.some((code) => organs.includes(code));
}

/**
 * Who sits in an organ also reads what belonged to the organs it was merged from, however long ago.
 *
 * @param codes of organs
 * @param organs all that ever existed
 * @returns the codes and those of every predecessor, sorted
 */
export function withPredecessors(
  codes: readonly string[],
  organs: readonly Pick<Organ, 'code' | 'predecessors'>[],
): string[] {
  const found = new Set(codes);
  for (const code of found)
    // a set is walked to its end, also what is added on the way
    for (const organ of organs) if (organ.code === code) organ.predecessors.forEach((one) => found.add(one));
  return [...found].sort();
}

/**
 * @param organs that exist at an instant
 * @returns each organ that one of them was merged from, with that one; a code under which an organ was founded anew is that organ's
 */
export function mergedInto<One extends Pick<Organ, 'code' | 'predecessors'>>(
  organs: readonly One[],
): readonly { readonly from: string; readonly successor: One }[] {
  const living = new Set(organs.map(({ code }) => code));
  return organs.flatMap((successor) =>
    successor.predecessors.filter((from) => !living.has(from)).map((from) => ({ from, successor })),
  );
}
