/** How a measure in force changes by decision: other terms, fewer zones, going on; and how an attempt or a decision falls. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../../src/kernel/workflow.js';
import {
  codeSchema,
  commandsFor,
  decisionSchema,
  effectOf,
  kept,
  lineSchema,
  notify,
  personOf,
  proseSchema,
  refusalOfCodes,
} from '../../casework/index.js';
import { type Decided, refusalOfMeasureDecision, refusalOfProvisions } from '../decision.refusals.js';
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
import { ended, standing, versionMeant } from '../versions.rules.js';

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
        return decided(
          context,
          event,
          { decision, objections },
          { kind: 'continued', provisions, note: reason },
        );
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
  'record-no-consensus': command(
    z.strictObject({
      to: z.enum(['decide', 'amend', 'lift']),
      /** the meeting or written procedure */
      where: lineSchema,
      objections: z.array(codeSchema).max(100).default([]),
      text: proseSchema,
    }),
    {
      title: 'record that no consensus was found',
      by: DECIDING,
      article: 'KP Core Document VI.5: where there is no consensus the Chair consults',
      recordedAs: 'no-consensus-found',
      refusal: ({ event, payload: { objections } }) =>
        refusalOfCodes(event, objections, 'objections', ['participant']),
      change: ({ context, event, payload }) => ({
        attempts: [...context.attempts, { at: event.occurredAt, ...payload }],
      }),
      tells: ({ context, payload: { to, where, text } }) =>
        notify(context, ['chair', 'secretariat', context.party], {
          kind: 'news',
          lead: `No consensus to ${to} the measure on ${context.party} (${where}): the Chair consults`,
          paragraphs: [text],
        }),
    },
  ),
  annul: command(
    z.strictObject({
      /** how the decision was cited that was in truth never adopted */
      reference: lineSchema,
      reason: lineSchema,
    }),
    {
      title: 'record that a decision on a measure was never adopted',
      by: DECIDING,
      article: 'practice: Chair’s text of 4 February 2011, no consensus on what was declared on 18 January',
      recordedAs: 'annulled',
      refusal: ({ context, payload: { reference } }) =>
        citing(context, reference) || context.end?.decision?.reference === reference
          ? null
          : refuse(
              'measure.no-such-decision',
              `Nothing here rests on «${reference}». It rests on: ${references(context).join('; ')}.`,
              'reference',
            ),
      change: ({ context, event, payload: { reference, reason } }) =>
        annulled(context, event, reference, reason),
      tells: ({ context, payload: { reference, reason } }) =>
        notify(context, ['participants'], {
          kind: 'decision',
          lead: `«${reference}» was never adopted: what it said on ${context.party} does not hold`,
          paragraphs: [reason],
        }),
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

function citing({ versions }: MeasureContext, reference: string): Version | undefined {
  return standing(versions).findLast(({ decision }) => decision?.reference === reference);
}

function references({ versions, end }: MeasureContext): readonly string[] {
  return [...standing(versions).map(({ decision }) => decision), end?.decision].flatMap(
    (one) => one?.reference ?? [],
  );
}

/** What was never adopted never held: the version before it holds, from then on as before; without one the measure never was. */
function annulled(
  context: MeasureContext,
  event: CommandEvent,
  reference: string,
  reason: string,
): Partial<MeasureContext> {
  if (context.end?.decision?.reference === reference) return { end: null };
  const struck = citing(context, reference);
  if (!struck) return {};
  const note = { at: event.occurredAt, reason, person: personOf(event) };
  const versions = context.versions.map((one) => (one === struck ? { ...one, annulled: note } : one));
  if (standing(versions).length > 0) return { versions };
  const never = struck.effectiveAt < event.occurredAt ? struck.effectiveAt : event.occurredAt;
  return {
    versions,
    ...ended(context, {
      how: 'annulled',
      at: never,
      reason,
      under: null,
      decision: null,
      objections: [],
      tradeAfter: 'eligible',
      commitment: null,
      successor: null,
      person: personOf(event),
    }),
  };
}
