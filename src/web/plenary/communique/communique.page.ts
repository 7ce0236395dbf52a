/** The communiqué as it grows: paragraph by paragraph, and beside each sentence the fact that it rests on, in words. */
import type { JsonObject } from '../../../kernel/json.js';
import {
  type Clause,
  type ClauseDeadline,
  classOf,
  clauseDue,
} from '../../../../workflows/plenary-meeting/index.js';
import type { FollowUp, LinkedCase, MeetingReading, ShownSentence } from '../../../modules/plenary/index.js';
import { type FactRow, factRows } from '../../cases/index.js';
import { pageOfCase } from '../../frame/index.js';
import { type MeetingWords, nameOf } from '../meeting.words.js';

/** The fact beside a sentence. */
export interface ShownFact {
  readonly clauseId: string;
  /** such as «Admission» */
  readonly kind: string;
  /** whether it decides, takes note, gives a mandate or informs */
  readonly class: string;
  /** who acts, and with which verb */
  readonly by: string;
  readonly verb: string;
  readonly rows: readonly FactRow[];
  readonly addressees: readonly string[];
  readonly condition: string | null;
  readonly deadline: {
    readonly words: string | null;
    readonly day: string | null;
    readonly at: string | null;
  } | null;
  readonly item: { readonly id: string; readonly title: string } | null;
  /** cases that it opened or changed */
  readonly cases: readonly { readonly href: string; readonly title: string; readonly opened: boolean }[];
}

/** A sentence with its fact; null where it rests on none, or the reader may not know of it. */
export interface GroundedSentence extends ShownSentence {
  readonly fact: ShownFact | null;
  /** whether it is the first of its paragraph */
  readonly first: boolean;
}

/**
 * @param reading of the meeting, as this person may read it
 * @param sentences of the communiqué, for the same person
 * @param followUps cases that clauses opened or changed, those that the person may know of
 */
export function groundedSentences(
  { memory }: Pick<MeetingReading, 'memory'>,
  sentences: readonly ShownSentence[],
  followUps: readonly (FollowUp & LinkedCase)[],
  words: MeetingWords,
): readonly GroundedSentence[] {
  return sentences.map((sentence, index) => {
    const clause = memory.clauses.find(({ id }) => id === sentence.clauseId);
    const own = followUps.filter(({ clauseId }) => clauseId === sentence.clauseId);
    return {
      ...sentence,
      first: sentences[index - 1]?.paragraph !== sentence.paragraph,
      fact: clause ? factOf(clause, memory, own, words) : null,
    };
  });
}

function factOf(
  clause: Clause,
  memory: MeetingReading['memory'],
  followUps: readonly (FollowUp & LinkedCase)[],
  words: MeetingWords,
): ShownFact {
  const { kind, ...rest } = clause.fact;
  const item = memory.items.find(({ id }) => id === clause.item);
  return {
    clauseId: clause.id,
    kind: words.wording.option(kind),
    class: classOf(clause.verb),
    by: nameOf(words, clause.by),
    verb: words.wording.option(clause.verb),
    rows: factRows(rest as unknown as JsonObject, words), // a fact is plain JSON
    addressees: clause.addressees.map((code) => nameOf(words, code)),
    condition: clause.condition,
    deadline: clause.deadline && deadlineOf(clause.deadline, memory.zone),
    item: item ? { id: item.id, title: item.title } : null,
    cases: followUps.map(({ kind: of, line, opened }) => ({
      href: pageOfCase(of.workflow.name, line.id),
      title: line.title || line.reference,
      opened,
    })),
  };
}

/** A day is shown as a deadline with its instant; a soft term in the meeting's own words, with the day on which somebody looks. */
function deadlineOf(deadline: ClauseDeadline, zone: string): ShownFact['deadline'] {
  const at = clauseDue(deadline, zone);
  if (deadline.kind === 'day' || deadline.kind === 'instant') return { words: null, day: null, at };
  return { words: deadline.words, day: deadline.reviewOn, at: null };
}
