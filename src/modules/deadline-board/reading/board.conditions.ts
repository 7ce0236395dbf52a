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

/** @returns the condition of a level, of live rows of `board_entry e` */
export function levelCondition(level: Level, outlook: Outlook, sql: Sql): string {
  const now = (): string => sql.value(outlook.now, 'timestamptz');
  const going = (): string => isGoing(outlook, sql);
  const pressing = (): string =>
    `${going()} and e.presses_at > ${now()} and (postponed_until is null or postponed_until <= ${now()})`;
  switch (level) {
    case 'closed':
      return 'false';
    case 'stuck':
      return stuck(outlook, sql);
    case 'late':
      return `e.presses_at <= ${now()} and ${going()}`;
    case 'postponed':
      return `postponed_until > ${now()} and e.presses_at > ${now()} and ${going()}`;
    case 'at-risk':
      return `(e.case_id, e.key) in (select case_id, key from (${atRiskSet(outlook, sql)}) r)`;
    case 'due-soon':
      return `e.presses_at <= ${sql.value(outlook.soon, 'timestamptz')} and ${pressing()} and not ${atRisk(outlook, sql)}`;
    case 'waiting':
      return `e.presses_at > ${sql.value(outlook.soon, 'timestamptz')} and ${pressing()} and not ${atRisk(outlook, sql)}`;
  }
}

/** @returns the condition of a group, of live rows of `board_entry e`; recently closed ones are asked for in `recentlyClosed` */
export function groupCondition(group: Exclude<Group, 'closed'>, asking: Asking, sql: Sql): string {
  const { now, soon } = asking.outlook;
  if (group === 'overdue') return `e.presses_at <= ${sql.value(now, 'timestamptz')}`;
  if (group === 'closing')
    return `e.presses_at > ${sql.value(now, 'timestamptz')} and e.presses_at <= ${sql.value(soon, 'timestamptz')}`;
  return `(e.case_id, e.key) in (select case_id, key from (${groupSet(group, asking, sql)}) r)`;
}

/**
 * Groups whose conditions have nothing in common are sets of keys, each read from an index of its own, and no condition with «or».
 *
 * @returns a query of `case_id, key, presses_at, audience`, each live row once
 */
export function groupSet(group: 'today' | 'at-risk' | 'bounced', asking: Asking, sql: Sql): string {
  if (group === 'at-risk') return atRiskSet(asking.outlook, sql);
  return group === 'today' ? todaySet(asking, sql) : lostSet(asking.outlook, sql);
}

/** @returns the condition of cases that ended of late */
export function recentlyClosed({ closed }: Outlook, sql: Sql): string {
  return `ended_at > ${sql.value(closed, 'timestamptz')} and not historical`;
}

/** @returns ` and …` for whoever does not see everything */
export function seen(
  { audiences }: { readonly audiences: readonly number[] | null },
  sql: Sql,
  table = '',
): string {
  return audiences ? ` and ${table}audience = any(${sql.value(audiences, 'int[]')})` : '';
}

/** @returns the condition that the words stand in a row, in any letter case; every sign of them means itself */
export function contains(words: string, sql: Sql): string {
  const pattern = `%${words.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return `words like ${sql.value(pattern, 'text')}`;
}

/** @returns the codes of the offices for whoever holds one, else the own party */
export function codesOf(isOffice: boolean, party: string): readonly string[] {
  return isOffice ? OFFICES : [party];
}

function stuck({ timerGrace }: Outlook, sql: Sql): string {
  return `(stuck or timer_at < ${sql.value(timerGrace, 'timestamptz')})`;
}

/** Not stuck; without a timer too, which «not» before an unknown comparison would leave out. */
function isGoing({ timerGrace }: Outlook, sql: Sql): string {
  return `not stuck and (timer_at is null or timer_at >= ${sql.value(timerGrace, 'timestamptz')})`;
}

function unreached({ reach }: Outlook, sql: Sql): string {
  return `(unreachable <> '{}' or waits_on && ${sql.value([...reach.keys()], 'text[]')})`;
}

function atRisk(outlook: Outlook, sql: Sql): string {
  const silent = `(e.presses_at <= ${sql.value(outlook.risk, 'timestamptz')} and since <= ${sql.value(outlook.silent, 'timestamptz')} and rung_reached > 0)`;
  return `(${unreached(outlook, sql)} or (timer_at is null and due_at is not null) or ${silent})`;
}

const KEYS = 'case_id, key, presses_at, audience';

/** What the engine does not go on with. */
function stuckSet(outlook: Outlook, sql: Sql): string {
  return `select ${KEYS} from board_entry where ${LIVE} and ${stuck(outlook, sql)}`;
}

/** What waits on somebody whom nobody reaches. */
function lostSet({ reach }: Outlook, sql: Sql, and = ''): string {
  return `select ${KEYS} from board_wait where code = any(${sql.value([...reach.keys()], 'text[]')})${and}
    union select ${KEYS} from board_wait where unreachable${and}`;
}

function atRiskSet(outlook: Outlook, sql: Sql): string {
  const now = sql.value(outlook.now, 'timestamptz');
  const [risk, silent] = [sql.value(outlook.risk, 'timestamptz'), sql.value(outlook.silent, 'timestamptz')];
  const pressing = ` and presses_at > ${now} and (postponed_until is null or postponed_until <= ${now})`;
  const own = `select ${KEYS} from board_entry where ${LIVE}${pressing}`;
  return `(${lostSet(outlook, sql, pressing)}
    union ${own} and timer_at is null and due_at is not null
    union ${own} and presses_at <= ${risk} and since <= ${silent} and rung_reached > 0)
    except ${stuckSet(outlook, sql)}`;
}

/** Stuck, due by the end of today, or waiting on the asker without a later date. */
function todaySet({ outlook, mine, tomorrow }: Asking, sql: Sql): string {
  const [now, end] = [sql.value(outlook.now, 'timestamptz'), sql.value(tomorrow, 'timestamptz')];
  return `${stuckSet(outlook, sql)}
    union select ${KEYS} from board_entry where ${LIVE} and presses_at > ${now} and presses_at <= ${end}
    union select ${KEYS} from board_wait where code = any(${sql.value(mine, 'text[]')})
      and (presses_at <= ${end} or presses_at = 'infinity') and (postponed_until is null or postponed_until <= ${now})`;
}
