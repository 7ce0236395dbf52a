/** A feed as a calendar. Calendars are shared, so it holds no link and nothing that changes from one reading to the next. Pure. */
import { deadlineText } from '../../../kernel/deadline-text.js';
import type { Instant } from '../../../kernel/instant.js';
import { type CalendarEntry, calendarText } from '../../../platform/mail/index.js';
import type { DatedEntries } from '../board.service.js';
import type { BoardEntry } from '../board.types.js';

/**
 * @param title of the calendar
 * @param dated its entries; of more than it holds, its description says so
 * @returns iCalendar text. An entry keeps its UID as long as the case waits for the same thing; a change of the deadline makes a newer
 *   version; what is done is there no more, and calendars that subscribe drop it.
 */
export function feedText(title: string, { entries, isCut }: DatedEntries): string {
  const events = entries.flatMap((entry) => (entry.pressesAt ? [event(entry, entry.pressesAt)] : []));
  const cut = `Only the ${events.length} entries that are due first are shown: there are more. The board shows all of them.`;
  return calendarText(events, { product: 'Deadline board', title, ...(isCut ? { description: cut } : {}) });
}

function event(entry: BoardEntry, at: Instant): CalendarEntry {
  const { caseId, key, sequence, changedAt, what, reference, title, dueAt, postponedUntil } = entry;
  const postponed = postponedUntil !== null && dueAt !== null && postponedUntil > dueAt;
  const due = deadlineText(at, { zone: 'UTC', locale: 'en' }).utc;
  return {
    uid: `case-${caseId}-${key}@plenum`,
    sequence,
    method: 'PUBLISH',
    stampedAt: changedAt,
    at,
    summary: `${what} (${reference})`,
    description: [title, `${postponed ? 'Postponed until' : 'Due'} ${due}.`].join('\n'),
  };
}
