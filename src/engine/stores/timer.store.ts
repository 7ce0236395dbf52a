import type { EntityManager } from 'typeorm';
import type { CaseId, TimerId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Json } from '../../kernel/json.js';

/** A timer row: the only thing that decides whether a deadline fires. The epoch tells one stay in a state from the next. */
export interface TimerRow {
  readonly id: TimerId;
  readonly caseId: CaseId;
  readonly name: string;
  readonly xstateId: string;
  readonly epoch: number;
  readonly event: { readonly type: string };
  readonly basis: Json | null;
  readonly armedAt: Instant;
  readonly dueAt: Instant;
  readonly status: 'armed' | 'fired' | 'cancelled';
  readonly endedAt: Instant | null;
  readonly attempts: number;
  readonly ripe: boolean;
  readonly handedOver: boolean;
}

const COLUMNS = `id, case_id as "caseId", name, xstate_id as "xstateId", epoch, event, basis, iso(armed_at) as "armedAt", iso(due_at) as "dueAt",
  status, iso(ended_at) as "endedAt", attempts, (next_attempt_at is null or next_attempt_at <= clock_timestamp()) as ripe,
  handed_over_at is not null as "handedOver"`;

/** @returns the armed timers of a case, soonest first */
export async function armedTimers(tx: EntityManager, caseId: CaseId): Promise<TimerRow[]> {
  return tx.query<TimerRow[]>(
    `select ${COLUMNS} from timer where case_id = $1 and status = 'armed' order by due_at, timer.id`,
    [caseId],
  );
}

/** @returns the armed timers of several cases, soonest first */
export async function armedTimersOf(tx: EntityManager, caseIds: readonly CaseId[]): Promise<TimerRow[]> {
  return tx.query<TimerRow[]>(
    `select ${COLUMNS} from timer where case_id = any($1) and status = 'armed' order by due_at, timer.id`,
    [caseIds],
  );
}

/** @returns every timer a case ever had, in the order they were armed */
export async function allTimers(tx: EntityManager, caseId: CaseId): Promise<TimerRow[]> {
  return tx.query<TimerRow[]>(
    `select ${COLUMNS} from timer where case_id = $1 order by armed_at, epoch, timer.id`,
    [caseId],
  );
}

/** What is remembered of every timer a case ever had. */
export interface TimerMemory {
  /** the highest epoch given to each XState id so far */
  readonly epochs: ReadonlyMap<string, number>;
  /** due instant of the last timer that fired */
  readonly lastFired: Instant | null;
}

/** @returns what is remembered of the timers of each of these cases */
export async function timerMemories(
  tx: EntityManager,
  caseIds: readonly CaseId[],
): Promise<ReadonlyMap<CaseId, TimerMemory>> {
  const rows = await tx.query<
    { caseId: CaseId; xstateId: string; epoch: number; lastFired: Instant | null }[]
  >(
    `select case_id as "caseId", xstate_id as "xstateId", max(epoch)::int as epoch, iso(max(due_at) filter (where status = 'fired')) as "lastFired"
     from timer where case_id = any($1::uuid[]) group by case_id, xstate_id`,
    [caseIds],
  );
  return new Map(
    caseIds.map((caseId) => {
      const own = rows.filter((row) => row.caseId === caseId);
      const epochs = new Map(own.map(({ xstateId, epoch }) => [xstateId, epoch]));
      const fired = own.flatMap(({ lastFired }) => (lastFired ? [lastFired] : [])).sort();
      return [caseId, { epochs, lastFired: fired.at(-1) ?? null }];
    }),
  );
}

/** Writes ended timers first, then new ones: at most one timer of an XState id is armed at any moment (unique index). */
export async function saveTimers(
  tx: EntityManager,
  ended: readonly TimerRow[],
  added: readonly TimerRow[],
): Promise<void> {
  if (ended.length > 0) {
    await tx.query(
      `update timer set status = t.status, ended_at = t."endedAt" from jsonb_to_recordset($1::jsonb) as t (id uuid, status text, "endedAt" timestamptz)
       where timer.id = t.id`,
      [JSON.stringify(ended)],
    );
  }
  if (added.length > 0) {
    await tx.query(
      `insert into timer (id, case_id, name, xstate_id, epoch, event, basis, armed_at, due_at, status, ended_at)
       select id, "caseId", name, "xstateId", epoch, event, basis, "armedAt", "dueAt", status, "endedAt"
       from jsonb_to_recordset($1::jsonb) as t (id uuid, "caseId" uuid, name text, "xstateId" text, epoch int, event jsonb, basis jsonb,
         "armedAt" timestamptz, "dueAt" timestamptz, status text, "endedAt" timestamptz)`,
      [JSON.stringify(added)],
    );
  }
}

/** Notes a failed firing; the timer stays armed and is tried again after a back-off. */
export async function noteTimerFailure(tx: EntityManager, id: TimerId, error: string): Promise<number> {
  const [rows] = await tx.query<[{ attempts: number }[], number]>(
    `update timer set attempts = attempts + 1, last_error = $2,
       next_attempt_at = clock_timestamp() + make_interval(secs => least(power(2, attempts + 1), 300)) where id = $1 returning attempts`,
    [id, error.slice(0, 2000)],
  );
  return rows[0]?.attempts ?? 0;
}
