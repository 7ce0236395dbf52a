/** What recommendations, decisions, custodies and vacancies change in a succession's memory. Pure; nothing here decides whether it may. */
import type { Instant } from '../../src/kernel/instant.js';
import type { CommandEvent } from '../../src/kernel/workflow.js';
import { decisionFound } from './decision.rules.js';
import { type SuccessionContext, type SuccessionOffice, custodianFrom } from './succession.context.js';
import { factsOfSuccession } from './succession.facts.js';
import { payloadOf } from './succession.payloads.js';
import { endOfDay, termsFrom } from './years.rules.js';

type Change = Partial<SuccessionContext>;

export function consider(context: SuccessionContext): Change {
  return { consideredAt: context.consideredAt ?? context.asOf };
}

export function recommend(context: SuccessionContext, event: CommandEvent): Change {
  const { organ, party, note } = payloadOf('recommend', event);
  return { recommendations: [...context.recommendations, { organ, party, note, at: context.asOf }] };
}

export function putToWrittenProcedure(context: SuccessionContext, event: CommandEvent): Change {
  const { party, draft } = payloadOf('put-to-written-procedure', event);
  return {
    procedures: [...context.procedures, { reference: draft.reference, party, at: context.asOf }],
  };
}

export function recordNoConsensus(context: SuccessionContext, event: CommandEvent): Change {
  const { soughtBy, note } = payloadOf('record-no-consensus', event);
  return { deadlocks: [...context.deadlocks, { soughtBy, note, at: context.asOf }] };
}

export function consult(context: SuccessionContext, event: CommandEvent): Change {
  const { note } = payloadOf('consult', event);
  return { consultations: [...context.consultations, { note, at: context.asOf }] };
}

/** The terms follow from the decision: it says who, and since when. */
export function decide(context: SuccessionContext, event: CommandEvent): Change {
  const { party, decidedBy, effectiveAt, statement } = payloadOf('decide', event);
  const found = decisionFound(decidedBy, factsOfSuccession(event));
  if (!found) return {}; // the guard has refused it
  const effective = effectiveAt ?? found.effectiveAt;
  const terms = termsFrom(context.years, effective);
  const ended = (office: SuccessionOffice): Instant | undefined =>
    terms.find((term) => term.office === office)?.from;
  return {
    decision: {
      party,
      decidedBy,
      decidedAt: found.at,
      effectiveAt: effective,
      terms,
      statement,
      recommendation: comparedTo(context, party),
    },
    vacancies: context.vacancies.map((one) => ({ ...one, to: one.to ?? ended(one.office) ?? null })),
  };
}

function comparedTo(
  { recommendations }: SuccessionContext,
  party: string,
): NonNullable<SuccessionContext['decision']>['recommendation'] {
  const last = recommendations.at(-1);
  if (!last) return 'without';
  return last.party === party ? 'followed' : 'against';
}

/** The Chair's office is kept from now, or from the vacancy ahead, to the day named and never beyond the year. */
export function custodyFrom(context: SuccessionContext): Instant {
  const { chair } = context.years;
  return context.asOf > chair.from ? context.asOf : chair.from;
}

/** @returns the end of a custody whose last day is given; never beyond the year @throws DomainError for a day that does not exist */
export function custodyTo({ years, zone }: SuccessionContext, until: string): Instant {
  const end = endOfDay(until, zone);
  return end < years.chair.to ? end : years.chair.to;
}

export function appointCustodian(context: SuccessionContext, event: CommandEvent): Change {
  const { party, decidedBy, until, note } = payloadOf('appoint-custodian', event);
  const from = custodyFrom(context);
  const to = custodyTo(context, until);
  return {
    custodians: [...context.custodians, { party, from, to, decidedBy, note, at: context.asOf }],
    vacancies: context.vacancies.map((one) =>
      one.office === 'chair' && one.to === null ? { ...one, to: from } : one,
    ),
  };
}

/** The year began, or a custody ended, and nobody holds the office: a recorded state. */
export function fallVacant(office: SuccessionOffice) {
  return (context: SuccessionContext): Change => {
    const began = office === 'chair' ? context.years.chair.from : context.years.viceChair?.from;
    const custody = office === 'chair' ? context.custodians.at(-1)?.to : undefined;
    const from = custody ?? began ?? context.asOf;
    return { vacancies: [...context.vacancies, { office, from, to: null }] };
  };
}

export function cancelSuccession(context: SuccessionContext, event: CommandEvent): Change {
  return { cancellation: { reason: payloadOf('cancel', event).reason, at: context.asOf } };
}

/** @returns whether a custodian is appointed for the instant at which the Chair's year begins */
export function custodianAhead(context: SuccessionContext): boolean {
  return custodianFrom(context, context.asOf) !== undefined;
}
