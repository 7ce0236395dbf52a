/** Commands up to a decision: what the committee recommends, and giving the matter up. */
import { z } from 'zod';
import { firstRefusal } from '../../src/kernel/refusals.js';
import {
  type NewDuty,
  close,
  closeAll,
  commandsFor,
  documentsSchema,
  dutyOf,
  itemFor,
  lineSchema,
  notify,
  owe,
  personOf,
  proseSchema,
  refusalOfOwnCase,
  refusalOfSpeaking,
} from '../casework/index.js';
import { recommendation } from './days.rules.js';
import { RECOMMENDATIONS, type RemovalContext } from './removal.context.js';
import { refusalOfUnheard } from './removal.refusals.js';
import { called, namedIn } from './removal.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
const command = commandsFor<RemovalContext>();

/** Commands by name. */
export const hearingCommands = {
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
      who: ({ rules }) => [rules.committee],
      never: namedIn,
      refusal: ({ context, event, payload: { what } }) =>
        firstRefusal(
          () => refusalOfOwnCase(event, namedIn(context)),
          () => refusalOfSpeaking(event, context.rules.committee, 'what'),
          () => (what === 'remove' || what === 'trade-only' ? refusalOfUnheard(context, event) : null),
        ),
      change: ({ context, event, payload }) => {
        const given = { ...payload, at: event.occurredAt, person: personOf(event) };
        const recommendations = [...context.recommendations, given];
        if (payload.what === 'no-consensus')
          return { recommendations, standing: null, forPlenary: null, ...backToCommittee(context) };
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
    never: namedIn,
    refusal: ({ context, event }) => refusalOfOwnCase(event, namedIn(context)),
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

/** Without a consensus nothing is there to be decided, and the committee is to recommend as before. */
function backToCommittee(context: RemovalContext): Pick<RemovalContext, 'duties'> {
  const undecided = close(context, 'decision', 'dropped', 'the committee no longer recommends anything');
  if (dutyOf(context, 'recommendation')?.closed === null) return undecided;
  return owe({ ...context, ...undecided }, recommendation(context, null));
}

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
