/** The days of a removal: until when those it is about may reply, the committee is to recommend, and the lists are to come; pure. */
import { z } from 'zod';
import type { Instant } from '../../src/kernel/instant.js';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import {
  type NewDuty,
  after,
  documentsSchema,
  dutyOf,
  lastDay,
  lineSchema,
  openDuties,
  owe,
  proseSchema,
  redate,
  refusalOfPastDay,
} from '../casework/index.js';
import type { RemovalContext } from './removal.context.js';
import { called, namedIn } from './removal.rules.js';

export const ASSUMED = 'assumed: nobody is removed unheard';
export const DAYS = ['replyBy', 'recommendBy', 'listBy'] as const;
const day = z.iso.date().nullable().default(null);
/** last days, to their end */
const days = { replyBy: day, recommendBy: day, listBy: day };
/** A day that is left out is as the rules say, and no term where they say nothing. */
export const noticeSchema = z.strictObject({ text: proseSchema, documents: documentsSchema, ...days });
/** A day that is left out stays as it is. */
export const daysSchema = z.strictObject({ ...days, decision: lineSchema });

/** @returns those it is about; of a list without names everybody, since nobody can be told apart. */
export function heard(context: RemovalContext): readonly string[] {
  const named = namedIn(context);
  return named.length === 0 ? ['participants'] : named;
}

/** @returns what is due from the notice on: the reply, the recommendation, and the lists where a day is set for them */
export function dutiesOfNotice(
  context: RemovalContext,
  now: Instant,
  { replyBy, recommendBy, listBy }: z.output<typeof noticeSchema>,
): readonly NewDuty[] {
  const { zone, rules } = context;
  const due = replyBy === null ? after(now, rules.replyWithin, zone) : lastDay(replyBy, zone);
  return [
    {
      id: 'reply',
      what: 'reply to the grounds',
      basis: ASSUMED,
      from: [...heard(context)],
      due,
      ladder: 'measures',
    },
    recommendation(context, recommendBy),
    ...(listBy === null ? [] : [{ ...LIST, due: lastDay(listBy, zone) }]),
  ];
}

/** @returns what is due of the committee, by a last day where one is named */
export function recommendation(context: RemovalContext, by: string | null): NewDuty {
  return {
    id: 'recommendation',
    what: `recommendation on ${called(context)}`,
    basis: by === null ? 'practice of 2003; no term' : 'the day that the notice names',
    from: [context.rules.committee],
    due: by === null ? null : lastDay(by, context.zone),
  };
}

/** @returns a refusal where no day is set, or one for what is not due any more, or one that cuts the time to reply short, or null */
export function refusalOfDays(context: RemovalContext, payload: z.output<typeof daysSchema>): Refusal | null {
  const { replyBy, recommendBy } = payload;
  if (DAYS.every((field) => payload[field] === null))
    return refuse('removal.no-day', 'Name at least one day that is to be set.', 'replyBy');
  const open = openDuties(context).map(({ id }) => id);
  if (replyBy !== null && !open.includes('reply'))
    return refuse('removal.not-due', 'No reply is awaited any more. Leave its day out.', 'replyBy');
  if (recommendBy !== null && !open.includes('recommendation'))
    return refuse('removal.not-due', 'The recommendation is there. Leave its day out.', 'recommendBy');
  const running = dutyOf(context, 'reply')?.due?.at ?? '';
  if (replyBy !== null && lastDay(replyBy, context.zone).at < running)
    return refuse(
      'removal.time-shortened',
      `The time to reply runs until ${running} and is not cut short. Name a later day.`,
      'replyBy',
    );
  return null;
}

/** @returns what is due, on the days that were set; the others as they were */
export function withDays(
  context: RemovalContext,
  { replyBy, recommendBy, listBy, decision }: z.output<typeof daysSchema>,
): Pick<RemovalContext, 'duties'> {
  const on = (by: string) => lastDay(by, context.zone, `set by ${decision}`);
  const moved = [
    { id: 'reply', by: replyBy },
    { id: 'recommendation', by: recommendBy },
  ].reduce<Pick<RemovalContext, 'duties'>>(
    (so, { id, by }) => (by === null ? so : redate({ ...context, ...so }, id, on(by))),
    { duties: context.duties },
  );
  return listBy === null ? moved : owe({ ...context, ...moved }, { ...LIST, due: on(listBy) });
}

/** The lists of the Chair by a day that was set. */
export const LIST: Omit<NewDuty, 'due'> = {
  id: 'list',
  what: 'notice to all with the revised lists',
  basis: 'the day that was set',
  from: ['chair'],
};

/** @returns a refusal naming the first of the days that has passed, or null */
export function refusalOfPastDays(
  context: RemovalContext,
  now: Instant,
  given: Readonly<Record<(typeof DAYS)[number], string | null>>,
): Refusal | null {
  return firstRefusal(...DAYS.map((field) => () => refusalOfPastDay(given[field], context.zone, now, field)));
}
