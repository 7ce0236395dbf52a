/** Commands of the notice to those a removal is about: the time to reply, the days that are set, and the reply. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import {
  close,
  codeSchema,
  commandsFor,
  documentsSchema,
  notify,
  owe,
  personOf,
  proseSchema,
} from '../casework/index.js';
import {
  ASSUMED,
  DAYS,
  daysSchema,
  dutiesOfNotice,
  heard,
  noticeSchema,
  refusalOfDays,
  refusalOfPastDays,
  withDays,
} from './days.rules.js';
import { isOwnWish } from './opening.js';
import type { RemovalContext } from './removal.context.js';
import { refusalOfReply } from './removal.refusals.js';
import { called } from './removal.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
const PROPOSED = {
  one: 'Your removal from the list of Participants is proposed: please reply',
  list: 'Whoever does not meet what is said here is to be taken off the list of Participants: please reply if it is you',
} as const;
const command = commandsFor<RemovalContext>();
/** Commands by name. */
export const noticeCommands = {
  'give-notice': command(noticeSchema, {
    title: 'tell those it is about, with time to reply',
    by: OFFICES,
    article: ASSUMED,
    recordedAs: 'notice-given',
    refusal: ({ context, event, payload }) =>
      firstRefusal(
        () =>
          isOwnWish(context)
            ? refuse(
                'removal.own-wish',
                'It is their own wish: enter their step (leave), or give it up (drop). Open another case to propose a removal.',
              )
            : null,
        () => refusalOfPastDays(context, event.occurredAt, payload),
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
        lead: PROPOSED[context.party === null ? 'list' : 'one'],
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
        () => refusalOfDays(context, payload),
      ),
    change: ({ context, event, payload }) => {
      const set = DAYS.filter((field) => payload[field] !== null).map(
        (field) => `${field} ${payload[field] ?? ''}`,
      );
      const text = `${payload.decision}: ${set.join(', ')}`;
      const entry = {
        at: event.occurredAt,
        kind: 'note' as const,
        person: personOf(event),
        text,
        documents: [],
      };
      return { ...withDays(context, payload), journal: [...context.journal, entry] };
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

function replyDue({ duties }: RemovalContext) {
  const due = duties.findLast(({ id }) => id === 'reply')?.due;
  return due ? { at: due.at, label: 'Reply before' } : null;
}
