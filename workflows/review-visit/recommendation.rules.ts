/** What recommendations make due; pure. */
import { owe } from '../casework/index.js';
import type { Recommendation, ReviewVisitContext } from './review-visit.context.js';
import { dutyOfRecommendation } from './review-visit.rules.js';

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
