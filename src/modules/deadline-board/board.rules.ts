/**
 * How urgent a row of the board is at an instant, and why, in one sentence. Pure. What the queries ask for by level and group is the
 * same in SQL (`reading/board.conditions.ts`); a test holds the two together.
 */
import { type Instant, addMs } from '../../kernel/instant.js';
import type { BoardSettings } from '../../platform/config/index.js';
import {
  type BoardEntry,
  type Level,
  type OutOfReach,
  WHY_OUT_OF_REACH,
  type WhyOutOfReach,
} from './board.types.js';
import { arePlural, dayWords, lastDayWords, spanWords, timesWords, whoWords } from './board.words.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What a row is judged by: the instant, the settings counted from it, and who cannot be reached. */
export interface Outlook {
  readonly now: Instant;
  /** due before this is due soon */
  readonly soon: Instant;
  /** silence puts at risk what is due before this */
  readonly risk: Instant;
  /** waited for since before this, and pressed: silent */
  readonly silent: Instant;
  /** an armed timer before this did not fire */
  readonly timerGrace: Instant;
  /** ended after this is recently closed */
  readonly closed: Instant;
  readonly reach: ReadonlyMap<string, OutOfReach>;
}

/** @returns the outlook of an instant */
export function outlookAt(
  now: Instant,
  settings: BoardSettings,
  reach: ReadonlyMap<string, OutOfReach>,
): Outlook {
  return {
    now,
    soon: addMs(now, settings.soonHours * HOUR_MS),
    risk: addMs(now, settings.riskDays * DAY_MS),
    silent: addMs(now, -settings.silentDays * DAY_MS),
    timerGrace: addMs(now, -settings.timerGraceMs),
    closed: addMs(now, -settings.closedDays * DAY_MS),
    reach,
  };
}

type Judged = Pick<
  BoardEntry,
  | 'waitsOn'
  | 'unreachable'
  | 'since'
  | 'dueAt'
  | 'postponedUntil'
  | 'pressesAt'
  | 'rung'
  | 'timer'
  | 'stuck'
  | 'stuckSince'
  | 'historical'
  | 'endedAt'
>;

/** @returns codes that cannot be reached among those waited on, with the reason where one is known; else the case's own note of it */
export function outOfReach(
  entry: Pick<Judged, 'waitsOn' | 'unreachable'>,
  { reach }: Outlook,
): ReadonlyMap<string, OutOfReach> {
  const found = entry.waitsOn.flatMap((code): [string, OutOfReach][] => {
    const known = reach.get(code);
    if (known) return [[code, known]];
    return entry.unreachable.includes(code) ? [[code, { because: 'noted', since: null }]] : [];
  });
  return new Map(found);
}

/** @returns the level of a row; an imported history, whose timers never fire, is never more than waiting */
export function levelOf(entry: Judged, outlook: Outlook): Level {
  const { now, soon } = outlook;
  if (entry.endedAt) return 'closed';
  if (entry.historical) return 'waiting';
  if (entry.stuck || hasMissedTimer(entry, outlook)) return 'stuck';
  if (entry.pressesAt !== null && entry.pressesAt <= now) return 'late';
  if (isPostponed(entry, outlook)) return 'postponed';
  if (isAtRisk(entry, outlook)) return 'at-risk';
  return entry.pressesAt !== null && entry.pressesAt <= soon ? 'due-soon' : 'waiting';
}

/** @returns whether the engine will fire the case's next timer at its instant */
export function isArmed(entry: Judged, outlook: Outlook): boolean {
  return entry.timer !== null && !entry.historical && !entry.stuck && !hasMissedTimer(entry, outlook);
}

function hasMissedTimer({ timer }: Judged, { timerGrace }: Outlook): boolean {
  return timer !== null && timer.at < timerGrace;
}

function isPostponed({ postponedUntil }: Judged, { now }: Outlook): boolean {
  return postponedUntil !== null && postponedUntil > now;
}

function isAtRisk(entry: Judged, outlook: Outlook): boolean {
  return outOfReach(entry, outlook).size > 0 || isUnarmed(entry) || isSilent(entry, outlook);
}

/** Nothing is set to notice that it passes. */
function isUnarmed({ timer, dueAt }: Judged): boolean {
  return timer === null && dueAt !== null;
}

function isSilent({ pressesAt, since, rung }: Judged, { risk, silent }: Outlook): boolean {
  return pressesAt !== null && pressesAt <= risk && since <= silent && rung.reached > 0;
}

