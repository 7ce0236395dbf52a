import type { EntityManager } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';

/**
 * How a try ended. `taken`: a server took the mail. `refused`: it said for good that it does not. `deferred`: it did not take it now, and it
 * is tried again. `given-up`: another try would do harm.
 */
export const ATTEMPT_OUTCOMES = ['taken', 'refused', 'deferred', 'given-up'] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** One try to hand a mail to a server. */
export interface MailAttempt {
  /** 1 is the first */
  readonly number: number;
  readonly begunAt: Instant;
  /** null: it is under way, or was cut short */
  readonly endedAt: Instant | null;
  readonly outcome: AttemptOutcome | null;
  /** what the server said, or what kept it from being asked */
  readonly response: string | null;
}

/** The tries of a mail. */
export interface MailDeliveries {
  /** the first try first; those of mails from before tries were kept are missing */
  readonly deliveries: readonly MailAttempt[];
  /** when it is tried next, by the law's clock; null: it is not */
  readonly nextTryAt: Instant | null;
}

const LONGEST_RESPONSE = 1000;

/**
 * Counts a try, before it is made, so that a mail a crash interrupted is known to have been tried.
 *
 * @returns what is to be sent, sealed; null when there is nothing to send. Undefined when the mail no longer waits
 */
export async function beginAttempt(tx: EntityManager, id: string): Promise<string | null | undefined> {
  const rows = await tx.query<{ sealed: string | null }[]>(
    `with tried as (
       update mail_message set attempts = attempts + (sealed is not null)::int where id = $1 and status = 'queued'
         returning id, attempts, sealed
     ), noted as (
       insert into mail_attempt (mail_id, number) select id, attempts from tried where sealed is not null
     )
     select sealed from tried`,
    [id],
  );
  return rows[0]?.sealed;
}

/** Notes how the try that is under way ended; nothing where none is. */
export async function endAttempt(
  tx: EntityManager,
  id: string,
  outcome: AttemptOutcome,
  response: string,
): Promise<void> {
  await tx.query(
    `update mail_attempt set ended_at = legal_now(), outcome = $2, response = $3
      where mail_id = $1 and outcome is null and number = (select attempts from mail_message where id = $1)`,
    [id, outcome, response.slice(0, LONGEST_RESPONSE)],
  );
}

/** @returns the tries of a mail, and when the next one is due, which the outbox knows by the machine's clock */
export async function deliveriesOfMail(tx: EntityManager, id: string): Promise<MailDeliveries> {
  const deliveries = await tx.query<MailAttempt[]>(
    `select number, iso(begun_at) as "begunAt", iso(ended_at) as "endedAt", outcome, response from mail_attempt
      where mail_id = $1 order by number`,
    [id],
  );
  const [waiting] = await tx.query<{ at: Instant }[]>(
    `select iso(legal_now() + greatest(next_attempt_at - clock_timestamp(), interval '0')) as at from outbox_message
      where id = $1 and status = 'pending'`,
    [id],
  );
  return { deliveries, nextTryAt: waiting?.at ?? null };
}
