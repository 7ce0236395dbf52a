import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { CaseId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { canonicalJson } from '../../kernel/json.js';
import type { CaseEvent } from '../engine.types.js';

/** An event before its hash is known. */
export type EventDraft = Omit<CaseEvent, 'hash'>;

/**
 * The hash of an event: sha-256 over the case, the event and the hash before it, so that changing, dropping or reordering
 * any event shows in every later one.
 *
 * @param caseId the case
 * @param event the event without its hash
 * @param previous hash of the event before; empty text for the first
 * @returns 64 lower-case hex digits
 */
export function eventHash(caseId: string, event: EventDraft, previous: string): string {
  const { seq, type, occurredAt, recordedAt, lateMs, actor, data, cause, commandId, timerId } = event;
  return createHash('sha256')
    .update(
      canonicalJson({
        caseId,
        seq,
        type,
        occurredAt,
        recordedAt,
        lateMs,
        actor,
        data,
        cause,
        commandId,
        timerId,
        previous,
      }),
    )
    .digest('hex');
}

/** Events to be appended to the history of a case. */
export interface NewEvents {
  readonly caseId: CaseId;
  readonly events: readonly CaseEvent[];
}

/** Appends events to the histories of one or several cases in one statement. */
export async function appendEvents(tx: EntityManager, histories: readonly NewEvents[]): Promise<void> {
  const rows = histories.flatMap(({ caseId, events }) => events.map((event) => ({ ...event, caseId })));
  if (rows.length === 0) return;
  await tx.query(
    `insert into case_event (case_id, seq, type, occurred_at, recorded_at, late_ms, actor, data, cause, command_id, timer_id, hash)
     select "caseId", seq, type, "occurredAt", "recordedAt", "lateMs", actor, coalesce(data, 'null'::jsonb), cause, "commandId", "timerId", hash
     from jsonb_to_recordset($1::jsonb) as e ("caseId" uuid, seq int, type text, "occurredAt" timestamptz, "recordedAt" timestamptz, "lateMs" bigint,
       actor jsonb, data jsonb, cause jsonb, "commandId" text, "timerId" uuid, hash text)`,
    [JSON.stringify(rows)],
  );
}

/**
 * @param known only events recorded at or before this instant: what was known then
 * @returns the history in order
 */
export async function readEvents(
  tx: EntityManager,
  caseId: CaseId,
  known: Instant | null = null,
): Promise<CaseEvent[]> {
  return tx.query<CaseEvent[]>(
    `select seq, type, iso(occurred_at) as "occurredAt", iso(recorded_at) as "recordedAt", late_ms::float8 as "lateMs", actor, data, cause,
       command_id as "commandId", timer_id as "timerId", hash
     from case_event where case_id = $1 and ($2::timestamptz is null or recorded_at <= $2) order by seq`,
    [caseId, known],
  );
}
