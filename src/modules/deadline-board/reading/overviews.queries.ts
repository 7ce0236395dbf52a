/** The board from afar: what waits on each of many codes, by procedure; and how much falls due in which span of time. */
import type { EntityManager } from 'typeorm';
import type { Instant } from '../../../kernel/instant.js';
import type { Level } from '../board.types.js';
import { type Asking, LIVE, neglectedSet, pressing, seen, stuckSet } from './board.conditions.js';
import { Sql, type Statement } from './sql.js';

/** What waits on one code in the cases of one workflow; a thing may be counted as several of these, and the worst of them tells. */
export interface GridCount {
  readonly code: string;
  readonly workflow: string;
  readonly things: number;
  readonly stuck: number;
  readonly late: number;
  readonly atRisk: number;
  readonly soon: number;
  readonly postponed: number;
  /** when the first of them presses; null: never */
  readonly presses: Instant | null;
}

/**
 * Everything is counted out of one index; what takes more than the dates to judge are small sets of keys, joined to it. Of a thing that
 * waits on many, what nothing reaches is at risk for itself alone.
 *
 * @param codes rows of the grid
 * @returns the statement
 */
export function gridStatement(
  codes: readonly string[],
  audiences: readonly number[] | null,
  asking: Asking,
): Statement {
  const sql = new Sql();
  const { outlook } = asking;
  const [now, soon] = [sql.value(outlook.now, 'timestamptz'), sql.value(outlook.soon, 'timestamptz')];
  const mine = `w.code = any(${sql.value(codes, 'text[]')})${seen({ audiences }, sql, 'w.')}`;
  const ahead = pressing(outlook, sql, 'w.');
  const joined = (set: string): string =>
    `select w.code, w.workflow, w.case_id, w.key from (${set}) u join board_wait w on w.case_id = u.case_id and w.key = u.key where ${mine}`;
  const own = `select w.code, w.workflow, w.case_id, w.key from board_wait w where ${mine}${ahead}`;
  const atRisk = `${joined(neglectedSet(outlook, sql))} union ${own} and w.unreachable
      union ${own} and w.code = any(${sql.value([...outlook.reach.keys()], 'text[]')})`;
  const counted = (rows: string): string =>
    `select code, workflow, count(*)::int as things from (${rows}) c group by 1, 2`;
  const text = `select a.code, a.workflow, a.things, a.late, a.soon, a.postponed, iso(nullif(a.presses, 'infinity')) as presses,
      coalesce(s.things, 0) as stuck, coalesce(r.things, 0) as "atRisk"
    from (select w.code, w.workflow, count(*)::int as things, count(*) filter (where w.presses_at <= ${now})::int as late,
        count(*) filter (where w.presses_at <= ${soon}${ahead})::int as soon,
        count(*) filter (where w.postponed_until > ${now} and w.presses_at > ${now})::int as postponed,
        min(w.presses_at) as presses
      from board_wait w where ${mine} group by 1, 2) a
    left join (${counted(joined(stuckSet(outlook, sql)))}) s on s.code = a.code and s.workflow = a.workflow
    left join (${counted(atRisk)}) r on r.code = a.code and r.workflow = a.workflow
    order by a.code, a.workflow`;
  return { text, values: sql.values };
}

/** @returns what waits on each of the codes, by workflow; a code that nothing waits on has no entry */
export async function readGrid(
  tx: EntityManager,
  codes: readonly string[],
  audiences: readonly number[] | null,
  asking: Asking,
): Promise<GridCount[]> {
  const { text, values } = gridStatement(codes, audiences, asking);
  return tx.query<GridCount[]>(text, [...values]);
}

/** @returns the level of the most urgent thing of a cell, and how many there are of that level */
export function worstOf({ things, stuck, late, atRisk, soon, postponed }: GridCount): {
  readonly level: Level;
  readonly count: number;
} {
  if (stuck > 0) return { level: 'stuck', count: stuck };
  if (late > 0) return { level: 'late', count: late };
  if (atRisk > 0) return { level: 'at-risk', count: atRisk };
  if (soon > 0) return { level: 'due-soon', count: soon };
  const waiting = things - postponed;
  return waiting > 0 ? { level: 'waiting', count: waiting } : { level: 'postponed', count: postponed };
}

/** How many things press in one span of time. */
export interface SpanCount {
  /** 0: before the first bound; n: from bound n to the next; the last bound is «never» */
  readonly span: number;
  readonly workflow: string;
  readonly things: number;
}

/**
 * @param bounds instants in order, of which each ends one span; what presses exactly then belongs to the span that ends
 * @param codes each a set of codes of which one must be waited on; none: whatever is on the board
 */
export function spansStatement(
  bounds: readonly Instant[],
  codes: readonly (readonly string[])[],
  audiences: readonly number[] | null,
): Statement {
  const sql = new Sql();
  const places = `(select array_agg(bound + interval '1 millisecond' order by bound) || timestamptz 'infinity'
      from unnest(${sql.value(bounds, 'timestamptz[]')}) bound)`;
  const of = codes.map(
    (set) =>
      `select distinct presses_at, case_id, key, workflow from board_wait where code = any(${sql.value(set, 'text[]')})${seen({ audiences }, sql)}`,
  );
  const from =
    of.length > 0
      ? `(${of.join(' intersect ')}) e`
      : `(select presses_at, workflow from board_entry where ${LIVE}${seen({ audiences }, sql)}) e`;
  const text = `select width_bucket(presses_at, ${places}) as span, workflow, count(*)::int as things
    from ${from} group by 1, 2 order by 1, 2`;
  return { text, values: sql.values };
}

/** @returns how many things press in which span, by workflow */
export async function readSpans(
  tx: EntityManager,
  bounds: readonly Instant[],
  codes: readonly (readonly string[])[],
  audiences: readonly number[] | null,
): Promise<SpanCount[]> {
  const { text, values } = spansStatement(bounds, codes, audiences);
  return tx.query<SpanCount[]>(text, [...values]);
}
