/** What the passing of the date and the decisions of a body change in the memory; pure. */
import type { CommandEvent } from '../../src/kernel/workflow.js';
import { after, close, closeAll, itemFor, kept, owe, personOf, redate } from '../casework/index.js';
import type { ConditionalContext } from './conditional-deadline.context.js';
import type { PayloadOf } from './conditional-deadline.payloads.js';
import { WHAT_FOLLOWS, changed, judging, metBy } from './conditional-deadline.rules.js';
import { dueOf } from './standing.rules.js';

type Change = Partial<ConditionalContext>;

/** @returns the memory with a later date: what is not fulfilled is due by it, and the ladder begins again */
export function extended(
  context: ConditionalContext,
  event: CommandEvent,
  { lastDay, reason, decision }: PayloadOf<'extend'>,
): Change {
  const { term, extensions, zone, rules } = context;
  const due = dueOf(lastDay, zone, rules.rollOver);
  const entry = {
    at: event.occurredAt,
    from: term.lastDay,
    to: lastDay,
    afterwards: term.due.at <= event.occurredAt,
    reason,
    decision: kept(decision, event),
  };
  const begun = {
    ...context,
    ...close(context, WHAT_FOLLOWS, 'decided', `extended to ${lastDay}`),
    term: { lastDay, due },
    extensions: [...extensions, entry],
    passedAt: null,
    escalatedAt: null,
    forPlenary: null,
  };
  const next = begun.conditions.reduce(
    (so: ConditionalContext, { id }) => ({ ...so, ...redate(so, id, due) }),
    begun,
  );
  return { ...next, ...metBy(next, event) };
}

/** @returns the memory with one condition excused: the others alone must be met */
export function conditionExcused(
  context: ConditionalContext,
  event: CommandEvent,
  { condition: id, reason, decision }: PayloadOf<'excuse-condition'>,
): Change {
  const excused = { reason, decision: kept(decision, event) };
  const next = { ...context, ...changed(context, id, () => ({ excused })) };
  const without = { ...next, ...close(next, id, 'excused', reason) };
  const duties = close(without, judging(id), 'dropped', reason);
  return { conditions: next.conditions, ...duties, ...metBy({ ...without, ...duties }, event) };
}

/** @returns the memory as the body has decided the matter: the case ends */
export function settledBy(
  context: ConditionalContext,
  event: CommandEvent,
  settled: Omit<NonNullable<ConditionalContext['settled']>, 'decision'> & {
    readonly decision: PayloadOf<'extend'>['decision'];
  },
): Change {
  const decision = kept(settled.decision, event);
  const { how, reason } = settled;
  return {
    settled: { ...settled, decision },
    forPlenary: null,
    ...closeAll(context, how === 'excused' ? 'excused' : 'decided', reason),
    ending: { how, reason, at: event.occurredAt, person: personOf(event) },
  };
}

/** @returns the memory as the date passes unmet */
export function passed({ asOf, passedAt }: ConditionalContext): Change {
  return { passedAt: passedAt ?? asOf };
}

/**
 * @returns the memory as the body named has the matter before it: its decision is awaited, and pressed until there is one, whatever comes in
 *   late meanwhile; the Plenary is not pressed by days, since the matter stands on its next agenda
 */
export function escalated(context: ConditionalContext): Change {
  const { asOf, escalateTo, rules, term, party, zone } = context;
  if (context.escalatedAt !== null) return {};
  const toPlenary = escalateTo === 'plenary';
  const forPlenary = toPlenary ? { since: asOf, item: itemFor(context, null) } : null;
  return {
    escalatedAt: asOf,
    forPlenary: context.forPlenary ?? forPlenary,
    ...owe(context, {
      id: WHAT_FOLLOWS,
      what: `decision on what follows: conditions of ${term.lastDay} for ${party}`,
      basis: 'practice: Washington 2012 and Johannesburg 2013: a body decides; the days it has are assumed',
      from: [toPlenary ? 'chair' : escalateTo],
      due: toPlenary ? null : after(asOf, rules.decideWithin, zone),
      ladder: toPlenary ? null : 'conditions',
    }),
  };
}

/** @returns the memory where what was missed turns out to have been received in time: the body's decision is not awaited any more */
export function recalled(context: ConditionalContext): Change {
  if (context.escalatedAt === null) return {};
  const duties = close(context, WHAT_FOLLOWS, 'dropped', 'received in time after all');
  return { escalatedAt: null, forPlenary: null, ...duties };
}
