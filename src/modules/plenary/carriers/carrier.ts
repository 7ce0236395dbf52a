/** What every carrier of clauses shares: what it is given, and what it answers. */
import type { Instant } from '../../../kernel/instant.js';
import { fixedDeadline } from '../../../kernel/business-calendar.js';
import type { CarryOut, ClauseFact, MeetingContext } from '../../../../workflows/plenary-meeting/index.js';

/** A clause that stands, with the meeting behind it. */
export interface Carrying {
  readonly order: CarryOut;
  readonly meeting: MeetingContext;
  /** the meeting is of an imported history: what follows from it is, too */
  readonly historical: boolean;
}

export type FactOf<Kind extends ClauseFact['kind']> = Extract<ClauseFact, { readonly kind: Kind }>;

/**
 * Carries out one kind of fact. Doing it twice, or what the records say already, changes nothing.
 *
 * @returns what changed, in words; empty when nothing did
 */
export type Carrier<Kind extends ClauseFact['kind']> = (
  carrying: Carrying,
  fact: FactOf<Kind>,
) => Promise<readonly string[]>;

/** @returns where a clause is to be read, for records that follow from it */
export function sourceOf({ order }: Carrying): string {
  return `${order.meeting}, paragraph ${order.clause.paragraph}`;
}

/** @returns the first instant of a day in the meeting's zone; of null: when the clause takes effect */
export function startOf(day: string | null, { order }: Carrying): Instant {
  return day === null ? order.at : firstInstantOf(day, order.zone);
}

/** @returns the first instant of a day (`YYYY-MM-DD`) in a zone @throws DomainError when the day has no midnight there */
export function firstInstantOf(day: string, zone: string): Instant {
  return fixedDeadline({ wallTime: `${day}T00:00`, zone, rule: 'the first instant of the day' }).at;
}

/** @returns whether the clause comes out of an item that only the offices and those concerned may read (KP Core Document VI.15-16) */
export function isConfidential({ order, meeting }: Carrying): boolean {
  return meeting.items.some(({ id, visibility }) => id === order.clause.item && visibility === 'concerned');
}
