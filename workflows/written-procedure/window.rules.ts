/** What happens to text and window: drafted, launched and frozen, extended, closed, reopened, revised, referred, withdrawn. */
import type { CommandEvent, StartInput } from '../../src/kernel/workflow.js';
import {
  consultationEnd,
  earliestOpening,
  extendableAfterClose,
  extendedDeadline,
  nextRoundDeadline,
  reminderTimetable,
  windowDeadline,
} from './deadlines.rules.js';
import { launched } from './electorate.rules.js';
import { withReminderDays } from './launch-conditions.refusals.js';
import { languagesOf } from './launch.refusals.js';
import { asEarlierText } from './positions.rules.js';
import { factsOf, launchFactsSchema, textFactsSchema } from './refusal.rules.js';
import type { FrozenParty, ProcedureContext, Round } from './written-procedure.context.js';
import { payloadOf } from './written-procedure.payloads.js';

type Change = Partial<ProcedureContext>;
type ClosedBecause = NonNullable<Round['closed']>['because'];

/** The memory of a new case: its draft, nothing frozen. */
export function draftContext(input: StartInput): ProcedureContext {
  return {
    caseId: input.caseId,
    asOf: input.occurredAt,
    ...payloadOf('draft', input),
    textHash: textFactsSchema.parse(input.facts).textHash,
    draftedBy: input.actor,
    frozen: null,
    round: null,
    earlierRounds: [],
    earlierTexts: [],
    positions: [],
    acknowledged: [],
    reminders: [],
    consultation: null,
    extendableUntil: null,
    awaitingSince: null,
    overdueNotices: 0,
    declarations: [],
    contests: [],
    contestableUntil: null,
    referral: null,
    withdrawal: null,
  };
}

/** The draft with the parts named changed; a changed text brings its own hash. */
export function amendDraft(context: ProcedureContext, event: CommandEvent): Change {
  const payload = payloadOf('amend-draft', event);
  return {
    reference: payload.reference ?? context.reference,
    title: payload.title ?? context.title,
    subject: payload.subject ?? context.subject,
    background: payload.background ?? context.background,
    memberConcerned:
      payload.memberConcerned === undefined ? context.memberConcerned : payload.memberConcerned,
    texts: payload.texts ?? context.texts,
    documents: payload.documents ?? context.documents,
    ...(payload.about !== undefined && { about: payload.about }),
    textHash: payload.texts ? textFactsSchema.parse(event.facts).textHash : context.textHash,
  };
}

/**
 * Freezes everything the procedure will be judged by, and sets the first window. A member excluded because the decision is
 * about it is kept among the observers: it is informed, and its answers are recorded without counting.
 */
export function freeze(context: ProcedureContext, event: CommandEvent): Change {
  const payload = payloadOf('launch', event);
  const { rules: chosen, electorate, observers, officers, ...facts } = launchFactsSchema.parse(event.facts);
  const rules = withReminderDays(chosen, payload.reminderDays);
  const excluded = rules.electorate.memberConcerned === 'excluded' ? context.memberConcerned : null;
  const isExcluded = (party: FrozenParty): boolean => party.code === excluded;
  const opensAt = payload.opensAt ?? earliestOpening(rules, event.occurredAt);
  const deadline = windowDeadline(rules, opensAt, payload);
  return {
    frozen: {
      at: event.occurredAt,
      rules,
      chair: factsOf(event).chair,
      electorate: electorate.filter((party) => !isExcluded(party)),
      observers: [...observers, ...electorate.filter(isExcluded)],
      officers,
      languages: languagesOf(rules, payload),
      languageWaiver: payload.languageWaiver ?? null,
      precondition: payload.precondition ?? null,
      ...(payload.departure === undefined ? {} : { departure: payload.departure }),
      ...(payload.unreachedReason === undefined ? {} : { unreachedReason: payload.unreachedReason }),
      ...(facts.countersignedBy === undefined
        ? {}
        : { launchedBy: event.actor, countersignedBy: facts.countersignedBy }),
    },
    round: {
      number: 1,
      kind: 'first',
      opensAt,
      deadline,
      firstDeadline: deadline,
      textHash: context.textHash,
      extensions: [],
      closed: null,
    },
    reminders: reminderTimetable(rules, opensAt, deadline),
  };
}

/** The window with its later deadline, open again if it had closed. Late replies are admitted in a step of their own. */
export function extendWindow(context: ProcedureContext, event: CommandEvent): Change {
  const { rules, round } = launched(context);
  const payload = payloadOf('extend', event);
  const to = extendedDeadline(context, payload) ?? round.deadline;
  const extension = {
    by: event.actor.name,
    at: event.occurredAt,
    from: round.deadline,
    to,
    reason: payload.reason,
  };
  return {
    round: { ...round, deadline: to, extensions: [...round.extensions, extension], closed: null },
    reminders: reminderTimetable(rules, event.occurredAt, to),
    extendableUntil: null,
  };
}

