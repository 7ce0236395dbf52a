/** What becomes of each recommendation: added, followed up, given another day, closed, opened again. */
import { z } from 'zod';
import { type Asked, firstRefusal, refuse } from '../../../src/kernel/refusals.js';
import type { Refusal } from '../../../src/kernel/workflow.js';
import {
  close,
  codeSchema,
  commandsFor,
  documentsSchema,
  lastDay,
  lineSchema,
  notify,
  proseSchema,
  redate,
  refusalOfCodes,
  refusalOfOwnCase,
  refusalOfSpeaking,
} from '../../casework/index.js';
import {
  RECOMMENDATION_ENDS,
  type Recommendation,
  type ReviewVisitContext,
  newRecommendationSchema,
  recommendationDueSchema,
} from '../review-visit.context.js';
import {
  RECOMMENDATIONS_AWAITED,
  numbered,
  oweRecommendations,
  recommendationCodes,
  tellRecommendations,
} from '../recommendation.rules.js';

type Visit = ReviewVisitContext;
const OFFICES = ['chair', 'secretariat'] as const;
const ANYBODY = ['participant', 'observer', ...OFFICES] as const;
const RULE =
  'Peer Review decision, as revised in Washington 2012: steps taken on recommendations are reported';
const recommendation = z.string().regex(/^recommendation-\d{1,3}$/, 'an id such as recommendation-1');
const command = commandsFor<Visit>();
type Naming = { readonly recommendation: string };

const meant = ({ context, payload }: Asked<Naming, Visit>): Recommendation | undefined =>
  context.recommendations.find(({ id }) => id === payload.recommendation);

/** Refuses an id that nothing has, and one whose recommendation is closed (or, with `closed`, open). */
function refusalOfId(asked: Asked<Naming, Visit>, wanted: 'open' | 'closed' = 'open'): Refusal | null {
  const one = meant(asked);
  const { id } = one ?? { id: asked.payload.recommendation };
  const open = asked.context.recommendations.filter(({ closed }) => closed === null).map((other) => other.id);
  if (!one)
    return refuse(
      'recommendation.unknown',
      `There is no ${id}. Open are: ${open.join(', ') || 'none'}.`,
      'recommendation',
    );
  if ((one.closed === null) === (wanted === 'open')) return null;
  return wanted === 'open'
    ? refuse(
        'recommendation.closed',
        `${id} is closed. Open it again first (reopen-recommendation).`,
        'recommendation',
      )
    : refuse('recommendation.open', `${id} is open already.`, 'recommendation');
}

function changed(
  { context, payload }: Asked<Naming, Visit>,
  change: (one: Recommendation) => Partial<Recommendation>,
) {
  return context.recommendations.map((one) =>
    one.id === payload.recommendation ? { ...one, ...change(one) } : one,
  );
}

/** Refuses the one visited and whoever is to carry it out, though they sit in the organ: nobody judges the own case. */
function refusalOfOwn(asked: Asked<Naming, Visit>): Refusal | null {
  const { context, event } = asked;
  return refusalOfOwnCase(event, [context.party, meant(asked)?.to ?? context.party]);
}

/** Only the organ, and nobody in it for the own case. */
function refusalOfJudge(asked: Asked<Naming, Visit>): Refusal | null {
  return firstRefusal(
    () => refusalOfOwn(asked),
    () => refusalOfSpeaking(asked.event, asked.context.rules.organ, 'recommendation'),
  );
}

/** The organ or the Chair closes it, never in the own case; the one visited may reject it. */
function refusalOfCloser(
  asked: Asked<Naming & { readonly by: string; readonly how: string }, Visit>,
): Refusal | null {
  const { context, event, payload } = asked;
  const { by, how } = payload;
  if (by === context.party && how === 'rejected') return refusalOfSpeaking(event, by, 'by');
  if (by !== context.rules.organ && by !== 'chair')
    return refuse(
      'recommendation.wrong-closer',
      `${by} does not close it as ${how}: ${context.rules.organ} or the Chair does (by: ${context.rules.organ}, by: chair), and ${context.party} may reject it.`,
      'by',
    );
  return firstRefusal(
    () => refusalOfOwn(asked),
    () => refusalOfSpeaking(event, by, 'by'),
  );
}

