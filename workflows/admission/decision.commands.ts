/** The decision on an application, and the one on a seat that was asked for with it. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import {
  type Decision,
  close,
  closeAll,
  commandsFor,
  decisionSchema,
  effectOf,
  itemFor,
  kept,
  lineSchema,
  notify,
  personOf,
} from '../casework/index.js';
import { type AdmissionContext, DECISIONS } from './admission.context.js';
import { refusalOfDeparture, refusalOfIncomplete, refusalOfVoice } from './admission.refusals.js';
import { oweDecision, putBeforePlenary } from './examination.commands.js';

const OFFICES = ['chair', 'secretariat'] as const;
const command = commandsFor<AdmissionContext>();

const decideSchema = z.strictObject({
  how: z.enum(DECISIONS),
  decision: decisionSchema,
  reason: lineSchema,
  /** why it was decided without, or against, what the committee recommends */
  departs: lineSchema.nullable().default(null),
});

/** Commands by name. */
export const decisionCommands = {
  decide: command(decideSchema, {
    title: 'record the decision on an application',
    by: [...OFFICES, 'system'],
    article: 'KP Core Document VI.5, VI.8; practice: by the Plenary or in writing',
    recordedAs: 'decided',
    refusal: ({ context, event, payload: { how, decision, departs } }) =>
      firstRefusal(
        () => refusalOfVoice(context, event, decision, context.rules.decidedBy[context.as]),
        () => (how === 'admitted' ? refusalOfIncomplete(context, 'how') : null),
        () => refusalOfDeparture(context, how, departs),
        () =>
          how === 'admitted' && effectOf(decision) < context.receivedAt
            ? refuse(
                'admission.before-notification',
                `${effectOf(decision)} lies before ${context.receivedAt}, when the application came. Give the instant at which the admission takes effect.`,
                'decision.effectiveAt',
              )
            : null,
      ),
    change: ({ context, event, payload }) => {
      const decision = { ...kept(payload.decision, event), concernedCounts: false }; // the applicant is no member
      const { how, reason, departs } = payload;
      const person = personOf(event);
      if (how === 'deferred')
        return {
          ...close(context, 'decision', 'decided', reason),
          deferrals: [...context.deferrals, decision],
          standing: null,
          forPlenary: { since: event.occurredAt, item: itemFor(context, null) },
        };
      return {
        ...closeAll(context, 'decided', reason),
        outcome: { how, reason, decision, departs, person },
        forPlenary: null,
        ending: how === 'refused' ? { how, reason, at: event.occurredAt, person } : null,
      };
    },
    tells: ({ context, payload: { how, decision, reason } }) => [
      ...notify(context, ['participants', context.party], {
        kind: 'decision',
        lead: `${context.name ?? context.party}: ${WORDS[how]}`,
        paragraphs: [reason, `Decided: ${decision.reference}.`],
        when: how === 'admitted' ? { at: effectOf(decision), label: 'Takes effect' } : null,
      }),
      ...(how === 'deferred' ? putBeforePlenary(context, reason) : []),
    ],
  }),
  annul: command(z.strictObject({ reference: lineSchema, reason: lineSchema }), {
    title: 'record that the decision on an application was never adopted, before it takes effect',
    by: [...OFFICES, 'system'],
    article: 'assumed: what was never adopted admits nobody; the application is as it was before',
    recordedAs: 'annulled',
    refusal: ({ context: { outcome }, payload: { reference } }) =>
      outcome?.decision.reference === reference
        ? null
        : refuse(
            'admission.other-decision',
            `The application was decided by «${outcome?.decision.reference ?? ''}», not by «${reference}». Correct the reference.`,
            'reference',
          ),
    change: ({ context }) => ({ outcome: null, ...(context.standing && oweDecision(context)) }),
    tells: ({ context, payload: { reason } }) =>
      notify(context, ['participants', context.party], {
        kind: 'decision',
        lead: `${context.name ?? context.party}: the decision to admit was never adopted, and takes no effect`,
        paragraphs: [reason],
      }),
  }),
  'decide-seat': command(
    z.strictObject({ given: z.boolean(), decision: decisionSchema, reason: lineSchema }),
    {
      title: 'record the decision on the seat that was asked for',
      by: OFFICES,
      article: 'practice: Washington communiqué 2012, paragraph 4',
      recordedAs: 'seat-decided',
      refusal: ({ context, event, payload: { decision } }) =>
        firstRefusal(
          () => refusalOfSeat(context),
          () => refusalOfVoice(context, event, decision, ['plenary', 'written-procedure']),
        ),
      change: ({ context, event, payload }) => ({
        seat: context.seat && {
          ...context.seat,
          given: payload.given,
          decision: kept(payload.decision, event),
        },
        ...close(context, 'seat', payload.given ? 'done' : 'decided', payload.reason),
      }),
      tells: ({ context, payload: { given, decision, reason } }) => [
        ...(given ? seatAct(context, decision) : []),
        ...notify(context, ['participants', context.party], {
          kind: 'decision',
          lead: `${context.name ?? context.party}: a seat in ${context.seat?.organ ?? ''} is ${given ? 'given' : 'not given'}`,
          paragraphs: [reason],
        }),
      ],
    },
  ),
} as const;

const WORDS = {
  admitted: 'admitted',
  deferred: 'deferred to the next Plenary',
  refused: 'not admitted',
} as const;

function refusalOfSeat({ seat }: AdmissionContext) {
  if (seat !== null && seat.given === null) return null;
  const words = seat === null ? 'No seat was asked for.' : 'The seat is decided already.';
  return refuse('admission.no-seat', `${words} Change the seats of the organ in the registry.`, 'given');
}

function seatAct({ seat, party }: AdmissionContext, decision: Decision) {
  if (!seat) return [];
  const { organ, capacity } = seat;
  const at = effectOf(decision);
  const params = { act: 'seat', organ, party, capacity, at, source: decision.reference } as const;
  return [{ type: 'registry-act', params } as const];
}
