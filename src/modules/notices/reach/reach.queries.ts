import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { CaseId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';

/** Tables that say who stands behind a code. Rows are only added and superseded, so two counts tell every change. */
const SAYING_WHO = ['contact', 'absence', 'party', 'office_term', 'organ', 'seat', 'bar', 'barred'] as const;
const DATED = ['contact', 'absence', 'office_term', 'seat'] as const;

const dutiesSchema = z.array(z.object({ from: z.array(z.string()), unreachable: z.array(z.string()) }));
/** A case under way, with what is due in it: of whom, and who of them is known not to be reached. */
export interface OwingCase {
  readonly caseId: CaseId;
  readonly revision: number;
  readonly duties: z.output<typeof dutiesSchema>;
}

/**
 * @param workflows whose cases hear of who cannot be reached
 * @returns the live cases under way in which something is due
 */
export async function owingCases(tx: EntityManager, workflows: readonly string[]): Promise<OwingCase[]> {
  const rows = await tx.query<{ caseId: CaseId; revision: number; duties: unknown }[]>(
    `select id as "caseId", revision,
        jsonb_path_query_array(snapshot, '$.context.duties[*] ? (@.closed == null)') as duties
      from case_file where workflow = any($1) and not ended and not historical and health = 'sound' and snapshot is not null
      order by id`,
    [workflows],
  );
  return rows
    .map(({ duties, ...row }) => ({ ...row, duties: dutiesSchema.parse(duties) }))
    .filter(({ duties }) => duties.length > 0);
}

/** @returns one text for one state of everything that reach follows from; every change gives another */
export async function reachMark(tx: EntityManager): Promise<string> {
  const counts = [
    ...SAYING_WHO.map((table) => `(select count(*) || ',' || count(superseded_at) from ${table})`),
    ...DATED.map(
      (table) => `(select count(*) filter (where valid_from <= legal_now()) || ',' ||
        count(*) filter (where valid_to <= legal_now()) from ${table} where superseded_at is null)`,
    ),
    `(select count(*) || ',' || count(cleared_at) from contact_delivery)`,
    `(select count(*) || ',' || coalesce(sum(revision), 0) from case_file where not historical)`,
  ];
  const [row] = await tx.query<{ mark: string }[]>(`select concat_ws(' ', ${counts.join(', ')}) as mark`);
  return row?.mark ?? '';
}

/**
 * @param workflows whose cases hear of who cannot be reached
 * @returns the next instant after the law's now at which somebody comes, goes, is away or is back; null: none is known, or no case cares
 */
export async function nextChange(tx: EntityManager, workflows: readonly string[]): Promise<Instant | null> {
  const instants = DATED.flatMap((table) =>
    ['valid_from', 'valid_to'].map(
      (column) =>
        `(select min(${column}) from ${table} where superseded_at is null and ${column} > legal_now())`,
    ),
  );
  const [row] = await tx.query<{ at: Instant | null }[]>(
    `select iso(least(${instants.join(', ')})) as at
      where exists (select 1 from case_file where workflow = any($1) and not ended and not historical)`,
    [workflows],
  );
  return row?.at ?? null;
}
