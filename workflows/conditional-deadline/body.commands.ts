/** What a body decides about conditions and their date. Nothing of it happens by the passing of a day. */
import { commandsFor } from '../casework/index.js';
import type { ConditionalContext } from './conditional-deadline.context.js';
import { removalOf, tellDecision, tellMet, tradeOf } from './conditional-deadline.notices.js';
import { payloads } from './conditional-deadline.payloads.js';
import {
  refusalOfAccepting,
  refusalOfBody,
  refusalOfConsidering,
  refusalOfExcusing,
  refusalOfExtending,
} from './body.refusals.js';
import { conditionExcused, extended, settledBy } from './body.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
/** A written procedure tells what it decided without a person. */
const DECIDING = [...OFFICES, 'system'] as const;
const PRACTICE = 'practice: Washington communiqué 2012, paragraph 5; Johannesburg communiqué 2013';
const command = commandsFor<ConditionalContext>();

/** The commands by which a decision of a body is entered, by name. */
export const bodyCommands = {
  consider: command(payloads.consider, {
    title: 'record that a body considered the matter without deciding it',
    by: OFFICES,
    article: 'practice: the Participation Committee found no consensus on Venezuela in 2007',
    recordedAs: 'considered',
    refusal: refusalOfConsidering,
    change: ({ context, event, payload }) => ({
      considered: [...context.considered, { at: event.occurredAt, ...payload }],
    }),
  }),
  extend: command(payloads.extend, {
    title: 'record that the body set a later date',
    by: DECIDING,
    article: `${PRACTICE}; that a date moves forward only is assumed`,
    recordedAs: 'extended',
    refusal: refusalOfExtending,
    change: ({ context, event, payload }) => extended(context, event, payload),
    tells: ({ context, payload: { lastDay, reason } }) => [
      ...tellDecision(context, `The date for the conditions is now ${lastDay}`, reason),
      ...tellMet(context),
    ],
  }),
  'excuse-condition': command(payloads['excuse-condition'], {
    title: 'record that the body excused one condition',
    by: DECIDING,
    article: PRACTICE,
    recordedAs: 'condition-excused',
    refusal: refusalOfExcusing,
    change: ({ context, event, payload }) => conditionExcused(context, event, payload),
    tells: ({ context, payload: { condition, reason } }) => {
      const one = context.conditions.find(({ id }) => id === condition);
      return [...tellDecision(context, `Excused: ${one?.text ?? condition}`, reason), ...tellMet(context)];
    },
  }),
  'excuse-party': command(payloads['excuse-party'], {
    title: 'record that the body excused the party',
    by: DECIDING,
    article: 'practice: Johannesburg communiqué 2013 (Venezuela excused, and stated not to trade)',
    recordedAs: 'party-excused',
    refusal: refusalOfBody,
    change: ({ context, event, payload: { reason, decision } }) =>
      settledBy(context, event, { how: 'excused', reason, decision, follow: null }),
    tells: ({ context, payload }) => [
      ...tradeOf(context, payload),
      ...tellDecision(
        context,
        `${context.party} is excused for the conditions it did not meet`,
        payload.reason,
      ),
    ],
  }),
  'accept-late': command(payloads['accept-late'], {
    title: 'record that the body accepted what was met late',
    by: DECIDING,
    article: 'assumed: what is met after the date counts by a decision alone',
    recordedAs: 'accepted-late',
    refusal: refusalOfAccepting,
    change: ({ context, event, payload: { reason, decision } }) =>
      settledBy(context, event, { how: 'met-late', reason, decision, follow: null }),
    tells: ({ context, payload: { reason } }) =>
      tellDecision(context, 'The conditions are accepted as met, though late', reason),
  }),
  supersede: command(payloads.supersede, {
    title: 'record that the body replaced the conditions by other terms',
    by: DECIDING,
    article:
      'practice: Washington 2012 set new terms after those of Kinshasa 2011 had been missed; New Delhi 2008 (no exports for two years)',
    recordedAs: 'superseded',
    refusal: refusalOfBody,
    change: ({ context, event, payload: { reason, decision, follow } }) =>
      settledBy(context, event, { how: 'superseded', reason, decision, follow }),
    tells: ({ context, payload }) => [
      ...tradeOf(context, payload),
      ...tellDecision(context, 'Other terms take the place of these conditions', payload.reason),
    ],
  }),
  'propose-removal': command(payloads['propose-removal'], {
    title: 'record that the body proposes a removal',
    by: DECIDING,
    article: `${PRACTICE}: a removal may follow in the end; it is a case of its own`,
    recordedAs: 'removal-proposed',
    refusal: refusalOfBody,
    change: ({ context, event, payload: { reason, decision, open } }) =>
      settledBy(context, event, {
        how: 'removal-proposed',
        reason,
        decision,
        follow: open && { workflow: 'removal', reference: open.reference },
      }),
    tells: ({ context, payload }) => [
      ...removalOf(context, payload),
      ...tellDecision(context, `The removal of ${context.party} is proposed`, payload.reason),
    ],
  }),
  'give-up': command(payloads['give-up'], {
    title: 'record that the body gave the conditions up',
    by: DECIDING,
    article: 'assumed',
    recordedAs: 'given-up',
    refusal: refusalOfBody,
    change: ({ context, event, payload: { reason, decision } }) =>
      settledBy(context, event, { how: 'given-up', reason, decision, follow: null }),
    tells: ({ context, payload: { reason } }) =>
      tellDecision(context, 'The conditions no longer apply', reason),
  }),
} as const;
