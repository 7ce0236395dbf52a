/** Why a hosting term refuses a command, each with the remedy. */
import { z } from 'zod';
import {
  type Asked as AskedOf,
  firstRefusal,
  refusalOfComputing,
  refuse,
} from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import { lookAgainOn, refusalOfEventDate } from '../mandate/index.js';
import type { HostingContext } from './hosting-term.context.js';
import type { HostingPayload } from './hosting-term.payloads.js';
import { closing, evaluationTerm, renewedEnd, stretchOf } from './hosting-term.rules.js';

type Asked<Payload> = AskedOf<Payload, HostingContext>;

const factsSchema = z.object({
  /** reference of the case that this clause has already; null: none */
  existing: z.string().nullable().default(null),
  /** whether the registry knows the host named in the command */
  hostKnown: z.boolean().default(true),
});

function unknownHost(host: string, event: { readonly facts: unknown }): Refusal | null {
  return factsSchema.parse(event.facts).hostKnown
    ? null
    : refuse(
        'hosting.host-unknown',
        `The registry knows no ${host} at that day. Enter the party first, or check the code.`,
        'host',
      );
}

/** @returns why a term cannot be opened so, or null: once for a clause, and not before the clause was given */
export function refusalOfOpening({ payload, event }: Asked<HostingPayload<'open'>>): Refusal | null {
  const { host, from, months, zone, givenAt, clauseId, meeting, evaluation } = payload;
  const { existing } = factsSchema.parse(event.facts);
  return firstRefusal(
    () =>
      existing === null
        ? null
        : refuse(
            'hosting.exists',
            `Clause ${clauseId} of ${meeting} has its hosting term already: ${existing}. Act on that one.`,
            'clauseId',
          ),
    () => unknownHost(host, event),
    () => refusalOfComputing('from', () => stretchOf(host, from, months, zone)),
    () => {
      const { endsAt } = stretchOf(host, from, months, zone);
      return endsAt.at <= givenAt
        ? refuse(
            'hosting.ends-before-decision',
            `The term would end at ${endsAt.at}, before it was decided (${givenAt}). Check day and months.`,
            'from',
          )
        : null;
    },
    () => {
      const { endsAt } = stretchOf(host, from, months, zone);
      const { dueAt, reviewAt } = evaluationTerm(evaluation, endsAt, payload);
      const at = dueAt?.at ?? reviewAt?.at ?? endsAt.at;
      return evaluation !== null && at <= givenAt
        ? refuse(
            'hosting.evaluation-before-decision',
            `The evaluation (${at}) would lie before the decision (${givenAt}). Check the date.`,
            'evaluation',
          )
        : null;
    },
  );
}

/** @returns why an event's date is refused, or null */
export function refusalOfEvent({
  context,
  event,
  payload,
}: Asked<HostingPayload<'date-event'>>): Refusal | null {
  const { evaluation, givenAt, zone, rules } = context;
  const basis = { zone, from: event.occurredAt, reviewEvery: rules.askAgain };
  const waiting = { words: 'The evaluation', term: evaluation.term, givenAt, basis };
  return refusalOfEventDate({ code: 'hosting', ...waiting }, payload);
}

/** @returns why another look at the evaluation cannot be set, or null */
export function refusalOfReview({
  context,
  event,
  payload,
}: Asked<HostingPayload<'review'>>): Refusal | null {
  const { dueAt } = context.evaluation.term;
  return firstRefusal(
    () =>
      dueAt
        ? refuse('hosting.evaluation-has-a-date', `The evaluation is due at ${dueAt.at}; it needs no review.`)
        : null,
    () => refusalOfComputing('reviewOn', () => lookAgainOn(payload.reviewOn, context.zone)),
    () => {
      const { at } = lookAgainOn(payload.reviewOn, context.zone);
      return at <= event.occurredAt
        ? refuse('hosting.day-in-the-past', `${at} has passed. Name a later day.`, 'reviewOn')
        : null;
    },
  );
}

/** @returns why a renewal is refused, or null: the term it makes must not have passed already */
export function refusalOfRenewal({ context, event }: Asked<HostingPayload<'renew'>>): Refusal | null {
  return firstRefusal(
    () => refusalOfComputing('months', () => renewedEnd(context, event)),
    () => {
      const { at } = renewedEnd(context, event);
      return at <= event.occurredAt
        ? refuse(
            'hosting.renewal-in-the-past',
            `Renewed for so long the term would have ended at ${at} already. Name more months.`,
            'months',
          )
        : null;
    },
  );
}

/** @returns why a replacement is refused, or null: another host, known, and no day without one */
export function refusalOfReplacement({
  context,
  event,
  payload,
}: Asked<HostingPayload<'replace'>>): Refusal | null {
  const { host, on, months } = payload;
  const { stretch, zone } = context;
  return firstRefusal(
    () => unknownHost(host, event),
    () =>
      host === stretch.host
        ? refuse('hosting.same-host', `${host} is the host. Renew its term instead.`, 'host')
        : null,
    () => refusalOfComputing('on', () => stretchOf(host, on, months, zone)),
    () => laterThanNow(stretchOf(host, on, months, zone).endsAt.at, event.occurredAt, 'months'),
    () => {
      const { startsAt } = stretchOf(host, on, months, zone);
      return startsAt.at > stretch.endsAt.at && stretch.endsAt.at > event.occurredAt
        ? refuse(
            'hosting.gap',
            `${host} would begin at ${startsAt.at}, after the term of ${stretch.host} ends (${stretch.endsAt.at}). Let it begin by then, or renew the present term first.`,
            'on',
          )
        : null;
    },
    () =>
      stretchOf(host, on, months, zone).startsAt.at <= stretch.startsAt.at
        ? refuse(
            'hosting.before-the-host',
            `${host} would begin before ${stretch.host} did (${stretch.startsAt.at}). Name a later day.`,
            'on',
          )
        : null,
  );
}

/** @returns why an end is refused, or null: not after the term, which a renewal is for */
export function refusalOfEnd({ context, event, payload }: Asked<HostingPayload<'end'>>): Refusal | null {
  if (payload.on === null) return null;
  const { stretch } = context;
  return firstRefusal(
    () => refusalOfComputing('on', () => closing(context, event)),
    () => {
      const { at } = closing(context, event);
      if (at <= stretch.startsAt.at)
        return refuse('hosting.ends-before-it-begins', `The term begins at ${stretch.startsAt.at}.`, 'on');
      return at > stretch.endsAt.at && stretch.endsAt.at > event.occurredAt
        ? refuse(
            'hosting.end-after-term',
            `The term ends at ${stretch.endsAt.at}, before ${at}. Renew it to go on longer.`,
            'on',
          )
        : null;
    },
  );
}

function laterThanNow(at: string, now: string, field: string): Refusal | null {
  if (at > now) return null;
  return refuse('hosting.day-in-the-past', `${at} has passed. Name a later day.`, field);
}
