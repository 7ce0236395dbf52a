import type { EntityManager } from 'typeorm';
import type { CaseId, CommandId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Json } from '../../kernel/json.js';
import type { Actor } from '../../kernel/workflow.js';
import type { CommandOutcome } from '../engine.types.js';

/** The reserved type of the command that starts a case. */
export const START = '$start';

/** A received command. */
export interface InboxRow {
  readonly seq: string;
  readonly commandId: CommandId;
  readonly caseId: CaseId;
  readonly type: string;
  readonly fingerprint: string;
  readonly actor: Actor;
  readonly payload: Json;
  readonly receivedAt: Instant;
  readonly status: 'pending' | 'accepted' | 'refused' | 'parked';
  readonly outcome: Pick<CommandOutcome, 'eventSeq' | 'refusal'> | null;
  readonly attempts: number;
  /** whether its back-off is over */
  readonly ripe: boolean;
}

const COLUMNS = `seq, command_id as "commandId", case_id as "caseId", type, fingerprint, actor, payload, iso(received_at) as "receivedAt",
  status, outcome, attempts, (next_attempt_at is null or next_attempt_at <= clock_timestamp()) as ripe`;

/**
 * Stores a command with the law's time stamp: the database's clock as this statement runs, before anything waits for a lock.
 *
 * @returns the row, or null when the command id was there already
 */
export async function storeCommand(
  tx: EntityManager,
  row: {
    commandId: CommandId;
    caseId: CaseId;
    type: string;
    fingerprint: string;
    actor: Actor;
    payload: Json;
    asOf: Instant | null;
  },
): Promise<InboxRow | null> {
  const rows = await tx.query<InboxRow[]>(
    `insert into inbox (command_id, case_id, type, fingerprint, actor, payload, received_at)
     values ($1, $2, $3, $4, $5, $6, coalesce($7::timestamptz, legal_now()))
     on conflict (command_id) do nothing returning ${COLUMNS}`,
    [
      row.commandId,
      row.caseId,
      row.type,
      row.fingerprint,
      JSON.stringify(row.actor),
      JSON.stringify(row.payload),
      row.asOf,
    ],
  );
  return rows[0] ?? null;
}

/** @returns the command of this id, or null */
export async function findCommand(tx: EntityManager, commandId: CommandId): Promise<InboxRow | null> {
  const [row] = await tx.query<InboxRow[]>(`select ${COLUMNS} from inbox where command_id = $1`, [commandId]);
  return row ?? null;
}

/** @returns all undecided commands of a case in order of receipt */
export async function pendingCommands(tx: EntityManager, caseId: CaseId): Promise<InboxRow[]> {
  return tx.query<InboxRow[]>(
    `select ${COLUMNS} from inbox where case_id = $1 and status = 'pending' order by received_at, inbox.seq`,
    [caseId],
  );
}

/** @returns every command ever sent to a case, refused ones included, in order of receipt */
export async function allCommands(tx: EntityManager, caseId: CaseId): Promise<InboxRow[]> {
  return tx.query<InboxRow[]>(
    `select ${COLUMNS} from inbox where case_id = $1 order by received_at, inbox.seq`,
    [caseId],
  );
}

/** What became of one command in a run. */
export interface InboxSettlement {
  readonly seq: string;
  readonly status: InboxRow['status'];
  readonly outcome: InboxRow['outcome'];
  readonly error: string | null;
}

/** Writes outcomes. A command that failed stays pending with one attempt more and a back-off, or is parked. */
export async function settleCommands(
  tx: EntityManager,
  settlements: readonly InboxSettlement[],
): Promise<void> {
  if (settlements.length === 0) return;
  await tx.query(
    `update inbox set status = s.status, outcome = s.outcome, last_error = s.error,
       attempts = inbox.attempts + case when s.error is null then 0 else 1 end,
       next_attempt_at = case when s.status = 'pending' then clock_timestamp() + make_interval(secs => least(power(2, inbox.attempts + 1), 300)) end,
       settled_at = case when s.status = 'pending' then null else legal_now() end
     from jsonb_to_recordset($1::jsonb) as s (seq bigint, status text, outcome jsonb, error text) where inbox.seq = s.seq`,
    [JSON.stringify(settlements)],
  );
}
