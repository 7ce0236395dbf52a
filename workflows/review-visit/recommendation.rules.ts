/** Recommendations as they are kept, and what they make due; pure. */
import { lastDay, type NewDuty, owe } from '../casework/index.js';
import type { z } from 'zod';
import type { Recommendation, ReviewVisitContext, newRecommendationSchema } from './review-visit.context.js';

type Visit = ReviewVisitContext;

/** @returns recommendations as they are kept, numbered after those there are */
export function numbered(
  given: readonly z.output<typeof newRecommendationSchema>[],
  { recommendations }: Pick<Visit, 'recommendations'>,
): Recommendation[] {
  return given.map((one, index) => ({
    ...one,
    id: `recommendation-${recommendations.length + index + 1}`,
    entries: [],
    closed: null,
  }));
}

/** @returns what a recommendation makes due of whoever is to carry it out; words that name no day are never late */
export function dutyOfRecommendation({ id, text, to, due }: Recommendation, zone: string): NewDuty {
  return {
    id,
    what: `${id.replace('-', ' ')}: ${text}`.slice(0, 300),
    basis: 'report of the team; Peer Review decision as revised in Washington 2012, paragraph 10',
    from: [to],
    due: due.kind === 'day' ? lastDay(due.on, zone) : null,
    ladder: 'visits',
  };
}

/** @returns whom recommendations are addressed to, each once */
export function recommendationCodes(given: readonly Pick<Recommendation, 'to'>[]): readonly string[] {
  return [...new Set(given.map(({ to }) => to))];
}

/** @returns the duties with one for each recommendation that is open and has none */
export function oweRecommendations(context: ReviewVisitContext): Pick<ReviewVisitContext, 'duties'> {
  const open = context.recommendations.filter(({ closed }) => closed === null);
  return open.reduce<Pick<ReviewVisitContext, 'duties'>>(
    ({ duties }, one) =>
      duties.some(({ id, closed }) => id === one.id && closed === null)
        ? { duties }
        : owe({ ...context, duties }, dutyOfRecommendation(one, context.zone)),
    { duties: context.duties },
  );
}
