/** Why a clause, or an edit of its sentence, is refused. */
import { type Asked as AskedOf, firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import { type Clause, classOf } from './clause.js';
import { draftCommunique } from './communique.rules.js';
import { clauseDue } from './deadlines.rules.js';
import { type MeetingContext, findItem, standing } from './plenary-meeting.context.js';
import type { MeetingPayload } from './plenary-meeting.payloads.js';

type Asked<Payload> = AskedOf<Payload, MeetingContext>;

/** @returns why clauses are refused, or null; all are taken or none */
export function refusalOfClauses({
  context,
  payload,
}: Asked<MeetingPayload<'record-clauses'>>): Refusal | null {
  const ids = new Set(context.clauses.map((clause) => clause.id));
  for (const [index, clause] of payload.clauses.entries()) {
    if (ids.has(clause.id))
      return refuse(
        'meeting.clause-exists',
        `There is a clause ${clause.id} already. Amend it, or give this one another id.`,
        `clauses.${index}.id`,
      );
    ids.add(clause.id);
  }
  for (const [index, clause] of payload.clauses.entries()) {
    const refusal = refusalOfClause(context, clause, ids, `clauses.${index}`);
    if (refusal) return refusal;
  }
  return null;
}

/** @returns why the amended clause is refused, or null */
export function refusalOfAmendment({
  context,
  payload,
}: Asked<MeetingPayload<'amend-clause'>>): Refusal | null {
  const { clause } = payload;
  return firstRefusal(
    () => unknownClause(context, clause.id, 'clause.id'),
    () => refusalOfClause(context, clause, new Set(context.clauses.map(({ id }) => id)), 'clause'),
  );
}

/** @returns why a clause cannot be removed, or its sentence edited, or null */
export function refusalOfClauseAct({
  context,
  payload,
}: Asked<{ readonly clauseId: string }>): Refusal | null {
  return unknownClause(context, payload.clauseId, 'clauseId');
}

/** @returns why a removal is refused, or null: nothing may be left pointing at it */
export function refusalOfRemoval({
  context,
  payload,
}: Asked<MeetingPayload<'remove-clause'>>): Refusal | null {
  const pointing = context.clauses.filter((clause) => clause.refersTo.includes(payload.clauseId));
  return firstRefusal(
    () => unknownClause(context, payload.clauseId, 'clauseId'),
    () =>
      pointing.length > 0
        ? refuse(
            'meeting.clause-referred-to',
            `${pointing.map(({ id }) => id).join(', ')} refer to ${payload.clauseId}. Amend them first.`,
            'clauseId',
          )
        : null,
  );
}

/** @returns why the communiqué cannot be adopted, or null: it says something, and no edited sentence contradicts facts that changed since */
export function refusalOfAdoption({ context }: Asked<unknown>): Refusal | null {
  if (context.clauses.length + context.edits.length === 0)
    return refuse(
      'communique.empty',
      'The communiqué has no clause yet. Record clauses first, or end with a statement of the Chair.',
    );
  const outdated = draftCommunique(context, {}).filter((sentence) => sentence.outdated);
  if (outdated.length === 0) return null;
  return refuse(
    'communique.outdated-edits',
    `The facts behind ${outdated.map(({ clauseId }) => clauseId).join(', ')} changed after the sentence was edited. Edit it again, or drop the edit.`,
  );
}

/** @returns why an edit cannot be dropped, or null */
export function refusalOfDroppedEdit({
  context,
  payload,
}: Asked<MeetingPayload<'drop-edit'>>): Refusal | null {
  if (context.edits.some((edit) => edit.id === payload.editId)) return null;
  return refuse('meeting.edit-unknown', `There is no edit ${payload.editId}.`, 'editId');
}

function refusalOfClause(
  context: MeetingContext,
  clause: Clause,
  ids: ReadonlySet<string>,
  field: string,
): Refusal | null {
  return firstRefusal(
    () => withoutConsensus(context, clause, field),
    () => withoutAddressee(clause, field),
    () => dueBeforeTrigger(context, clause, field),
    () => {
      const lost = clause.refersTo.filter((id) => !ids.has(id));
      return lost.length > 0
        ? refuse(
            'meeting.reference-lost',
            `Clause ${clause.id} refers to ${lost.join(', ')}, which is not there. Record it first, or leave the reference out.`,
            `${field}.refersTo`,
          )
        : null;
    },
  );
}

/** @returns why a clause says more than was found, or null: decisions are taken by consensus (KP Core Document VI.5); an organ may decide within its own remit (as the WGS in 2012) */
export function withoutConsensus(context: MeetingContext, clause: Clause, field: string): Refusal | null {
  if (classOf(clause.verb) !== 'decides' || clause.by !== 'plenary') return null;
  const item = clause.item === null ? undefined : findItem(context, clause.item);
  const found = item && standing(item);
  if (found?.result === 'consensus') return null;
  const why = !item
    ? `it names no item of the agenda${clause.item ? ` («${clause.item}» is not one)` : ''}`
    : `on «${item.title}» ${found ? `the finding is ${found.result}` : 'nothing was found yet'}`;
  return refuse(
    'meeting.no-consensus',
    `Clause ${clause.id} says that the Plenary ${clause.verb}, but ${why}. A decision needs an item on which consensus was found (KP Core Document VI.5); else choose a verb that takes note.`,
    `${field}.item`,
  );
}

function withoutAddressee(clause: Clause, field: string): Refusal | null {
  if (classOf(clause.verb) !== 'mandates' || clause.addressees.length > 0) return null;
  return refuse(
    'meeting.addressee-missing',
    `Clause ${clause.id} gives a mandate to nobody. Name its addressees.`,
    `${field}.addressees`,
  );
}

function dueBeforeTrigger(context: MeetingContext, clause: Clause, field: string): Refusal | null {
  const due = clauseDue(clause.deadline, context.zone);
  const review = clause.deadline && 'reviewOn' in clause.deadline ? clause.deadline.reviewOn : null;
  const opened = context.openedAt ?? context.opensAt.at;
  if ((due === null || due > opened) && (review === null || review >= opened.slice(0, 10))) return null;
  return refuse(
    'meeting.deadline-before-trigger',
    `Clause ${clause.id} would be due at ${due ?? review ?? ''}, before the meeting that sets it (${opened}). Check the date.`,
    `${field}.deadline`,
  );
}

function unknownClause(context: MeetingContext, id: string, field: string): Refusal | null {
  if (context.clauses.some((clause) => clause.id === id)) return null;
  return refuse('meeting.clause-unknown', `There is no clause ${id}. List the clauses to find it.`, field);
}
