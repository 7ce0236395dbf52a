/**
 * Answers: recorded, superseded, in conflict, withdrawn, disowned, late, admitted. All are kept; of each member at most one
 * is effective. Order is by instant of receipt, so that a receipt that surfaces late still takes its own place.
 */
import { type Instant, compareInstants } from '../../src/kernel/instant.js';
import type { CommandEvent } from '../../src/kernel/workflow.js';
import { findContact, findMember, findObserver, launched } from './electorate.rules.js';
import type { RuleSet } from './rule-set.js';
import type { Position, ProcedureContext } from './written-procedure.context.js';
import { type Payload, payloadOf } from './written-procedure.payloads.js';

/** Who rules on an answer, when, and why; kept with it. */
export interface Ruling {
  readonly by: string;
  readonly at: Instant;
  readonly admitted: boolean;
  readonly reason: string;
}

type Positions = { readonly positions: Position[] };
type Status = Position['status'];

/** @returns the answer of that id, or undefined */
export function findPosition(context: ProcedureContext, positionId: string): Position | undefined {
  return context.positions.find((position) => position.id === positionId);
}

/** @returns true while the present window takes answers */
export function isWindowOpen(context: ProcedureContext): boolean {
  return context.round !== null && context.round.closed === null;
}

/**
 * Answers received before the window closed that nobody has yet ruled on or confirmed: no outcome is declared over them.
 *
 * @returns those that came to light after the close, and off-line ones that wait for a second person
 */
export function unsettledReceipts(context: ProcedureContext): readonly Position[] {
  const { round } = launched(context);
  const closedAt = round.closed?.at ?? round.deadline.at;
  const waiting: readonly Status[] = ['quarantined', 'pending-confirmation'];
  return context.positions.filter(
    (p) => p.round === round.number && waiting.includes(p.status) && p.receivedAt < closedAt,
  );
}

/** Takes an answer given by link or API into the record. The guard has checked text, reason and contact. */
export function recordPosition(context: ProcedureContext, event: CommandEvent): Positions {
  const payload = payloadOf('record-position', event);
  const party = event.actor.party ?? '';
  const contact = findContact(findMember(context, party) ?? findObserver(context, party), payload.contactId);
  const late = isWindowOpen(context) ? null : lateNote(context, event.occurredAt, event.surfacedAfter);
  return added(context, {
    ...answerOf(payload),
    id: event.commandId,
    round: launched(context).round.number,
    party,
    contact: payload.contactId,
    rank: contact?.rank ?? null,
    receivedAt: event.occurredAt,
    channel: payload.channel,
    textHash: payload.textHash,
    status: statusOnReceipt(context, party, late !== null),
    offline: null,
    ruling: null,
    note: late,
  });
}

/** Takes an answer that came by letter, note or word of mouth into the record, with its evidence. */
export function registerOfflinePosition(context: ProcedureContext, event: CommandEvent): Positions {
  const payload = payloadOf('register-offline-position', event);
  const { rules, round } = launched(context);
  const late = isWindowOpen(context) ? null : lateNote(context, payload.receivedAt, event.occurredAt);
  const status = statusOnReceipt(context, payload.party, late !== null);
  const waits = rules.offlinePositions.secondPerson && status !== 'observer';
  return added(context, {
    ...answerOf(payload),
    id: event.commandId,
    round: round.number,
    party: payload.party,
    contact: null,
    rank: null,
    receivedAt: payload.receivedAt,
    channel: 'offline',
    textHash: payload.textHash ?? round.textHash,
    status: waits ? 'pending-confirmation' : status,
    offline: { registeredBy: event.actor.id, evidence: payload.evidence, confirmedBy: null },
    ruling: null,
    note: late,
  });
}

/** A second person confirms an off-line answer: it counts, or waits for a ruling when the window has closed meanwhile. */
export function confirmOfflinePosition(context: ProcedureContext, event: CommandEvent): Positions {
  const { positionId } = payloadOf('confirm-offline-position', event);
  const open = isWindowOpen(context);
  return changed(context, positionId, (position) => ({
    ...position,
    status: open ? 'counted' : 'quarantined',
    note: open ? position.note : (position.note ?? lateNote(context, position.receivedAt, event.occurredAt)),
    offline: position.offline && { ...position.offline, confirmedBy: event.actor.id },
  }));
}

