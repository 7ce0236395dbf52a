/** How an attempt at a decision, or what passed for one, falls. */
import { z } from 'zod';
import { refuse } from '../../../src/kernel/refusals.js';
import type { CommandEvent } from '../../../src/kernel/workflow.js';
import {
  codeSchema,
  commandsFor,
  lineSchema,
  notify,
  personOf,
  proseSchema,
  refusalOfCodes,
} from '../../casework/index.js';
import type { MeasureContext, Version } from '../measure.context.js';
import { ended, standing } from '../versions.rules.js';
import { DECIDING } from './change.commands.js';

const command = commandsFor<MeasureContext>();

export const fallingCommands = {
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
