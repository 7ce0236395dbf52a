/** Commands on the notification: items of the file, what is wanting of it, its circulation, and its withdrawal. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import {
  after,
  close,
  closeAll,
  commandsFor,
  documentsSchema,
  lastDay,
  lineSchema,
  notify,
  personOf,
  refusalOfPastDay,
  refusalOfSpeaking,
} from '../casework/index.js';
import { type AdmissionContext, fileEntrySchema } from './admission.context.js';
import { afterFiling, isComplete, oweRest, refusalOfItems, wantingOf, wantingWords } from './file.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
const VI_9 = 'KP Core Document VI.9, V(a)';
const command = commandsFor<AdmissionContext>();

/** Those who follow an application from its beginning. */
const watchers = ({ rules }: AdmissionContext): readonly string[] => [...OFFICES, rules.committee];

/** Commands by name. */
export const notificationCommands = {
  'receive-file': command(z.strictObject({ items: z.array(fileEntrySchema).min(1).max(50) }), {
    title: 'enter items of an applicant’s file',
    by: OFFICES,
    article: VI_9,
    recordedAs: 'file-received',
    refusal: ({ context, payload: { items } }) =>
      refusalOfItems(
        context,
        items.map(({ item }) => item),
        'items',
      ),
    change: ({ context, event, payload: { items } }) => {
      const came = items.map((entry) => ({ ...entry, at: event.occurredAt }));
      const others = context.file.filter(({ item }) => !came.some((entry) => entry.item === item));
      const file = [...others, ...came];
      return { file, ...afterFiling({ ...context, file }) };
    },
    tells: ({ context }) =>
      isComplete(context)
        ? notify(context, watchers(context), {
            kind: 'news',
            lead: `The file of ${context.party} is complete`,
          })
        : [],
  }),
  'ask-for-rest': command(
    z.strictObject({
      /** items that are wanting, or came and do not do; left out: all that are wanting */
      items: z.array(z.string()).max(30).default([]),
      /** last day, to its end; left out: as the rules say */
      by: z.iso.date().nullable().default(null),
      words: lineSchema,
    }),
    {
      title: 'ask an applicant for the rest of its file',
      by: OFFICES,
      article: `${VI_9}; the time assumed`,
      recordedAs: 'rest-asked-for',
      refusal: ({ context, event, payload: { items, by } }) =>
        firstRefusal(
          () => refusalOfItems(context, items, 'items'),
          () =>
            items.length === 0 && wantingOf(context).length === 0
              ? refuse(
                  'admission.file-complete',
                  'Nothing is wanting of this file. Name the items that do not do.',
                  'items',
                )
              : null,
          () => refusalOfPastDay(by, context.zone, event.occurredAt, 'by'),
        ),
      change: ({ context, event, payload: { items, by } }) => {
        const file = context.file.filter(({ item }) => !items.includes(item));
        const due = by === null ? null : lastDay(by, context.zone);
        const counted = after(event.occurredAt, context.rules.completeWithin, context.zone);
        const unrecommended = close(
          context,
          'recommendation',
          'dropped',
          'the file is to be completed first',
        );
        return { file, ...oweRest({ ...context, ...unrecommended, file }, due ?? counted) };
      },
      tells: ({ context, payload: { words } }) =>
        notify(context, [context.party], {
          kind: 'request',
          lead: 'Your application is not complete yet',
          paragraphs: [words, `Still to come: ${wantingWords(context)}.`],
          duty: 'file',
        }),
    },
  ),
  circulate: command(
    z.strictObject({ documents: documentsSchema, note: z.string().max(10_000).default('') }),
    {
      title: 'circulate a notification to all Participants',
      by: OFFICES,
      article: 'KP Core Document VI.9: within one month',
      recordedAs: 'circulated',
      change: ({ context, event }) => ({ circulatedAt: event.occurredAt, ...close(context, 'circulate') }),
      tells: ({ context, payload: { note, documents } }) =>
        notify(context, ['participants'], {
          kind: 'news',
          lead: `${context.name ?? context.party} applies to be admitted as ${context.as === 'participant' ? 'a Participant' : 'an Observer'}`,
          paragraphs: [
            note,
            isComplete(context) ? '' : `Still to come of its file: ${wantingWords(context)}.`,
            ...documents.map(({ title, url }) => `${title}: ${url}`),
          ].filter((text) => text !== ''),
        }),
    },
  ),
  withdraw: command(z.strictObject({ reason: lineSchema }), {
    title: 'withdraw an application',
    by: [...OFFICES, 'observer'],
    article:
      'assumed: whoever applies may take it back until it is admitted; the offices enter what came from it, and an Observer that applies does so itself',
    recordedAs: 'withdrawn',
    who: ({ party }) => [party],
    refusal: ({ context, event }) => refusalOfSpeaking(event, context.party, 'reason'),
    change: ({ context, event, payload: { reason } }) => ({
      ...closeAll(context, 'dropped', reason),
      forPlenary: null,
      ending: { how: 'withdrawn', reason, at: event.occurredAt, person: personOf(event) },
    }),
    tells: ({ context, payload: { reason } }) =>
      notify(context, [...watchers(context), 'participants'], {
        kind: 'news',
        lead: `${context.name ?? context.party} has withdrawn its application`,
        paragraphs: [reason],
      }),
  }),
} as const;
