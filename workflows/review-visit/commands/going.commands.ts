/** Whether a visit takes place at all: it is invited, withdrawn, called off. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../../src/kernel/refusals.js';
import {
  commandsFor,
  decisionSchema,
  documentsSchema,
  kept,
  lineSchema,
  notify,
  personOf,
  proseSchema,
  refusalOfDecision,
  refusalOfSpeaking,
  close,
  closeAll,
} from '../../casework/index.js';
import type { ReviewVisitContext } from '../review-visit.context.js';
import { noun, teamCodes } from '../review-visit.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
const PARTY = ['participant', 'observer', ...OFFICES] as const;
const command = commandsFor<ReviewVisitContext>();

/** Commands about whether a visit takes place: its invitation, its withdrawal, and that it is called off. */
export const goingCommands = {
  invite: command(z.strictObject({ text: proseSchema, documents: documentsSchema }), {
    title: 'invite the visit that was promised',
    by: PARTY,
    article: 'Peer Review decision, as revised in Washington 2012: a visit is voluntary and invited',
    recordedAs: 'invited',
    who: ({ party }) => [party],
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
  withdraw: command(z.strictObject({ reason: lineSchema }), {
    title: 'withdraw the invitation, or the consent to a mission',
    by: PARTY,
    article: 'Peer Review decision: voluntary; KP Core Document VI.14; that a commitment stands on: assumed',
    recordedAs: 'withdrawn',
    who: ({ party }) => [party],
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
