import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { CaseId } from '../../../kernel/ids.js';
import type { BoardRow } from '../board.types.js';

/** How the columns of a row read in JSON, which is how many rows come in one statement. */
const INCOMING = `jsonb_to_recordset($1::jsonb) as r ("caseId" uuid, revision int, key text, workflow text, reference text, title text,
  status text, what text, "waitsOn" text[], unreachable text[], since timestamptz, "dueAt" timestamptz, "postponedUntil" timestamptz,
  rung jsonb, timer jsonb, stuck boolean, trouble text, readers text[], audience text, historical boolean, "endedAt" timestamptz)`;

const COLUMNS = `case_id, key, workflow, reference, title, status, what, waits_on, unreachable, since, due_at, postponed_until,
  rung_reached, rung_of, rung_last, timer_name, timer_title, timer_at, stuck, trouble, stuck_since, audience, historical,
  ended_at, sequence, changed_at`;

/** Everything but the identity and what depends on the row before. */
const REPLACED = [
  'workflow',
  'reference',
  'title',
  'status',
  'what',
  'waits_on',
  'unreachable',
  'since',
  'due_at',
  'postponed_until',
  'rung_reached',
  'rung_of',
  'rung_last',
  'timer_name',
  'timer_title',
  'timer_at',
  'stuck',
  'trouble',
  'audience',
  'historical',
  'ended_at',
]
  .map((column) => `${column} = excluded.${column}`)
  .join(', ');

/** What people put into their calendars: only a change of it makes a newer version. */
const CHANGED = `(old.title, old.what, old.due_at, old.postponed_until, old.ended_at)
  is distinct from (excluded.title, excluded.what, excluded.due_at, excluded.postponed_until, excluded.ended_at)`;

/** The rows of a case, as the revision of the case has them. */
export interface CaseRows {
  readonly caseId: CaseId;
  readonly revision: number;
  readonly rows: readonly BoardRow[];
}

/**
 * Makes the board say of cases what the rows say, and nothing else.
 *
 * @param tx holds the lock of each case
 * @param cases with all their rows
 */
export async function keepRows(tx: EntityManager, cases: readonly CaseRows[]): Promise<void> {
  const incoming = cases.flatMap(({ caseId, revision, rows }) =>
    rows.map((row) => ({ ...row, caseId, revision, audience: audienceKey(row.readers) })),
  );
  const values = JSON.stringify(incoming);
  const ids = cases.map(({ caseId }) => caseId);
  if (ids.length === 0) return;
  await keepAudiences(tx, values);
  await tx.query(
    `delete from board_entry e where case_id = any($2::uuid[])
       and not exists (select 1 from ${INCOMING} where r."caseId" = e.case_id and r.key = e.key)`,
    [values, ids],
  );
  await tx.query(
    `insert into board_entry as old (${COLUMNS})
     select "caseId", r.key, workflow, reference, title, status, what, "waitsOn", unreachable, since, "dueAt", "postponedUntil",
       (rung ->> 'reached')::int, (rung ->> 'of')::int, rung ->> 'last', timer ->> 'name', timer ->> 'title', (timer ->> 'at')::timestamptz,
       stuck, trouble, case when stuck then legal_now() end, a.id, historical, "endedAt", revision, legal_now()
     from ${INCOMING} join board_audience a on a.key = r.audience
     on conflict (case_id, key) do update set ${REPLACED},
       stuck_since = case when excluded.stuck then coalesce(old.stuck_since, excluded.stuck_since) end,
       sequence = case when ${CHANGED} then excluded.sequence else old.sequence end,
       changed_at = case when ${CHANGED} then excluded.changed_at else old.changed_at end`,
    [values],
  );
  await keepWaits(
    tx,
    cases.filter(({ rows }) => !rows.every(({ historical }) => historical)).map(({ caseId }) => caseId),
  );
}

/** Says of a case that it is stuck, and why, and leaves the rest as it was. @returns false when the board has no row of it */
export async function keepTrouble(
  tx: EntityManager,
  caseId: CaseId,
  trouble: string | null,
): Promise<boolean> {
  const [, count] = await tx.query<[unknown, number]>(
    `update board_entry set stuck = true, stuck_since = coalesce(stuck_since, legal_now()), trouble = $2 where case_id = $1`,
    [caseId, trouble],
  );
  return count > 0;
}

/** Readers are sorted, so that the same ones have the same key; a list of sixty is too long for an index itself. */
function audienceKey(readers: readonly string[]): string {
  return createHash('sha256').update(readers.join(' ')).digest('hex');
}

/** Sorted, so that two transactions that meet the same new audiences do not wait for each other. */
async function keepAudiences(tx: EntityManager, values: string): Promise<void> {
  await tx.query(
    `insert into board_audience (key, readers)
     select distinct on (r.audience) r.audience, r.readers from ${INCOMING}
       where not exists (select 1 from board_audience known where known.key = r.audience) order by r.audience
     on conflict (key) do nothing`,
    [values],
  );
}

/** One row for each code that a live thing waits on, as the thing now stands. */
async function keepWaits(tx: EntityManager, ids: readonly CaseId[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query('delete from board_wait where case_id = any($1::uuid[])', [ids]);
  await tx.query(
    `insert into board_wait (case_id, key, code, unreachable, presses_at, postponed_until, workflow, audience)
     select case_id, key, code, code = any(unreachable), presses_at, postponed_until, workflow, audience
       from board_entry, unnest(waits_on) as code where case_id = any($1::uuid[]) and ended_at is null and not historical`,
    [ids],
  );
}
