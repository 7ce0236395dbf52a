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
  /** words in the text or in the meeting's reference, whatever their case */
  q: z.string().optional(),
  /** only what has a term: a day, an instant, a soft term or an event */
  due: z.stringbool({ error: '«true» or «false»' }).optional(),
  /** at most so many; left out: 100 */
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  /** only what comes after this entry, as the page before gives it: a meeting's id and a clause's */
  before: z
    .string()
    .regex(
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[a-z0-9][a-z0-9-]{0,30}$/,
      'as the page before gives it',
    )
    .optional(),
});
export type RegisterFilter = z.output<typeof registerFilterSchema>;

/** One clause in the register. */
export interface RegisterEntry {
  /** reference */
  readonly meeting: string;
  readonly meetingId: string;
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
  const inOrder = [...context.clauses].sort((a, b) => a.paragraph - b.paragraph); // a stable sort keeps the order inside a paragraph
  return inOrder.map((clause) => ({
    meeting: context.reference,
    meetingId: context.caseId,
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
      (words === undefined || `${meeting}\n${text}`.toLowerCase().includes(words))
    );
  });
}
