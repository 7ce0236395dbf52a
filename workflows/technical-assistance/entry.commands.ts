/** Requests and offers: they come in, are taken over from the year before, and are withdrawn. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import { commandsFor, lineSchema, notify, refusalOfCodes, refusalOfSpeaking } from '../casework/index.js';
import { type AssistanceContext, carriedSchema, newEntrySchema } from './technical-assistance.context.js';
import { closedEntries, entered, liveMatchOf } from './technical-assistance.rules.js';
import { entryOf, refusalOfEntry } from './entry.refusals.js';

type Year = AssistanceContext;
const OFFICES = ['chair', 'secretariat'] as const;
const ANYBODY = ['participant', 'observer', ...OFFICES] as const;
const RULE = 'Washington communiqué 2012, paragraph 53';
const entryId = z.string().regex(/^(request|offer)-\d{1,4}$/, 'an id such as request-1 or offer-2');
const command = commandsFor<Year>();

/** Commands about requests and offers. */
export const entryCommands = {
  enter: command(newEntrySchema, {
    title: 'ask for technical assistance, or offer it',
    by: ANYBODY,
    article: RULE,
    recordedAs: 'entered',
    refusal: ({ event, payload: { by, kind, standing } }) =>
      firstRefusal(
        () => refusalOfCodes(event, [by], 'by', ['participant', 'observer', 'applicant']),
        () => refusalOfSpeaking(event, by, 'by'),
        () =>
          kind === 'request' && standing
            ? refuse('assistance.standing-request', 'Only an offer can be a standing one.', 'standing')
            : null,
      ),
    change: ({ context, event, payload }) => ({
      entries: entered(context, [{ ...payload, at: event.occurredAt, from: null }]),
    }),
    tells: ({ context, payload: { by, kind, subject } }) =>
      notify(context, [...OFFICES], {
        kind: 'news',
        lead: `${by} ${kind === 'request' ? 'asks for' : 'offers'} assistance: ${subject}`,
        digest: true,
      }),
  }),
  'take-over': command(z.strictObject({ entries: z.array(carriedSchema).min(1).max(500) }), {
    title: 'take over what came free in the year before',
    by: [...OFFICES, 'system'],
    article: 'assumed',
    recordedAs: 'taken-over',
    change: ({ context, payload }) => ({ entries: entered(context, payload.entries) }),
  }),
  'withdraw-entry': command(z.strictObject({ entry: entryId, reason: lineSchema }), {
    title: 'withdraw a request or an offer',
    by: ANYBODY,
    article: 'assumed',
    recordedAs: 'entry-withdrawn',
    who: ({ entries }) => entries.map(({ by }) => by),
    refusal: ({ context, event, payload: { entry } }) =>
      firstRefusal(
        () =>
          liveMatchOf(context, entry)
            ? refuse(
                'assistance.matched',
                `${entry} is matched. Say first that nothing comes of it (fall-through).`,
                'entry',
              )
            : null,
        () => refusalOfEntry(context, entry, 'entry'),
        () => refusalOfSpeaking(event, entryOf(context, entry)?.by ?? '', 'entry'),
      ),
    change: ({ context, payload: { entry, reason } }) => ({
      entries: closedEntries(context, [entry], 'withdrawn', reason),
    }),
  }),
} as const;