/** @returns why the row is at its level, in one sentence without a full stop */
export function whyOf(entry: Judged, outlook: Outlook): string {
  if (!entry.endedAt && entry.historical)
    return 'part of an imported history: its timers never fire, and nobody is pressed';
  return WHY[levelOf(entry, outlook)](entry, outlook);
}

const WHY: Readonly<Record<Level, (entry: Judged, outlook: Outlook) => string>> = {
  closed: ({ endedAt }, { now }) => `ended ${spanWords(endedAt ?? now, now)} ago`,
  stuck: whyStuck,
  late: (entry, { now }) => `late by ${spanWords(entry.pressesAt ?? now, now)}; ${pressedWords(entry)}`,
  postponed: ({ postponedUntil, dueAt }, { now }) =>
    `postponed until ${dayWords(postponedUntil ?? now)}${dueAt ? `; it was due on ${lastDayWords(dueAt)}` : ''}`,
  'at-risk': whyAtRisk,
  'due-soon': (entry, outlook) => `${dueWords(entry, outlook)}; ${waitsWords(entry)}`,
  waiting: (entry, outlook) => `${dueWords(entry, outlook)}; ${waitsWords(entry)}`,
};

function whyStuck({ stuck, stuckSince, timer, dueAt, waitsOn }: Judged, { now }: Outlook): string {
  const awaited =
    dueAt && waitsOn.length > 0 ? `; what ${whoWords(waitsOn)} owes is due on ${lastDayWords(dueAt)}` : '';
  if (stuck)
    return `its ${timer ? 'timer does not run' : 'timer is not armed'}: the case is stuck since ${dayWords(stuckSince ?? now)}${awaited}`;
  return `«${timer?.title ?? ''}» should have come ${spanWords(timer?.at ?? now, now)} ago and did not${awaited}`;
}

function whyAtRisk(entry: Judged, outlook: Outlook): string {
  const due = dueWords(entry, outlook);
  const lost = outOfReach(entry, outlook);
  if (lost.size > 0) return `${due} and ${lostWords(lost)}`;
  if (isUnarmed(entry)) return `${due} and no timer is armed: nothing will happen when it passes`;
  return `${due}; ${pressedWords(entry)} in ${spanWords(entry.since, outlook.now)}`;
}

function lostWords(lost: ReadonlyMap<string, OutOfReach>): string {
  const parts = WHY_OUT_OF_REACH.flatMap((why) => {
    const codes = [...lost].filter(([, { because }]) => because === why).map(([code]) => code);
    return codes.length > 0 ? [LOST_WORDS[why](whoWords(codes))] : [];
  });
  return parts.join(', and ');
}

const LOST_WORDS: Readonly<Record<WhyOutOfReach, (who: string) => string>> = {
  'no-contact': (who) => `no contact of ${who} is known`,
  bounced: (who) => `nobody at ${who} can be reached: the last mail came back`,
  away: (who) => `nobody at ${who} can be reached: everybody is away`,
  'bounced-or-away': (who) =>
    `nobody at ${who} can be reached: some are away, and the last mail to the others came back`,
  noted: (who) => `nobody at ${who} can be reached (noted in the case)`,
};

function dueWords({ dueAt, pressesAt, since }: Judged, { now }: Outlook): string {
  if (dueAt === null || pressesAt === null) return `no date; so since ${dayWords(since)}`;
  return pressesAt > now ? `due in ${spanWords(now, pressesAt)}` : `due since ${spanWords(pressesAt, now)}`;
}

function waitsWords({ waitsOn, timer }: Judged): string {
  if (waitsOn.length > 0) return `it waits on ${whoWords(waitsOn)}`;
  return timer ? `next, ${timer.title} on ${dayWords(timer.at)}` : 'nothing is set to happen';
}

function pressedWords({ waitsOn, rung: { reached, of, last } }: Judged): string {
  if (waitsOn.length === 0) return 'nobody is named who is to act';
  const who = whoWords(waitsOn);
  const [have, were] = arePlural(waitsOn) ? ['have', 'were'] : ['has', 'was'];
  if (reached === 0)
    return `${who} ${have} not acted${of > 0 ? ', and the first step is still to come' : ''}`;
  const step = last === null ? '' : `; last: ${last}`;
  return `${who} ${were} pressed ${timesWords(reached)} (of ${of}${step}) and ${have} not acted`;
}
