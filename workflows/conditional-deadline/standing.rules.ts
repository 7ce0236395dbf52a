/** How each condition stands, and all of them together; pure, read off the facts in the memory and never stored. */
import { countForward, fixedDeadline } from '../../src/kernel/business-calendar.js';
import { holidayCalendar } from '../../src/kernel/calendars/index.js';
import { addMs } from '../../src/kernel/instant.js';
import { type KeptDeadline, lastDay } from '../casework/index.js';
import type { Condition, ConditionalContext } from './conditional-deadline.context.js';

/** How one condition stands; `late`, `met-late`: what it rests on came after the date. */
export type ConditionStanding =
  'nothing-yet' | 'awaiting-judgement' | 'late' | 'more-wanted' | 'not-met' | 'met' | 'met-late' | 'excused';
/** How all of them stand together. */
export type OverallStanding = 'met' | 'running' | 'awaiting-judgement' | 'partly-met' | 'missed';

type Dated = Pick<ConditionalContext, 'term'>;
type Standing = Pick<ConditionalContext, 'term' | 'conditions' | 'passedAt'>;

/** @returns how a condition stands under the present date; evidence counts by when it was received */
export function standingOf(condition: Condition, { term }: Dated): ConditionStanding {
  const { excused, evidence, judgements } = condition;
  if (excused) return 'excused';
  if (evidence.length === 0) return 'nothing-yet';
  const inTime = freshEvidence(condition).some(({ receivedAt }) => receivedAt < term.due.at);
  const judgement = judgements.at(-1);
  if (!judgement || judgement.onEvidence < evidence.length) return inTime ? 'awaiting-judgement' : 'late';
  if (judgement.outcome === 'met') return inTime ? 'met' : 'met-late';
  return judgement.outcome;
}

/** Evidence that no earlier judgement found wanting: what came after one makes good what it missed. */
function freshEvidence({ evidence, judgements }: Condition): Condition['evidence'] {
  const foundWanting = judgements
    .filter(({ outcome, onEvidence }) => outcome !== 'met' && onEvidence < evidence.length)
    .map(({ onEvidence }) => onEvidence);
  return evidence.slice(Math.max(0, ...foundWanting));
}

/** @returns whether a condition needs nothing more of anybody */
export function isFulfilled(condition: Condition, dated: Dated): boolean {
  return ['met', 'excused'].includes(standingOf(condition, dated));
}

/**
 * @returns how all stand together: every one must be met, and what came in time is not missed for want of a judgement; what is returned for
 *   more after the date is not met by it (assumed), and the body may give more time; partly met only where one was judged met or excused
 */
export function overall({ term, conditions, passedAt }: Standing): OverallStanding {
  const standings = conditions.map((condition) => standingOf(condition, { term }));
  if (standings.every((one) => one === 'met' || one === 'excused')) return 'met';
  if (passedAt === null) return 'running';
  const hopeful: readonly ConditionStanding[] = ['met', 'excused', 'awaiting-judgement'];
  if (standings.every((one) => hopeful.includes(one))) return 'awaiting-judgement';
  const judgedMet: readonly ConditionStanding[] = ['met', 'met-late', 'excused'];
  return standings.some((one) => judgedMet.includes(one)) ? 'partly-met' : 'missed';
}

/** @returns those who must have taken part in what was handed in, and did not */
export function missingParts(condition: Condition, party: string): readonly string[] {
  const present = condition.evidence.flatMap(({ tookPart }) => tookPart);
  return condition.mustInclude.filter(
    (part) =>
      !present.some(({ code, as }) =>
        part === 'participants' ? as === 'participant' && code !== party : code === part,
      ),
  );
}

const NO_ROLLING = 'the last day, to its end; a date is a date and does not roll over';

/**
 * @param day the last day, `YYYY-MM-DD`
 * @param rollOver calendar by which it rolls over to the next working day; null: it does not
 * @returns its end in the zone @throws DomainError `calendar.*`
 */
export function dueOf(
  day: string,
  zone: string,
  rollOver: ConditionalContext['rules']['rollOver'],
): KeptDeadline {
  const end = lastDay(day, zone, NO_ROLLING);
  if (rollOver === null) return end;
  const noon = fixedDeadline({ wallTime: `${day}T12:00`, zone, rule: 'noon of the last day' });
  const dayBefore = addMs(noon.at, -24 * 3_600_000); // around noon, whatever the clocks did between
  const period = { value: 1, unit: 'calendar-days' } as const;
  return countForward({
    from: dayBefore,
    period,
    zone,
    cutoff: '24:00',
    rollOver: true,
    calendar: holidayCalendar(rollOver),
  });
}
