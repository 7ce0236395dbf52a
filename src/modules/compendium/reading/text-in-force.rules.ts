import type { Instant } from '../../../kernel/instant.js';
import type { InstrumentId, RelationLine, TextLine } from '../compendium.types.js';

/** What one has to read to know the text of a document on a date: its own, then each amendment in the order of effect. */
export interface TextInForce {
  /** whether the document itself is in force on the date */
  readonly inForce: boolean;
  /** the authoritative version of the document itself; null: none is known */
  readonly own: TextLine | null;
  readonly amendments: readonly {
    readonly id: InstrumentId;
    readonly title: string;
    readonly number: string | null;
    readonly since: Instant | null;
  }[];
}

/**
 * @param standing of the document on the date
 * @param texts its versions on the date
 * @param later what bears on it, nearest first
 * @param at the date: an amendment counts from its own effect on, and only while it is in force itself
 */
export function textInForce(
  standing: string | null,
  texts: readonly TextLine[],
  later: readonly RelationLine[],
  at: Instant,
): TextInForce {
  const reached = new Set<string>();
  const amending = later.filter(({ kind, depth, fromId, toId, fromStanding, since }) => {
    const follows = depth === 1 || reached.has(toId);
    if (kind !== 'amends' || !follows || fromStanding !== 'in-force' || (since !== null && since > at))
      return false;
    reached.add(fromId);
    return true;
  });
  const amendments = amending.map(({ fromId, fromTitle, fromNumber, since }) => ({
    id: fromId,
    title: fromTitle,
    number: fromNumber,
    since,
  }));
  const once = amendments.filter((one, index) => amendments.findIndex(({ id }) => id === one.id) === index);
  return {
    inForce: standing === 'in-force',
    own: texts.find(({ authoritative }) => authoritative) ?? null,
    amendments: once.sort((a, b) => ((a.since ?? '') < (b.since ?? '') ? -1 : 1)),
  };
}
