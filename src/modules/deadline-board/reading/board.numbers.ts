/** The board in numbers: how many rows answer each question of a day, and the load of a delegation. */
import type { EntityManager } from 'typeorm';
import type { Instant } from '../../../kernel/instant.js';
import type { Group } from '../board.types.js';
import { type Asking, LIVE, groupCondition, groupSet, recentlyClosed, seen } from './board.conditions.js';
import { Sql, type Statement } from './sql.js';

/** How many rows answer each question of a day. */
export type GroupCounts = Readonly<Record<Group, number>>;

/** @returns the statement that counts the groups */
export function summaryStatement(audiences: readonly number[] | null, asking: Asking): Statement {
  const sql = new Sql();
  const rows = (name: Group, condition: string): string =>
    `(select count(*)::int from board_entry e where ${condition}${seen({ audiences }, sql, 'e.')}) as "${name}"`;
  const keys = (name: 'today' | 'at-risk' | 'bounced'): string =>
    `(select count(*)::int from (${groupSet(name, asking, sql)}) k where true${seen({ audiences }, sql)}) as "${name}"`;
  const counts = [
    keys('today'),
    rows('closing', `${LIVE} and ${groupCondition('closing', asking, sql)}`),
    keys('at-risk'),
    keys('bounced'),
    rows('overdue', `${LIVE} and ${groupCondition('overdue', asking, sql)}`),
    rows('closed', recentlyClosed(asking.outlook, sql)),
  ];
  return { text: `select ${counts.join(', ')}`, values: sql.values };
}

/** @returns how many rows answer each question of a day */
export async function readSummary(
  tx: EntityManager,
  audiences: readonly number[] | null,
  asking: Asking,
): Promise<GroupCounts> {
  const { text, values } = summaryStatement(audiences, asking);
  const [row] = await tx.query<GroupCounts[]>(text, [...values]);
  if (!row) throw new Error('the database did not answer');
  return row;
}

/** What one month holds of one procedure. */
export interface LoadCell {
  /** `2013-03`; null: without a date */
  readonly month: string | null;
  readonly workflow: string;
  readonly things: number;
  readonly late: number;
}

/** @returns the statement that counts what waits on any of the codes, by procedure and by the month (UTC) of its last day */
export function loadStatement(
  codes: readonly string[],
  audiences: readonly number[] | null,
  now: Instant,
): Statement {
  const sql = new Sql();
  const month = `to_char((presses_at - interval '1 millisecond') at time zone 'UTC', 'YYYY-MM')`;
  const text = `select case when presses_at < 'infinity' then ${month} end as month, workflow,
      count(*)::int as things, count(*) filter (where presses_at <= ${sql.value(now, 'timestamptz')})::int as late
    from (select distinct presses_at, case_id, key, workflow from board_wait
      where code = any(${sql.value(codes, 'text[]')})${seen({ audiences }, sql)}) w
    group by 1, 2 order by 1, 2`;
  return { text, values: sql.values };
}

/** @returns the cells of a load, by month */
export async function readLoad(
  tx: EntityManager,
  codes: readonly string[],
  audiences: readonly number[] | null,
  now: Instant,
): Promise<LoadCell[]> {
  const { text, values } = loadStatement(codes, audiences, now);
  return tx.query<LoadCell[]>(text, [...values]);
}
