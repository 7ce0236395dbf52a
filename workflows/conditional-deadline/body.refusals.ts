/** Why a decision of a body on conditions cannot be entered so, each with the remedy; pure. */
import {
  type Asked as AskedOf,
  firstRefusal,
  refusalOfComputing,
  refuse,
} from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import { refusalOfDecision } from '../casework/index.js';
import type { ConditionalContext } from './conditional-deadline.context.js';
import type { PayloadOf } from './conditional-deadline.payloads.js';
import {
  refusalOfBodyNamed,
  refusalOfCondition,
  refusalOfFulfilled,
  refusalOfPassed,
} from './conditional-deadline.refusals.js';
import { dueOf, standingOf } from './standing.rules.js';

type Asked<Payload> = AskedOf<Payload, ConditionalContext>;

/** @returns why a body's decision cannot be entered, or null */
export function refusalOfBody({
  context,
  event,
  payload,
}: Asked<{ readonly decision: PayloadOf<'extend'>['decision'] }>): Refusal | null {
  return refusalOfDecision(payload.decision, event, context.rules.decidedBy);
}

/** @returns why the date cannot be moved so, or null: forward only, and not into the past */
export function refusalOfExtending(asked: Asked<PayloadOf<'extend'>>): Refusal | null {
  const { context, event, payload } = asked;
  const { term, zone, rules } = context;
  return firstRefusal(
    () => refusalOfBody(asked),
    () => refusalOfComputing('lastDay', () => dueOf(payload.lastDay, zone, rules.rollOver)),
    () =>
      payload.lastDay > term.lastDay
        ? null
        : refuse(
            'conditions.only-forward',
            `The date is ${term.lastDay} and moves forward only. Name a later day than that.`,
            'lastDay',
          ),
    () => refusalOfPassed(payload.lastDay, dueOf(payload.lastDay, zone, rules.rollOver).at, event),
  );
}

/** @returns why a late fulfilment cannot be accepted, or null: each condition must have been judged met */
export function refusalOfAccepting(asked: Asked<PayloadOf<'accept-late'>>): Refusal | null {
  const { context } = asked;
  const wanting = context.conditions.filter(
    (one) => !['met', 'met-late', 'excused'].includes(standingOf(one, context)),
  );
  return firstRefusal(
    () => refusalOfBody(asked),
    () =>
      wanting.length === 0
        ? null
        : refuse(
            'conditions.not-all-met',
            `Not judged met: ${wanting.map(({ id }) => id).join(', ')}. Have them judged first, or excuse them.`,
            'decision',
          ),
  );
}

/** @returns why one condition cannot be excused so, or null: there is one of that name, and it is not fulfilled */
export function refusalOfExcusing(asked: Asked<PayloadOf<'excuse-condition'>>): Refusal | null {
  const { context, payload } = asked;
  return firstRefusal(
    () => refusalOfCondition(context, payload.condition),
    () => refusalOfFulfilled(context, payload.condition),
    () => refusalOfBody(asked),
  );
}

/** @returns a refusal when nobody is known by the name of the body that considered the matter, or null */
export function refusalOfConsidering({ event, payload }: Asked<PayloadOf<'consider'>>): Refusal | null {
  return refusalOfBodyNamed(event, payload.body, 'body');
}
