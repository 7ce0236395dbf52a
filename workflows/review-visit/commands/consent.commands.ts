/** Whether a mission may come: consultation of all, consent of the one concerned, and what follows where it is refused. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../../src/kernel/refusals.js';
import {
  after,
  close,
  codeSchema,
  commandsFor,
  decisionSchema,
  kept,
  lineSchema,
  notify,
  openingShape,
  proposedMeasure,
  proseSchema,
  refusalOfDecision,
  refusalOfSpeaking,
  owe,
} from '../../casework/index.js';
import { type ReviewVisitContext, indicationSchema } from '../review-visit.context.js';

const OFFICES = ['chair', 'secretariat'] as const;
const PARTY = ['participant', 'observer', ...OFFICES] as const;
const command = commandsFor<ReviewVisitContext>();

/** Commands about the consent to a mission, the consultation on it, and what follows a refusal. */
export const consentCommands = {
  'ask-consent': command(
    z.strictObject({
      /** size, composition, terms of reference and time that are proposed */
      text: proseSchema,
      indications: z.array(indicationSchema).max(50).default([]),
      decision: decisionSchema.nullable().default(null),
    }),
    {
      title: 'consult all Participants on a mission and ask for consent to it',
      by: OFFICES,
      article: 'KP Core Document VI.13 and VI.14',
      recordedAs: 'consent-asked',
      refusal: ({ context, event, payload: { indications, decision } }) =>
        firstRefusal(
          () =>
            context.indications.length + indications.length > 0
              ? null
              : refuse(
                  'visit.no-indications',
                  'A mission takes credible indications of significant non-compliance. Say what they are and where they come from.',
                  'indications',
                ),
          () =>
            (decision ?? context.decision)
              ? null
              : refuse(
                  'visit.not-decided',
                  `A mission is decided on by the Participants (${context.rules.decidedBy.join(', ')}). Cite the decision.`,
                  'decision',
                ),
          () => (decision ? refusalOfDecision(decision, event, context.rules.decidedBy) : null),
        ),
      change: ({ context, event, payload: { text, indications, decision } }) => {
        const asked = close(context, 'proposal');
        return {
          indications: [...context.indications, ...indications],
          decision: decision ? kept(decision, event) : context.decision,
          consultation: { at: event.occurredAt, text },
          consent: null,
          ...owe(
            { ...context, ...asked },
            {
              id: 'consent',
              what: 'answer whether the mission may come',
              basis: 'KP Core Document VI.14; days assumed',
              from: [context.party],
              due: after(event.occurredAt, context.rules.consentWithin, context.zone),
              ladder: 'visits',
            },
          ),
        };
      },
      tells: ({ context, payload: { text } }) => [
        ...notify(context, [context.party], {
          kind: 'request',
          lead: 'The Chair asks whether you consent to a review mission on these terms',
          paragraphs: [text, ...context.indications.map((one) => `${one.text} (${one.source})`)],
          duty: 'consent',
        }),
        ...notify(context, ['participants'], {
          kind: 'news',
          lead: `The Chair consults all Participants on a review mission to ${context.party}`,
          paragraphs: [text],
        }),
      ],
    },
  ),
  remark: command(z.strictObject({ by: codeSchema, text: proseSchema }), {
    title: 'say something in the consultation on a mission',
    by: PARTY,
    article: 'KP Core Document VI.14: in consultation with all Participants',
    recordedAs: 'remark-made',
    refusal: ({ event, payload: { by } }) => refusalOfSpeaking(event, by, 'by'),
    change: ({ context, event, payload }) => ({
      remarks: [...context.remarks, { at: event.occurredAt, ...payload }],
    }),
    tells: ({ context, payload: { by, text } }) =>
      notify(context, [...OFFICES], {
        kind: 'news',
        lead: `${by} on the proposed mission`,
        paragraphs: [text],
        digest: true,
      }),
  }),
  consent: command(z.strictObject({ text: proseSchema }), {
    title: 'consent to a mission',
    by: PARTY,
    article: 'KP Core Document VI.14',
    recordedAs: 'consented',
    who: ({ party }) => [party],
    refusal: ({ context, event }) => refusalOfSpeaking(event, context.party, 'text'),
    change: ({ context, event, payload: { text } }) => ({
      consent: { at: event.occurredAt, given: true, text },
      ...close(context, 'consent'),
    }),
    tells: ({ context, payload }) =>
      notify(context, [...OFFICES, 'participants'], {
        kind: 'decision',
        lead: `${context.party} consented to the mission`,
        paragraphs: [payload.text],
      }),
  }),
  'refuse-consent': command(z.strictObject({ reason: proseSchema }), {
    title: 'refuse consent to a mission',
    by: PARTY,
    article: 'KP Core Document VI.14: without consent no mission goes',
    recordedAs: 'consent-refused',
    who: ({ party }) => [party],
    refusal: ({ context, event }) => refusalOfSpeaking(event, context.party, 'reason'),
    change: ({ context, event, payload: { reason } }) => ({
      consent: { at: event.occurredAt, given: false, text: reason },
      ...close(context, 'consent'),
    }),
    tells: ({ context, payload }) =>
      notify(context, [...OFFICES, context.rules.committee], {
        kind: 'decision',
        lead: `${context.party} does not consent to the mission. Nothing follows by itself: it may be a ground for an interim measure`,
        paragraphs: [payload.reason],
      }),
  }),
  'propose-measure': command(
    z.strictObject({ reference: openingShape.reference, title: lineSchema, reason: proseSchema }),
    {
      title: 'propose an interim measure because consent to a mission was refused',
      by: OFFICES,
      article: 'assumed: a ground for an interim measure, never its automatic consequence',
      recordedAs: 'measure-proposed',
      refusal: ({ context: { measure } }) =>
        measure === null
          ? null
          : refuse(
              'visit.measure-proposed',
              `${measure.reference} was opened already. Go on there.`,
              'reference',
            ),
      change: ({ payload: { reference } }) => ({ measure: { workflow: 'interim-measure', reference } }),
      tells: ({ context, payload: { reference, title, reason } }) => [
        proposedMeasure(context, {
          workflow: 'review-visit',
          key: 'measure-after-refusal',
          reference,
          title,
          source: `${context.reference}: consent to a review mission refused`,
          indications: [...context.indications, { text: reason, source: context.reference }],
        }),
      ],
    },
  ),
} as const;
