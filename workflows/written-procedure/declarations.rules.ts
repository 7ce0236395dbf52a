/**
 * The outcome: who declares it and with what authority, how it is contested, ruled on and annulled. A declaration is kept for
 * ever; one found never to have held is marked so, with the date of that finding, so that each date shows what held then.
 */
import type { Instant } from '../../src/kernel/instant.js';
import type { CommandEvent } from '../../src/kernel/workflow.js';
import { contestEnd } from './deadlines.rules.js';
import { findMember, launched, partyName } from './electorate.rules.js';
import { unsettledReceipts } from './positions.rules.js';
import { factsOf } from './refusal.rules.js';
import type { RuleSet } from './rule-set.js';
import type { Contest, Declaration, ProcedureContext } from './written-procedure.context.js';
import { payloadOf } from './written-procedure.payloads.js';
import { tally } from './written-procedure.rules.js';

export type Outcome = Declaration['outcome'];
type Declared = Pick<ProcedureContext, 'declarations' | 'contestableUntil'>;
type Annulled = Pick<ProcedureContext, 'declarations'>;
type Contested = Pick<ProcedureContext, 'contests'>;

/** Actor of what the rules themselves do. */
const THE_RULES = { kind: 'system', id: 'rules', name: 'the rules' } as const;

/** @returns the offices that declare; where the rules declare by themselves, those that rule on contests stand in after an annulment */
export function declaringOffices(rules: RuleSet): readonly string[] {
  return rules.declaration.by.length > 0 ? rules.declaration.by : rules.contest.ruledBy;
}

/** @returns the latest declaration that was not annulled, or undefined */
export function standingDeclaration(context: ProcedureContext): Declaration | undefined {
  return context.declarations.findLast((declaration) => declaration.annulled === null);
}

/** @returns the contests not yet ruled on, oldest first */
export function openContests(context: ProcedureContext): readonly Contest[] {
  return context.contests.filter((contest) => contest.ruling === null);
}

/** @returns the one outcome the record supports now */
export function outcomeOfRecord(context: ProcedureContext): Outcome {
  return tally(context).finding === 'adoptable' ? 'adopted' : 'not-adopted';
}

/**
 * Whether a procedure that ended was broken, so that its matter goes to the next Plenary: it was referred there, or an objection
 * stood in its way until it was not adopted for good (KP Core Document VI.5: what finds no consensus in writing stays open).
 *
 * @param context the procedure's memory
 * @param state name of its state
 */
export function awaitsPlenary(context: ProcedureContext, state: string): boolean {
  if (state === 'referred') return context.referral?.toPlenary === true;
  return state === 'not-adopted-final' && tally(context).finding === 'blocked';
}

/** The office declares. */
export function declareOutcome(context: ProcedureContext, event: CommandEvent): Declared {
  const { outcome, statement, effectiveAt, publishedAt } = payloadOf('declare', event);
  const declaration = {
    outcome,
    by: event.actor,
    at: event.occurredAt,
    officeHeldBy: holderOf(event),
    authority: 'held',
    statement,
  } as const;
  return declared(context, {
    ...declaration,
    ...datesOf(context, outcome, { effectiveAt, publishedAt }),
    annulled: null,
  });
}

/** The rules declare, where they name no office for it. */
export function declareAutomatically(context: ProcedureContext): Declared {
  const outcome = outcomeOfRecord(context);
  const statement =
    outcome === 'adopted'
      ? 'Adopted at the end of the window under the rules.'
      : 'Not adopted at the end of the window under the rules.';
  const declaration = {
    outcome,
    by: THE_RULES,
    at: context.asOf,
    officeHeldBy: null,
    authority: 'automatic',
    statement,
  } as const;
  return declared(context, { ...declaration, ...datesOf(context, outcome, {}), annulled: null });
}

/**
 * Whether a declaration given elsewhere has effect: its party held a declaring office at the instant it was given, the window had
 * closed by then, the record supports it, and no answer received in time waits for a ruling or a second person.
 */
export function hasAuthority(context: ProcedureContext, event: CommandEvent): boolean {
  const { party, outcome, at } = payloadOf('register-declaration', event);
  const closedAt = launched(context).round.closed?.at;
  const held = declaringOffices(launched(context).rules).some(
    (office) => holdersThen(event)[office] === party,
  );
  const timely = closedAt !== undefined && at >= closedAt;
  return held && timely && unsettledReceipts(context).length === 0 && outcome === outcomeOfRecord(context);
}

/** A declaration given elsewhere enters the record, as of the instant it was given. Members may contest it from the day it is registered. */
export function registerDeclaration(context: ProcedureContext, event: CommandEvent): Declared {
  const { by, party, at, outcome, statement } = payloadOf('register-declaration', event);
  const given = { ...context, asOf: at };
  const authority = hasAuthority(context, event) ? 'held' : 'lacking';
  const dates = authority === 'held' ? datesOf(given, outcome, {}) : { effectiveAt: null, publishedAt: null };
  const declarer = { kind: 'person', id: by, name: by, party } as const;
  const officeHeldBy = holdersThen(event)['chair'] ?? null;
  return declared(context, {
    outcome,
    by: declarer,
    at,
    officeHeldBy,
    authority,
    statement,
    ...dates,
    annulled: null,
  });
}

/** Which party held which office at the instant for which the command says something happened. */
function holdersThen(event: CommandEvent): Readonly<Record<string, string | undefined>> {
  return factsOf(event).holdersThen;
}

