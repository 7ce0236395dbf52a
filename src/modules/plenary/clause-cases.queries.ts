/** Which cases follow from the clauses of a meeting: whatever carries a clause out names the clause in the ids of its commands. */
import type { EntityManager } from 'typeorm';
import { START_COMMAND } from '../../engine/index.js';

/** A case that a clause opened or changed. */
export interface FollowUp {
  readonly clauseId: string;
  readonly workflow: string;
  readonly caseId: string;
  /** whether the clause opened it; else it changed one that was there */
  readonly opened: boolean;
}

/**
 * @param meeting reference of the meeting
 * @returns each case once for each clause, in the order in which the commands came
 */
export async function casesOfClauses(tx: EntityManager, meeting: string): Promise<readonly FollowUp[]> {
  return tx.query<FollowUp[]>(
    `select split_part(substr(given.command_id, length(prefix) + 1), '/', 1) as "clauseId", workflow, id as "caseId",
        bool_or(given.type = $2) as opened
      from unnest(array['clause/', 'mandate/', 'hosting/']) kind, concat(kind, $1::text, '/') prefix, inbox given
      join case_file on case_file.id = given.case_id
      where starts_with(given.command_id, prefix) and given.status = 'accepted'
      group by 1, 2, 3 order by min(given.seq)`,
    [meeting, START_COMMAND],
  );
}
