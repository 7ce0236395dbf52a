/** How late things are, how they are counted, and what is there of a visit; pure. */
import { type Deadline, type Period, countForward } from '../../src/kernel/business-calendar.js';
import { holidayCalendar } from '../../src/kernel/calendars/index.js';
import { type Instant, addMs, msBetween } from '../../src/kernel/instant.js';
import { lastDay } from '../casework/index.js';
import type { ReviewVisitContext } from './review-visit.context.js';

type Visit = ReviewVisitContext;
const DAY_MS = 86_400_000;

/** @returns whole days from the first instant that was too late, a day begun counting as one; 0: in time */
export function daysLate(due: Instant, at: Instant): number {
  return at < due ? 0 : Math.floor(msBetween(due, at) / DAY_MS) + 1;
}

/** @returns an instant within a day in a zone: the one given if it lies in that day, else the day's last */
export function within(day: string, now: Instant, zone: string): Instant {
  const last = addMs(lastDay(day, zone).at, -1);
  return last < now ? last : now;
}

/** @returns the end of the day so long after a day, with the switch whether a last day that is no working day moves on */
export function countedFrom(
  day: Instant,
  period: Period,
  { rules, zone }: Pick<Visit, 'rules' | 'zone'>,
): Deadline {
  const calendar = holidayCalendar('weekdays');
  return countForward({ from: day, period, zone, cutoff: '24:00', calendar, rollOver: rules.rollOver });
}

/** @returns `review visit` or `review mission` */
export function noun({ kind }: Pick<Visit, 'kind'>): string {
  return `review ${kind}`;
}

/** @returns whether team, terms and dates are all there */
export function isArranged({ team, terms, dates }: Visit): boolean {
  return team.length > 0 && terms !== null && dates !== null;
}

/** @returns whether everything that the report advised came to its end */
export function allClosed({ recommendationsKnown, recommendations }: Visit): boolean {
  return recommendationsKnown && recommendations.every(({ closed }) => closed !== null);
}

/** @returns who puts the team together: the organ for a visit, the Chair for a mission */
export function arrangerOf({ kind, rules }: Pick<Visit, 'kind' | 'rules'>): string {
  return kind === 'mission' ? 'chair' : rules.organ;
}

/** @returns those who send somebody, each once */
export function teamCodes({ team }: Pick<Visit, 'team'>): readonly string[] {
  return [...new Set(team.map(({ code }) => code))];
}
