import type { DataSource } from 'typeorm';
import type { Instant } from '../kernel/instant.js';

/** The state of the engine in numbers, for the health page and the watchdog. */
export interface EngineHealth {
  readonly now: Instant;
  readonly openCases: number;
  readonly armedTimers: number;
  /** armed and past their instant by more than the settle time and one sweep: should be 0 */
  readonly overdueTimers: number;
  readonly stuckCases: number;
  readonly parkedCommands: number;
  readonly parkedEffects: number;
  /** effects not carried out yet, and how long the oldest waits, in seconds */
  readonly waitingEffects: number;
  readonly oldestWaitingSeconds: number;
  /** instant of the last sweep; null when none ran yet */
  readonly lastSweepAt: Instant | null;
  readonly lastSweepSeconds: number | null;
}

/** @returns the engine's numbers, read in one statement */
export async function readHealth(dataSource: DataSource): Promise<EngineHealth> {
  const [row] = await dataSource.query<EngineHealth[]>(`
    select iso(legal_now()) as now,
      (select count(*)::int from case_file where not ended) as "openCases",
      (select count(*)::int from timer join case_file on case_file.id = case_id where status = 'armed' and not historical) as "armedTimers",
      (select count(*)::int from timer join case_file on case_file.id = case_id where status = 'armed' and not historical and due_at < legal_now() - interval '30 seconds') as "overdueTimers",
      (select count(*)::int from case_file where health = 'stuck') as "stuckCases",
      (select count(*)::int from inbox where status = 'parked') as "parkedCommands",
      (select count(*)::int from outbox_message where status = 'parked') as "parkedEffects",
      (select count(*)::int from outbox_message where status = 'pending') as "waitingEffects",
      (select coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::int from outbox_message where status = 'pending') as "oldestWaitingSeconds",
      (select iso(at) from heartbeat where name = 'sweeper') as "lastSweepAt",
      (select extract(epoch from clock_timestamp() - at)::int from heartbeat where name = 'sweeper') as "lastSweepSeconds"`);
  if (!row) throw new Error('the database did not answer');
  return row;
}
