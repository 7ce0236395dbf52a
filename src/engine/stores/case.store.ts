import type { EntityManager } from 'typeorm';
import type { CaseId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { JsonObject } from '../../kernel/json.js';
import { UnknownCase } from '../engine.errors.js';

/** A case row. `snapshot` is null until its start command is applied. */
export interface CaseRow {
  readonly id: CaseId;
  readonly workflow: string;
  readonly version: number;
  readonly health: 'sound' | 'stuck';
  readonly trouble: string | null;
  readonly ended: boolean;
  readonly snapshot: JsonObject | null;
  readonly revision: number;
  readonly eventCount: number;
  readonly lastHash: string;
  readonly lastInstant: Instant | null;
  readonly historical: boolean;
  readonly createdAt: Instant;
}

const COLUMNS = `id, workflow, workflow_version as version, health, trouble, ended, snapshot, revision,
  event_count as "eventCount", last_hash as "lastHash", iso(last_instant) as "lastInstant", historical, iso(created_at) as "createdAt"`;

/**
 * Locks the bare case row for this transaction. `for no key update` lets inbox rows, whose foreign key only shares the key,
 * be stored meanwhile: a receipt never waits for a transition.
 *
 * @throws UnknownCase
 */
export async function lockCase(tx: EntityManager, id: CaseId): Promise<CaseRow> {
  const [row] = await tx.query<CaseRow[]>(
    `select ${COLUMNS} from case_file where id = $1 for no key update`,
    [id],
  );
  if (!row) throw new UnknownCase(id);
  return row;
}

/**
 * As {@link lockCase}, for several cases: in the order of their ids, so that two who lock the same ones do not wait for each other.
 *
 * @returns those that there are
 */
export async function lockCases(tx: EntityManager, ids: readonly CaseId[]): Promise<CaseRow[]> {
  return tx.query<CaseRow[]>(
    `select ${COLUMNS} from case_file where id = any($1::uuid[]) order by id for no key update`,
    [ids],
  );
}

/** @throws UnknownCase */
export async function readCase(tx: EntityManager, id: CaseId): Promise<CaseRow> {
  const [row] = await tx.query<CaseRow[]>(`select ${COLUMNS} from case_file where id = $1`, [id]);
  if (!row) throw new UnknownCase(id);
  return row;
}

/** What to list: all cases of a workflow, open ones only if asked, newest first. */
export interface CaseFilter {
  readonly workflow?: string;
  readonly id?: CaseId;
  /** only these, as far as they exist */
  readonly ids?: readonly CaseId[];
  /** only cases whose memory has this under `reference`, letter by letter */
  readonly reference?: string;
  /** only cases in whose memory each of these stands under `reference`, `title` or `subject`, whatever its letter case */
  readonly words?: readonly string[];
  readonly open?: boolean;
  /** only those that have ended */
  readonly ended?: boolean;
  readonly limit?: number;
  /** only cases created before this one (its id), for paging */
  readonly before?: CaseId;
}

/** @returns started cases, newest first, at most `limit` (default 100) */
export async function listCases(tx: EntityManager, filter: CaseFilter): Promise<CaseRow[]> {
  return tx.query<CaseRow[]>(
    `select ${COLUMNS} from case_file
      where snapshot is not null and ($1::text is null or workflow = $1) and (not $2::boolean or not ended) and ($3::uuid is null or id < $3)
        and ($5::uuid is null or id = $5) and ($6::text is null or snapshot #>> '{context,reference}' = $6) and (not $7::boolean or ended)
        and ($8::uuid[] is null or id = any($8))
        and not exists (select from unnest($9::text[]) word where strpos(lower(concat_ws(' ', snapshot #>> '{context,reference}',
          snapshot #>> '{context,title}', snapshot #>> '{context,subject}')), lower(word)) = 0)
      order by id desc limit $4`,
    [
      filter.workflow ?? null,
      filter.open ?? false,
      filter.before ?? null,
      filter.limit ?? 100,
      filter.id ?? null,
      filter.reference ?? null,
      filter.ended ?? false,
      filter.ids ?? null,
      filter.words ?? null,
    ],
  );
}

/** @returns how many started cases of each workflow have not ended; a workflow without any is left out */
export async function countOpenCases(
  tx: EntityManager,
): Promise<readonly { readonly workflow: string; readonly count: number }[]> {
  return tx.query<{ workflow: string; count: number }[]>(
    `select workflow, count(*)::int as count from case_file where snapshot is not null and not ended group by workflow`,
  );
}

/** Inserts an empty case, pinned to a workflow version. */
export async function insertCase(
  tx: EntityManager,
  row: {
    id: CaseId;
    workflow: string;
    version: number;
    hash: string;
    historical: boolean;
    createdAt: Instant | null;
  },
): Promise<void> {
  await tx.query(
    `insert into case_file (id, workflow, workflow_version, definition_hash, historical, created_at)
     values ($1, $2, $3, $4, $5, coalesce($6::timestamptz, legal_now()))`,
    [row.id, row.workflow, row.version, row.hash, row.historical, row.createdAt],
  );
}

/** What a finished run of `advance` writes back. */
export interface CaseUpdate {
  readonly id: CaseId;
  /** revision the run started from: the update is refused when another one came between */
  readonly revision: number;
  readonly snapshot: JsonObject | null;
  readonly ended: boolean;
  readonly eventCount: number;
  readonly lastHash: string;
  readonly lastInstant: Instant | null;
}

/**
 * Writes the rows of one or several cases in one statement.
 *
 * @throws Error when a revision is not the expected one, which the row locks make impossible
 */
export async function saveCases(tx: EntityManager, updates: readonly CaseUpdate[]): Promise<void> {
  if (updates.length === 0) return;
  const [, count] = await tx.query<[unknown, number]>(
    `update case_file set snapshot = u.snapshot, ended = u.ended, revision = case_file.revision + 1, event_count = u."eventCount",
       last_hash = u."lastHash", last_instant = greatest(last_instant, u."lastInstant")
     from jsonb_to_recordset($1::jsonb) as u (id uuid, revision int, snapshot jsonb, ended boolean, "eventCount" int, "lastHash" text,
       "lastInstant" timestamptz)
     where case_file.id = u.id and case_file.revision = u.revision`,
    [JSON.stringify(updates)],
  );
  if (count !== updates.length)
    throw new Error(`one of the cases ${updates.map(({ id }) => id).join(', ')} changed under its lock`);
}

/** Sets a case aside: nothing is applied to it until a person has looked. */
export async function markStuck(tx: EntityManager, id: CaseId, trouble: string): Promise<void> {
  await tx.query(`update case_file set health = 'stuck', trouble = $2 where id = $1`, [
    id,
    trouble.slice(0, 2000),
  ]);
}

/** Puts a case back to work after its trouble was mended; its parked commands and timers may run again. */
export async function markSound(tx: EntityManager, id: CaseId): Promise<void> {
  await tx.query(`update case_file set health = 'sound', trouble = null where id = $1`, [id]);
  await tx.query(
    `update timer set attempts = 0, next_attempt_at = null where case_id = $1 and status = 'armed'`,
    [id],
  );
  await tx.query(
    `update inbox set status = 'pending', attempts = 0, next_attempt_at = null where case_id = $1 and status = 'parked'`,
    [id],
  );
}

/** @returns how often each of the cases has changed, by id; a case there is not is left out */
export async function revisionsOf(
  tx: EntityManager,
  ids: readonly CaseId[],
): Promise<ReadonlyMap<CaseId, number>> {
  const rows = await tx.query<{ id: CaseId; revision: number }[]>(
    'select id, revision from case_file where id = any($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(({ id, revision }) => [id, revision]));
}
