import type { EntityManager } from 'typeorm';
import type { Instant } from '../../../kernel/instant.js';

/** A message that is this process's to send, once. */
export interface Lease {
  readonly id: string;
  readonly endpointId: string;
  readonly endpointName: string;
  readonly url: string;
  readonly type: string;
  readonly body: string;
  /** number of this attempt, from 1 */
  readonly attempt: number;
  /** the database's real clock, which all processes share */
  readonly now: Instant;
  /** sealed; the present one first */
  readonly sealedSecrets: readonly string[];
}

/** What came of an attempt. */
export interface AttemptResult {
  readonly ms: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly response: string | null;
}

/**
 * Leases the message whose time came first, and writes its attempt down before it is made, so that one over which the process dies
 * is in the log. An endpoint gets one message at a time: one that hangs keeps nobody else waiting. All by the database's real clock, as
 * in the outbox: the law's clock may stand still or jump, other systems live on.
 *
 * @param seconds how long the attempt may take before another process may try
 * @returns the message, or null when none is ripe
 */
export async function leaseNext(tx: EntityManager, seconds: number): Promise<Lease | null> {
  const [rows] = await tx.query<[Lease[], number]>(
    `with ripe as (
       select message.id from webhook_message message join webhook_endpoint endpoint on endpoint.id = message.endpoint_id
       where message.status = 'waiting' and next_attempt_at <= clock_timestamp() and endpoint.status = 'enabled'
         and not exists (select 1 from webhook_message other where other.endpoint_id = endpoint.id and other.leased_until > clock_timestamp())
       order by next_attempt_at, message.id limit 1 for update of endpoint skip locked)
     update webhook_message message set attempts = attempts + 1, leased_until = clock_timestamp() + make_interval(secs => $1)
     from webhook_endpoint endpoint
     where message.id = (select id from ripe) and endpoint.id = endpoint_id and message.status = 'waiting'
       and (leased_until is null or leased_until < clock_timestamp())
     returning message.id, endpoint_id as "endpointId", endpoint.name as "endpointName", url, type, body, attempts as attempt, iso(clock_timestamp()) as now,
       array_remove(array[sealed_secret, case when earlier_until > clock_timestamp() then earlier_sealed_secret end], null) as "sealedSecrets"`,
    [seconds],
  );
  const [lease] = rows;
  if (!lease) return null;
  await tx.query(
    `insert into webhook_attempt (message_id, number, asked_by, begun_at) select id, $2, asked_by, $3 from webhook_message where id = $1`,
    [lease.id, lease.attempt, lease.now],
  );
  await tx.query('update webhook_message set asked_by = null where id = $1', [lease.id]);
  return lease;
}

/** Writes down what came of an attempt. */
export async function recordAttempt(
  tx: EntityManager,
  { id, attempt }: Lease,
  { ms, status, error, response }: AttemptResult,
): Promise<void> {
  await tx.query(
    'update webhook_attempt set ms = $3, status = $4, error = $5, response = $6 where message_id = $1 and number = $2',
    [id, attempt, ms, status, error, response],
  );
}

/** Settles a message. Of no effect once another process has it, or its endpoint was ended. */
export async function settleMessage(
  tx: EntityManager,
  { id, attempt }: Lease,
  status: 'delivered' | 'failed',
): Promise<void> {
  await tx.query(
    `update webhook_message set status = $3, settled_at = clock_timestamp(), leased_until = null where id = $1 and attempts = $2 and status = 'waiting'`,
    [id, attempt, status],
  );
}

/** Has a message tried again after so many seconds; at once where somebody asked for it meanwhile. Of no effect once another process has it. */
export async function postponeMessage(
  tx: EntityManager,
  { id, attempt }: Lease,
  seconds: number,
): Promise<void> {
  await tx.query(
    `update webhook_message set leased_until = null,
       next_attempt_at = case when asked_by is null then clock_timestamp() + make_interval(secs => $3) else next_attempt_at end
     where id = $1 and attempts = $2 and status = 'waiting'`,
    [id, attempt, seconds],
  );
}
