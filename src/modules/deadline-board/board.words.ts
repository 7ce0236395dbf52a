/** Codes, lengths of time and counts as they stand in the board's sentences. Pure. */
import { type Instant, addMs, msBetween } from '../../kernel/instant.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** So many codes are named in a sentence; of more, the first ones and how many others. */
const NAMED = 3;

const OFFICES: Readonly<Record<string, string>> = {
  chair: 'the Chair',
  'vice-chair': 'the Vice-Chair',
  secretariat: 'the Secretariat',
  participants: 'the Participants',
  observers: 'the Observers',
  all: 'all Participants and Observers',
};

/** @returns an office or a collective in words; any other code as it is */
export function codeWords(code: string): string {
  return OFFICES[code] ?? code;
}

/** @returns `GIN`, `the Chair and the Secretariat`, `AGO, ARM, AUS and 47 others` */
export function whoWords(codes: readonly string[]): string {
  const words = codes.map(codeWords);
  const more = words.length - NAMED;
  if (more > 0) return `${words.slice(0, NAMED).join(', ')} and ${counted(more, 'other')}`;
  const last = words.at(-1) ?? 'nobody';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last;
}

/** @returns whether the words of these codes take a verb in the plural */
export function arePlural(codes: readonly string[]): boolean {
  return codes.length > 1 || codes.some((code) => ['participants', 'observers', 'all'].includes(code));
}

/** @returns a length of time in whole days, under two days in whole hours: `12 days`, `30 hours`, `less than an hour` */
export function spanWords(from: Instant, to: Instant): string {
  const ms = Math.abs(msBetween(from, to));
  if (ms < HOUR_MS) return 'less than an hour';
  if (ms < 2 * DAY_MS) return counted(Math.floor(ms / HOUR_MS), 'hour');
  return counted(Math.floor(ms / DAY_MS), 'day');
}

/** @returns `once`, `twice`, `3 times` */
export function timesWords(count: number): string {
  return ['never', 'once', 'twice'][count] ?? `${count} times`;
}

/** @returns the day of an instant in UTC: `2013-03-31` */
export function dayWords(at: Instant): string {
  return at.slice(0, 10);
}

/** @returns the last day of a deadline in UTC, where the deadline is the first instant that is too late */
export function lastDayWords(deadline: Instant): string {
  return dayWords(addMs(deadline, -1));
}

/** @returns `1 day`, `2 days` */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
