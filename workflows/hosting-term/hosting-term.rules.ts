/** What each command and timer does to the memory of a hosting term. */
import {
  countBackward,
  countForward,
  fixedDeadline,
  instantDeadline,
} from '../../src/kernel/business-calendar.js';
import { holidayCalendar } from '../../src/kernel/calendars/index.js';
import { type Instant, addMs } from '../../src/kernel/instant.js';
import type { CommandEvent, StartInput } from '../../src/kernel/workflow.js';
import { type KeptDeadline, personOf, rungAt } from '../casework/index.js';
import { type Rung, type Term, caseReference, datedBy, lookAgainOn, termOf } from '../mandate/index.js';
import type { ClauseDeadline } from '../plenary-meeting/index.js';
import type { HostingContext, HostingRules, Stretch } from './hosting-term.context.js';
import { payloadOf, payloads } from './hosting-term.payloads.js';

type Change = Partial<HostingContext>;

/** @returns the memory of a new hosting term */
export function openedContext(input: StartInput): HostingContext {
  const { host, from, months, evaluation, evaluationWords, ...order } = payloads.open.parse(input.payload);
  const stretch = stretchOf(host, from, months, order.zone);
  return {
    ...order,
    caseId: input.caseId,
    asOf: input.occurredAt,
    reference: caseReference('HOSTING', order.meeting, order.clauseId),
    stretch,
    successor: null,
    closesAt: null,
    earlier: [],
    evaluation: {
      words: evaluationWords,
      term: evaluationTerm(evaluation, stretch.endsAt, order),
      instruction: null,
    },
    evaluations: [],
    decisions: [],
    undecidedSince: null,
    rung: 0,
    escalations: [],
  };
}

/**
 * A stretch of hosting.
 *
 * @param from first day, which begins at its 00:00
 * @param months it lasts; twelve months from 1 January end with 31 December, at its 24:00
 * @throws DomainError `calendar.*`
 */
export function stretchOf(host: string, from: string, months: number, zone: string): Stretch {
  const startsAt = dayBegins(from, zone, 'first day of the term');
  return { host, from, startsAt, endsAt: monthsAfter(startsAt.at, months, zone) };
}

/** Counted from the day before, since the first day counts; a term that begins with a month ends with one. */
function monthsAfter(startsAt: Instant, months: number, zone: string): KeptDeadline {
  return countForward({
    from: addMs(startsAt, -1),
    period: { value: months, unit: 'months' },
    zone,
    cutoff: '24:00',
    calendar: holidayCalendar('weekdays'),
    monthEnd: 'month-end',
  });
}

function dayBegins(day: string, zone: string, rule: string): KeptDeadline {
  return fixedDeadline({ wallTime: `${day}T00:00`, zone, rule });
}

/** Without a date it is looked at so long before the end of the term as the rules say. */
export function evaluationTerm(
  given: ClauseDeadline | null,
  endsAt: KeptDeadline,
  { zone, rules }: { readonly zone: string; readonly rules: HostingRules },
): Term {
  if (given) return termOf(given, { zone, from: endsAt.at, reviewEvery: rules.evaluateBefore });
  return {
    given,
    dueAt: null,
    event: null,
    reviewAt: beforeTheEnd(endsAt, zone, rules),
  };
}

function beforeTheEnd(endsAt: KeptDeadline, zone: string, rules: HostingRules): KeptDeadline {
  const calendar = holidayCalendar('weekdays');
  const from = addMs(endsAt.at, -1);
  return countBackward({ from, period: rules.evaluateBefore, zone, cutoff: '00:00', calendar });
}

/** The Chair wants the evaluation now; it waits for no event any more. */
export function callEvaluation(context: HostingContext, event: CommandEvent): Change {
  const { reason } = payloadOf('call-evaluation', event);
  const { zone, evaluation } = context;
  const dueAt = instantDeadline({ at: event.occurredAt, zone, rule: 'on the instruction of the Chair' });
  return {
    evaluation: {
      ...evaluation,
      instruction: reason,
      term: { ...evaluation.term, dueAt, reviewAt: null, event: null },
    },
  };
}

/** The event at which it is evaluated has a date, another one, or none any more. */
export function dateEvent(context: HostingContext, event: CommandEvent): Change {
  const { at, source } = payloadOf('date-event', event);
  const { zone, rules, evaluation } = context;
  const basis = { zone, from: event.occurredAt, reviewEvery: rules.askAgain };
  return { evaluation: { ...evaluation, term: datedBy(evaluation.term, at, source, basis) } };
}

