import type { EntityManager } from 'typeorm';
import { newId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import type { BulkLine, BulkOutcome, BulkPlan, BulkPreview, LeftOut } from './bulk-reminder.dto.js';

/** How long a list that was shown can be sent. Source: assumed. */
const VALID_MINUTES = 60;

/** A list that was shown, with what became of it. */
export interface StoredBulk extends BulkPreview {
  readonly askedAt: Instant;
  readonly expired: boolean;
  readonly plan: BulkPlan | null;
  readonly outcome: BulkOutcome | null;
}

const COLUMNS = `id, hash, lines, left_out as "leftOut", iso(asked_at) as "askedAt", iso(expires_at) as "expiresAt",
  expires_at <= legal_now() as expired, plan, outcome`;

/** @returns the list as it is kept */
export async function insertBulk(
  tx: EntityManager,
  shown: { readonly hash: string; readonly lines: readonly BulkLine[]; readonly leftOut: readonly LeftOut[] },
  askedBy: string,
): Promise<StoredBulk> {
  const [row] = await tx.query<StoredBulk[]>(
    `insert into bulk_reminder (id, hash, lines, left_out, asked_by, expires_at)
      values ($1, $2, $3, $4, $5, legal_now() + make_interval(mins => $6)) returning ${COLUMNS}`,
    [
      newId<string>(),
      shown.hash,
      JSON.stringify(shown.lines),
      JSON.stringify(shown.leftOut),
      askedBy,
      VALID_MINUTES,
    ],
  );
  if (!row) throw new Error('the list was not kept');
  return row;
}

/** @returns the list, or null */
export async function findBulk(tx: EntityManager, id: string): Promise<StoredBulk | null> {
  const [row] = await tx.query<StoredBulk[]>(`select ${COLUMNS} from bulk_reminder where id = $1`, [id]);
  return row ?? null;
}

/** Holds the list until the transaction ends. @returns it, or null */
export async function lockBulk(tx: EntityManager, id: string): Promise<StoredBulk | null> {
  const [row] = await tx.query<StoredBulk[]>(
    `select ${COLUMNS} from bulk_reminder where id = $1 for update`,
    [id],
  );
  return row ?? null;
}

/** Fixes what is to be sent. */
export async function savePlan(tx: EntityManager, id: string, plan: BulkPlan): Promise<void> {
  await tx.query('update bulk_reminder set plan = $2 where id = $1 and plan is null', [
    id,
    JSON.stringify(plan),
  ]);
}

/** Keeps what became of it; what is kept already stays. @returns what is kept */
export async function saveOutcome(
  tx: EntityManager,
  id: string,
  outcome: Omit<BulkOutcome, 'sentAt'>,
): Promise<BulkOutcome> {
  await tx.query(
    `update bulk_reminder set sent_at = legal_now(), outcome = $2::jsonb || jsonb_build_object('sentAt', iso(legal_now()))
      where id = $1 and outcome is null`,
    [id, JSON.stringify(outcome)],
  );
  const [row] = await tx.query<{ outcome: BulkOutcome }[]>(
    'select outcome from bulk_reminder where id = $1',
    [id],
  );
  if (!row) throw new Error(`the list ${id} is gone`);
  return row.outcome;
}
