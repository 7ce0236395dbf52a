/** Why a declaration, a contest, a ruling or an annulment is refused. */
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import {
  type Outcome,
  declaringOffices,
  openContests,
  outcomeOfRecord,
  standingDeclaration,
} from './declarations.rules.js';
import { findMember, launched, partyName } from './electorate.rules.js';
import { unsettledReceipts } from './positions.rules.js';
import {
  type Asked,
  factsOf,
  firstRefusal,
  lackingOffice,
  refusalOfFuture,
  refuse,
} from './refusal.rules.js';
import { counted, shortfalls } from './sentences.rules.js';
import type { ProcedureContext } from './written-procedure.context.js';
import type { Payload } from './written-procedure.payloads.js';
import { tally } from './written-procedure.rules.js';

/** @returns why this outcome cannot be declared, or null: the office must be held and the record must bear it out */
export function refusalOfDeclaration({ context, event, payload }: Asked<Payload<'declare'>>): Refusal | null {
  return firstRefusal(
    () =>
      lackingOffice(
        'declare the outcome',
        declaringOffices(launched(context).rules),
        'declaration.by',
        event,
      ),
    () => unsettled(context),
    () => againstRecord(context, payload.outcome),
    () => fixedEffect(context, payload),
  );
}

/** @returns why a declaration given elsewhere cannot be registered, or null. One without authority can: it is a fact. */
export function refusalOfRegisteredDeclaration({
  context,
  event,
  payload,
}: Asked<Payload<'register-declaration'>>): Refusal | null {
  const { frozen } = launched(context);
  return firstRefusal(
    () => refusalOfFuture(payload.at, 'at', event),
    () =>
      payload.at >= frozen.at
        ? null
        : refuse(
            'declaration.before-launch',
            `The procedure was launched at ${frozen.at}. Give the instant at which its outcome was declared.`,
            'at',
          ),
  );
}

/** @returns why a declaration without authority cannot be confirmed, or null */
export function refusalOfConfirmedDeclaration({
  context,
  event,
  payload,
}: Asked<Payload<'confirm-declaration'>>): Refusal | null {
  return firstRefusal(
    () =>
      lackingOffice(
        'confirm the declaration',
        declaringOffices(launched(context).rules),
        'declaration.by',
        event,
      ),
    () => unsettled(context),
    () => againstRecord(context, standingDeclaration(context)?.outcome ?? 'adopted'),
    () => fixedEffect(context, payload),
  );
}

/** @returns why the outcome cannot be contested so, or null */
export function refusalOfContest({ context, event, payload }: Asked<Payload<'contest'>>): Refusal | null {
  const { rules } = launched(context);
  return firstRefusal(
    () =>
      findMember(context, payload.party)
        ? null
        : refuse(
            'contest.not-a-member',
            `${payload.party} was not on the roll frozen at launch; only a member may contest.`,
            'party',
          ),
    () => foreignContest(event, payload.party, partyName(context, payload.party)),
    () => {
      const until = context.contestableUntil?.at;
      if (!until || event.occurredAt < until) return null;
      return refuse(
        'contest.too-late',
        `The outcome could be contested until ${until} (${rules.contest.source}). Raise the matter at the next meeting.`,
      );
    },
  );
}

/** @returns why the contest cannot be ruled on so, or null */
export function refusalOfContestRuling({
  context,
  event,
  payload,
}: Asked<Payload<'rule-on-contest'>>): Refusal | null {
  return firstRefusal(
    () =>
      lackingOffice('rule on a contest', launched(context).rules.contest.ruledBy, 'contest.ruledBy', event),
    () => {
      if (openContests(context).some((contest) => contest.id === payload.contestId)) return null;
      const open = openContests(context)
        .map((contest) => contest.id)
        .join(', ');
      return refuse(
        'contest.unknown',
        `No contest ${payload.contestId} waits for a ruling. Waiting: ${open || 'none'}.`,
        'contestId',
      );
    },
  );
}

/**
 * A declaration with authority is annulled without a contest only on a receipt that came to light afterwards.
 *
 * @returns why the declaration cannot be annulled, or null
 */
export function refusalOfAnnulment({ context, event }: Asked<Payload<'annul'>>): Refusal | null {
  return firstRefusal(
    () =>
      lackingOffice('annul a declaration', launched(context).rules.contest.ruledBy, 'contest.ruledBy', event),
    () => {
      const withAuthority = standingDeclaration(context)?.authority !== 'lacking';
      if (!withAuthority || openContests(context).length > 0 || unsettledReceipts(context).length > 0)
        return null;
      return refuse(
        'declaration.not-contested',
        'Nobody contests the outcome, and no answer received in time has come to light since. A Participant may contest it.',
      );
    },
  );
}

function unsettled(context: ProcedureContext): Refusal | null {
  const waiting = unsettledReceipts(context);
  if (waiting.length === 0) return null;
  const named = waiting
    .map((position) => `${partyName(context, position.party)} (${position.id}, ${position.status})`)
    .join(', ');
  return refuse(
    'declaration.receipts-unsettled',
    `${counted(waiting.length, 'answer')} received in time waits for a ruling or a second person: ${named}. Settle it first.`,
  );
}

function againstRecord(context: ProcedureContext, outcome: Outcome): Refusal | null {
  if (outcome === outcomeOfRecord(context)) return null;
  if (outcome === 'not-adopted') {
    return refuse(
      'declaration.against-the-record',
      'The record bears out adoption: nothing stands in the way and enough answers are in. Declare it adopted, or open consultations, refer or withdraw.',
      'outcome',
    );
  }
  const missing = shortfalls(context, tally(context)).join('; ');
  return refuse(
    'declaration.against-the-record',
    `The record does not bear out adoption: ${missing}. Extend, consult, revise or refer, or declare it not adopted.`,
    'outcome',
  );
}

function fixedEffect(
  context: ProcedureContext,
  payload: Pick<Payload<'declare'>, 'effectiveAt'>,
): Refusal | null {
  const { takesEffect, source } = launched(context).rules.effect;
  if (!payload.effectiveAt || takesEffect === 'on-stated-date') return null;
  return refuse(
    'declaration.effect-fixed',
    `The rules fix when the decision takes effect (${takesEffect}, ${source}). Leave the date out.`,
    'effectiveAt',
  );
}

function foreignContest(event: CommandEvent, party: string, name: string): Refusal | null {
  if (event.actor.party === party || factsOf(event).roles.includes('secretariat')) return null;
  return refuse(
    'contest.for-another',
    `${event.actor.name} does not speak for ${name}. Contest for your own delegation.`,
    'party',
  );
}
