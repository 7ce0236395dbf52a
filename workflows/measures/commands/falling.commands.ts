/** How an attempt at a decision, or what passed for one, falls. */
import { z } from 'zod';
import { refuse } from '../../../src/kernel/refusals.js';
import type { CommandEvent } from '../../../src/kernel/workflow.js';
import {
  type Decision,
  codeSchema,
  commandsFor,
  decisionKey,
  lineSchema,
  notify,
  personOf,
  proseSchema,
  refusalOfCodes,
} from '../../casework/index.js';
import type { MeasureContext, Version } from '../measure.context.js';
import { hearers } from '../telling.js';
import { ended, standing, tradeLeft } from '../versions.rules.js';
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
      /** item of the meeting; null: whatever rests on that meeting or document */
      item: z.string().max(40).nullable().default(null),
      reason: lineSchema,
    }),
    {
      title: 'record that a decision on a measure was never adopted',
      by: DECIDING,
      article: 'practice: Chair’s text of 4 February 2011, no consensus on what was declared on 18 January',
      recordedAs: 'annulled',
      refusal: ({ context, payload }) =>
        resting(context, payload).length > 0 || isCited(context.end?.decision, payload)
          ? null
          : refuse(
              'measure.no-such-decision',
              `Nothing here rests on «${decisionKey(payload)}». It rests on: ${references(context).join('; ')}.`,
              'reference',
            ),
      change: ({ context, event, payload }) => annulled(context, event, payload),
      tells: ({ context, payload: { reference, reason } }) =>
        notify(context, hearers(context), {
          kind: 'decision',
          lead: `«${reference}» was never adopted: what it said on ${context.party} does not hold`,
          paragraphs: [reason],
        }),
    },
  ),
} as const;

type Cited = Pick<Decision, 'reference' | 'item'>;

function isCited(decision: Cited | null | undefined, { reference, item }: Cited): boolean {
  return decision?.reference === reference && (item === null || decision.item === item);
}

function resting({ versions }: MeasureContext, cited: Cited): readonly Version[] {
  return standing(versions).filter(({ decision }) => isCited(decision, cited));
}

function references({ versions, end }: MeasureContext): readonly string[] {
  const cited = [
    ...standing(versions).map(({ decision }) => decision),
    ...(end?.decision ? [end.decision] : []),
  ];
  return [...new Set(cited.map(decisionKey))];
}

/** What was never adopted never held: what was decided before holds, from then on as before; without that the measure never was. */
function annulled(
  context: MeasureContext,
  event: CommandEvent,
  { reason, ...cited }: Cited & { readonly reason: string },
): Partial<MeasureContext> {
  const struck = resting(context, cited);
  const end = isCited(context.end?.decision, cited) ? null : context.end;
  const note = { at: event.occurredAt, reason, person: personOf(event) };
  const versions = context.versions.map((one) => (struck.includes(one) ? { ...one, annulled: note } : one));
  if (standing(versions).length > 0) return { versions, end };
  const first = struck
    .map(({ effectiveAt }) => effectiveAt)
    .reduce((a, b) => (a <= b ? a : b), event.occurredAt);
  return {
    versions,
    ...ended(context, {
      how: 'annulled',
      at: first,
      reason,
      under: null,
      decision: null,
      objections: [],
      tradeAfter: tradeLeft(context),
      commitment: null,
      successor: null,
      person: personOf(event),
    }),
  };
}
