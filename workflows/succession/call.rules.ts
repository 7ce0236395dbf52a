/** What a call for candidatures sets up: the years, the closing, and when somebody looks again or is told. */
import { fixedDeadline } from '../../src/kernel/business-calendar.js';
import type { Instant } from '../../src/kernel/instant.js';
import type { Actor, CommandEvent, StartInput } from '../../src/kernel/workflow.js';
import {
  type SuccessionContext,
  type SuccessionOffice,
  successionContextSchema,
} from './succession.context.js';
import { type SuccessionPayload, payloadOf } from './succession.payloads.js';
import { chairYearOf, periodAfter, startOfDay, warningsOf, yearsOf } from './years.rules.js';

type Change = Partial<SuccessionContext>;

/** @returns who acts, as the memory keeps it */
export const personOf = ({ actor }: { readonly actor: Actor }) => ({
  id: actor.id,
  name: actor.name,
  party: actor.party ?? null,
});

/** @returns the memory of a succession just called @throws DomainError when the zone or a day does not exist; the refusal asks first */
export function calledContext(input: StartInput): SuccessionContext {
  const payload = payloadOf('call', input);
  const { reference, office, year, zone, note, lateCandidatures, warnDays } = payload;
  const years = yearsOf(office, year, zone);
  return successionContextSchema.parse({
    caseId: input.caseId,
    asOf: input.occurredAt,
    reference,
    title: payload.title ?? titleOf(office, year),
    office,
    year,
    zone,
    calledBy: personOf(input),
    calledAt: input.occurredAt,
    note,
    closing: closingOf(payload),
    lateCandidatures,
    years,
    recommendationWords: payload.recommendation.words,
    reviews: reviewsOf(payload, input.occurredAt),
    warnings: warningsOf(years, warnDays, zone, input.occurredAt),
    candidatures: [],
    consideredAt: null,
    recommendations: [],
    procedures: [],
    deadlocks: [],
    consultations: [],
    custodians: [],
    vacancies: [],
    decision: null,
    cancellation: null,
  } satisfies SuccessionContext);
}

function titleOf(office: SuccessionOffice, year: number): string {
  return office === 'chair'
    ? `Chair of ${year}`
    : `Vice-Chair of ${year}, who is to chair ${chairYearOf(office, year)}`;
}

/** @returns until when candidatures are called for @throws DomainError for a local hour or day that does not exist */
export function closingOf({ closing, zone }: SuccessionPayload<'call'>): SuccessionContext['closing'] {
  if (closing === null) return null;
  if (closing.kind === 'soft')
    return { kind: 'soft', words: closing.words, reviewAt: startOfDay(closing.reviewOn, zone) };
  const { at, wallTime } = fixedDeadline({ wallTime: closing.wallTime, zone, rule: 'closing, as called' });
  return { kind: 'exact', at, wallTime };
}

/** @returns when somebody looks again, in order of time @throws DomainError for a day that does not exist */
export function reviewsOf(
  payload: SuccessionPayload<'call'>,
  calledAt: Instant,
): SuccessionContext['reviews'] {
  const { recommendation, reviewAfter, zone } = payload;
  const closing = closingOf(payload);
  const { words, reviewOn } = recommendation;
  const at = reviewOn === null ? periodAfter(calledAt, reviewAfter, zone) : startOfDay(reviewOn, zone);
  const soft = closing?.kind === 'soft' ? [review(closing.reviewAt, `candidatures: ${closing.words}`)] : [];
  return inOrder([...soft, review(at, `the Committee's recommendation: ${words}`)]);
}

function review(at: Instant, about: string): SuccessionContext['reviews'][number] {
  return { at, about, reachedAt: null };
}

function inOrder(reviews: SuccessionContext['reviews']): SuccessionContext['reviews'] {
  return [...reviews].sort((a, b) => (a.at < b.at ? -1 : 1));
}

export function setReview(context: SuccessionContext, event: CommandEvent): Change {
  const { on, about } = payloadOf('set-review', event);
  return { reviews: inOrder([...context.reviews, review(startOfDay(on, context.zone), about)]) };
}

export function reachReviews(context: SuccessionContext): Change {
  const { asOf } = context;
  return {
    reviews: context.reviews.map((one) =>
      one.reachedAt === null && one.at <= asOf ? { ...one, reachedAt: asOf } : one,
    ),
  };
}

export function giveWarnings(context: SuccessionContext): Change {
  const { asOf } = context;
  return {
    warnings: context.warnings.map((one) =>
      one.givenAt === null && one.at <= asOf ? { ...one, givenAt: asOf } : one,
    ),
  };
}