/** The window closed now, for this reason; reminders that are left are dropped. */
export function closeWindow(context: ProcedureContext, because: ClosedBecause): Change {
  const { round } = launched(context);
  return { round: { ...round, closed: { at: context.asOf, because } }, reminders: [] };
}

/** Notes until when a window that passed with too few answers may still be extended. */
export function startLapsing(context: ProcedureContext): Change {
  return { extendableUntil: extendableAfterClose(context) };
}

/** Whether a window closed before its deadline would still run, so that resuming means going on with it. */
export function hasTimeLeft(context: ProcedureContext): boolean {
  return context.asOf < launched(context).round.deadline.at;
}

/** The window that an objection had closed, open again for the time it has left. */
export function reopenWindow(context: ProcedureContext): Change {
  const { rules, round } = launched(context);
  return {
    round: { ...round, closed: null },
    reminders: reminderTimetable(rules, context.asOf, round.deadline),
    consultation: null,
  };
}

/** Consultations begun by the rules when the window closed blocked. */
export function beginConsultation(context: ProcedureContext): Change {
  const note = 'Opened under the rules, because the window closed with objections.';
  return {
    consultation: {
      openedAt: context.asOf,
      openedBy: 'the rules',
      endsAt: consultationEnd(context, undefined),
      note,
    },
  };
}

/** Consultations opened, or prolonged, by the Chair. */
export function openConsultation(context: ProcedureContext, event: CommandEvent): Change {
  const { note, endsAt } = payloadOf('open-consultations', event);
  return {
    consultation: {
      openedAt: context.asOf,
      openedBy: event.actor.name,
      endsAt: consultationEnd(context, endsAt),
      note,
    },
  };
}

/** A revised text and its own, shorter round. Answers to the old text are kept and shown as such. */
export function reviseText(context: ProcedureContext, event: CommandEvent): Change {
  const { round } = launched(context);
  const { texts, period } = payloadOf('revise', event);
  const { textHash } = textFactsSchema.parse(event.facts);
  return {
    ...asEarlierText(context),
    texts,
    textHash,
    earlierTexts: [
      ...context.earlierTexts,
      { round: round.number, texts: context.texts, textHash: round.textHash },
    ],
    ...newRound(context, {
      kind: 'revised-text',
      textHash,
      deadline: nextRoundDeadline(launched(context).rules, event.occurredAt, period),
    }),
  };
}

/** The round in which members vote on the same text, after an objection, where the rules foresee it. */
export function beginPostalVote(context: ProcedureContext): Change {
  const { rules, round } = launched(context);
  return newRound(context, {
    kind: 'postal-vote',
    textHash: round.textHash,
    deadline: nextRoundDeadline(rules, context.asOf),
  });
}

/** The matter goes to a meeting because the rules say so when an objection stands. */
export function referByRule(context: ProcedureContext): Change {
  const { does } = launched(context).rules.onObjection;
  const to = does === 'convene-meeting' ? 'a meeting to be convened' : 'the next Plenary';
  return {
    referral: {
      to,
      at: context.asOf,
      reason: 'An objection ended the written procedure without result.',
      toPlenary: true,
    },
  };
}

/** The Chair refers the matter; an open window ends. */
export function refer(context: ProcedureContext, event: CommandEvent): Change {
  const { to, reason, toPlenary } = payloadOf('refer', event);
  return { ...endIfOpen(context), referral: { to, at: event.occurredAt, reason, toPlenary } };
}

/** The proposal is taken back; an open window ends. */
export function withdrawProposal(context: ProcedureContext, event: CommandEvent): Change {
  const { reason } = payloadOf('withdraw', event);
  return { ...endIfOpen(context), withdrawal: { by: event.actor, at: event.occurredAt, reason } };
}

/** The outcome waits from now on; notices of its being overdue are counted afresh. */
export function startAwaiting(context: ProcedureContext): Change {
  return { awaitingSince: context.asOf, overdueNotices: 0 };
}

/** Drops the reminders that are due or past. */
export function dropDueReminders(context: ProcedureContext): Change {
  return { reminders: context.reminders.filter(({ at }) => at > context.asOf) };
}

function endIfOpen(context: ProcedureContext): Change {
  return context.round?.closed === null ? closeWindow(context, 'withdrawn') : {};
}

function newRound(context: ProcedureContext, next: Pick<Round, 'kind' | 'textHash' | 'deadline'>): Change {
  const { rules, round } = launched(context);
  const { asOf } = context;
  const closed = round.closed ?? { at: asOf, because: 'withdrawn' as const };
  return {
    round: {
      ...next,
      number: round.number + 1,
      opensAt: asOf,
      firstDeadline: next.deadline,
      extensions: [],
      closed: null,
    },
    earlierRounds: [...context.earlierRounds, { ...round, closed }],
    reminders: reminderTimetable(rules, asOf, next.deadline),
    consultation: null,
    extendableUntil: null,
    awaitingSince: null,
    overdueNotices: 0,
    acknowledged: [],
  };
}
