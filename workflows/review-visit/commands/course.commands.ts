/** That the visit began and ended. */
import { z } from 'zod';
import { localDate } from '../../../src/kernel/business-calendar.js';
import { type Asked, firstRefusal, refuse } from '../../../src/kernel/refusals.js';
import type { Refusal } from '../../../src/kernel/workflow.js';
import {
  close,
  commandsFor,
  lineSchema,
  notify,
  redate,
  refusalOfSpeaking,
  timeIn,
} from '../../casework/index.js';
import type { ReviewVisitContext } from '../review-visit.context.js';
import { arrangerOf, daysLate, noun } from '../review-visit.rules.js';
import { reportDue } from '../stage.rules.js';
import { leaderOf } from '../team.rules.js';

type Visit = ReviewVisitContext;
const OFFICES = ['chair', 'secretariat'] as const;
const ANYBODY = ['participant', 'observer', ...OFFICES] as const;
const day = z.iso.date();
const command = commandsFor<Visit>();

/** Who speaks for the visit while it lasts: its leader, or whoever arranged it. */
function speakerOf(context: Visit): string {
  return leaderOf(context.team) ?? arrangerOf(context);
}

function refusalOfStranger({ context, event }: Asked<unknown, Visit>): Refusal | null {
  return refusalOfSpeaking(event, speakerOf(context), 'on');
}

function refusalOfDay({ context, event }: Asked<unknown, Visit>, on: string): Refusal | null {
  if (on <= localDate(event.occurredAt, context.zone)) return null;
  return refuse('visit.day-ahead', `${on} is still to come. Record it when it has happened.`, 'on');
}

function refusalOfEnd(asked: Asked<{ readonly on: string }, Visit>): Refusal | null {
  const { begunOn } = asked.context;
  const { on } = asked.payload;
  return firstRefusal(
    () => refusalOfDay(asked, on),
    () =>
      begunOn === null || begunOn <= on
        ? null
        : refuse('visit.ends-before-it-begins', `It began on ${begunOn}, after ${on}.`, 'on'),
  );
}

/** Commands that record a visit as it is made. */
export const courseCommands = {
  begin: command(z.strictObject({ on: day }), {
    title: 'record that the visit has begun',
    by: ANYBODY,
    article: 'assumed',
    recordedAs: 'begun',
    who: (context) => [speakerOf(context)],
    refusal: (asked) =>
      firstRefusal(
        () => refusalOfStranger(asked),
        () => refusalOfDay(asked, asked.payload.on),
      ),
    change: ({ payload: { on } }) => ({ begunOn: on }),
  }),
  'end-visit': command(
    z.strictObject({
      on: day,
      cutShort: lineSchema.nullable().default(null),
      note: z.string().max(10_000).default(''),
    }),
    {
      title: 'record that the visit has ended',
      by: ANYBODY,
      article: 'KP Core Document VI.15: three weeks run from the completion',
      recordedAs: 'ended',
      who: (context) => [speakerOf(context)],
      refusal: (asked) =>
        firstRefusal(
          () => refusalOfStranger(asked),
          () => refusalOfEnd(asked),
        ),
      change: ({ context, payload: { on, cutShort } }) => ({
        endedOn: on,
        cutShort,
        ...close(context, 'visit', 'done', cutShort ?? ''),
      }),
      tells: ({ context, payload: { on, note } }) => {
        const due = reportDue(context);
        const by = due === null ? '' : `; its report is due by ${timeIn(due.at, context.zone)}`;
        return notify(context, [context.party, context.rules.organ, ...OFFICES], {
          kind: 'news',
          lead: `The ${noun(context)} to ${context.party} ended on ${on}${by}`,
          paragraphs: note === '' ? [] : [note],
        });
      },
    },
  ),
  'correct-end': command(z.strictObject({ on: day, reason: lineSchema }), {
    title: 'correct the day on which the visit ended',
    by: ANYBODY,
    article: 'assumed: what was recorded wrongly is corrected by a new event',
    recordedAs: 'end-corrected',
    who: (context) => [speakerOf(context)],
    refusal: (asked) =>
      firstRefusal(
        () => refusalOfStranger(asked),
        () => refusalOfEnd(asked),
      ),
    change: ({ context, payload: { on } }) => {
      const ended = { ...context, endedOn: on };
      const due = reportDue(ended);
      if (due === null) return {};
      if (context.report === null) return { endedOn: on, ...redate(context, 'report', due) };
      const at = context.report.at;
      return { endedOn: on, report: { ...context.report, due, daysLate: daysLate(due.at, at) } };
    },
  }),
} as const;
