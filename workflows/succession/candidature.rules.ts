/** What becomes of candidatures: offered, late or not, withdrawn outright or on a condition. */
import type { Instant } from '../../src/kernel/instant.js';
import type { CommandEvent } from '../../src/kernel/workflow.js';
import { personOf } from './call.rules.js';
import type { Candidature, SuccessionContext } from './succession.context.js';
import { payloadOf } from './succession.payloads.js';

type Change = Partial<SuccessionContext>;

export function submitCandidature(context: SuccessionContext, event: CommandEvent): Change {
  const { party, offeredAt, condition, note } = payloadOf('submit-candidature', event);
  const offered = offeredAt ?? context.asOf;
  const candidature: Candidature = {
    party,
    offeredAt: offered,
    registeredAt: context.asOf,
    by: personOf(event),
    late: isLate(context, offered),
    condition,
    note,
    status: 'standing',
    withdrawal: null,
  };
  return { candidatures: [...context.candidatures, candidature] };
}

/** @returns whether an offer came at or after an exact closing */
export function isLate({ closing }: SuccessionContext, offeredAt: Instant): boolean {
  return closing?.kind === 'exact' && offeredAt >= closing.at;
}

export function withdrawCandidature(context: SuccessionContext, event: CommandEvent): Change {
  const { party, reason, condition } = payloadOf('withdraw-candidature', event);
  return onCandidature(context, party, (one) => ({
    ...one,
    status: condition === null ? 'withdrawn' : 'withdrawn-on-condition',
    withdrawal: { at: context.asOf, reason, condition, settled: null },
  }));
}

/** A condition that came true ends the candidature; one that did not brings it back. */
export function settleWithdrawal(context: SuccessionContext, event: CommandEvent): Change {
  const { party, met, note } = payloadOf('settle-withdrawal', event);
  return onCandidature(context, party, (one) => ({
    ...one,
    status: met ? 'withdrawn' : 'standing',
    withdrawal: one.withdrawal && { ...one.withdrawal, settled: { met, at: context.asOf, note } },
  }));
}

function onCandidature(
  context: SuccessionContext,
  party: string,
  change: (one: Candidature) => Candidature,
): Change {
  return {
    candidatures: context.candidatures.map((one) =>
      one.party === party && one.status !== 'withdrawn' ? change(one) : one,
    ),
  };
}