/** A second person finds that an off-line answer was not given as registered. */
export function rejectOfflinePosition(context: ProcedureContext, event: CommandEvent): Positions {
  const { positionId, reason } = payloadOf('reject-offline-position', event);
  return changed(context, positionId, (position) => ({
    ...position,
    status: 'rejected',
    ruling: rulingBy(event, false, reason),
  }));
}

/** A member takes its answer back. What it superseded does not come back to life: the member has no answer then. */
export function withdrawPosition(context: ProcedureContext, event: CommandEvent): Positions {
  const { positionId, reason } = payloadOf('withdraw-position', event);
  const note = `withdrawn ${event.occurredAt} by ${event.actor.name}${reason ? `: ${reason}` : ''}`;
  return {
    positions: context.positions.map((one) =>
      one.id === positionId ? { ...one, status: 'withdrawn', note } : one,
    ),
  };
}

/** A delegation says an answer was never its own: it never counted, so the one before it stands again. */
export function disownPosition(context: ProcedureContext, event: CommandEvent): Positions {
  const { positionId } = payloadOf('disown-position', event);
  const note = `disowned ${event.occurredAt} by ${event.actor.name}`;
  return changed(context, positionId, (position) => ({ ...position, status: 'rejected', note }));
}

/** The ruling on a late reply. */
export function ruleOnLateReply(context: ProcedureContext, event: CommandEvent): Positions {
  const { positionId, admit, reason } = payloadOf('rule-on-late-reply', event);
  return changed(context, positionId, (one) => ({
    ...one,
    status: admit ? 'counted' : 'rejected',
    ruling: rulingBy(event, admit, reason),
  }));
}

/** One of a delegation's conflicting answers is said to stand; the others never count again. */
export function resolveConflict(context: ProcedureContext, event: CommandEvent): Positions {
  const { party, positionId, reason } = payloadOf('resolve-conflict', event);
  const ruling = rulingBy(event, false, reason);
  const positions = context.positions.map((one): Position => {
    if (one.party !== party || one.status !== 'conflicting') return one;
    return one.id === positionId ? { ...one, status: 'counted' } : { ...one, status: 'rejected', ruling };
  });
  return { positions };
}

/**
 * Late replies that a later deadline makes timely.
 *
 * @param context the memory, its new deadline already set
 * @returns the ids of the quarantined answers of the present round received before that deadline
 */
export function timelyAfterAll(context: ProcedureContext): readonly string[] {
  const { round } = launched(context);
  return context.positions
    .filter((p) => p.round === round.number && p.status === 'quarantined' && p.receivedAt < round.deadline.at)
    .map((p) => p.id);
}

/** Admits the late replies that a later deadline makes timely, each with the reason. */
export function admitTimely(context: ProcedureContext, by: string, reason: string): Positions {
  const ruling: Ruling = { by, at: context.asOf, admitted: true, reason };
  return timelyAfterAll(context).reduce<Positions>(
    (soFar, id) =>
      changed({ ...context, ...soFar }, id, (position) => ({ ...position, status: 'counted', ruling })),
    { positions: context.positions },
  );
}

/** Marks every answer of the present round as given on a text that is no longer the one put. */
export function asEarlierText(context: ProcedureContext): Positions {
  const round = context.round?.number;
  const live: readonly Status[] = ['counted', 'conflicting', 'pending-confirmation', 'quarantined'];
  return {
    positions: context.positions.map((p) =>
      p.round === round && live.includes(p.status) ? { ...p, status: 'earlier-text' } : p,
    ),
  };
}

