/** What is announced without a decision: it is kept, contested and settled, and never has an effect of its own. */
import { z } from 'zod';
import { instantSchema } from '../../../src/kernel/instant.js';
import { type Asked, firstRefusal, refusalOfFuture, refuse } from '../../../src/kernel/refusals.js';
import type { Refusal } from '../../../src/kernel/workflow.js';
import {
  close,
  codeSchema,
  commandsFor,
  lineSchema,
  notify,
  owe,
  personOf,
  proseSchema,
  refusalOfCodes,
  refusalOfSpeaking,
} from '../../casework/index.js';
import { type MeasureContext, type Notice, noticeSchema } from '../measure.context.js';
import { hearers } from '../telling.js';
import { OFFICES } from './change.commands.js';

const RULE =
  'KP Core Document VI.5; practice of January, March and June 2011: a notice without consensus is no decision';
const noticeId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,30}$/, 'lower-case letters, digits and hyphens, such as march-2011');
const command = commandsFor<MeasureContext>();

export const noticeCommands = {
  'record-notice': command(
    z.strictObject({
      id: noticeId,
      /** the party whose person gave it, and the office it was given in */
      by: codeSchema,
      office: lineSchema,
      at: instantSchema,
      claims: noticeSchema.shape.claims,
      text: proseSchema,
      reference: lineSchema.nullable().default(null),
    }),
    {
      title: 'record a notice that claims what was not decided',
      by: [...OFFICES, 'participant'],
      article: RULE,
      recordedAs: 'notice-recorded',
      refusal: ({ context, event, payload: { id, by, at } }) =>
        firstRefusal(
          () => refusalOfCodes(event, [by], 'by'),
          () => refusalOfSpeaking(event, by, 'by'),
          () => refusalOfFuture(at, 'at', event),
          () =>
            context.notices.some((one) => one.id === id)
              ? refuse(
                  'measure.notice-known',
                  `«${id}» is a notice already. Give this one its own name.`,
                  'id',
                )
              : null,
        ),
      change: ({ context, event, payload }) => ({
        notices: [...context.notices, { ...payload, person: personOf(event), contests: [], settled: null }],
      }),
      tells: ({ context, payload: { office, text } }) =>
        notify(context, ['chair', 'secretariat', context.party], {
          kind: 'news',
          lead: `${office}: a notice on the measure on ${context.party}; it is not a decision, and nothing changes by it`,
          paragraphs: [text],
        }),
    },
  ),
  'contest-notice': command(z.strictObject({ notice: noticeId, party: codeSchema, ground: lineSchema }), {
    title: 'contest a notice',
    by: [...OFFICES, 'participant', 'observer'],
    article: RULE,
    recordedAs: 'notice-contested',
    refusal: (asked) =>
      firstRefusal(
        () => refusalOfNoticeId(asked),
        () => refusalOfSpeaking(asked.event, asked.payload.party, 'party'),
      ),
    change: ({ context, event, payload: { notice, party, ground } }) => ({
      notices: changed(context, notice, ({ contests }) => ({
        contests: [...contests, { at: event.occurredAt, party, ground }],
      })),
      ...owe(context, {
        id: `notice-${notice}`,
        what: `consultations on the contested notice ${notice}`,
        basis:
          'KP Core Document VI.5: the Chair consults where there is no consensus; advice of the rules committee assumed',
        from: ['chair'],
        due: null,
        ladder: null,
      }),
    }),
    tells: ({ context, payload: { notice, party, ground } }) =>
      notify(context, [...OFFICES], {
        kind: 'news',
        lead: `${party} contests the notice ${notice} on the measure on ${context.party}`,
        paragraphs: [ground],
      }),
  }),
  'settle-notice': command(
    z.strictObject({
      notice: noticeId,
      outcome: z.enum(['not-adopted', 'without-effect', 'withdrawn', 'decided-since']),
      reason: lineSchema,
      /** of the text or decision that settles it */
      reference: lineSchema.nullable().default(null),
    }),
    {
      title: 'settle a notice',
      by: OFFICES,
      article: RULE,
      recordedAs: 'notice-settled',
      refusal: (asked) => refusalOfNoticeId(asked),
      change: ({ context, event, payload: { notice, ...settled } }) => ({
        notices: changed(context, notice, () => ({ settled: { at: event.occurredAt, ...settled } })),
        ...close(context, `notice-${notice}`, 'decided', settled.outcome),
      }),
      tells: ({ context, payload: { notice, outcome, reason } }) =>
        notify(context, hearers(context), {
          kind: 'news',
          lead: `The notice ${notice} on the measure on ${context.party}: ${outcome.replaceAll('-', ' ')}`,
          paragraphs: [reason],
        }),
    },
  ),
} as const;

function changed(
  { notices }: MeasureContext,
  id: string,
  change: (notice: Notice) => Partial<Notice>,
): MeasureContext['notices'] {
  return notices.map((one) => (one.id === id ? { ...one, ...change(one) } : one));
}

function refusalOfNoticeId({
  context,
  payload,
}: Asked<{ readonly notice: string }, MeasureContext>): Refusal | null {
  const open = context.notices.filter(({ settled }) => settled === null).map(({ id }) => id);
  if (open.includes(payload.notice)) return null;
  const known = open.length === 0 ? 'No notice is open' : `Open are: ${open.join(', ')}`;
  return refuse('measure.no-such-notice', `«${payload.notice}» is no open notice. ${known}.`, 'notice');
}
