/** Why a clause, or an edit of its sentence, is refused. */
import type { Instant } from '../../src/kernel/instant.js';
import {
  type Asked as AskedOf,
  firstRefusal,
  refusalOfComputing,
  refuse,
} from '../../src/kernel/refusals.js';
import { localDate } from '../../src/kernel/wall-time.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { type Clause, classOf } from './clause.js';
import { changesRights } from './clause.rules.js';
import { draftCommunique } from './communique.rules.js';
import { clauseDue } from './deadlines.rules.js';
import { objectedTo, withoutQuorum } from './agenda.refusals.js';
import { type Item, type MeetingContext, findItem, objectors, standing } from './plenary-meeting.context.js';
import { factsOfMeeting } from './meeting.facts.js';
import type { MeetingPayload } from './plenary-meeting.payloads.js';

type Asked<Payload> = AskedOf<Payload, MeetingContext>;

/** @returns why clauses are refused, or null; all are taken or none */
export function refusalOfClauses({
  context,
  event,
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
    const refusal = refusalOfClause({ context, event }, clause, ids, `clauses.${index}`);
    if (refusal) return refusal;
  }
  return null;
}

/** @returns why the amended clause is refused, or null */
export function refusalOfAmendment({
  context,
  event,
  payload,
}: Asked<MeetingPayload<'amend-clause'>>): Refusal | null {
  const { clause } = payload;
  return firstRefusal(
    () => unknownClause(context, clause.id, 'clause.id'),
    () => refusalOfClause({ context, event }, clause, new Set(context.clauses.map(({ id }) => id)), 'clause'),
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

/** @returns why the communiqué cannot be adopted, or null: nobody objects, it says something, and no edited sentence contradicts facts that changed since */
export function refusalOfAdoption({ context }: Asked<unknown>): Refusal | null {
  return firstRefusal(
    () => withoutQuorum(context),
    () => objectedTo(context, 'communique'),
    () => unfinished(context),
  );
}

function unfinished(context: MeetingContext): Refusal | null {
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
  { context, event }: Pick<Asked<unknown>, 'context' | 'event'>,
  clause: Clause,
  ids: ReadonlySet<string>,
  field: string,
): Refusal | null {
  return firstRefusal(
    () => beyondItsRemit(context, clause, field),
    () => withoutItem(context, clause, field),
    () => withoutConsensus(context, clause, field),
    () => askedForInstead(clause, field),
    () => withoutAddressee(clause, field),
    () => refusalOfComputing(`${field}.deadline`, () => clauseDue(clause.deadline, context.zone)),
    () => dueBeforeTrigger(context, clause, event.occurredAt, field),
    () => withoutReference(clause, ids, field),
    () => refusedByRecords(clause, event, field),
  );
}

/** An organ's meeting, or organs in joint session, decide for those organs and not for the Plenary. */
function beyondItsRemit({ type, organs }: MeetingContext, clause: Clause, field: string): Refusal | null {
  const binds = classOf(clause.verb) === 'decides' || classOf(clause.verb) === 'mandates';
  if (type !== 'organ' || !binds || organs.includes(clause.by)) return null;
  return refuse(
    'meeting.beyond-its-remit',
    `Clause ${clause.id} speaks for «${clause.by}», but this is a meeting of ${organs.join(' and ')}. Let one of them act, or choose a verb that takes note.`,
    `${field}.by`,
  );
}

function withoutItem(context: MeetingContext, clause: Clause, field: string): Refusal | null {
  if (clause.item === null || findItem(context, clause.item)) return null;
  return refuse(
    'meeting.item-unknown',
    `Clause ${clause.id} names the item «${clause.item}», which is not on the agenda. Correct it, or leave it out.`,
    `${field}.item`,
  );
}

/** Nobody is admitted or seated by being invited or requested: what changes rights takes a verb that decides. */
function askedForInstead(clause: Clause, field: string): Refusal | null {
  if (clause.by !== 'plenary' || classOf(clause.verb) !== 'mandates' || !changesRights(clause)) return null;
  return refuse(
    'meeting.verb-does-not-decide',
    `Clause ${clause.id} says that the Plenary ${clause.verb}, but its fact (${clause.fact.kind}) changes rights. Choose a verb that decides, such as «endorsed», on an item with consensus (KP Core Document VI.5), or a fact that gives a mandate.`,
    `${field}.verb`,
  );
}

/** A seat that the rules of its organ close, a party that cannot be admitted, a merger that cannot be made. */
function refusedByRecords(clause: Clause, event: CommandEvent, field: string): Refusal | null {
  const why = factsOfMeeting(event).refusedByRecords[clause.id];
  if (why === undefined) return null;
  return refuse(
    'meeting.refused-by-records',
    `Clause ${clause.id} could not be carried out. ${why}`,
    `${field}.fact`,
  );
}

function withoutReference(clause: Clause, ids: ReadonlySet<string>, field: string): Refusal | null {
  const lost = clause.refersTo.filter((id) => !ids.has(id));
  if (lost.length === 0) return null;
  return refuse(
    'meeting.reference-lost',
    `Clause ${clause.id} refers to ${lost.join(', ')}, which is not there. Record it first, or leave the reference out.`,
    `${field}.refersTo`,
  );
}

/**
 * Decisions are taken by consensus (KP Core Document VI.5): a deciding clause names an item on which consensus stands. A mandate
 * rests on no item where consensus was sought in vain. In a Plenary, a clause by an organ records what that organ decided
 * within its own remit (as the WGS in 2012); in an organ's own meeting it needs that meeting's consensus.
 *
 * @returns why a clause says more than was found, or null
 */
export function withoutConsensus(context: MeetingContext, clause: Clause, field: string): Refusal | null {
  const verbClass = classOf(clause.verb);
  const item = clause.item === null ? undefined : findItem(context, clause.item);
  const found = item && standing(item);
  if (verbClass === 'mandates')
    return found?.result === 'no-consensus' ? noConsensus(clause, whyNot(clause, item), field) : null;
  const own = clause.by === 'plenary' || context.type === 'organ';
  if (verbClass !== 'decides' || !own || found?.result === 'consensus') return null;
  return noConsensus(clause, whyNot(clause, item), field);
}

function noConsensus(clause: Clause, why: string, field: string): Refusal {
  const who = clause.by === 'plenary' ? 'the Plenary' : clause.by;
  return refuse(
    'meeting.no-consensus',
    `Clause ${clause.id} says that ${who} ${clause.verb}, but ${why}. A decision needs an item on which consensus was found (KP Core Document VI.5); else choose a verb that takes note.`,
    `${field}.item`,
  );
}

function whyNot(clause: Clause, item: Item | undefined): string {
  if (!item) return `it names no item of the agenda${clause.item ? ` («${clause.item}» is not one)` : ''}`;
  const found = standing(item);
  if (found) return `on «${item.title}» the finding is ${found.result}`;
  const objecting = objectors(item);
  return objecting.length > 0
    ? `on «${item.title}» ${objecting.join(', ')} objected after consensus was found`
    : `on «${item.title}» nothing was found yet`;
}

function withoutAddressee(clause: Clause, field: string): Refusal | null {
  if (classOf(clause.verb) !== 'mandates' || clause.addressees.length > 0) return null;
  return refuse(
    'meeting.addressee-missing',
    `Clause ${clause.id} gives a mandate to nobody. Name its addressees.`,
    `${field}.addressees`,
  );
}

/** A clause cannot fall due before it is recorded; nor be looked at again, begin, or be due at an event before the meeting that sets it. */
function dueBeforeTrigger(
  context: MeetingContext,
  clause: Clause,
  now: Instant,
  field: string,
): Refusal | null {
  const { deadline, fact } = clause;
  const opened = localDate(context.openedAt ?? context.opensAt.at, context.zone);
  const due = clauseDue(deadline, context.zone);
  const days = [
    ...(deadline && 'reviewOn' in deadline ? [{ at: deadline.reviewOn, of: 'deadline.reviewOn' }] : []),
    ...(deadline?.kind === 'event' ? [{ at: yearOf(deadline.event), of: 'deadline.event' }] : []),
    ...(fact.kind === 'admission' && fact.via === 'plenary' && fact.effectiveOn !== null
      ? [{ at: fact.effectiveOn, of: 'fact.effectiveOn' }]
      : []),
  ];
  const early =
    due !== null && due <= now
      ? { at: due, of: 'deadline' }
      : days.find(({ at }) => at !== '' && at < opened.slice(0, at.length));
  if (!early) return null;
  return refuse(
    'meeting.deadline-before-trigger',
    `Clause ${clause.id} names ${early.at}, before the meeting that sets it (now ${now}). Check the date.`,
    `${field}.${early.of}`,
  );
}

/** @returns the year in the name of an event, `2013` of `plenary-2013`; empty where it has none */
function yearOf(event: string): string {
  return /-(\d{4})$/.exec(event)?.[1] ?? '';
}

function unknownClause(context: MeetingContext, id: string, field: string): Refusal | null {
  if (context.clauses.some((clause) => clause.id === id)) return null;
  return refuse('meeting.clause-unknown', `There is no clause ${id}. List the clauses to find it.`, field);
}
