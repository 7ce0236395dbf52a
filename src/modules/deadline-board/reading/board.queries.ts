import type { EntityManager } from 'typeorm';
import type { Instant } from '../../../kernel/instant.js';
import type { BoardEntry, Group, Level } from '../board.types.js';
import { BOARD } from '../projection/board.observer.js';
import { type Asking, LIVE, groupCondition, levelCondition, recentlyClosed } from './board.conditions.js';
import type { Cursor } from './cursor.js';
import { Sql } from './sql.js';

/** What to read. `readers` null: everything; else only what these readers may see. */
export interface BoardQuestion {
  readonly readers: readonly string[] | null;
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

const ENTRY = `e.case_id as "caseId", key, workflow, reference, title, status, what, waits_on as "waitsOn", unreachable,
  iso(since) as since, iso(due_at) as "dueAt", iso(postponed_until) as "postponedUntil",
  case when due_at is not null then iso(presses_at) end as "pressesAt",
  jsonb_build_object('reached', rung_reached, 'of', rung_of, 'last', rung_last) as rung,
  case when timer_at is not null then jsonb_build_object('name', timer_name, 'title', timer_title, 'at', iso(timer_at)) end as timer,
  stuck, trouble, iso(stuck_since) as "stuckSince", readers, open_to_readers as "openToReaders", historical, iso(ended_at) as "endedAt",
  sequence, iso(changed_at) as "changedAt",
  exists (select 1 from case_observation_due d where d.observer = '${BOARD}' and d.case_id = e.case_id) as stale`;

/** A statement and its values. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** @returns the statement of one page: by what presses first; of closed cases the last that ended first */
export function pageStatement(question: BoardQuestion, asking: Asking): Statement {
  const sql = new Sql();
  const isClosed = question.group === 'closed' || question.level === 'closed';
  const order = isClosed ? 'ended_at desc, case_id desc, key desc' : 'presses_at, case_id, key';
  const where = conditions(question, asking, sql);
  const limit = sql.value(question.limit, 'int');
  const text = `select ${ENTRY} from board_entry e where ${where} order by ${order} limit ${limit}`;
  return { text, values: sql.values };
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
  const { readers, waitsOn, workflow, from, to, words } = question;
  return [
    ...scope(question, asking, sql),
    ...(readers ? [visible(readers, sql)] : []),
    ...waitsOn.map((codes) => `waits_on && ${sql.value(codes, 'text[]')}`),
    ...(workflow === null ? [] : [`workflow = ${sql.value(workflow, 'text')}`]),
    ...(from === null ? [] : [`presses_at > ${sql.value(from, 'timestamptz')}`]),
    ...(to === null ? [] : [`presses_at <= ${sql.value(to, 'timestamptz')}`]),
    ...(words === null ? [] : [contains(words, sql)]),
    ...after(question, sql),
  ].join(' and ');
}

/** Live rows, closed ones, or imported histories beside the live ones; then level and group. */
function scope({ level, group, historical }: BoardQuestion, asking: Asking, sql: Sql): string[] {
  if (group === 'closed' || level === 'closed')
    return [recentlyClosed(asking.outlook, sql), ...(level === null || level === 'closed' ? [] : ['false'])];
  const narrowed = [
    ...(level ? [levelCondition(level, asking.outlook, sql)] : []),
    ...(group ? [groupCondition(group, asking, sql)] : []),
  ];
  if (!historical) return [LIVE, ...narrowed];
  const live = ['not historical', ...narrowed].join(' and ');
  const imported = group === null && (level === null || level === 'waiting') ? 'historical' : 'false';
  return ['ended_at is null', `(${imported} or (${live}))`];
}

function visible(readers: readonly string[], sql: Sql): string {
  return `readers && ${sql.value(readers, 'text[]')} and open_to_readers`;
}

/** Every sign of the words means itself. */
function contains(words: string, sql: Sql): string {
  const pattern = `%${words.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return `lower(reference || ' ' || title || ' ' || what) like ${sql.value(pattern, 'text')}`;
}

function after({ after: cursor, group, level }: BoardQuestion, sql: Sql): string[] {
  if (!cursor) return [];
  const [at, caseId, key] = cursor;
  const place = `(${sql.value(at ?? 'infinity', 'timestamptz')}, ${sql.value(caseId, 'uuid')}, ${sql.value(key, 'text')})`;
  return group === 'closed' || level === 'closed'
    ? [`(ended_at, case_id, key) < ${place}`]
    : [`(presses_at, case_id, key) > ${place}`];
}

/** How many rows answer each question of a day. */
export type GroupCounts = Readonly<Record<Group, number>>;

/** @returns the statement that counts the groups */
export function summaryStatement(readers: readonly string[] | null, asking: Asking): Statement {
  const sql = new Sql();
  const mine = readers ? ` and ${visible(readers, sql)}` : '';
  const count = (name: Group, condition: string): string =>
    `(select count(*)::int from board_entry where ${condition}${mine}) as "${name}"`;
  const live = (['today', 'closing', 'at-risk', 'bounced', 'overdue'] as const).map((group) =>
    count(group, `${LIVE} and ${groupCondition(group, asking, sql)}`),
  );
  const closed = count('closed', recentlyClosed(asking.outlook, sql));
  return { text: `select ${[...live, closed].join(', ')}`, values: sql.values };
}

/** @returns how many rows answer each question of a day */
export async function readSummary(
  tx: EntityManager,
  readers: readonly string[] | null,
  asking: Asking,
): Promise<GroupCounts> {
  const { text, values } = summaryStatement(readers, asking);
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
  readers: readonly string[] | null,
  now: Instant,
): Statement {
  const sql = new Sql();
  const text = `select case when due_at is not null then to_char((presses_at - interval '1 millisecond') at time zone 'UTC', 'YYYY-MM') end as month, workflow,
      count(*)::int as things, count(*) filter (where presses_at <= ${sql.value(now, 'timestamptz')})::int as late
    from board_entry where ${LIVE} and waits_on && ${sql.value(codes, 'text[]')}${readers ? ` and ${visible(readers, sql)}` : ''}
    group by 1, 2 order by 1, 2`;
  return { text, values: sql.values };
}

/** @returns the cells of a load, by month */
export async function readLoad(
  tx: EntityManager,
  codes: readonly string[],
  readers: readonly string[] | null,
  now: Instant,
): Promise<LoadCell[]> {
  const { text, values } = loadStatement(codes, readers, now);
  return tx.query<LoadCell[]>(text, [...values]);
}
