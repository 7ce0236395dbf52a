/** What each command and timer does to the memory of a mandate. */
import { after, personOf, rungAt } from '../casework/index.js';
import type { Instant } from '../../src/kernel/instant.js';
import type { CommandEvent, StartInput } from '../../src/kernel/workflow.js';
import type { ClauseDeadline } from '../plenary-meeting/index.js';
import {
  type Addressee,
  type MandateContext,
  type Report,
  type Rung,
  type Term,
  addressed,
  awaited,
} from './mandate.context.js';
import { type MandateFacts, factsOfMandate } from './mandate.facts.js';
import { payloadOf, payloads } from './mandate.payloads.js';
import { type TermBasis, datedBy, lookAgainOn, termOf } from './term.rules.js';

type Change = Partial<MandateContext>;

/** @returns the memory of a new mandate */
export function openedContext(input: StartInput): MandateContext {
  const { deadline, addressees, ...order } = payloads.open.parse(input.payload);
  const { caseId, occurredAt } = input;
  const { known } = factsOfMandate(input);
  const basis = { zone: order.zone, from: order.givenAt, reviewEvery: order.rules.reviewEvery };
  const term = termOf(deadline, basis);
  return {
    ...order,
    caseId,
    asOf: occurredAt,
    reference: caseReference('MANDATE', order.meeting, order.clauseId),
    term,
    terms: [{ at: order.givenAt, term, change: 'given', reason: '', person: personOf(input) }],
    addressees: [...new Set(addressees)].map((code) => addressee(code, known, order.givenAt)),
    reports: [],
    assessments: [],
    overdueSince: null,
    rung: 0,
    escalations: [],
    ending: null,
  };
}

/**
 * The reference of a case that follows from a clause.
 *
 * @param word what it is: `MANDATE`, `HOSTING`
 * @param meeting reference of the meeting: `KP/PLENARY/2012`
 * @param clauseId `31e`
 * @returns `KP/MANDATE/2012/31e`; of another meeting than a Plenary with its whole reference, so that two never meet (style assumed)
 */
export function caseReference(word: string, meeting: string, clauseId: string): string {
  const [body = '', ...rest] = meeting.split('/');
  const place = rest[0] === 'PLENARY' ? rest.slice(1) : rest;
  return [body, word, ...place, clauseId].join('/');
}

/** A report counts for the addressee it is made for; one of a member of a collective stands beside those of the others. */
export function recordReport(context: MandateContext, event: CommandEvent): Change {
  const { by, text, documents } = payloadOf('report', event);
  const { dueAt } = context.term;
  const late = dueAt !== null && event.occurredAt >= dueAt.at;
  const report: Report = {
    id: event.commandId,
    by,
    addressee: addresseeFor(context, by, factsOfMandate(event)) ?? by,
    text,
    documents,
    at: event.occurredAt,
    late,
    person: personOf(event),
    status: 'submitted',
  };
  // received before the due instant and applied after it: in the end nothing was late
  const overdueSince = late || !completesReports(context, event) ? context.overdueSince : null;
  return { reports: [...context.reports, report], overdueSince };
}

/** @returns the addressee on whose behalf somebody reports: itself, or a collective that it belongs to; null when it is none */
export function addresseeFor(context: MandateContext, by: string, facts: MandateFacts): string | null {
  const codes = addressed(context);
  if (codes.includes(by)) return by;
  return codes.find((code) => facts.within.includes(code)) ?? null;
}

/** @returns whether this report is the last one awaited */
export function completesReports(context: MandateContext, event: CommandEvent): boolean {
  const { by } = payloadOf('report', event);
  return awaited(context).every((code) => code === by);
}

/** An assessment that returns the reports asks for others; without a new term the old one stands, and a review that has passed is set anew. */
export function recordAssessment(context: MandateContext, event: CommandEvent): Change {
  const { body, outcome, note, deadline } = payloadOf('assess', event);
  const assessment = { at: event.occurredAt, body, outcome, note, person: personOf(event) };
  const assessments = [...context.assessments, assessment];
  if (outcome === 'fulfilled') return { assessments };
  const reports = context.reports.map((one) => ({ ...one, status: 'returned' as const }));
  const term = deadline
    ? termGiven(context, deadline, event.occurredAt)
    : stillFresh(context, event.occurredAt);
  const changed = term === context.term ? {} : changeTerm(context, event, term, 'returned for more', note);
  return { assessments, reports, ...changed };
}

function stillFresh(context: MandateContext, now: Instant): Term {
  const { term, rules, zone } = context;
  if (term.reviewAt === null || term.reviewAt.at > now) return term;
  return { ...term, reviewAt: after(now, rules.reviewEvery, zone) };
}

