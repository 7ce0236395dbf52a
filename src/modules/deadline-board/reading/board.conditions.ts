/**
 * Levels and groups as conditions in SQL, so that the indexes of migration 0012 can answer them. The same rules as `board.rules.ts`,
 * of rows that are live; a test holds the two together.
 */
import { OFFICES } from '../board.dto.js';
import type { Group, Level } from '../board.types.js';
import type { Outlook } from '../board.rules.js';
import type { Sql } from './sql.js';

/** Rows under way that are nobody's imported history: the predicate of the board's indexes. */
export const LIVE = 'ended_at is null and not historical';

/** What groups are asked with beside the outlook. */
export interface Asking {
  readonly outlook: Outlook;
  /** the first instant after today, where the asker is */
  readonly tomorrow: string;
  /** codes that the asker acts for: the offices, or the own party */
  readonly mine: readonly string[];
}

/** @returns the condition of a level, of live rows */
export function levelCondition(level: Level, outlook: Outlook, sql: Sql): string {
  const now = (): string => sql.value(outlook.now, 'timestamptz');
  const going = (): string => `not ${stuck(outlook, sql)}`;
  const pressing = (): string =>
    `${going()} and presses_at > ${now()} and (postponed_until is null or postponed_until <= ${now()})`;
  switch (level) {
    case 'closed':
      return 'false';
    case 'stuck':
      return stuck(outlook, sql);
    case 'late':
      return `presses_at <= ${now()} and ${going()}`;
    case 'postponed':
      return `postponed_until > ${now()} and presses_at > ${now()} and ${going()}`;
    case 'at-risk':
      return `${pressing()} and ${atRisk(outlook, sql)}`;
    case 'due-soon':
      return `presses_at <= ${sql.value(outlook.soon, 'timestamptz')} and ${pressing()} and not ${atRisk(outlook, sql)}`;
    case 'waiting':
      return `presses_at > ${sql.value(outlook.soon, 'timestamptz')} and ${pressing()} and not ${atRisk(outlook, sql)}`;
  }
}

/** @returns the condition of a group, of live rows; recently closed ones are asked for in `recentlyClosed` */
export function groupCondition(group: Exclude<Group, 'closed'>, asking: Asking, sql: Sql): string {
  const { outlook } = asking;
  switch (group) {
    case 'today':
      return `(${stuck(outlook, sql)} or ${dueToday(asking, sql)} or ${waitsOnMe(asking, sql)})`;
    case 'closing':
      return `presses_at > ${sql.value(outlook.now, 'timestamptz')} and presses_at <= ${sql.value(outlook.soon, 'timestamptz')}`;
    case 'at-risk':
      return levelCondition('at-risk', outlook, sql);
    case 'bounced':
      return unreached(outlook, sql);
    case 'overdue':
      return `presses_at <= ${sql.value(outlook.now, 'timestamptz')}`;
  }
}

/** @returns the condition of cases that ended of late */
export function recentlyClosed({ closed }: Outlook, sql: Sql): string {
  return `ended_at > ${sql.value(closed, 'timestamptz')} and not historical`;
}

/** @returns the codes of the offices for whoever holds one, else the own party */
export function codesOf(isOffice: boolean, party: string): readonly string[] {
  return isOffice ? OFFICES : [party];
}

function stuck({ timerGrace }: Outlook, sql: Sql): string {
  return `(stuck or coalesce(timer_at < ${sql.value(timerGrace, 'timestamptz')}, false))`;
}

function unreached({ reach }: Outlook, sql: Sql): string {
  return `(unreachable <> '{}' or waits_on && ${sql.value([...reach.keys()], 'text[]')})`;
}

function atRisk(outlook: Outlook, sql: Sql): string {
  const silent = `(presses_at <= ${sql.value(outlook.risk, 'timestamptz')} and since <= ${sql.value(outlook.silent, 'timestamptz')} and rung_reached > 0)`;
  return `(${unreached(outlook, sql)} or (timer_at is null and due_at is not null) or ${silent})`;
}

/** What is due at the end of today is due today. */
function dueToday({ outlook, tomorrow }: Asking, sql: Sql): string {
  const [now, end] = [sql.value(outlook.now, 'timestamptz'), sql.value(tomorrow, 'timestamptz')];
  return `(presses_at > ${now} and presses_at <= ${end})`;
}

/** Without a date it is to be done now. */
function waitsOnMe({ outlook, mine, tomorrow }: Asking, sql: Sql): string {
  const soonest = `presses_at <= ${sql.value(tomorrow, 'timestamptz')} or due_at is null`;
  const pressed = `postponed_until is null or postponed_until <= ${sql.value(outlook.now, 'timestamptz')}`;
  return `(waits_on && ${sql.value(mine, 'text[]')} and (${soonest}) and (${pressed}))`;
}
