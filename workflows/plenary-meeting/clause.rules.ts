/** What happens to clauses and to the edits of their sentences. */
import type { CommandEvent } from '../../src/kernel/workflow.js';
import { type Clause, type ClauseFact, classOf } from './clause.js';
import { draftSentence } from './communique.rules.js';
import type { Edit, MeetingContext } from './plenary-meeting.context.js';
import { payloadOf } from './plenary-meeting.payloads.js';

type Change = Partial<MeetingContext>;

/** Facts that change nobody's rights: a bar or a list that a meeting takes note of is entered all the same. */
const NOTED: ReadonlySet<ClauseFact['kind']> = new Set(['bar', 'lists']);
/** What somebody is to do. With a term it is watched, even where the meeting only tells of it: no term is in somebody's head alone. */
const WATCHED: ReadonlySet<ClauseFact['kind']> = new Set(['mandate', 'commitment']);

/**
 * Whether a clause changes anything outside the communiqué. A decision does, and a mandate; an organ's decision does within
 * its own remit; what a meeting only takes note of was decided elsewhere, or by nobody, so it admits and seats nobody.
 *
 * @returns whether it is carried out once it stands
 */
export function takesEffect({ verb, fact, deadline }: Clause): boolean {
  if (fact.kind === 'note') return false;
  const verbClass = classOf(verb);
  if (verbClass === 'decides' || verbClass === 'mandates' || NOTED.has(fact.kind)) return true;
  if (deadline !== null && WATCHED.has(fact.kind)) return true;
  return fact.kind === 'office' && fact.standing === 'offered';
}

export function recordClauses(context: MeetingContext, event: CommandEvent): Change {
  return { clauses: [...context.clauses, ...payloadOf('record-clauses', event).clauses] };
}

export function amendClause(context: MeetingContext, event: CommandEvent): Change {
  const { clause } = payloadOf('amend-clause', event);
  return { clauses: context.clauses.map((one) => (one.id === clause.id ? clause : one)) };
}

/** Takes a clause out, and with it the edits of its sentence. */
export function removeClause(context: MeetingContext, event: CommandEvent): Change {
  const { clauseId } = payloadOf('remove-clause', event);
  return {
    clauses: context.clauses.filter((one) => one.id !== clauseId),
    edits: context.edits.filter((edit) => edit.clauseId !== clauseId),
  };
}

/** An edit replaces the one before it; the history keeps both. */
export function editSentence(context: MeetingContext, event: CommandEvent): Change {
  const { clauseId, text } = payloadOf('edit-sentence', event);
  const clause = context.clauses.find((one) => one.id === clauseId);
  if (!clause) return {};
  const drafted = draftSentence(context, clause, {});
  const edit = { ...signed(event), clauseId, paragraph: clause.paragraph, text, drafted };
  return { edits: [...context.edits.filter((one) => one.clauseId !== clauseId), edit] };
}

export function addSentence(context: MeetingContext, event: CommandEvent): Change {
  const { paragraph, text } = payloadOf('add-sentence', event);
  return { edits: [...context.edits, { ...signed(event), clauseId: null, paragraph, text, drafted: '' }] };
}

export function dropEdit(context: MeetingContext, event: CommandEvent): Change {
  const { editId } = payloadOf('drop-edit', event);
  return { edits: context.edits.filter((edit) => edit.id !== editId) };
}

function signed({ commandId, actor, occurredAt }: CommandEvent): Pick<Edit, 'id' | 'by' | 'at'> {
  return {
    id: commandId,
    by: { id: actor.id, name: actor.name, party: actor.party ?? null },
    at: occurredAt,
  };
}
