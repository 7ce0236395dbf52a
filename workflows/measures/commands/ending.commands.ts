/** How a measure ends by decision: lifted, concluded with or without a duty left behind, or replaced by another instrument. */
import { z } from 'zod';
import { type Asked, firstRefusal, refuse } from '../../../src/kernel/refusals.js';
import type { Refusal } from '../../../src/kernel/workflow.js';
import {
  type Decision,
  commandsFor,
  effectOf,
  kept,
  lineSchema,
  personOf,
  refusalOfPastDay,
} from '../../casework/index.js';
import { refusalOfMeasureDecision, refusalOfOrder } from '../decision.refusals.js';
import { type End, type MeasureContext, commitmentSchema } from '../measure.context.js';
import { tradeAfterSchema } from '../provisions.js';
import { tellDecided } from '../telling.js';
import { ended, provisionsAt, tradeLeft, versionAhead, versionAt } from '../versions.rules.js';
import { DECIDING, LIFE_RULE, decidedShape } from './change.commands.js';

const endingShape = {
  ...decidedShape,
  reason: lineSchema,
  /** clause of its own text, where it ends under one: `paragraph 6` */
  under: lineSchema.nullable().default(null),
  /** what trade is then; null: as the measure found it, or as it is where that was not said */
  tradeAfter: tradeAfterSchema,
} as const;
const shared = z.strictObject(endingShape);
type Given = z.output<typeof shared>;

const command = commandsFor<MeasureContext>();

export const endingCommands = {
  lift: command(shared, {
    title: 'lift a measure',
    by: DECIDING,
    article: 'practice: Washington communiqué 2012, paragraphs 16 to 19; else assumed',
    recordedAs: 'lifting-decided',
    refusal: (asked) =>
      firstRefusal(
        () => refusalOfEnding(asked),
        () => refusalOfFinder(asked),
      ),
    change: (asked) => endedBy(asked, isUnderItsText(asked) ? 'lapsed' : 'lifted'),
    tells: ({ context }) => tellEndAhead(context),
  }),
  conclude: command(
    z.strictObject({
      ...endingShape,
      /** what the Participant promised as it was concluded: a review visit, to be invited by a day */
      commitment: commitmentSchema.nullable().default(null),
    }),
    {
      title: 'conclude a measure',
      by: DECIDING,
      article: 'practice: Washington communiqué 2012, paragraph 13 (Guinea)',
      recordedAs: 'conclusion-decided',
      refusal: (asked) =>
        firstRefusal(
          () => refusalOfEnding(asked),
          () => refusalOfPromise(asked),
        ),
      change: (asked) => endedBy(asked, 'concluded', { commitment: asked.payload.commitment }),
      tells: ({ context }) => tellEndAhead(context),
    },
  ),
  replace: command(
    z.strictObject({
      ...decidedShape,
      /** title of the instrument that takes its place */
      by: lineSchema,
      reason: lineSchema,
    }),
    {
      title: 'record that another instrument takes the place of a measure',
      by: DECIDING,
      article: LIFE_RULE,
      recordedAs: 'replacement-decided',
      refusal: (asked) => refusalOfEnding(asked),
      change: ({ payload: { by, ...payload }, ...asked }) =>
        endedBy({ ...asked, payload: { ...payload, under: null, tradeAfter: 'unchanged' } }, 'replaced', {
          successor: by,
        }),
      tells: ({ context }) => tellEndAhead(context),
    },
  ),
} as const;

function endedBy(
  { context, event, payload }: Asked<Given, MeasureContext>,
  how: End['how'],
  more: Partial<Pick<End, 'commitment' | 'successor'>> = {},
): Partial<MeasureContext> {
  const { decision, objections, reason, under, tradeAfter } = payload;
  return ended(context, {
    how,
    at: endsAt(context, decision),
    reason,
    under,
    decision: kept(decision, event),
    objections,
    tradeAfter: tradeAfter ?? tradeLeft(context),
    commitment: null,
    successor: null,
    person: personOf(event),
    ...more,
  });
}

/** What ends before it begins is over when that is recorded: nothing of it ever applies. */
function endsAt(context: MeasureContext, decision: Decision): End['at'] {
  const at = effectOf(decision);
  const neverBegins = !versionAt(context) && at <= (versionAhead(context)?.effectiveAt ?? at);
  return neverBegins && at > context.asOf ? context.asOf : at;
}

/** While the end lies ahead it is announced; when it comes, its final state tells of it. */
function tellEndAhead(context: MeasureContext): ReturnType<typeof tellDecided> {
  const { end, ending, party } = context;
  if (!end || ending !== null) return [];
  return tellDecided(context, `The measure on ${party} is ${end.how} with effect from ${end.at}`, [
    end.reason,
  ]);
}

function isUnderItsText({ context, payload }: Asked<Given, MeasureContext>): boolean {
  return payload.under !== null && provisionsAt(context)?.sunset.kind === 'condition';
}

function refusalOfEnding({
  context,
  event,
  payload,
}: Asked<Pick<Given, 'decision' | 'objections'>, MeasureContext>): Refusal | null {
  const refusal = refusalOfMeasureDecision(context, payload, event);
  return refusal ?? (versionAt(context) ? refusalOfOrder(context, payload.decision) : null);
}

function refusalOfFinder(asked: Asked<Given, MeasureContext>): Refusal | null {
  const sunset = provisionsAt(asked.context)?.sunset;
  if (sunset?.kind !== 'condition' || !isUnderItsText(asked)) return null;
  if (sunset.foundBy.includes(asked.payload.decision.by)) return null;
  return refuse(
    'measure.wrong-finder',
    `Under ${sunset.under} only ${sunset.foundBy.join(' or ')} finds that its condition is satisfied. Cite that decision, or leave «under» out to lift it otherwise.`,
    'decision.by',
  );
}

function refusalOfPromise({
  context,
  event,
  payload: { commitment },
}: Asked<{ readonly commitment: End['commitment'] }, MeasureContext>): Refusal | null {
  return refusalOfPastDay(commitment?.by ?? null, context.zone, event.occurredAt, 'commitment.by');
}
