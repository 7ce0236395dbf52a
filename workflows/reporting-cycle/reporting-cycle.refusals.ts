/** Why a rule, a period or an exception does not fit a cycle. */
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { refusalOfCodes } from '../casework/index.js';
import { kindOf, periodAt, periodsBetween } from './period.rules.js';
import type { ReportingCycleContext } from './reporting-cycle.context.js';
import type { ReportingRule } from './reporting-rule.js';
import { ruleFor } from './standing.rules.js';

/** A cycle may begin so many periods back, to take the books of earlier years over; assumed. */
export const MOST_PERIODS_BACK = 40;

/**
 * A rule may name parties that the registry does not know yet: they owe nothing before they are Participants.
 *
 * @returns a refusal of what can never be a party, and of an organ that is none, or null
 */
export function refusalOfRule(event: CommandEvent, { owedBy, assessedBy }: ReportingRule): Refusal | null {
  const parties = ['participant', 'applicant', 'observer', 'guest', 'unknown'] as const;
  return firstRefusal(
    () =>
      owedBy.kind === 'participants-among'
        ? refusalOfCodes(event, owedBy.codes, 'rule.owedBy.codes', parties)
        : null,
    () =>
      assessedBy === null
        ? null
        : refusalOfCodes(event, [assessedBy], 'rule.assessedBy', ['organ', 'office']),
  );
}

/** @returns a refusal naming the first period that is not of the kind the rule reports by, or null */
export function refusalOfKind(
  periods: readonly string[],
  rule: ReportingRule,
  field: string,
): Refusal | null {
  const wrong = periods.find((period) => kindOf(period) !== rule.periods);
  if (wrong === undefined) return null;
  return refuse(
    'reporting.wrong-period',
    `«${wrong}» is no ${rule.periods}: the rule reports by ${rule.periods}.`,
    field,
  );
}

/** @returns a refusal when a first period lies too far from the one that runs at receipt, or null @throws DomainError `calendar.unknown-zone` */
export function refusalOfDistance(
  event: CommandEvent,
  from: string | null,
  rule: ReportingRule,
  zone: string,
): Refusal | null {
  if (from === null) return null;
  const now = periodAt(event.occurredAt, zone, rule.periods);
  if (periodsBetween(from, now) <= MOST_PERIODS_BACK && periodsBetween(now, from) <= MOST_PERIODS_BACK)
    return null;
  return refuse(
    'reporting.too-far',
    `${from} is more than ${MOST_PERIODS_BACK} periods away from ${now}, which runs. Name a nearer one.`,
    'from',
  );
}

/** @returns a refusal when a change would reach a period whose reports were asked for already, or null */
export function refusalOfPast(context: ReportingCycleContext, from: string, field: string): Refusal | null {
  const rule = ruleFor(context, context.current);
  return firstRefusal(
    () => refusalOfKind([from], rule, field),
    () =>
      from >= context.current
        ? null
        : refuse(
            'reporting.period-ended',
            `${from} has ended and its reports were asked for. Name ${context.current} or later, and change the cases of ${from} themselves.`,
            field,
          ),
  );
}
