import { type Instant, addMs } from '../../kernel/instant.js';

/** What a calendar is called by the program that shows it. */
export interface CalendarName {
  /** what of Plenum makes it, in the identifier of the product */
  readonly product: string;
  /** shown as the name of a calendar that is subscribed to; left out of one that is sent by mail */
  readonly title?: string;
  /** shown beside the name of a calendar that is subscribed to */
  readonly description?: string;
}

/** One deadline as a calendar entry. Never holds a personal link: calendars are shared. */
export interface CalendarEntry {
  /** the same for every version of the entry; newer versions have a higher sequence */
  readonly uid: string;
  /** 0 or more; calendars take the version with the highest and forget the others (RFC 5546 2.1.5) */
  readonly sequence: number;
  readonly method: 'PUBLISH' | 'CANCEL';
  /** when this version was made */
  readonly stampedAt: Instant;
  readonly at: Instant;
  readonly summary: string;
  readonly description: string;
}

const HALF_HOUR_MS = 1_800_000;
/** RFC 5545 3.1: a line is at most 75 octets; those that continue one begin with a space. */
const LONGEST_LINE = 75;

/**
 * Writes entries as one iCalendar text (RFC 5545). PUBLISH, not REQUEST: no calendar may answer in a delegate's name.
 *
 * @param entries at least one of a calendar that is sent. The text's method is that of the first; a cancelled entry beside a published one is known by its status
 * @param name what it is called
 * @returns lines folded at 75 octets, ended by CRLF. An entry is shown as the half hour before the deadline.
 */
export function calendarText(
  entries: readonly CalendarEntry[],
  { product, title, description }: CalendarName = { product: 'Written procedures' },
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Plenum//${escaped(product)}//EN`,
    'CALSCALE:GREGORIAN',
    `METHOD:${entries[0]?.method ?? 'PUBLISH'}`,
    ...(title === undefined ? [] : [`X-WR-CALNAME:${escaped(title)}`]),
    ...(description === undefined ? [] : [`X-WR-CALDESC:${escaped(description)}`]),
    ...entries.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function eventLines(entry: CalendarEntry): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(entry.uid)}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${basic(entry.stampedAt)}`,
    `DTSTART:${basic(addMs(entry.at, -HALF_HOUR_MS))}`,
    `DTEND:${basic(entry.at)}`,
    `SUMMARY:${escaped(entry.summary)}`,
    `DESCRIPTION:${escaped(entry.description)}`,
    `STATUS:${entry.method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** Calendars count whole seconds; a deadline with milliseconds is shown by the second before it, never after. */
function basic(instant: Instant): string {
  return `${instant.slice(0, 19).replace(/[-:]/g, '')}Z`;
}

function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
}

/** Folds between characters, never inside one: a half character is no UTF-8. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    const room = parts.length === 0 ? LONGEST_LINE : LONGEST_LINE - 1;
    if (Buffer.byteLength(part) + Buffer.byteLength(character) > room) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part].join('\r\n ');
}
