import type { EntityManager } from 'typeorm';
import type { CaseId } from '../../kernel/ids.js';

/** A case that an observer has still to be shown. */
export interface DueObservation {
  readonly observer: string;
  readonly caseId: CaseId;
}

const LONGEST_ERROR = 2000;

/**
 * Takes note of an observer's version. One that is new, or newer than the one on record, is to be shown every case.
 *
 * @returns whether every case is to be shown to it
 */
export async function recordObserver(tx: EntityManager, name: string, version: number): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `insert into case_observer as known (name, version) values ($1, $2)
     on conflict (name) do update set version = excluded.version where known.version < excluded.version returning name`,
    [name, version],
  );
  return rows.length > 0;
}

/** Puts every started case down to be shown. @returns how many were put down; those that waited already are not counted */
export async function putDownEveryCase(tx: EntityManager, observer: string): Promise<number> {
  const rows = await tx.query<unknown[]>(
    `insert into case_observation_due (observer, case_id) select $1, id from case_file where snapshot is not null
     on conflict (observer, case_id) do update set next_attempt_at = clock_timestamp()
     returning 1`,
    [observer],
  );
  return rows.length;
}

/** Puts a case down after its observer failed on it; it is shown again after a back-off. */
export async function putDownFailure(
  tx: EntityManager,
  { observer, caseId }: DueObservation,
  error: string,
): Promise<void> {
  await tx.query(
    `insert into case_observation_due as due (observer, case_id, attempts, last_error, next_attempt_at)
       values ($1, $2, 1, $3, clock_timestamp() + interval '5 seconds')
     on conflict (observer, case_id) do update set attempts = due.attempts + 1, last_error = excluded.last_error,
       next_attempt_at = clock_timestamp() + make_interval(secs => least(power(2, due.attempts + 1), 300))`,
    [observer, caseId, error.slice(0, LONGEST_ERROR)],
  );
}

/**
 * Locks the case, as a run does before it puts one down, and never the row of what is due: so the two do not wait for each other.
 *
 * @returns what has waited longest to be shown to one of the observers, of cases that nobody else has locked; null when there is none
 */
export async function lockDueObservation(
  tx: EntityManager,
  observers: readonly string[],
): Promise<DueObservation | null> {
  const [row] = await tx.query<DueObservation[]>(
    `select due.observer, due.case_id as "caseId" from case_observation_due due join case_file on case_file.id = due.case_id
     where due.observer = any($1) and due.next_attempt_at <= clock_timestamp()
     order by due.next_attempt_at limit 1 for no key update of case_file skip locked`,
    [observers],
  );
  return row ?? null;
}

/** Strikes a case off, to be shown in this transaction. @returns false when somebody else has shown it meanwhile */
export async function strikeOff(tx: EntityManager, { observer, caseId }: DueObservation): Promise<boolean> {
  const [, count] = await tx.query<[unknown, number]>(
    'delete from case_observation_due where observer = $1 and case_id = $2',
    [observer, caseId],
  );
  return count === 1;
}

/** @returns how many cases an observer has still to be shown, and the last error of one that failed */
export async function observationsLeft(
  tx: EntityManager,
  observer: string,
): Promise<{ readonly cases: number; readonly lastError: string | null }> {
  const [row] = await tx.query<{ cases: number; lastError: string | null }[]>(
    `select count(*)::int as cases, max(last_error) as "lastError" from case_observation_due where observer = $1`,
    [observer],
  );
  return row ?? { cases: 0, lastError: null };
}
