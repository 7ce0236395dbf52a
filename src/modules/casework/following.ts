import type { EntityManager } from 'typeorm';
import { START_COMMAND } from '../../engine/index.js';
import type { CaseId, CommandId } from '../../kernel/ids.js';

/** @returns the id of the command by which a case opens another, the same however often it is tried */
export function openingId(opener: CaseId | null, key: string): CommandId {
  return `case/${opener ?? ''}/${key}` as CommandId;
}

/** @returns the cases, those that they have opened, those that these have opened, and so on */
export async function withFollowing(tx: EntityManager, cases: readonly CaseId[]): Promise<CaseId[]> {
  const rows = await tx.query<{ id: CaseId }[]>(
    `with recursive family(id) as (
       select unnest($1::uuid[])
       union
       select opened.case_id from family join inbox opened
         on opened.type = $2 and opened.status = 'accepted' and split_part(opened.command_id, '/', 1) = 'case' and split_part(opened.command_id, '/', 2) = family.id::text)
     select id from family`,
    [cases, START_COMMAND],
  );
  return rows.map(({ id }) => id);
}
