/** What is said, reported and seen while a measure runs; none of it changes what applies. */
import { z } from 'zod';
import { type Asked, firstRefusal, refuse } from '../../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../../src/kernel/workflow.js';
import {
  close,
  commandsFor,
  documentsSchema,
  dutyOf,
  isLate,
  lineSchema,
  notify,
  openDuties,
  proseSchema,
  refusalOfOwnCase,
  refusalOfSpeaking,
} from '../../casework/index.js';
import { MONITORING, type MeasureContext } from '../measure.context.js';
import { OFFICES } from './change.commands.js';

const EVERYBODY = [...OFFICES, 'participant', 'observer'] as const;
const statement = { text: proseSchema, documents: documentsSchema } as const;
const by = z.string().min(2).max(12);
const command = commandsFor<MeasureContext>();

export const monitoringCommands = {
  hear: command(z.strictObject(statement), {
    title: 'state the view of the Participant concerned',
    by: [...OFFICES, 'participant'],
    article: 'assumed: whoever is concerned is heard; KP Core Document VI.16 asks for a dialogue',
    recordedAs: 'heard',
    who: ({ party }) => [party],
    refusal: ({ context, event }) => refusalOfSpeaking(event, context.party, 'text'),
    change: ({ context, event, payload }) => ({
      heard: [...context.heard, { at: event.occurredAt, by: context.party, ...payload }],
      ...close(context, 'hearing'),
    }),
    tells: ({ context, payload: { text } }) =>
      notify(context, [...OFFICES, context.rules.recommender], {
        kind: 'news',
        lead: `${context.party} was heard`,
        paragraphs: [text],
      }),
  }),
  'submit-report': command(z.strictObject({ duty: lineSchema, by, ...statement }), {
    title: 'submit a report that the measure asks for',
    by: EVERYBODY,
    article: 'the decision on the measure',
    recordedAs: 'report-submitted',
    who: (context) => owersOf(context, 'report-'),
    refusal: (asked) => refusalOfReport(asked, 'report-', asked.payload.duty, 'duty'),
    change: ({ context, event, payload: { duty, ...said } }) => {
      const owed = dutyOf(context, duty);
      const late = owed !== undefined && isLate(owed, event.occurredAt);
      return {
        submitted: [...context.submitted, { at: event.occurredAt, duty, late, ...said }],
        ...close(context, duty),
      };
    },
    tells: ({ context, payload }) =>
      notify(context, [...OFFICES, context.rules.recommender], {
        kind: 'news',
        lead: `${payload.by} reported on the measure on ${context.party}`,
        paragraphs: [payload.text],
      }),
  }),
  'record-review': command(z.strictObject({ review: lineSchema, by, ...statement }), {
    title: 'record a review of a measure',
    by: EVERYBODY,
    article: 'the decision on the measure',
    recordedAs: 'reviewed',
    who: (context) => owersOf(context, 'review-'),
    refusal: (asked) => refusalOfReport(asked, 'review-', `review-${asked.payload.review}`, 'review'),
    change: ({ context, event, payload }) => ({
      reviewed: [...context.reviewed, { at: event.occurredAt, ...payload }],
      ...close(context, `review-${payload.review}`),
    }),
    tells: ({ context, payload }) =>
      notify(context, [...OFFICES], {
        kind: 'news',
        lead: `${payload.by} reviewed the measure on ${context.party}; what follows is for a decision`,
        paragraphs: [payload.text],
      }),
  }),
  'record-monitoring': command(
    z.strictObject({
      kind: z.enum(MONITORING),
      from: z.iso.date(),
      to: z.iso.date(),
      /** who went, or who supervised: a party, an organ */
      by,
      ...statement,
    }),
    {
      title: 'record a visit of the monitor, a mission or a supervised export',
      by: EVERYBODY,
      article: 'the decision on the measure',
      recordedAs: 'monitoring-recorded',
      refusal: ({ context, event, payload: { from, to, by: who } }) =>
        firstRefusal(
          () => refusalOfSpeaking(event, who, 'by'),
          () => refusalOfJudging(context, event, who),
          () =>
            to < from
              ? refuse(
                  'measure.ends-before-it-begins',
                  `${to} lies before ${from}. Give first and last day.`,
                  'to',
                )
              : null,
          () =>
            from > event.occurredAt.slice(0, 10)
              ? refuse('measure.not-yet', `${from} has not come. Record it when it has begun.`, 'from')
              : null,
        ),
      change: ({ context, event, payload }) => ({
        monitoring: [...context.monitoring, { at: event.occurredAt, ...payload }],
      }),
    },
  ),
} as const;

function refusalOfReport(
  { context, event, payload }: Asked<{ readonly by: string }, MeasureContext>,
  prefix: 'report-' | 'review-',
  id: string,
  field: string,
): Refusal | null {
  const open = openDuties(context).filter((one) => one.id.startsWith(prefix));
  const found = open.find((one) => one.id === id);
  if (!found) {
    const names = open.map((one) => (prefix === 'review-' ? one.id.slice(prefix.length) : one.id));
    const known = names.length === 0 ? 'Nothing of the kind is due now' : `Due are: ${names.join(', ')}`;
    return refuse('measure.nothing-due', `Nothing is due by the name «${id}». ${known}.`, field);
  }
  if (!found.from.includes(payload.by))
    return refuse('duty.not-of-you', `It is due of ${found.from.join(', ')}, not of ${payload.by}.`, 'by');
  return refusalOfSpeaking(event, payload.by, 'by') ?? refusalOfJudging(context, event, payload.by);
}

/** Of whom a report or a review is due. */
function owersOf(context: MeasureContext, prefix: 'report-' | 'review-'): readonly string[] {
  return openDuties(context)
    .filter(({ id }) => id.startsWith(prefix))
    .flatMap(({ from }) => from);
}

/** The Participant concerned says what it has to say in its own name, and never in that of an organ in which it sits. */
function refusalOfJudging({ party }: MeasureContext, event: CommandEvent, by: string): Refusal | null {
  return by === party ? null : refusalOfOwnCase(event, [party]);
}
