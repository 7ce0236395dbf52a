/**
 * The register of decisions: every clause of every meeting with its verb class, addressee, condition, term and reporting
 * point. It is read out of the meetings' own histories, so that it cannot say anything else than they do.
 */
import { z } from 'zod';
import {
  type Clause,
  type MeetingContext,
  VERBS,
  type VerbClass,
  classOf,
  clauseDue,
  paragraphNumbers,
} from '../../../workflows/plenary-meeting/index.js';

const classSchema = z.enum(Object.keys(VERBS) as [VerbClass, ...VerbClass[]]); // the table's own keys

/** Which entries to read. Each field narrows. */
export const registerFilterSchema = z.strictObject({
  class: classSchema.optional(),
  meeting: z.string().optional(),
  /** recommending organ, or the one that decided */
  organ: z.string().optional(),
  addressee: z.string().optional(),
  /** kind of the fact behind it, such as `admission` */
  fact: z.string().optional(),
  /** words in the text, whatever their case */
  q: z.string().optional(),
  /** only what has a term: a day, an instant, a soft term or an event */
  due: z.stringbool({ error: '«true» or «false»' }).optional(),
});
export type RegisterFilter = z.output<typeof registerFilterSchema>;

/** One clause in the register. */
export interface RegisterEntry {
  readonly meeting: string;
  readonly paragraph: number;
  readonly class: VerbClass;
  /** since when it stands; null while the meeting has not closed */
  readonly since: string | null;
  /** the first instant that is too late; null for a soft term or an event, which have none */
  readonly dueAt: string | null;
  readonly clause: Clause;
}

/** @returns the entries of a meeting, in the order of its paragraphs */
export function entriesOf(context: MeetingContext): readonly RegisterEntry[] {
  const numbers = paragraphNumbers(context);
  const { effectOn, closedAt, communique } = context;
  const since = effectOn === 'close' ? closedAt : (communique.publishedAt ?? communique.statedAt);
  return context.clauses.map((clause) => ({
    meeting: context.reference,
    paragraph: numbers.get(clause.paragraph) ?? clause.paragraph,
    class: classOf(clause.verb),
    since,
    dueAt: clauseDue(clause.deadline, context.zone),
    clause,
  }));
}

/** @returns the entries that a filter lets through */
export function filterEntries(
  entries: readonly RegisterEntry[],
  filter: RegisterFilter,
): readonly RegisterEntry[] {
  const words = filter.q?.toLowerCase();
  return entries.filter(({ class: verbClass, meeting, clause }) => {
    const { source, by, addressees, fact, deadline, text } = clause;
    return (
      (filter.class === undefined || verbClass === filter.class) &&
      (filter.meeting === undefined || meeting === filter.meeting) &&
      (filter.organ === undefined || source === filter.organ || by === filter.organ) &&
      (filter.addressee === undefined || addressees.includes(filter.addressee)) &&
      (filter.fact === undefined || fact.kind === filter.fact) &&
      (filter.due === undefined || filter.due === (deadline !== null)) &&
      (words === undefined || text.toLowerCase().includes(words))
    );
  });
}
