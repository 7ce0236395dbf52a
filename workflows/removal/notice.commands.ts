/** Commands of the notice to those a removal is about: the time to reply, the days that are set, and the reply. */
import { z } from 'zod';
import type { Instant } from '../../src/kernel/instant.js';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import {
  type NewDuty,
  after,
  close,
  codeSchema,
  commandsFor,
  documentsSchema,
  lastDay,
  lineSchema,
  notify,
  owe,
  personOf,
  proseSchema,
  redate,
} from '../casework/index.js';
import type { RemovalContext } from './removal.context.js';
import { refusalOfReply } from './removal.refusals.js';
import { called, namedIn } from './removal.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
const ASSUMED = 'assumed: nobody is removed unheard';
const DAYS = ['replyBy', 'recommendBy', 'listBy'] as const;
const command = commandsFor<RemovalContext>();
const day = z.iso.date().nullable().default(null);
/** last days, to their end */
const days = { replyBy: day, recommendBy: day, listBy: day };
/** A day that is left out is as the rules say, and no term where they say nothing. */
const noticeSchema = z.strictObject({ text: proseSchema, documents: documentsSchema, ...days });
/** A day that is left out stays as it is. */
const daysSchema = z.strictObject({ ...days, decision: lineSchema });

/** Commands by name. */
export const noticeCommands = {
  'give-notice': command(noticeSchema, {
    title: 'tell those it is about, with time to reply',
    by: OFFICES,
    article: ASSUMED,
    recordedAs: 'notice-given',
    refusal: ({ context, event, payload }) => refusalOfPastDays(context, event.occurredAt, payload),
    change: ({ context, event, payload }) => {
      const { text, documents } = payload;
      const told = close(context, 'notice');
      return {
        notice: { at: event.occurredAt, text, documents },
        duties: dutiesOfNotice({ ...context, ...told }, event.occurredAt, payload).reduce(
          (duties, duty) => owe({ ...context, duties }, duty).duties,
          told.duties,
        ),
      };
    },
    tells: ({ context, payload: { text } }) =>
      notify(context, heard(context), {
        kind: 'request',
        lead: `Your removal from the list of Participants is proposed: please reply`,
        paragraphs: [...context.grounds.map((one) => one.text), text],
        when: replyDue(context),
        duty: 'reply',
      }),
  }),
  reply: command(z.strictObject({ by: codeSchema, text: proseSchema, documents: documentsSchema }), {
    title: 'reply to the grounds of a removal',
    by: ['participant', ...OFFICES],
    article: ASSUMED,
    recordedAs: 'replied',
    refusal: ({ context, event, payload: { by } }) => refusalOfReply(context, event, by),
    change: ({ context, event, payload }) => ({
      replies: [...context.replies, { ...payload, at: event.occurredAt }],
      ...(context.list === null ? close(context, 'reply') : {}),
    }),
    tells: ({ context, payload: { by, text } }) =>
      notify(context, [...OFFICES, context.rules.committee], {
        kind: 'news',
        lead: `${by} replied`,
        paragraphs: [text],
      }),
  }),
  'set-days': command(daysSchema, {
    title: 'set the days that were decided for a reply, a recommendation and the lists',
    by: OFFICES,
    article: 'practice: decision of the Plenary of April 2003 on a last extension',
    recordedAs: 'days-set',
    refusal: ({ context, event, payload }) =>
      firstRefusal(
        () => refusalOfPastDays(context, event.occurredAt, payload),
        () =>
          DAYS.every((field) => payload[field] === null)
            ? refuse('removal.no-day', 'Name at least one day that is to be set.', 'replyBy')
            : null,
      ),
    change: ({ context, event, payload: { replyBy, recommendBy, listBy, decision } }) => {
      const { zone } = context;
      const rule = `set by ${decision}`.slice(0, 300);
      const replies = replyBy === null ? context : redate(context, 'reply', lastDay(replyBy, zone, rule));
      const recommends =
        recommendBy === null
          ? replies
          : redate({ ...context, ...replies }, 'recommendation', lastDay(recommendBy, zone, rule));
      const { duties } =
        listBy === null
          ? recommends
          : owe({ ...context, ...recommends }, { ...LIST, due: lastDay(listBy, zone, rule) });
      const words = DAYS.map((field) => [field, { replyBy, recommendBy, listBy }[field]] as const)
        .filter(([, day]) => day !== null)
        .map(([field, day]) => `${field} ${day ?? ''}`);
      const text = `${decision}: ${words.join(', ')}`;
      const entry = {
        at: event.occurredAt,
        kind: 'note',
        person: personOf(event),
        text,
        documents: [],
      } as const;
      return { duties, journal: [...context.journal, entry] };
    },
    tells: ({ context, payload: { decision } }) =>
      notify(context, [...heard(context), context.rules.committee], {
        kind: 'decision',
        lead: `The days on ${called(context)} are set anew`,
        paragraphs: [decision],
        when: replyDue(context),
      }),
  }),
} as const;

/** Those it is about; of a list without names everybody, since nobody can be told apart. */
function heard(context: RemovalContext): readonly string[] {
  const named = namedIn(context);
  return named.length === 0 ? ['participants'] : named;
}

function dutiesOfNotice(
  context: RemovalContext,
  now: Instant,
  { replyBy, recommendBy, listBy }: z.output<typeof noticeSchema>,
): readonly NewDuty[] {
  const { zone, rules } = context;
  const due = replyBy === null ? after(now, rules.replyWithin, zone) : lastDay(replyBy, zone);
  const on = (by: string | null) => (by === null ? null : lastDay(by, zone));
  const recommendation: NewDuty = {
    id: 'recommendation',
    what: `recommendation on ${called(context)}`,
    basis: recommendBy === null ? 'practice of 2003; no term' : 'the day that the notice names',
    from: [rules.committee],
    due: on(recommendBy),
  };
  return [
    {
      id: 'reply',
      what: 'reply to the grounds',
      basis: ASSUMED,
      from: [...heard(context)],
      due,
      ladder: 'measures',
    },
    recommendation,
    ...(listBy === null ? [] : [{ ...LIST, due: on(listBy) }]),
  ];
}

/** The lists of the Chair by a day that was set. */
export const LIST: Omit<NewDuty, 'due'> = {
  id: 'list',
  what: 'notice to all with the revised lists',
  basis: 'the day that was set',
  from: ['chair'],
};

function replyDue({ duties }: RemovalContext) {
  const due = duties.findLast(({ id }) => id === 'reply')?.due;
  return due ? { at: due.at, label: 'Reply before' } : null;
}

/** @returns a refusal when a day is given that has passed, or null */
export function refusalOfPastDay(
  { zone }: Pick<RemovalContext, 'zone'>,
  now: Instant,
  by: string | null,
  field: string,
): Refusal | null {
  if (by === null || lastDay(by, zone).at > now) return null;
  return refuse('removal.past-day', `${by} has passed. Name a later day.`, field);
}

function refusalOfPastDays(
  context: RemovalContext,
  now: Instant,
  given: Readonly<Record<(typeof DAYS)[number], string | null>>,
): Refusal | null {
  return firstRefusal(...DAYS.map((field) => () => refusalOfPastDay(context, now, given[field], field)));
}