/** Commands about recommendations. */
export const recommendationCommands = {
  recommend: command(z.strictObject({ recommendations: z.array(newRecommendationSchema).max(200) }), {
    title: 'enter recommendations of the report, or that there are none',
    by: ANYBODY,
    article: RULE,
    recordedAs: 'recommendations-entered',
    who: ({ rules }) => [rules.organ],
    never: ({ party }) => [party],
    refusal: ({ context, event, payload: { recommendations } }) =>
      firstRefusal(
        () => refusalOfOwnCase(event, [context.party]),
        () => refusalOfSpeaking(event, context.rules.organ, 'recommendations'),
        () => refusalOfCodes(event, recommendationCodes(recommendations), 'recommendations'),
      ),
    change: ({ context, payload }) => {
      const recommendations = [...context.recommendations, ...numbered(payload.recommendations, context)];
      const entered = close(context, RECOMMENDATIONS_AWAITED);
      return {
        recommendations,
        recommendationsKnown: true,
        ...oweRecommendations({ ...context, ...entered, recommendations }),
      };
    },
    tells: ({ context, payload: { recommendations } }) => tellRecommendations(context, recommendations),
  }),
  'follow-up': command(
    z.strictObject({ recommendation, by: codeSchema, text: proseSchema, documents: documentsSchema }),
    {
      title: 'report what was done about a recommendation',
      by: ANYBODY,
      article: RULE,
      recordedAs: 'followed-up',
      refusal: (asked) =>
        firstRefusal(
          () => refusalOfId(asked),
          () => refusalOfSpeaking(asked.event, asked.payload.by, 'by'),
        ),
      change: (asked) => {
        const { by, text, documents } = asked.payload;
        const entry = { at: asked.event.occurredAt, by, text, documents };
        return { recommendations: changed(asked, ({ entries }) => ({ entries: [...entries, entry] })) };
      },
      tells: ({ context, payload: { recommendation: id, by, text } }) =>
        notify(context, [context.rules.organ], {
          kind: 'news',
          lead: `${by} on ${id.replace('-', ' ')}`,
          paragraphs: [text],
          digest: true,
        }),
    },
  ),
  'redate-recommendation': command(
    z.strictObject({ recommendation, due: recommendationDueSchema, reason: lineSchema }),
    {
      title: 'give a recommendation another day',
      by: ANYBODY,
      article: 'assumed',
      recordedAs: 'recommendation-redated',
      who: ({ rules }) => [rules.organ],
      never: ({ party }) => [party],
      refusal: (asked) =>
        firstRefusal(
          () => refusalOfId(asked),
          () => refusalOfJudge(asked),
        ),
      change: (asked) => {
        const { context, payload } = asked;
        const { due, recommendation: id } = payload;
        return {
          recommendations: changed(asked, () => ({ due })),
          ...redate(context, id, due.kind === 'day' ? lastDay(due.on, context.zone) : null),
        };
      },
    },
  ),
  'close-recommendation': command(
    z.strictObject({
      recommendation,
      how: z.enum(RECOMMENDATION_ENDS),
      /** the organ, `chair`, or the one visited where it rejects it */
      by: z.union([z.literal('chair'), codeSchema]),
      reason: lineSchema,
    }),
    {
      title: 'close a recommendation: done, rejected or overtaken',
      by: ANYBODY,
      article: RULE,
      recordedAs: 'recommendation-closed',
      who: ({ rules, party }) => [rules.organ, party],
      refusal: (asked) =>
        firstRefusal(
          () => refusalOfId(asked),
          () => refusalOfCloser(asked),
        ),
      change: (asked) => {
        const { how, by, reason, recommendation: id } = asked.payload;
        const closed = { how, by, reason, at: asked.event.occurredAt };
        return {
          recommendations: changed(asked, () => ({ closed })),
          ...close(asked.context, id, how === 'done' ? 'done' : 'decided', reason),
        };
      },
      tells: ({ context, payload: { recommendation: id, how, reason } }) =>
        notify(context, [context.party, context.rules.organ], {
          kind: 'decision',
          lead: `${id.replace('-', ' ')}: ${how}`,
          paragraphs: [reason],
        }),
    },
  ),
  'reopen-recommendation': command(z.strictObject({ recommendation, reason: lineSchema }), {
    title: 'open a closed recommendation again',
    by: ANYBODY,
    article: 'assumed',
    recordedAs: 'recommendation-reopened',
    who: ({ rules }) => [rules.organ],
    never: ({ party }) => [party],
    refusal: (asked) =>
      firstRefusal(
        () => refusalOfId(asked, 'closed'),
        () => refusalOfJudge(asked),
      ),
    change: (asked) => {
      const { event, context, payload } = asked;
      const entry = { at: event.occurredAt, by: context.rules.organ, text: payload.reason, documents: [] };
      const recommendations = changed(asked, ({ entries }) => ({
        closed: null,
        entries: [...entries, entry],
      }));
      return { recommendations, ...oweRecommendations({ ...context, recommendations }) };
    },
  }),
} as const;
