/** The page of one meeting: what is needed, the days that count down to it, its agenda, and what may be done. */
import type { Instant } from '../../../kernel/instant.js';
import type { MeetingReading } from '../../../modules/plenary/index.js';
import { followed } from '../../../platform/http/live-mark.js';
import { daysBetween } from '../meeting.words.js';

/** A day on the way to a meeting, or of it. */
export interface Milestone {
  /** name of its text: `plenary.milestone.…` */
  readonly name: 'amendments' | 'agenda' | 'opening' | 'end' | 'closed' | 'adopted' | 'published' | 'stated';
  readonly at: string;
  readonly passed: boolean;
  /** calendar days from now, in the place's reckoning */
  readonly in: number;
}

/**
 * @param memory of the meeting
 * @param now instant
 * @returns its days in order: the notices that run backward from the opening, the opening and the end, and what came after
 */
export function milestonesOf(
  { limits, opensAt, endsAt, closedAt, communique, zone }: MeetingReading['memory'],
  now: Instant,
): readonly Milestone[] {
  const days: readonly (readonly [Milestone['name'], string | null])[] = [
    ['amendments', limits.amendments.at],
    ['agenda', limits.agenda.at],
    ['opening', opensAt.at],
    ['end', endsAt.at],
    ['closed', closedAt],
    ['adopted', communique.adoptedAt],
    ['stated', communique.statedAt],
    ['published', communique.publishedAt],
  ];
  return days
    .flatMap(([name, at]) =>
      at === null ? [] : [{ name, at, passed: at <= now, in: daysBetween(now, at, zone) }],
    )
    .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

/** Commands that have a page of their own; `{id}` stands for the meeting. */
const OWN_PAGES: Readonly<Record<string, string>> = {
  'add-items': 'agenda',
  'adopt-agenda': 'agenda',
  'place-item': 'agenda',
  'register-attendance': 'attendance',
  'withdraw-attendance': 'attendance',
  find: 'session',
  'take-position': 'session',
  'make-statement': 'session',
  consult: 'session',
  'follow-recommendation': 'session',
  'send-to-written-procedure': 'session',
  'record-clauses': 'session/clause',
  'amend-clause': 'communique',
  'edit-sentence': 'communique',
  'add-sentence': 'communique/edit',
  'drop-edit': 'communique',
};
/** Commands about the communiqué lead back to it. */
const BACK_TO: Readonly<Record<string, string>> = {
  'circulate-agenda': 'agenda',
  'withdraw-item': 'agenda',
  'remove-clause': 'communique',
  'adopt-communique': 'communique',
  publish: 'communique',
  'close-with-statement': 'communique',
  recommend: 'session',
};

/** @returns address of a meeting's page */
export function addressOfMeeting(id: string, part = ''): string {
  return `/plenary/${encodeURIComponent(id)}${part === '' ? '' : `/${part}`}`;
}

/** @returns the page on which a command is given; null where a plain form does */
export function ownPageOf(id: string, command: string): string | null {
  const part = Object.hasOwn(OWN_PAGES, command) ? OWN_PAGES[command] : undefined;
  return part === undefined ? null : addressOfMeeting(id, part);
}

/** @returns where a plain form leads back to */
export function pageAfter(id: string, command: string): string {
  return addressOfMeeting(id, Object.hasOwn(BACK_TO, command) ? BACK_TO[command] : '');
}

/** @returns that the page follows the meeting while it is under way, as a member of the page's data */
export function following({ file, line }: Pick<MeetingReading, 'file' | 'line'>): { readonly live?: string } {
  return line.ended ? {} : { live: followed(file) };
}
