/** How a measure in force changes by decision: other terms, fewer zones, or going on. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../../src/kernel/workflow.js';
import { codeSchema, commandsFor, decisionSchema, effectOf, kept, lineSchema } from '../../casework/index.js';
import {
  type Decided,
  refusalOfChangeAhead,
  refusalOfEndAhead,
  refusalOfGoingOn,
  refusalOfMeasureDecision,
  refusalOfOrder,
  refusalOfProvisions,
} from '../decision.refusals.js';
import type { MeasureContext, Version } from '../measure.context.js';
import {
  type Provisions,
  provisionsSchema,
  provisionsShape,
  sunsetSchema,
  zonesSchema,
} from '../provisions.js';
import { tellDecided } from '../telling.js';
import { appliesIn, dated, withoutZones } from '../terms.rules.js';
import { versionMeant } from '../versions.rules.js';

export const OFFICES = ['chair', 'secretariat'] as const;
/** The Plenary's clauses give commands without a person. */
export const DECIDING = [...OFFICES, 'system'] as const;
export const LIFE_RULE =
  'assumed: a measure is changed and lifted by the route on which it came (KP Core Document VI.5)';
const command = commandsFor<MeasureContext>();

/** Fields that every command carries which rests on a decision. */
export const decidedShape = {
  decision: decisionSchema,
  objections: z.array(codeSchema).max(100).default([]),
} as const;

/**
 * The memory with one more decision in it.
 *
 * @param given the decision, and who objected without counting
 * @param kind of version
 * @param provisions as decided; terms without a beginning begin with the decision
 */
export function decided(
  context: MeasureContext,
  event: CommandEvent,
  { decision, objections }: Decided,
  { kind, provisions, note = '' }: Pick<Version, 'kind' | 'provisions'> & { readonly note?: string },
): Pick<MeasureContext, 'versions'> {
  const effectiveAt = effectOf(decision);
  const version: Version = {
    kind,
    at: event.occurredAt,
    effectiveAt,
    decision: kept(decision, event),
    objections: [...objections],
    provisions: dated(provisions, effectiveAt, versionMeant(context)?.provisions.terms),
    note,
    annulled: null,
  };
  return { versions: [...context.versions, version] };
}

function held(context: MeasureContext): Provisions {
  return provisionsSchema.parse(versionMeant(context)?.provisions); // only heard where there is a version
}

export const changeCommands = {
  amend: command(
    z.strictObject({ ...decidedShape, ...provisionsShape, note: z.string().max(10_000).default('') }),
    {
      title: 'amend a measure',
      by: DECIDING,
      article: LIFE_RULE,
      recordedAs: 'amended',
      refusal: ({ context, event, payload: { decision, objections, note: _note, ...provisions } }) =>
        firstRefusal(
          () => refusalOfMeasureDecision(context, { decision, objections }, event),
          () => refusalOfEndAhead(context),
          () => refusalOfOrder(context, decision),
          () => refusalOfProvisions(provisions, decision, context.zone, event),
        ),
      change: ({ context, event, payload: { decision, objections, note, ...provisions } }) =>
        decided(context, event, { decision, objections }, { kind: 'amended', provisions, note }),
      tells: ({ context, payload: { note } }) =>
        tellDecided(context, `The measure on ${context.party} is amended`, [note]),
    },
  ),
  'continue-measure': command(
    z.strictObject({
      ...decidedShape,
      reason: lineSchema,
      /** when it ends from now on; null: as before */
      sunset: sunsetSchema.nullable().default(null),
    }),
    {
      title: 'decide that a measure goes on',
      by: DECIDING,
      article: LIFE_RULE,
      recordedAs: 'continued',
      refusal: ({ context, event, payload: { decision, objections, sunset } }) =>
        firstRefusal(
          () => refusalOfMeasureDecision(context, { decision, objections }, event),
          () => refusalOfGoingOn(context, decision),
          () => refusalOfOrder(context, decision),
          () => refusalOfChangeAhead(context),
          () =>
            refusalOfProvisions(
              { ...held(context), ...(sunset && { sunset }) },
              decision,
              context.zone,
              event,
            ),
        ),
      change: ({ context, event, payload: { decision, objections, reason, sunset } }) => {
        const provisions = { ...held(context), ...(sunset && { sunset }) };
        const continued = decided(
          context,
          event,
          { decision, objections },
          { kind: 'continued', provisions, note: reason },
        );
        return { ...continued, end: null };
      },
      tells: ({ context, payload: { reason } }) =>
        tellDecided(context, `The measure on ${context.party} goes on`, [reason]),
    },
  ),
  'lift-in-zones': command(
    z.strictObject({ ...decidedShape, zones: zonesSchema.min(1), reason: lineSchema }),
    {
      title: 'lift a measure in some zones',
      by: DECIDING,
      article: 'practice: Central African Republic 2015, exports from compliant zones',
      recordedAs: 'lifted-in-zones',
      refusal: ({ context, event, payload: { decision, objections, zones } }) =>
        firstRefusal(
          () => refusalOfMeasureDecision(context, { decision, objections }, event),
          () => refusalOfEndAhead(context),
          () => refusalOfOrder(context, decision),
          () => refusalOfChangeAhead(context),
          () => refusalOfZones(held(context), zones),
        ),
      change: ({ context, event, payload: { decision, objections, zones, reason } }) => {
        const before = held(context);
        const provisions = { ...before, terms: withoutZones(before.terms, zones) };
        return decided(
          context,
          event,
          { decision, objections },
          { kind: 'lifted-in-zones', provisions, note: reason },
        );
      },
      tells: ({ context, payload: { zones, reason } }) =>
        tellDecided(context, `The measure on ${context.party} is lifted in ${zones.join(', ')}`, [reason]),
    },
  ),
} as const;

function refusalOfZones({ terms }: Provisions, zones: readonly string[]): Refusal | null {
  const free = zones.filter((zone) => !terms.some((term) => appliesIn(term, zone)));
  if (free.length > 0)
    return refuse(
      'measure.zone-not-under-it',
      `No term applies in ${free.join(', ')}. Name zones in which one does, as the decision has them.`,
      'zones',
    );
  if (withoutZones(terms, zones).length > 0) return null;
  return refuse(
    'measure.nothing-left',
    'Nothing would be left of the measure. Lift it whole (lift).',
    'zones',
  );
}
