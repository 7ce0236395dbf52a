import type { EntityManager } from 'typeorm';
import { type CaseId, type OutboxId, newId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { JsonObject } from '../../kernel/json.js';

/** An effect to be carried out after commit, as its handler sees it. */
export interface OutboxMessage {
  readonly id: OutboxId;
  readonly caseId: CaseId | null;
  readonly eventSeq: number | null;
  readonly topic: string;
  readonly payload: JsonObject;
  readonly occurredAt: Instant;
  /** the transition that asked for it ran late, after downtime */
  readonly late: boolean;
  /** it belongs to an imported history: keep it, tell nobody */
  readonly historical: boolean;
  /** how often it was leased, this time included */
  readonly attempts: number;
  /** how often it failed for a reason of its own */
  readonly failures: number;
}

const COLUMNS = `id, case_id as "caseId", event_seq as "eventSeq", topic, payload, iso(occurred_at) as "occurredAt", late, historical, attempts, failures`;

/** Appends effects in one statement. Those of an imported history are kept and never carried out. */
export async function appendOutbox(tx: EntityManager, messages: readonly OutboxMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await tx.query(
    `insert into outbox_message (id, case_id, event_seq, topic, payload, occurred_at, late, historical, status, outcome)
     select id, "caseId", "eventSeq", topic, payload, "occurredAt", late, historical,
       case when historical then 'skipped' else 'pending' end, case when historical then 'imported history: nobody is told' end
     from jsonb_to_recordset($1::jsonb) as m (id uuid, "caseId" uuid, "eventSeq" int, topic text, payload jsonb, "occurredAt" timestamptz, late boolean, historical boolean)`,
    [JSON.stringify(messages)],
  );
}

/** An effect that no machine asked for. */
export interface NewEffect {
  readonly topic: string;
  readonly payload: JsonObject;
  readonly caseId: CaseId | null;
  /** the effect this one carries out: its instant, and whether it is late, are kept */
  readonly because?: Pick<OutboxMessage, 'occurredAt' | 'late'>;
}

/**
 * Writes an effect that no machine asked for, such as a sign-in mail, in the caller's transaction.
 *
 * @param id of the row; one that exists already is left as it is, so that work done twice writes once
 * @returns the row's id
 */
export async function enqueueEffect(
  tx: EntityManager,
  effect: NewEffect,
  id: OutboxId = newId<OutboxId>(),
): Promise<OutboxId> {
  await tx.query(
    `insert into outbox_message (id, case_id, topic, payload, occurred_at, late) values ($1, $2, $3, $4, coalesce($5, legal_now()), $6) on conflict (id) do nothing`,
    [
      id,
      effect.caseId,
      effect.topic,
      JSON.stringify(effect.payload),
      effect.because?.occurredAt ?? null,
      effect.because?.late ?? false,
    ],
  );
  return id;
}

/**
 * Leases a pending, ripe message to this process. Nobody else gets it until the lease is over. A lease that ran out without a word
 * counts as a failure: the process died over the effect, and an effect that kills must not be tried for ever.
 *
 * @param leaseSeconds how long the effect may take before another process may try
 * @returns the message, or null when it is done, leased, or not ripe
 */
export async function leaseMessage(
  tx: EntityManager,
  id: OutboxId,
  leaseSeconds: number,
): Promise<OutboxMessage | null> {
  const [rows] = await tx.query<[OutboxMessage[], number]>(
    `update outbox_message set attempts = attempts + 1, failures = failures + case when leased_until is null then 0 else 1 end, leased_until = clock_timestamp() + make_interval(secs => $2)
     where id = $1 and status = 'pending' and next_attempt_at <= clock_timestamp() and (leased_until is null or leased_until < clock_timestamp())
     returning ${COLUMNS}`,
    [id, leaseSeconds],
  );
  return rows[0] ?? null;
}

/** A lease is known by its number: one that ran out and was given to another process has a higher one. */
export type Lease = Pick<OutboxMessage, 'id' | 'attempts'>;

/** Writes that an effect is done or was skipped, with the reason, or parked, with the error. Of no effect once the lease has passed on. */
export async function settleMessage(
  tx: EntityManager,
  lease: Lease,
  status: 'done' | 'skipped' | 'parked',
  outcome: string,
): Promise<void> {
  await tx.query(
    `update outbox_message set status = $3, outcome = $4, leased_until = null, settled_at = clock_timestamp()
     where id = $1 and attempts = $2 and status = 'pending'`,
    [lease.id, lease.attempts, status, outcome.slice(0, 2000)],
  );
}

/**
 * Gives a failed effect back, to be tried after `waitSeconds`. Of no effect once the lease has passed on.
 *
 * @param counts whether the failure counts toward parking; a server that is away does not
 */
export async function postponeMessage(
  tx: EntityManager,
  lease: Lease,
  waitSeconds: number,
  error: string,
  counts: boolean,
): Promise<void> {
  await tx.query(
    `update outbox_message set leased_until = null, next_attempt_at = clock_timestamp() + make_interval(secs => $3), outcome = $4,
       failures = failures + case when $5 then 1 else 0 end
     where id = $1 and attempts = $2 and status = 'pending'`,
    [lease.id, lease.attempts, waitSeconds, error.slice(0, 2000), counts],
  );
}

/** @returns ids of messages nobody is working on and whose time has come, oldest first */
export async function ripeMessages(tx: EntityManager, limit: number): Promise<OutboxId[]> {
  const rows = await tx.query<{ id: OutboxId }[]>(
    `select id from outbox_message where status = 'pending' and next_attempt_at <= clock_timestamp() and (leased_until is null or leased_until < clock_timestamp())
     order by id limit $1`,
    [limit],
  );
  return rows.map((row) => row.id);
}

/** @returns how many effects are not done yet, and how many of them some process is carrying out now */
export async function workInHand(tx: EntityManager): Promise<{ pending: number; leased: number }> {
  const [row] = await tx.query<{ pending: number; leased: number }[]>(
    `select count(*)::int as pending, count(*) filter (where leased_until > clock_timestamp())::int as leased
      from outbox_message where status = 'pending'`,
  );
  return row ?? { pending: 0, leased: 0 };
}
