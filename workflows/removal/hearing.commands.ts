/** Commands up to a decision: notice with time to reply, the reply, what the committee recommends, and giving the matter up. */
import { z } from 'zod';
import type { Instant } from '../../src/kernel/instant.js';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import {
  type NewDuty,
  after,
  close,
  closeAll,
  codeSchema,
  commandsFor,
  documentsSchema,
  itemFor,
  lastDay,
  lineSchema,
  notify,
  owe,
  personOf,
  proseSchema,
  refusalOfSpeaking,
} from '../casework/index.js';
import { RECOMMENDATIONS, type RemovalContext } from './removal.context.js';
import { refusalOfOwnCase, refusalOfReply, refusalOfUnheard } from './removal.refusals.js';
import { called, namedIn } from './removal.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
const ASSUMED = 'assumed: nobody is removed unheard';
const command = commandsFor<RemovalContext>();
const day = z.iso.date().nullable().default(null);

const noticeSchema = z.strictObject({
  text: proseSchema,
  documents: documentsSchema,
  /** last days, to their end; left out: as the rules say, and no term for the rest */
  replyBy: day,
  recommendBy: day,
  listBy: day,
});

/** Commands by name. */
export const hearingCommands = {
  'give-notice': command(noticeSchema, {
    title: 'tell those it is about, with time to reply',
    by: OFFICES,
    article: ASSUMED,
    recordedAs: 'notice-given',
    refusal: ({ context, event, payload }) =>
      firstRefusal(
        ...(['replyBy', 'recommendBy', 'listBy'] as const).map(
          (field) => () => refusalOfPastDay(context, event.occurredAt, payload[field], field),
        ),
      ),
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
  recommend: command(
    z.strictObject({
      what: z.enum(RECOMMENDATIONS),
      /** who is to decide on it */
      through: z.enum(['chair', 'plenary', 'written-procedure']).default('plenary'),
      text: proseSchema,
      documents: documentsSchema,
    }),
    {
      title: 'record what the committee recommends on a removal',
      by: ['participant', ...OFFICES],
      article: 'practice: the Participation Committee recommended in 2003',
      recordedAs: 'recommended',
      refusal: ({ context, event, payload: { what } }) =>
        firstRefusal(
          () => refusalOfOwnCase(context, event),
          () => refusalOfSpeaking(event, context.rules.committee, 'what'),
          () => (what === 'remove' || what === 'trade-only' ? refusalOfUnheard(context, event) : null),
        ),
      change: ({ context, event, payload }) => {
        const given = { ...payload, at: event.occurredAt, person: personOf(event) };
        const recommendations = [...context.recommendations, given];
        if (payload.what === 'no-consensus') return { recommendations, standing: null, forPlenary: null };
        const item = itemFor(context, null);
        return {
          recommendations,
          standing: given,
          forPlenary: payload.through === 'plenary' ? { since: event.occurredAt, item } : null,
          ...owe({ ...context, ...close(context, 'recommendation') }, DECISION),
        };
      },
      tells: ({ context, payload: { what, text } }) => [
        ...notify(context, [...OFFICES, ...namedIn(context)], {
          kind: 'news',
          lead: `The ${context.rules.committee} on ${called(context)}: ${WORDS[what]}`,
          paragraphs: [text],
        }),
        ...(context.forPlenary
          ? ([
              { type: 'put-before-plenary', params: { item: context.forPlenary.item, words: text } },
            ] as const)
          : []),
      ],
    },
  ),
  drop: command(z.strictObject({ reason: lineSchema }), {
    title: 'give a removal up',
    by: OFFICES,
    article: 'assumed',
    recordedAs: 'dropped',
    refusal: ({ context, event }) => refusalOfOwnCase(context, event),
    change: ({ context, event, payload: { reason } }) => ({
      ...closeAll(context, 'dropped', reason),
      forPlenary: null,
      ending: { how: 'dropped', reason, at: event.occurredAt, person: personOf(event) },
    }),
    tells: ({ context, payload: { reason } }) =>
      notify(context, [...OFFICES, ...namedIn(context)], {
        kind: 'decision',
        lead: `The removal of ${called(context)} is not pursued`,
        paragraphs: [reason],
      }),
  }),
} as const;

const WORDS = {
  remove: 'to be removed',
  'trade-only': 'to remain, with another standing in trade',
  drop: 'not to be removed',
  'no-consensus': 'no consensus',
} as const;
const DECISION: NewDuty = {
  id: 'decision',
  what: 'to have the recommendation decided',
  basis: 'KP Core Document VI.5; no term was found',
  from: ['chair'],
  due: null,
};

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
