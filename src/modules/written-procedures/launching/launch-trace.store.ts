/** What was done with confirmed launches: rows that are only ever added. */
import type { EntityManager } from 'typeorm';
import type { CaseId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';

export const LAUNCH_DEEDS = ['confirmed', 'countersigned', 'undone', 'refused', 'launched'] as const;
export type LaunchDeed = (typeof LAUNCH_DEEDS)[number];

/** One thing that was done with a launch before it was carried out, or its end. */
export interface LaunchTrace {
  readonly deed: LaunchDeed;
  /** name of whoever did it */
  readonly by: string;
  readonly at: Instant;
  /** why it was refused; null for all else */
  readonly words: string | null;
}

/** Adds a trace, at the law's present instant. */
export async function leaveTrace(
  tx: EntityManager,
  caseId: CaseId,
  { deed, by, words = null }: Pick<LaunchTrace, 'deed' | 'by'> & { readonly words?: string | null },
): Promise<void> {
  await tx.query('insert into launch_trace (case_id, deed, by_name, words) values ($1, $2, $3, $4)', [
    caseId,
    deed,
    by,
    words,
  ]);
}

/** @returns what was done with the launches of a draft, the latest first */
export async function tracesOf(tx: EntityManager, caseId: CaseId): Promise<LaunchTrace[]> {
  return tx.query<LaunchTrace[]>(
    'select deed, by_name as by, iso(at) as at, words from launch_trace where case_id = $1 order by id desc',
    [caseId],
  );
}
