/** Why a call for candidatures, or a date of review, is refused. */
import { isZone } from '../../src/kernel/business-calendar.js';
import {
  type Asked as AskedOf,
  firstRefusal,
  refusalOfComputing,
  refuse,
} from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { closingOf, reviewsOf } from './call.rules.js';
import type { SuccessionContext } from './succession.context.js';
import { factsOfSuccession } from './succession.facts.js';
import type { SuccessionPayload } from './succession.payloads.js';
import { chairYearOf, startOfDay, yearsOf } from './years.rules.js';

type Asked<Payload> = AskedOf<Payload, SuccessionContext>;

/** A succession is called at most so many years before it: further off is taken for a slip of the pen (assumed). */
const MOST_YEARS_AHEAD = 5;

/** @returns why a succession cannot be called so, or null: one at a time for each year of the Chair, and none for a year that is over */
export function refusalOfCall({ payload, event }: Asked<SuccessionPayload<'call'>>): Refusal | null {
  const { office, year, zone } = payload;
  return firstRefusal(
    () =>
      isZone(zone)
        ? null
        : refuse(
            'calendar.unknown-zone',
            `«${zone}» is no time zone: write one such as UTC or Africa/Luanda.`,
            'zone',
          ),
    () => refusalOfYear(payload, event),
    () => refusalOfComputing('closing', () => closingOf(payload)),
    () => {
      const closing = closingOf(payload);
      return closing?.kind === 'exact' && closing.at <= event.occurredAt
        ? refuse(
            'succession.closes-in-the-past',
            `The call would close at ${closing.at}, which has passed. Name a later hour.`,
            'closing.wallTime',
          )
        : null;
    },
    () => refusalOfComputing('recommendation.reviewOn', () => reviewsOf(payload, event.occurredAt)),
    () => {
      const past = reviewsOf(payload, event.occurredAt).find(({ at }) => at <= event.occurredAt);
      return past ? reviewInThePast(past.at, 'recommendation.reviewOn') : null;
    },
    () => {
      const chairYear = chairYearOf(office, year);
      const [other] = factsOfSuccession(event).others.filter(
        (one) => chairYearOf(one.office, one.year) === chairYear,
      );
      return other
        ? refuse(
            'succession.exists',
            `The succession ${other.reference} leads to the Chair of ${chairYear} already: there is one for each year. Act on that one, or cancel it first.`,
            'year',
          )
        : null;
    },
  );
}

function refusalOfYear(
  { office, year, zone }: SuccessionPayload<'call'>,
  event: CommandEvent,
): Refusal | null {
  const { viceChair, chair } = yearsOf(office, year, zone);
  if (chair.to <= event.occurredAt)
    return refuse(
      'succession.year-over',
      `The year ${chairYearOf(office, year)}, in which the one selected would chair, is over. Name a later year.`,
      'year',
    );
  const latest = yearsOf('chair', Number(event.occurredAt.slice(0, 4)) + MOST_YEARS_AHEAD, zone).chair.from;
  if ((viceChair ?? chair).from > latest)
    return refuse(
      'succession.year-too-far',
      `A succession is called at most ${MOST_YEARS_AHEAD} years ahead. Name an earlier year.`,
      'year',
    );
  return null;
}

function reviewInThePast(at: string, field: string): Refusal {
  return refuse(
    'succession.review-in-the-past',
    `${at} has passed: name a later day on which somebody looks again.`,
    field,
  );
}

/** @returns why a date of review is refused, or null */
export function refusalOfReview({
  context,
  payload,
  event,
}: Asked<SuccessionPayload<'set-review'>>): Refusal | null {
  return firstRefusal(
    () => refusalOfComputing('on', () => startOfDay(payload.on, context.zone)),
    () => {
      const at = startOfDay(payload.on, context.zone);
      return at <= event.occurredAt ? reviewInThePast(at, 'on') : null;
    },
  );
}
