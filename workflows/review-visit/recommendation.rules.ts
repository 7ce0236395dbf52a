/** Recommendations as they are kept, and what they make due; pure. */
import { type NewDuty, type Outgoing, lastDay, notify, owe } from '../casework/index.js';
import type { z } from 'zod';
import type { Recommendation, ReviewVisitContext, newRecommendationSchema } from './review-visit.context.js';
import { noun } from './review-visit.rules.js';

type Visit = ReviewVisitContext;

/** Id of the duty to enter what a report recommends. */
export const RECOMMENDATIONS_AWAITED = 'recommendations';

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

/** @returns whether the report, and with it what it recommends, is strictly confidential still (KP Core Document VI.15) */
export function isConfidential({ report, posted }: Pick<Visit, 'report' | 'posted'>): boolean {
  return report !== null && posted === null;
}

/** @returns the request to those to whom recommendations are addressed; none before the report is posted */
export function tellRecommendations(
  context: Visit,
  given: readonly Pick<Recommendation, 'to' | 'text'>[],
): readonly Outgoing[] {
  if (isConfidential(context)) return [];
  return notify(context, recommendationCodes(given), {
    kind: 'request',
    lead: `Recommendations of the ${noun(context)} to ${context.party} are addressed to you`,
    paragraphs: given.map(({ to, text }) => `${to}: ${text}`),
  });
}

/** @returns the memory where a report is known and what it recommends was not entered: that is due of the organ */
export function awaitRecommendations(context: Visit): Partial<Visit> {
  if (context.recommendationsKnown) return {};
  return owe(context, {
    id: RECOMMENDATIONS_AWAITED,
    what: 'recommendations of the report',
    basis:
      'Peer Review decision as revised in Washington 2012, paragraph 10; that the organ enters them: assumed',
    from: [context.rules.organ],
    due: null,
  });
}

/** @returns the duties with one for each recommendation that is open and has none; before the report is posted nothing is due by it */
export function oweRecommendations(context: ReviewVisitContext): Pick<ReviewVisitContext, 'duties'> {
  if (isConfidential(context)) return { duties: context.duties };
  const open = context.recommendations.filter(({ closed }) => closed === null);
  return open.reduce<Pick<ReviewVisitContext, 'duties'>>(
    ({ duties }, one) =>
      duties.some(({ id, closed }) => id === one.id && closed === null)
        ? { duties }
        : owe({ ...context, duties }, dutyOfRecommendation(one, context.zone)),
    { duties: context.duties },
  );
}