function answerOf(
  payload: Pick<
    Payload<'record-position'>,
    'kind' | 'reason' | 'statement' | 'paragraph' | 'resolution' | 'until'
  >,
): Pick<Position, 'kind' | 'reason' | 'statement' | 'paragraph' | 'resolution' | 'until'> {
  const { kind, reason = null, statement = null, paragraph, resolution, until } = payload;
  return {
    kind,
    reason,
    statement,
    ...(paragraph === undefined ? {} : { paragraph }),
    ...(resolution === undefined ? {} : { resolution }),
    ...(until === undefined ? {} : { until }),
  };
}

function statusOnReceipt(context: ProcedureContext, party: string, late: boolean): Status {
  if (!findMember(context, party)) return 'observer';
  return late ? 'quarantined' : 'counted';
}

function lateNote(context: ProcedureContext, receivedAt: Instant, surfacedAt: Instant | undefined): string {
  const { round } = launched(context);
  const before = receivedAt < (round.closed?.at ?? round.deadline.at);
  if (before)
    return `received ${receivedAt}, before the window closed, but came to light only after ${surfacedAt ?? round.closed?.at ?? round.deadline.at}`;
  return `received ${receivedAt}, after the window closed (${round.closed?.because ?? 'deadline'}, deadline ${round.deadline.at})`;
}

function rulingBy(event: CommandEvent, admitted: boolean, reason: string): Ruling {
  return { by: event.actor.name, at: event.occurredAt, admitted, reason };
}

function added(context: ProcedureContext, position: Position): Positions {
  return settled(launched(context).rules, [...context.positions, position], position);
}

function changed(
  context: ProcedureContext,
  positionId: string,
  change: (position: Position) => Position,
): Positions {
  const position = findPosition(context, positionId);
  if (!position) return { positions: context.positions };
  const after = change(position);
  return settled(
    launched(context).rules,
    context.positions.map((one) => (one.id === positionId ? after : one)),
    after,
  );
}

/** Gives every live answer of one member in one round its status afresh, from the whole list. */
function settled(
  rules: RuleSet,
  positions: readonly Position[],
  about: Pick<Position, 'party' | 'round'>,
): Positions {
  const own = positions.filter((p) => p.party === about.party && p.round === about.round);
  const standing = standingOf(rules, candidatesOf(own));
  const status = (position: Position): Status => {
    if (!isLive(position) || !own.includes(position)) return position.status;
    return standing.get(position.id) ?? 'superseded';
  };
  return { positions: positions.map((position) => ({ ...position, status: status(position) })) };
}

function isLive(position: Position): boolean {
  return (
    position.status === 'counted' || position.status === 'superseded' || position.status === 'conflicting'
  );
}

/** The latest answer of each contact, later than any withdrawal by the member; oldest first. Equal instants keep their order in the record. */
function candidatesOf(own: readonly Position[]): readonly Position[] {
  const inOrder = own.toSorted((a, b) => compareInstants(a.receivedAt, b.receivedAt));
  const sinceWithdrawal = inOrder
    .slice(inOrder.findLastIndex((position) => position.status === 'withdrawn') + 1)
    .filter(isLive);
  return sinceWithdrawal.filter(
    (position, index) =>
      !sinceWithdrawal.slice(index + 1).some((later) => later.contact === position.contact),
  );
}

function standingOf(rules: RuleSet, candidates: readonly Position[]): ReadonlyMap<string, Status> {
  const latest = candidates.at(-1);
  if (!latest) return new Map();
  switch (rules.conflict.prevails) {
    case 'latest':
      return new Map([[latest.id, 'counted']]);
    case 'highest-rank':
      return new Map([
        [candidates.reduce((best, one) => (rankOf(one) <= rankOf(best) ? one : best)).id, 'counted'],
      ]);
    case 'none-until-resolved':
      if (candidates.every((one) => one.kind === latest.kind)) return new Map([[latest.id, 'counted']]);
      return new Map(candidates.map((one) => [one.id, 'conflicting']));
  }
}

/** A formal letter without a named contact speaks for the member itself, above every rank in its delegation. */
function rankOf(position: Position): number {
  return position.channel === 'offline' ? 0 : (position.rank ?? Number.MAX_SAFE_INTEGER);
}
