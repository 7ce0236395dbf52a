import type { Instant } from '../../kernel/instant.js';

/** One deadline as a calendar entry. Never holds a personal link: calendars are shared. */
export interface CalendarEntry {
  /** the same for every version of the entry; newer versions have a higher sequence */
  readonly uid: string;
  readonly sequence: number;
  readonly method: 'PUBLISH' | 'CANCEL';
  /** when this version was made */
  readonly stampedAt: Instant;
  readonly at: Instant;
  readonly summary: string;
  readonly description: string;
}

const HALF_HOUR_MS = 1_800_000;

/**
 * Writes entries as one iCalendar text (RFC 5545). PUBLISH, not REQUEST: no calendar may answer in a delegate's name.
 *
 * @param entries at least one, all of one method
 * @returns lines folded at 75 octets, ended by CRLF. An entry is shown as the half hour before the deadline.
 */
export function calendarText(entries: readonly CalendarEntry[]): string {
  const method = entries[0]?.method ?? 'PUBLISH';
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Plenum//Written procedures//EN', 'CALSCALE:GREGORIAN', `METHOD:${method}`,
    ...entries.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}

function eventLines(entry: CalendarEntry): string[] {
  const begin = new Date(Date.parse(entry.at) - HALF_HOUR_MS).toISOString();
  return [
    'BEGIN:VEVENT', `UID:${escape(entry.uid)}`, `SEQUENCE:${entry.sequence}`, `DTSTAMP:${basic(entry.stampedAt)}`,
    `DTSTART:${basic(begin)}`, `DTEND:${basic(entry.at)}`, `SUMMARY:${escape(entry.summary)}`, `DESCRIPTION:${escape(entry.description)}`,
    `STATUS:${entry.method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`, 'TRANSP:TRANSPARENT', 'END:VEVENT',
  ];
}

/** Calendars count whole seconds; a deadline with milliseconds is shown by the second before it, never after. */
function basic(instant: string): string {
  return `${instant.slice(0, 19).replace(/[-:]/g, '')}Z`;
}

function escape(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/;/g, '\\;').replace(/,/g, '\\,').replace(/\r?\n/g, '\\n').replace(/\p{Cc}/gu, ' ');
}

function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    if (Buffer.byteLength(part) + Buffer.byteLength(character) > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part].join('\r\n ');
}
