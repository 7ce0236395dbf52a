/** Who is told of a reported certificate, who acknowledged it, and what followed. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import {
  codeSchema,
  commandsFor,
  documentsSchema,
  factsOf,
  notify,
  proseSchema,
  refusalOfSpeaking,
} from '../casework/index.js';
import { type EnforcementContext, FOLLOW_UPS } from './enforcement-notice.context.js';
import {
  acknowledgementGiven,
  awaitAcknowledgements,
  certificateWords,
  checkerOf,
  toldOf,
} from './enforcement-notice.rules.js';

type Notice = EnforcementContext;
const OFFICES = ['chair', 'secretariat'] as const;
const RULE = 'Washington communiqué 2012, paragraph 54; steps assumed';
const command = commandsFor<Notice>();

/** Governments and the bodies of the rules may be told; nobody else, be it an observer (KP enforcement seminar 2012: governments only). */
function refusalOfRecipients(
  { rules }: Notice,
  event: CommandEvent,
  codes: readonly string[],
): Refusal | null {
  const { known } = factsOf(event);
  const wrong = codes.filter((code) => known[code] !== 'participant' && !rules.entitled.includes(code));
  if (wrong.length === 0) return null;
  return refuse(
    'notice.not-entitled',
    `${wrong.join(', ')}: not entitled to know of it. Participants and ${rules.entitled.join(', ')} are.`,
    'with',
  );
}

/** Commands about telling others, and what they do. */
export const sharingCommands = {
  share: command(
    z.strictObject({
      /** codes of Participants and entitled bodies; null: all Participants on the roll */
      with: z.array(codeSchema).min(1).max(200).nullable().default(null),
      /** bodies to be told besides all Participants */
      besides: z.array(codeSchema).max(20).default([]),
      note: z.string().max(10_000).default(''),
    }),
    {
      title: 'share it with those entitled',
      by: OFFICES,
      article: 'Washington communiqué 2012, paragraphs 54 and 57',
      recordedAs: 'shared',
      refusal: ({ context, event, payload }) =>
        firstRefusal(
          () => refusalOfRecipients(context, event, [...(payload.with ?? []), ...payload.besides]),
          () =>
            context.checks.at(-1)?.finding === 'genuine'
              ? refuse(
                  'notice.found-genuine',
                  'The last check found it genuine. Let the report be withdrawn or contested first.',
                )
              : null,
        ),
      change: ({ context, event, payload }) => {
        const recipients = [...new Set([...(payload.with ?? factsOf(event).roll), ...payload.besides])];
        const unconfirmed = context.checks.at(-1)?.finding !== 'fake';
        const entry = { at: event.occurredAt, with: recipients, unconfirmed, note: payload.note };
        const shared = [...context.shared, entry];
        return {
          shared,
          ...awaitAcknowledgements({ ...context, shared }),
          visibility: payload.with === null ? 'participants' : context.visibility,
          concerns: [...new Set([...context.concerns, ...recipients])],
        };
      },
      tells: ({ context }) => {
        const last = context.shared.at(-1);
        const authorities = last?.with.map((code) => ({ code, who: 'authority' as const }));
        return notify(context, authorities ?? [], {
          kind: 'request',
          duty: 'acknowledgement',
          lead: `${last?.unconfirmed === false ? 'Fake' : 'Suspected, not confirmed'}: ${certificateWords(context)}`,
          paragraphs: [
            context.text,
            ...(last?.note ? [last.note] : []),
            'For governments only. Please acknowledge.',
          ],
          facts: [['Parcel', context.certificate.parcel || 'not described']],
        });
      },
    },
  ),
  acknowledge: command(z.strictObject({ by: codeSchema, text: z.string().max(2000).default('') }), {
    title: 'acknowledge that the warning was received',
    by: ['participant', 'observer', ...OFFICES],
    article: 'assumed',
    recordedAs: 'acknowledged',
    refusal: ({ context, event, payload: { by } }) =>
      firstRefusal(
        () => refusalOfSpeaking(event, by, 'by'),
        () =>
          toldOf(context).includes(by)
            ? null
            : refuse(
                'notice.not-told',
                `It was not shared with ${by}, so there is nothing to acknowledge.`,
                'by',
              ),
        () =>
          context.acknowledged.some((one) => one.by === by)
            ? refuse('notice.acknowledged', `${by} acknowledged it before.`, 'by')
            : null,
      ),
    change: ({ context, event, payload }) => {
      const acknowledged = [...context.acknowledged, { at: event.occurredAt, ...payload }];
      return { acknowledged, ...acknowledgementGiven({ ...context, acknowledged }) };
    },
  }),
  'follow-up': command(
    z.strictObject({
      by: codeSchema,
      kind: z.enum(FOLLOW_UPS),
      text: proseSchema,
      documents: documentsSchema,
    }),
    {
      title: 'record a seizure, an investigation or what else followed',
      by: ['participant', 'observer', ...OFFICES],
      article: RULE,
      recordedAs: 'followed-up',
      refusal: ({ context, event, payload: { by } }) =>
        firstRefusal(
          () => refusalOfRecipients(context, event, [by]),
          () => refusalOfSpeaking(event, by, 'by'),
        ),
      change: ({ context, event, payload }) => ({
        followUps: [...context.followUps, { at: event.occurredAt, ...payload }],
      }),
      tells: ({ context, payload: { by, kind, text } }) =>
        notify(context, [...OFFICES, context.reportedBy, checkerOf(context)], {
          kind: 'news',
          lead: `${by}: ${kind.replace('-', ' ')} on ${certificateWords(context)}`,
          paragraphs: [text],
        }),
    },
  ),
} as const;
