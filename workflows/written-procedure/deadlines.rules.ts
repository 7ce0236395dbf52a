/**
 * Deadlines: when the window opens and closes, how far it may be moved, and the timetable of reminders. Every legal period is
 * counted by the business calendar under the frozen rules; every result carries the rule, zone and calendar that gave it.
 *
 * Reminders go out per procedure, in the zone of its deadline, at the hour of the last morning's reminder: one instant for
 * all readers, so that the preview's count and what is sent are one and the same list.
 */
import { countForward, fixedDeadline } from '../../src/kernel/business-calendar.js';
import { holidayCalendar } from '../../src/kernel/calendars/index.js';
import { type Instant, addMs, compareInstants, epochMs, toInstant } from '../../src/kernel/instant.js';
import { launched } from './electorate.rules.js';
import type { Period, RuleSet } from './rule-set.js';
import type { ProcedureContext, ProcedureDeadline } from './written-procedure.context.js';
import type { Payload } from './written-procedure.payloads.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Hour of reminders where the rules name none (assumed: offices read mail in the morning). */
const REMINDER_HOUR = '08:00';

export interface PlannedReminder {
  readonly at: Instant;
  readonly label: string;
}

/**
 * Counts a period under a rule set's zone, closing hour, roll-over and calendar.
 *
 * @param rules the frozen rules
 * @param from the event the period runs from; its day is not counted
 * @param period the length
 * @returns the deadline: a receipt strictly before `at` is in time
 * @throws DomainError when the calendar does not know a year
 */
export function deadlineAfter(rules: RuleSet, from: Instant, period: Period): ProcedureDeadline {
  const { zone, cutoff, rollOver, calendar } = rules.window;
  return countForward({ from, period, zone, cutoff, rollOver, calendar: holidayCalendar(calendar) });
}

/** @returns the earliest instant at which a window launched now may open: at once, or after the notice the rules ask for */
export function earliestOpening(rules: RuleSet, now: Instant): Instant {
  return rules.notice ? deadlineAfter(rules, now, rules.notice.period).at : now;
}

/**
 * @param rules the rules chosen at launch
 * @param opensAt when the window opens
 * @param launch what the opener gave: a date and hour, a period, or neither
 * @returns when the window closes
 * @throws DomainError when a wall time does not exist or the calendar does not know the year
 */
export function windowDeadline(
  rules: RuleSet,
  opensAt: Instant,
  launch: Pick<Payload<'launch'>, 'deadline' | 'period'>,
): ProcedureDeadline {
  if (launch.deadline) return fixedDeadline({ ...launch.deadline, rule: 'date and hour given at launch' });
  return deadlineAfter(rules, opensAt, launch.period ?? rules.window.period);
}

/** @returns the earliest and latest instants at which a window opening then may close */
export function windowBounds(
  rules: RuleSet,
  opensAt: Instant,
): { readonly earliest: ProcedureDeadline; readonly latest: ProcedureDeadline } {
  const { period, shortest, longest } = rules.window;
  return {
    earliest: deadlineAfter(rules, opensAt, shortest ?? period),
    latest: deadlineAfter(rules, opensAt, longest ?? period),
  };
}

/** Window of the round on a revised text, or of a postal vote; the rules' next round unless a period is given. */
export function nextRoundDeadline(rules: RuleSet, opensAt: Instant, period?: Period): ProcedureDeadline {
  return deadlineAfter(rules, opensAt, period ?? rules.onObjection.nextRound ?? rules.window.period);
}

/**
 * The new deadline an extension asks for. A period runs on from the deadline it extends; after that deadline has passed it
 * runs from the day of the extension.
 *
 * @throws DomainError when neither an instant nor a period is given and the rules name none, or the wall time does not exist
 */
export function extendedDeadline(
  context: ProcedureContext,
  extension: Pick<Payload<'extend'>, 'to' | 'period'>,
): ProcedureDeadline | null {
  const { rules, round } = launched(context);
  if (extension.to) return fixedDeadline({ ...extension.to, rule: 'date and hour given with the extension' });
  const period = extension.period ?? rules.extension.period;
  if (!period) return null;
  if (context.asOf >= round.deadline.at) return deadlineAfter(rules, context.asOf, period);
  return deadlineAfter(rules, startOfExtension(round.deadline, period), period);
}

/** @returns the latest instant that all extensions of the round together may reach; null when there is no limit */
export function furthestExtension(context: ProcedureContext): ProcedureDeadline | null {
  const { rules, round } = launched(context);
  const { total } = rules.extension;
  return total && deadlineAfter(rules, startOfExtension(round.firstDeadline, total), total);
}