/** The office in authority makes a declaration its own. The one that lacked authority stays in the record as it was. */
export function confirmDeclaration(context: ProcedureContext, event: CommandEvent): Declared {
  const { statement, effectiveAt, publishedAt } = payloadOf('confirm-declaration', event);
  const outcome = standingDeclaration(context)?.outcome ?? outcomeOfRecord(context);
  const declaration = {
    outcome,
    by: event.actor,
    at: event.occurredAt,
    officeHeldBy: holderOf(event),
    authority: 'held',
    statement,
  } as const;
  return declared(context, {
    ...declaration,
    ...datesOf(context, outcome, { effectiveAt, publishedAt }),
    annulled: null,
  });
}

/** Marks every standing declaration as never having held. */
export function annulDeclarations(context: ProcedureContext, event: CommandEvent, reason: string): Annulled {
  const annulled = { by: event.actor, at: event.occurredAt, reason };
  return { declarations: context.declarations.map((one) => (one.annulled ? one : { ...one, annulled })) };
}

/** After an upheld contest the ruling office declares that the proposal is not adopted, whatever the record counted. */
export function declareNotAdopted(
  context: ProcedureContext,
  event: CommandEvent,
  statement: string,
): Declared {
  const declaration = {
    outcome: 'not-adopted',
    by: event.actor,
    at: event.occurredAt,
    officeHeldBy: holderOf(event),
    authority: 'held',
    statement,
  } as const;
  return declared(context, { ...declaration, ...datesOf(context, 'not-adopted', {}), annulled: null });
}

/** Takes a contest into the record, with what the ledger holds about it at that instant. */
export function fileContest(context: ProcedureContext, event: CommandEvent): Contested {
  const { party, ground, statement } = payloadOf('contest', event);
  const contest = {
    id: event.commandId,
    party,
    at: event.occurredAt,
    ground,
    statement,
    evidence: evidenceOn(context, party),
    ruling: null,
  };
  return { contests: [...context.contests, contest] };
}

/** The ruling on a contest; one that is upheld annuls the declaration and leaves the other contests without an object. */
export function ruleOnContest(context: ProcedureContext, event: CommandEvent): Contested {
  const { contestId, upheld, reason } = payloadOf('rule-on-contest', event);
  const by = { by: event.actor.name, at: event.occurredAt };
  const contests = context.contests.map((one): Contest => {
    if (one.id === contestId) return { ...one, ruling: { ...by, upheld, reason } };
    return upheld && !one.ruling
      ? { ...one, ruling: { ...by, upheld, reason: 'The declaration was annulled on another contest.' } }
      : one;
  });
  return { contests };
}

/** An annulment without a ruling upholds every open contest. */
export function upholdOpenContests(
  context: ProcedureContext,
  event: CommandEvent,
  reason: string,
): Contested {
  const ruling = { by: event.actor.name, at: event.occurredAt, upheld: true, reason };
  return { contests: context.contests.map((one) => (one.ruling ? one : { ...one, ruling })) };
}

/**
 * What the ledger holds of a member, in words.
 *
 * @returns every answer of the member with instant, channel and standing, and whether mail could reach it
 */
export function evidenceOn(context: ProcedureContext, party: string): string {
  const { round } = launched(context);
  const name = partyName(context, party);
  const answers = context.positions.filter((position) => position.party === party);
  const held = answers
    .map((p) => `${p.kind}, received ${p.receivedAt} by ${p.channel}, round ${p.round}, ${p.status}`)
    .join('; ');
  const failed = (findMember(context, party)?.contacts ?? [])
    .filter((c) => c.unreachableSince)
    .map((c) => `${c.name} since ${c.unreachableSince ?? ''}`);
  const mail =
    failed.length > 0
      ? ` Mail could not be delivered to ${failed.join(', ')}.`
      : ' No mail to it is known to have failed.';
  const receipts =
    answers.length > 0
      ? `The ledger holds of ${name}: ${held}.`
      : `The ledger holds no answer of ${name}, neither before the deadline of ${round.deadline.at} nor up to ${context.asOf}.`;
  return receipts + mail;
}

function declared(context: ProcedureContext, declaration: Declaration): Declared {
  return { declarations: [...context.declarations, declaration], contestableUntil: contestEnd(context) };
}

function holderOf(event: CommandEvent): string | null {
  return factsOf(event).chair?.party ?? null;
}

interface GivenDates {
  readonly effectiveAt?: Instant | undefined;
  readonly publishedAt?: Instant | undefined;
}

function datesOf(
  context: ProcedureContext,
  outcome: Outcome,
  given: GivenDates,
): Pick<Declaration, 'effectiveAt' | 'publishedAt'> {
  const { rules } = launched(context);
  const published = { 'at-declaration': context.asOf, 'after-communique': null, 'on-stated-date': null }[
    rules.publication.when
  ];
  return {
    effectiveAt: outcome === 'adopted' ? (given.effectiveAt ?? effectByRule(context)) : null,
    publishedAt: given.publishedAt ?? published,
  };
}

/** Where a date was to be stated and none was, the end of the window is the date (assumed). */
function effectByRule(context: ProcedureContext): Instant {
  const { rules, round } = launched(context);
  if (rules.effect.takesEffect === 'at-declaration') return context.asOf;
  const closedAt = round.closed?.at ?? round.deadline.at;
  return closedAt < round.deadline.at ? closedAt : round.deadline.at;
}
