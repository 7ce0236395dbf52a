/** A feed as a calendar. Calendars are shared, so it holds no link and nothing that changes from one reading to the next. Pure. */
import type { Instant } from '../../../kernel/instant.js';
import type { Words } from '../../../platform/http/words.js';
import { type CalendarEntry, calendarText } from '../../../platform/mail/index.js';
import type { DatedEntries } from '../board.service.js';
import type { BoardEntry } from '../board.types.js';

/**
 * @param title of the calendar
 * @param words of whoever made it: its language, and the zone its deadlines are told in
 * @param dated its entries; of more than it holds, its description says so
 * @returns iCalendar text. An entry keeps its UID as long as the case waits for the same thing; a change of the deadline makes a newer
 *   version; what is done is there no more, and calendars that subscribe drop it.
 */
export function feedText(title: string, { entries, isCut }: DatedEntries, words: Words): string {
  const events = entries.flatMap((entry) => (entry.pressesAt ? [event(entry, entry.pressesAt, words)] : []));
  const cut = words.t('deadline-board.feed.cut', { shown: events.length });
  return calendarText(events, { product: 'Deadline board', title, ...(isCut ? { description: cut } : {}) });
}

function event(entry: BoardEntry, at: Instant, { t, phraseText, whenText }: Words): CalendarEntry {
  const { caseId, key, sequence, changedAt, what, reference, title, dueAt, postponedUntil } = entry;
  const postponed = postponedUntil !== null && dueAt !== null && postponedUntil > dueAt;
  const told = t(`deadline-board.feed.${postponed ? 'postponed' : 'due'}`, { at: whenText(at) });
  return {
    uid: `case-${caseId}-${key}@plenum`,
    sequence,
    method: 'PUBLISH',
    stampedAt: changedAt,
    at,
    summary: `${phraseText(what)} (${reference})`,
    description: [title, told].join('\n'),
  };
}