/** A later term, or one of another kind, takes the place of the one that stands. */
export function extendTerm(context: MandateContext, event: CommandEvent): Change {
  const { deadline, reason } = payloadOf('extend', event);
  return changeTerm(context, event, termGiven(context, deadline, event.occurredAt), 'extended', reason);
}

/** A mandate without a date gets its term. */
export function setDeadline(context: MandateContext, event: CommandEvent): Change {
  const { deadline, reason } = payloadOf('set-deadline', event);
  return changeTerm(context, event, termGiven(context, deadline, event.occurredAt), 'term set', reason);
}

/** Somebody looked; the next look is on that day. */
export function setReview(context: MandateContext, event: CommandEvent): Change {
  const { reviewOn, note } = payloadOf('review', event);
  const term = { ...context.term, reviewAt: lookAgainOn(reviewOn, context.zone) };
  return changeTerm(context, event, term, 'looked at', note);
}

/** The event that is waited for has a date, another one, or none any more. */
export function dateEvent(context: MandateContext, event: CommandEvent): Change {
  const { at, source } = payloadOf('date-event', event);
  const term = datedBy(context.term, at, source, basisOf(context, event.occurredAt));
  return changeTerm(context, event, term, at === null ? 'event without a date' : 'event dated', source);
}

/** @returns the term a new deadline makes, counted from now */
export function termGiven(context: MandateContext, deadline: ClauseDeadline, now: Instant): Term {
  return termOf(deadline, basisOf(context, now));
}

function basisOf({ zone, rules }: MandateContext, from: Instant): TermBasis {
  return { zone, from, reviewEvery: rules.reviewEvery };
}

/** With a new term nothing is late until it passes, and the rungs begin again. */
function changeTerm(
  context: MandateContext,
  event: CommandEvent,
  term: Term,
  change: string,
  reason: string,
): Change {
  const entry = { at: event.occurredAt, term, change, reason, person: personOf(event) };
  return { term, terms: [...context.terms, entry], overdueSince: null, rung: 0 };
}

/** Whoever takes over begins anew; what the one before reported stays on the file. */
export function readdress(context: MandateContext, event: CommandEvent): Change {
  const { from, to, reason } = payloadOf('readdress', event);
  const { known } = factsOfMandate(event);
  const left = { at: event.occurredAt, to: [...to], reason };
  const staying = addressed(context).filter((code) => code !== from);
  const joining = [...new Set(to)].filter((code) => !staying.includes(code));
  return {
    addressees: [
      ...context.addressees.map((one) => (one.code === from && one.left === null ? { ...one, left } : one)),
      ...joining.map((code) => addressee(code, known, event.occurredAt)),
    ],
  };
}

/** @returns whether a transfer leaves nobody awaited: it went to one that has reported */
export function completesByTransfer(context: MandateContext, event: CommandEvent): boolean {
  return awaited({ ...context, ...readdress(context, event) }).length === 0;
}

/** The mandate is taken back. */
export function withdraw(_context: MandateContext, event: CommandEvent): Change {
  const { reason } = payloadOf('withdraw', event);
  return { ending: { how: 'withdrawn', reason, at: event.occurredAt, person: personOf(event) } };
}

/** It was decided that nobody asks for it any more. */
export function lapse(_context: MandateContext, event: CommandEvent): Change {
  const { decision, reason } = payloadOf('lapse', event);
  const why = `${reason} (${decision})`;
  return { ending: { how: 'lapsed', reason: why, at: event.occurredAt, person: personOf(event) } };
}

/** @returns whether its due instant has come */
export function isOverdue({ term, asOf }: Pick<MandateContext, 'term' | 'asOf'>): boolean {
  return term.dueAt !== null && term.dueAt.at <= asOf;
}

/** Notes since when it is late; the notice of it goes out once for each due instant. */
export function markOverdue(context: MandateContext): Change {
  return { overdueSince: context.term.dueAt?.at ?? null };
}

/** @returns the rung to climb next on the present due instant, and when; null when all are climbed */
export function nextRung({ rules, rung, term }: MandateContext): { rung: Rung; at: Instant } | null {
  const next = rules.escalation[rung];
  return next && term.dueAt ? { rung: next, at: rungAt(term.dueAt, next) } : null;
}

/** Notes the rung that is being climbed. */
export function climb(context: MandateContext): Change {
  const next = nextRung(context);
  if (!next) return {};
  const { to, words } = next.rung;
  return {
    rung: context.rung + 1,
    escalations: [...context.escalations, { at: context.asOf, to, words }],
  };
}

function addressee(code: string, known: MandateFacts['known'], since: Instant): Addressee {
  const kind = known[code];
  return { code, kind: kind === undefined || kind === 'unknown' ? 'outside' : kind, since, left: null };
}
