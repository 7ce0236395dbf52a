import type { EntityManager } from 'typeorm';
import type { Instant } from '../../../kernel/instant.js';
import type { BoardEntry, Group, Level } from '../board.types.js';
import { BOARD } from '../projection/board.observer.js';
import {
  type Asking,
  LIVE,
  contains,
  groupCondition,
  groupSet,
  levelCondition,
  recentlyClosed,
  seen,
} from './board.conditions.js';
import type { Cursor } from './cursor.js';
import { Sql, type Statement } from './sql.js';

/** What to read. `audiences` null: everything; else only what these audiences may see. */
export interface BoardQuestion {
  readonly audiences: readonly number[] | null;
  /** each a set of codes of which one must be waited on */
  readonly waitsOn: readonly (readonly string[])[];
  readonly workflow: string | null;
  readonly level: Level | null;
  readonly group: Group | null;
  /** the beginning of a day, and the end of one: what is due at 24:00 belongs to the day that ends */
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly words: string | null;
  readonly historical: boolean;
  readonly after: Cursor | null;
  readonly limit: number;
}

const ENTRY = `e.case_id as "caseId", e.key, e.workflow, reference, title, status, what, waits_on as "waitsOn", unreachable,
  iso(since) as since, iso(due_at) as "dueAt", iso(postponed_until) as "postponedUntil",
  case when due_at is not null then iso(e.presses_at) end as "pressesAt",
  jsonb_build_object('reached', rung_reached, 'of', rung_of, 'last', rung_last) as rung,
  case when timer_at is not null then jsonb_build_object('name', timer_name, 'title', timer_title, 'at', iso(timer_at)) end as timer,
  stuck, trouble, iso(stuck_since) as "stuckSince", historical, iso(ended_at) as "endedAt",
  sequence, iso(changed_at) as "changedAt",
  exists (select 1 from case_observation_due d where d.observer = '${BOARD}' and d.case_id = e.case_id) as stale`;

/**
 * @returns the statement of one page: by what presses first; of closed cases the last that ended first. Where a few keys come into
 *   question they are read first, in order and out of an index, and their rows no further than the page («offset 0» keeps it so).
 */
export function pageStatement(question: BoardQuestion, asking: Asking): Statement {
  const sql = new Sql();
  const driven = drivenBy(question, asking, sql);
  const from = driven
    ? `(select distinct presses_at, case_id, key from (${driven.keys}) k where true${seen(question, sql)}
        order by presses_at, case_id, key) w
       cross join lateral (select * from board_entry where case_id = w.case_id and key = w.key offset 0) e`
    : 'board_entry e';
  const where = conditions(driven?.rest ?? question, asking, sql);
  const columns = driven ? 'w.presses_at, w.case_id, w.key' : 'e.presses_at, e.case_id, e.key';
  const order = isClosed(question) ? 'e.ended_at desc, e.case_id desc, e.key desc' : columns;
  const limit = sql.value(question.limit, 'int');
  return {
    text: `select ${ENTRY} from ${from} where ${where} order by ${order} limit ${limit}`,
    values: sql.values,
  };
}

/** @returns a query of the keys that come into question, and what is left to ask of their rows; null where it is most of them */
function drivenBy(
  question: BoardQuestion,
  asking: Asking,
  sql: Sql,
): { readonly keys: string; readonly rest: BoardQuestion } | null {
  const { waitsOn, group, level } = question;
  if (!isLive(question)) return null;
  const ofCodes = waitsOn.map(
    (codes) =>
      `select case_id, key, presses_at, audience from board_wait where code = any(${sql.value(codes, 'text[]')})`,
  );
  const ofGroup =
    group === 'today' || group === 'at-risk' || group === 'bounced' ? [groupSet(group, asking, sql)] : [];
  const ofLevel = level === 'at-risk' ? [groupSet(level, asking, sql)] : [];
  const sets = [...ofCodes, ...ofGroup, ...ofLevel];
  if (sets.length === 0) return null;
  const rest = {
    ...question,
    waitsOn: [],
    group: ofGroup.length > 0 ? null : group,
    level: ofLevel.length > 0 ? null : level,
  };
  return { keys: sets.map((set) => `(${set})`).join(' intersect '), rest };
}

/** Only live things have rows by code. */
function isLive(question: BoardQuestion): boolean {
  return !question.historical && !isClosed(question);
}

function isClosed({ group, level }: BoardQuestion): boolean {
  return group === 'closed' || level === 'closed';
}

/** @returns the audiences that a reader belongs to */
export async function audiencesOf(tx: EntityManager, readers: readonly string[]): Promise<number[]> {
  const rows = await tx.query<{ id: number }[]>('select id from board_audience where readers && $1::text[]', [
    readers,
  ]);
  return rows.map(({ id }) => id);
}

/** @returns one page of rows */
export async function readPage(
  tx: EntityManager,
  question: BoardQuestion,
  asking: Asking,
): Promise<BoardEntry[]> {
  const { text, values } = pageStatement(question, asking);
  return tx.query<BoardEntry[]>(text, [...values]);
}

function conditions(question: BoardQuestion, asking: Asking, sql: Sql): string {
  const { waitsOn, workflow, from, to, words } = question;
  return [
    ...scope(question, asking, sql),
    `true${seen(question, sql, 'e.')}`,
    ...waitsOn.map((codes) => `waits_on && ${sql.value(codes, 'text[]')}`),
    ...(workflow === null ? [] : [`e.workflow = ${sql.value(workflow, 'text')}`]),
    ...(from === null ? [] : [`e.presses_at > ${sql.value(from, 'timestamptz')}`]),
    ...(to === null ? [] : [`e.presses_at <= ${sql.value(to, 'timestamptz')}`]),
    ...(words === null ? [] : [contains(words, sql)]),
    ...after(question, sql),
  ].join(' and ');
}

/** Live rows, closed ones, or imported histories beside the live ones; then level and group. */
function scope(question: BoardQuestion, asking: Asking, sql: Sql): string[] {
  const { level, group, historical } = question;
  if (isClosed(question)) {
    const contradicts = (level ?? 'closed') !== 'closed' || (group ?? 'closed') !== 'closed';
    return [recentlyClosed(asking.outlook, sql), ...(contradicts ? ['false'] : [])];
  }
  const narrowed = [
    ...(level ? [levelCondition(level, asking.outlook, sql)] : []),
    ...(group && group !== 'closed' ? [groupCondition(group, asking, sql)] : []),
  ];
  if (!historical) return [LIVE, ...narrowed];
  if (group === null && level === null) return ['ended_at is null'];
  const live = ['not historical', ...narrowed].join(' and ');
  const imported = group === null && level === 'waiting' ? 'historical' : 'false';
  return ['ended_at is null', `(${imported} or (${live}))`];
}

function after(question: BoardQuestion, sql: Sql): string[] {
  if (!question.after) return [];
  const [at, caseId, key] = question.after;
  const place = `(${sql.value(at ?? 'infinity', 'timestamptz')}, ${sql.value(caseId, 'uuid')}, ${sql.value(key, 'text')})`;
  return isClosed(question)
    ? [`(e.ended_at, e.case_id, e.key) < ${place}`]
    : [`(e.presses_at, e.case_id, e.key) > ${place}`];
}
