import type { EntityManager } from 'typeorm';
import type { CaseId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import { contains, seen } from './board.conditions.js';
import { Sql, type Statement } from './sql.js';

/** A case that was found. */
export interface FoundCase {
  readonly caseId: CaseId;
  readonly workflow: string;
  readonly reference: string;
  readonly title: string;
  readonly status: string;
  readonly historical: boolean;
  readonly endedAt: Instant | null;
}

/** @returns the statement that finds cases in whose reference, title or awaited things the words stand: open ones first, then the latest */
export function caseSearchStatement(
  words: string,
  audiences: readonly number[] | null,
  limit: number,
): Statement {
  const sql = new Sql();
  const found = `select distinct on (case_id) case_id, workflow, reference, title, status, historical, ended_at from board_entry e
    where ${contains(words, sql)}${seen({ audiences }, sql, 'e.')} order by case_id, key`;
  return {
    text: `select case_id as "caseId", workflow, reference, title, status, historical, iso(ended_at) as "endedAt" from (${found}) f
      order by ended_at is not null, historical, case_id desc limit ${sql.value(limit, 'int')}`,
    values: sql.values,
  };
}

/** @returns as {@link caseSearchStatement} finds them */
export async function searchCases(
  tx: EntityManager,
  words: string,
  audiences: readonly number[] | null,
  limit: number,
): Promise<FoundCase[]> {
  const { text, values } = caseSearchStatement(words, audiences, limit);
  return tx.query<FoundCase[]>(text, [...values]);
}
