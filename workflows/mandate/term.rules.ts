/**
 * Terms of clauses as deadlines: what is due when, when somebody looks again, when reminders go out and rungs are climbed.
 * A soft term has a review date and no due instant, so that nothing is ever called overdue because of it.
 */
import { fixedDeadline, instantDeadline } from '../../src/kernel/business-calendar.js';
import type { Instant } from '../../src/kernel/instant.js';
import type { Period } from '../../src/kernel/period.js';
import { type KeptDeadline, after, remindersOf } from '../casework/index.js';
import type { ClauseDeadline } from '../plenary-meeting/index.js';
import type { MandateRules, Term } from './mandate.context.js';

/** What a term is counted with: the zone in which days end, when it was given, and how often one without a date is looked at. */
export interface TermBasis {
  readonly zone: string;
  readonly from: Instant;
  readonly reviewEvery: Period;
}

/**
 * A term as it stands once it is given.
 *
 * @param given one of the four kinds, or null for none
 * @param basis zone, instant of giving, review period
 * @returns a due instant (a day ends at its 24:00, an instant is exact), or a review at the beginning of the review day
 * @throws DomainError `calendar.*` when the zone does not exist or the date lies out of range
 */
export function termOf(given: ClauseDeadline | null, basis: TermBasis): Term {
  const { zone } = basis;
  const empty = { given, dueAt: null, reviewAt: null, event: null };
  switch (given?.kind) {
    case 'day':
      return {
        ...empty,
        dueAt: fixedDeadline({ wallTime: `${given.on}T24:00`, zone, rule: 'the last day, to its end' }),
      };
    case 'instant':
      return { ...empty, dueAt: instantDeadline({ at: given.at, zone, rule: 'instant as given' }) };
    case 'soft':
      return { ...empty, reviewAt: lookAgainOn(given.reviewOn, zone) };
    case 'event':
      return { ...empty, reviewAt: lookAgainOn(given.reviewOn, zone), event: given.event };
    default:
      return { ...empty, reviewAt: after(basis.from, basis.reviewEvery, zone) };
  }
}

/** @returns the beginning of a day on which somebody looks again */
export function lookAgainOn(day: string, zone: string): KeptDeadline {
  return fixedDeadline({ wallTime: `${day}T00:00`, zone, rule: 'day on which somebody looks again' });
}

/** @returns the same term, dated by its event; without an instant it waits for the event again, and somebody looks after the review period */
export function datedBy(term: Term, at: Instant | null, source: string, basis: TermBasis): Term {
  const { zone, from, reviewEvery } = basis;
  if (at === null) return { ...term, dueAt: null, reviewAt: after(from, reviewEvery, zone) };
  return {
    ...term,
    dueAt: instantDeadline({ at, zone, rule: `${term.event ?? ''} (${source})` }),
    reviewAt: null,
  };
}

/**
 * The next reminder of a due instant.
 *
 * @param due the due instant
 * @param rules days before, and hour
 * @param now reminders at or before it are left out
 * @returns the local hour so many days before the last day; undefined when none is left
 */
export function nextReminder(
  due: KeptDeadline,
  rules: Pick<MandateRules, 'remindDaysBefore' | 'remindAt'>,
  now: Instant,
): Instant | undefined {
  return remindersOf(due, rules).find((at) => at > now);
}

/**
 * The reminders of a due instant that fall into a stretch of time.
 *
 * @param due the due instant
 * @param rules days before, and hour
 * @param stretch from after the one instant until the other
 * @returns how many
 */
export function remindersWithin(
  due: KeptDeadline,
  rules: Pick<MandateRules, 'remindDaysBefore' | 'remindAt'>,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): number {
  return remindersOf(due, rules).filter((at) => at > from && at <= to).length;
}
