/** The list of meetings: those ahead and under way, the next one first, and those that were held. */
import type { Instant } from '../../../kernel/instant.js';
import { statusTitle } from '../../../modules/case-kinds/index.js';
import { MEETINGS, type MeetingReading } from '../../../modules/plenary/index.js';
import { type ShownDays, daysBetween, daysOf } from '../meeting.words.js';

/** A meeting in the list. */
export interface ListedMeeting {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly status: string;
  readonly needed: string;
  readonly type: string;
  readonly imported: boolean;
  readonly days: ShownDays;
  /** calendar days until it opens, in the place's reckoning; null once it has */
  readonly in: number | null;
}

/**
 * @param readings meetings, those that open last first
 * @param now instant
 * @param locale BCP 47 tag of the reader's language
 */
export function listPage(readings: readonly MeetingReading[], now: Instant, locale: string) {
  const rows = readings.map((reading) => ({ ended: reading.line.ended, row: rowOf(reading, now, locale) }));
  return {
    ahead: rows.flatMap(({ ended, row }) => (ended ? [] : [row])).reverse(),
    held: rows.flatMap(({ ended, row }) => (ended ? [row] : [])),
  };
}

function rowOf({ id, line, memory }: MeetingReading, now: Instant, locale: string): ListedMeeting {
  const { reference, title, status, needed, imported } = line;
  const left = daysBetween(now, memory.opensAt.at, memory.zone);
  return {
    id,
    reference,
    title,
    status: statusTitle(MEETINGS.workflow.name, status),
    needed,
    type: memory.type,
    imported,
    days: daysOf(memory, locale),
    in: memory.opensAt.at > now ? left : null,
  };
}