/**
 * Whether and until when a window that has passed with too few answers may still be extended.
 *
 * @returns the last instant, or null when the rules give no such time or no further extension
 */
export function extendableAfterClose(context: ProcedureContext): ProcedureDeadline | null {
  const { rules, round } = launched(context);
  const { allowed, afterExpiry, times } = rules.extension;
  if (!allowed || !afterExpiry || (times !== null && round.extensions.length >= times)) return null;
  const until = deadlineAfter(rules, startOfExtension(round.deadline, afterExpiry), afterExpiry);
  return until.at > context.asOf ? until : null;
}

/** @returns when consultations end: the given date and hour, else the rules' period, else after the length of a window */
export function consultationEnd(
  context: ProcedureContext,
  endsAt: Payload<'open-consultations'>['endsAt'],
): ProcedureDeadline {
  const { rules } = launched(context);
  if (endsAt) return fixedDeadline({ ...endsAt, rule: 'date and hour given when consultations were opened' });
  return runsFrom(context, context.asOf, rules.onObjection.consultation ?? rules.window.period);
}

/** @returns until when an outcome declared now may be contested */
export function contestEnd(context: ProcedureContext): ProcedureDeadline {
  return runsFrom(context, context.asOf, launched(context).rules.contest.period);
}

/** @returns when the next notice of an outcome overdue goes out, or null when all have gone */
export function nextOverdueNotice(context: ProcedureContext): ProcedureDeadline | null {
  const { rules } = launched(context);
  const days = rules.declaration.overdueAfterDays.toSorted((a, b) => a - b)[context.overdueNotices];
  if (days === undefined || context.awaitingSince === null) return null;
  return runsFrom(context, context.awaitingSince, { value: days, unit: 'calendar-days' });
}

/** @returns when the notices of an overdue outcome would go out if the window closed at its deadline */
export function overdueAfterDeadline(context: ProcedureContext): readonly ProcedureDeadline[] {
  const { rules, round } = launched(context);
  return rules.declaration.overdueAfterDays.map((value) =>
    runsFrom(context, round.deadline.at, { value, unit: 'calendar-days' }),
  );
}

/**
 * The reminders of a window: so many days before, so many hours before, and the last morning, clipped to the window.
 *
 * @param rules the frozen rules
 * @param from reminders at or before this instant are left out: the opening of the window, or the instant of an extension
 * @param deadline the window's end
 * @returns the reminders in order of time, one for an instant
 */
export function reminderTimetable(
  rules: RuleSet,
  from: Instant,
  deadline: ProcedureDeadline,
): PlannedReminder[] {
  const { daysBefore, hoursBefore, lastMorning } = rules.reminders;
  const planned = [
    ...daysBefore.map((days) => ({
      at: morningOf(deadline, days, lastMorning ?? REMINDER_HOUR),
      label: `${days}-days`,
    })),
    ...hoursBefore.map((hours) => ({ at: addMs(deadline.at, -hours * HOUR_MS), label: `${hours}-hours` })),
    ...(lastMorning ? [{ at: morningOf(deadline, 0, lastMorning), label: 'last-morning' }] : []),
  ];
  const inWindow = planned
    .filter(({ at }) => at > from && at < deadline.at)
    .toSorted((a, b) => compareInstants(a.at, b.at));
  return inWindow.filter(({ at }, index) => inWindow.findIndex((other) => other.at === at) === index);
}

/** The day a deadline ends on is the day an extension's days run from; hours run from the instant itself. */
function startOfExtension(deadline: ProcedureDeadline, period: Period): Instant {
  return period.unit === 'hours' ? deadline.at : addMs(deadline.at, -1);
}

/** What begins at the very instant a window closes runs from the day the window ended on, as an extension does. */
function runsFrom(context: ProcedureContext, at: Instant, period: Period): ProcedureDeadline {
  const { rules, round } = launched(context);
  return deadlineAfter(
    rules,
    at === round.deadline.at ? startOfExtension(round.deadline, period) : at,
    period,
  );
}

function morningOf(deadline: ProcedureDeadline, daysBefore: number, hour: string): Instant {
  const day = deadline.wallTime.slice(0, 10);
  const lastDay = deadline.wallTime.endsWith('T00:00') ? dayBefore(day, 1) : day;
  return fixedDeadline({
    wallTime: `${dayBefore(lastDay, daysBefore)}T${hour}`,
    zone: deadline.zone,
    rule: 'reminder',
  }).at;
}

/** Plain calendar arithmetic: a date has no zone, so UTC midnights count its days. */
function dayBefore(day: string, days: number): string {
  return toInstant(epochMs(toInstant(`${day}T00:00:00Z`)) - days * DAY_MS).slice(0, 10);
}