/** Somebody looked; the next look at the evaluation is on that day. */
export function setReview(context: HostingContext, event: CommandEvent): Change {
  const { reviewOn } = payloadOf('review', event);
  const { zone, evaluation } = context;
  return {
    evaluation: { ...evaluation, term: { ...evaluation.term, reviewAt: lookAgainOn(reviewOn, zone) } },
  };
}

/** An evaluation is on the file; there may be several. */
export function recordEvaluation(context: HostingContext, event: CommandEvent): Change {
  const evaluation = payloadOf('record-evaluation', event);
  return {
    evaluations: [...context.evaluations, { ...evaluation, at: event.occurredAt, person: personOf(event) }],
  };
}

/** A renewal runs on from the end of the term, also where it is decided after it: no day is without a host. */
export function renew(context: HostingContext, event: CommandEvent): Change {
  const { evaluation } = payloadOf('renew', event);
  const endsAt = renewedEnd(context, event);
  return {
    ...decided(context, event, 'renewed', endsAt),
    stretch: { ...context.stretch, endsAt },
    successor: null,
    closesAt: null,
    evaluation: evaluationAnew(context, evaluation, endsAt),
  };
}

/** @returns until when a renewed term runs */
export function renewedEnd({ stretch, zone }: HostingContext, event: CommandEvent): KeptDeadline {
  return monthsAfter(stretch.endsAt.at, payloadOf('renew', event).months, zone);
}

/** Another host was chosen; until its first day the present one goes on. */
export function replaceHost(context: HostingContext, event: CommandEvent): Change {
  const { host, on, months, evaluation } = payloadOf('replace', event);
  const successor = stretchOf(host, on, months, context.zone);
  return {
    ...decided(context, event, 'replaced', successor.startsAt),
    successor,
    closesAt: null,
    evaluation: evaluationAnew(context, evaluation, successor.endsAt),
  };
}

function evaluationAnew(
  context: HostingContext,
  given: ClauseDeadline | null,
  endsAt: KeptDeadline,
): HostingContext['evaluation'] {
  return { ...context.evaluation, instruction: null, term: evaluationTerm(given, endsAt, context) };
}

/** It was decided that nobody hosts it any more from that day on. */
export function endHosting(context: HostingContext, event: CommandEvent): Change {
  const closesAt = closing(context, event);
  return { ...decided(context, event, 'ended', closesAt), successor: null, closesAt };
}

/** @returns when the hosting ends: the day given, the end of the term, or at once where that has passed */
export function closing({ stretch, zone }: HostingContext, event: CommandEvent): KeptDeadline {
  const { on } = payloadOf('end', event);
  if (on !== null) return dayBegins(on, zone, 'first day without a host');
  if (stretch.endsAt.at > event.occurredAt) return stretch.endsAt;
  return instantDeadline({ at: event.occurredAt, zone, rule: 'at once, after the end of the term' });
}

function decided(
  context: HostingContext,
  event: CommandEvent,
  kind: HostingContext['decisions'][number]['kind'],
  effect: KeptDeadline,
): Change {
  const { decision, note } = decisionSaid(event);
  const entry = {
    at: event.occurredAt,
    kind,
    decision,
    note,
    evaluations: context.evaluations.length,
    effect,
    person: personOf(event),
  };
  return { decisions: [...context.decisions, entry], undecidedSince: null, rung: 0 };
}

function decisionSaid(event: CommandEvent): { readonly decision: string; readonly note: string } {
  const name = event.type === 'renew' || event.type === 'replace' ? event.type : 'end';
  return payloadOf(name, event);
}

/** The host that was chosen takes over. */
export function handOver(context: HostingContext): Change {
  const { successor, stretch, earlier } = context;
  if (!successor) return {};
  const endsAt = successor.startsAt;
  return { stretch: successor, successor: null, earlier: [...earlier, { ...stretch, endsAt }] };
}

/** Notes since when it is undecided. */
export function markUndecided({ stretch }: HostingContext): Change {
  return { undecidedSince: stretch.endsAt.at };
}

/** @returns the rung to climb next since the term ended undecided, and when; null when all are climbed */
export function nextRung({ rules, rung, stretch }: HostingContext): { rung: Rung; at: Instant } | null {
  const next = rules.escalation[rung];
  return next ? { rung: next, at: rungAt(stretch.endsAt, next) } : null;
}

/** Notes the rung that is being climbed. */
export function climb(context: HostingContext): Change {
  const next = nextRung(context);
  if (!next) return {};
  const { to, words } = next.rung;
  const escalation = { at: context.asOf, to, words };
  return { rung: context.rung + 1, escalations: [...context.escalations, escalation] };
}
