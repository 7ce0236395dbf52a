/** The timetable ahead: which mails and deadlines come, when, and to how many, if nobody does anything. */
import { type Instant, compareInstants } from '../../src/kernel/instant.js';
import { nextOverdueNotice, overdueAfterDeadline } from './deadlines.rules.js';
import { standingDeclaration } from './declarations.rules.js';
import { launched } from './electorate.rules.js';
import { everyone, officers } from './recipients.effects.js';
import type { ProcedureContext } from './written-procedure.context.js';
import { reminderRecipients } from './written-procedure.effects.js';

/** One entry: `what` is `opening`, `reminder 7-days`, `closing`, `lapsing`, `consultation-end`, `outcome-overdue` or `contest-end`; recipients counts mails. */
export interface Planned {
  readonly at: Instant;
  readonly what: string;
  readonly recipients: number;
}

/**
 * @param context the procedure's memory; in a draft the list is empty
 * @returns what lies ahead of `context.asOf`, soonest first. Reminders count who has not answered now; after the deadline it
 *   follows the course without a declaration.
 */
export function plannedTimetable(context: ProcedureContext): readonly Planned[] {
  if (!context.frozen || !context.round || context.referral || context.withdrawal) return [];
  const ahead = [...windowEvents(context), ...afterWindow(context), ...overdueNotices(context)];
  return ahead.filter(({ at }) => at > context.asOf).toSorted((a, b) => compareInstants(a.at, b.at));
}

function windowEvents(context: ProcedureContext): readonly Planned[] {
  const { round } = launched(context);
  if (round.closed) return [];
  return [
    { at: round.opensAt, what: 'opening', recipients: everyone(context).length },
    ...context.reminders.map(({ at, label }) => ({
      at,
      what: `reminder ${label}`,
      recipients: reminderRecipients(context).length,
    })),
    { at: round.deadline.at, what: 'closing', recipients: officers(context, 'chair', 'secretariat').length },
  ];
}

function afterWindow(context: ProcedureContext): readonly Planned[] {
  const { round } = launched(context);
  const { extendableUntil, consultation, contestableUntil } = context;
  const waits = round.closed !== null && context.awaitingSince === null && context.declarations.length === 0;
  return [
    ...(waits && extendableUntil
      ? [{ at: extendableUntil.at, what: 'lapsing', recipients: everyone(context).length }]
      : []),
    ...(waits && consultation
      ? [{ at: consultation.endsAt.at, what: 'consultation-end', recipients: 0 }]
      : []),
    ...(contestableUntil && standingDeclaration(context)
      ? [{ at: contestableUntil.at, what: 'contest-end', recipients: 0 }]
      : []),
  ];
}

function overdueNotices(context: ProcedureContext): readonly Planned[] {
  const { rules, round } = launched(context);
  if (standingDeclaration(context) || rules.declaration.by.length === 0) return [];
  const recipients = (notice: number): number =>
    officers(context, 'chair', ...(notice > 1 ? (['secretariat'] as const) : [])).length;
  if (!round.closed)
    return overdueAfterDeadline(context).map(({ at }, index) => ({
      at,
      what: 'outcome-overdue',
      recipients: recipients(index + 1),
    }));
  const next = nextOverdueNotice(context);
  return next
    ? [{ at: next.at, what: 'outcome-overdue', recipients: recipients(context.overdueNotices + 1) }]
    : [];
}
