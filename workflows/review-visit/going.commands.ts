/** Whether anybody goes at all: invitation, consultation and consent, refusal and what follows it, withdrawal. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import {
  after,
  close,
  codeSchema,
  commandsFor,
  decisionSchema,
  documentsSchema,
  kept,
  lineSchema,
  notify,
  openingShape,
  owe,
  personOf,
  closeAll,
  proseSchema,
  refusalOfDecision,
  refusalOfSpeaking,
} from '../casework/index.js';
import { type ReviewVisitContext, indicationSchema } from './review-visit.context.js';
import { noun, teamCodes } from './review-visit.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
const PARTY = ['participant', 'observer', ...OFFICES] as const;
const command = commandsFor<ReviewVisitContext>();

/** Commands about whether a visit or mission takes place. */
export const goingCommands = {
  invite: command(z.strictObject({ text: proseSchema, documents: documentsSchema }), {
    title: 'invite the visit that was promised',
    by: PARTY,
    article: 'Peer Review decision, as revised in Washington 2012: a visit is voluntary and invited',
    recordedAs: 'invited',
    refusal: ({ context, event }) => refusalOfSpeaking(event, context.party, 'text'),
    change: ({ context, event, payload }) => ({
      invitation: { at: event.occurredAt, ...payload },
      ...close(context, 'invite'),
    }),
    tells: ({ context, payload }) =>
      notify(context, [context.rules.organ, ...OFFICES], {
        kind: 'news',
        lead: `${context.party} invited a ${noun(context)}`,
        paragraphs: [payload.text],
      }),
  }),
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
    refusal: ({ context, event }) => refusalOfSpeaking(event, context.party, 'reason'),
    change: ({ context, event, payload: { reason } }) => ({
      consent: { at: event.occurredAt, given: false, text: reason },
      ...close(context, 'consent'),
    }),
    tells: ({ context, payload }) =>
      notify(context, [...OFFICES, 'PC'], {
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
        {
          type: 'open-case',
          params: {
            workflow: 'interim-measure',
            key: 'measure-after-refusal',
            payload: {
              reference,
              title,
              source: `${context.reference}: consent to a review mission refused`,
              follows: [{ workflow: 'review-visit', reference: context.reference }],
              zone: context.zone,
              party: context.party,
              indications: [...context.indications, { text: reason, source: context.reference }],
            },
          },
        },
      ],
    },
  ),
  withdraw: command(z.strictObject({ reason: lineSchema }), {
    title: 'withdraw the invitation, or the consent to a mission',
    by: PARTY,
    article: 'Peer Review decision: voluntary; KP Core Document VI.14; that a commitment stands on: assumed',
    recordedAs: 'withdrawn',
    refusal: ({ context, event }) => refusalOfSpeaking(event, context.party, 'reason'),
    change: ({ context, event, payload: { reason } }) => {
      const gone = { team: [], terms: null, dates: null, ...closeAll(context, 'dropped', reason) };
      if (context.basis === 'commitment') return { ...gone, invitation: null };
      if (context.basis === 'credible-indications')
        return { ...gone, consent: { at: event.occurredAt, given: false, text: reason } };
      return {
        ...gone,
        ending: { how: 'withdrawn', reason, at: event.occurredAt, person: personOf(event) },
      };
    },
    tells: ({ context, payload: { reason } }) =>
      notify(context, [context.rules.organ, ...OFFICES], {
        kind: 'decision',
        lead: `${context.party} no longer invites the ${noun(context)}`,
        paragraphs: [reason],
      }),
  }),
  'call-off': command(
    z.strictObject({ reason: lineSchema, decision: decisionSchema.nullable().default(null) }),
    {
      title: 'call the visit or mission off',
      by: OFFICES,
      article: 'assumed; a commitment recorded by a body falls away by a decision only',
      recordedAs: 'called-off',
      refusal: ({ context, event, payload: { decision } }) =>
        firstRefusal(
          () =>
            context.basis === 'commitment' && decision === null
              ? refuse(
                  'visit.commitment-stands',
                  `${context.party} committed itself to invite it. Cite the decision that releases it, or postpone what is due.`,
                  'decision',
                )
              : null,
          () => (decision ? refusalOfDecision(decision, event) : null),
        ),
      change: ({ context, event, payload: { reason, decision } }) => ({
        decision: decision ? kept(decision, event) : context.decision,
        ...closeAll(context, 'decided', reason),
        ending: { how: 'called-off', reason, at: event.occurredAt, person: personOf(event) },
      }),
      tells: ({ context, payload: { reason } }) =>
        notify(context, [context.party, context.rules.organ, ...teamCodes(context)], {
          kind: 'decision',
          lead: `The ${noun(context)} to ${context.party} is called off`,
          paragraphs: [reason],
        }),
    },
  ),
} as const;
