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

/** Facts that change rights: who is a Participant, who sits where, what is in force, who hosts, who presides. */
const RIGHTS: ReadonlySet<ClauseFact['kind']> = new Set([
  'admission',
  'seats',
  'merger',
  'instrument',
  'measure',
  'hosting',
  'office',
]);

/**
 * @param clause any
 * @returns whether its fact changes rights, so that only a decision by consensus carries it out (KP Core Document VI.5). Not what was
 *   decided elsewhere, what is only highlighted or offered, nor guests whom an organ invites to itself
 */
export function changesRights({ fact, by }: Clause): boolean {
  if (fact.kind === 'seats') return !(fact.capacity === 'guest' && by === fact.organ);
  if (fact.kind === 'admission') return fact.via === 'plenary';
  if (fact.kind === 'instrument') return fact.action !== 'highlighted';
  if (fact.kind === 'measure') return fact.action !== 'continued';
  if (fact.kind === 'office') return fact.standing === 'selected';
  return RIGHTS.has(fact.kind);
}

/**
 * Whether a clause changes anything outside the communiqué. What changes rights is carried out when the Plenary decides it, and
 * otherwise not: what a meeting only takes note of, asks for, or hears an organ decide was decided elsewhere, or by nobody. A
 * mandate is carried out, and what an organ does within its own remit.
 *
 * @returns whether it is carried out once it stands
 */
export function takesEffect(clause: Clause): boolean {
  const { verb, fact, deadline, by } = clause;
  const verbClass = classOf(verb);
  if (fact.kind === 'note') return false;
  if (changesRights(clause)) return verbClass === 'decides' && by === 'plenary';
  if (verbClass === 'decides' || verbClass === 'mandates' || NOTED.has(fact.kind)) return true;
  if (deadline !== null && WATCHED.has(fact.kind)) return true;
  if (fact.kind === 'visits') return true; // each visit is followed by a case, from the invitation on
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
