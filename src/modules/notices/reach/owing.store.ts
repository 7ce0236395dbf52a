/** Of whom something is due in which case: rows that follow from the cases alone. */
import type { EntityManager } from 'typeorm';
import type { CaseId } from '../../../kernel/ids.js';
import type { Duty } from '../../../../workflows/casework/index.js';

/** What a case knows of somebody in all the duties that name it; `mixed`: in some that nothing reaches it, in others not. */
export type Known = 'reached' | 'unreachable' | 'mixed';

/** Somebody of whom something is due in a case. */
export interface Owing {
  readonly caseId: CaseId;
  /** of the case, when it was shown last */
  readonly revision: number;
  readonly code: string;
  readonly known: Known;
}

const COLUMNS = `owing.case_id as "caseId", owing.revision, owing.code, owing.known`;
/** A case that is set aside takes no command; it is shown again when it goes on. */
const SOUND = `exists (select 1 from case_file where case_file.id = owing.case_id and case_file.health = 'sound')`;

/** @param duties of one case, those that are open @returns what it knows, by code */
export function knownIn(
  duties: readonly Pick<Duty, 'from' | 'unreachable'>[],
): readonly Pick<Owing, 'code' | 'known'>[] {
  return [...new Set(duties.flatMap(({ from }) => from))].map((code) => {
    const said = duties
      .filter(({ from }) => from.includes(code))
      .map(({ unreachable }) => unreachable.includes(code));
    return {
      code,
      known: said.every((one) => one) ? 'unreachable' : said.some((one) => one) ? 'mixed' : 'reached',
    };
  });
}

/** Makes the rows of a case say this and nothing else. Each is to be asked about again. @param tx holds the lock of the case */
export async function keepOwing(
  tx: EntityManager,
  { caseId, revision }: Pick<Owing, 'caseId' | 'revision'>,
  rows: readonly Pick<Owing, 'code' | 'known'>[],
): Promise<void> {
  const codes = rows.map(({ code }) => code);
  await tx.query('delete from case_owing where case_id = $1 and code <> all($2)', [caseId, codes]);
  if (codes.length === 0) return;
  await tx.query(
    `insert into case_owing (case_id, revision, code, known)
      select $1::uuid, $2::int, code, known from unnest($3::text[], $4::text[]) as one (code, known)
      on conflict (case_id, code) do update set revision = excluded.revision, known = excluded.known, asked = false`,
    [caseId, revision, codes, rows.map(({ known }) => known)],
  );
}

/** @returns every code of which something is due in a live case */
export async function owingCodes(tx: EntityManager): Promise<string[]> {
  const rows = await tx.query<{ code: string }[]>(
    `with recursive each(code) as (
       (select code from case_owing order by code limit 1)
       union all
       select (select code from case_owing where code > each.code order by code limit 1) from each where each.code is not null)
     select code from each where code is not null`,
  );
  return rows.map(({ code }) => code);
}

/** @returns what has changed in cases since it was asked about, by case and code */
export async function notAsked(tx: EntityManager): Promise<Owing[]> {
  return tx.query<Owing[]>(
    `select ${COLUMNS} from case_owing owing where not asked and ${SOUND} order by case_id, code`,
  );
}

/**
 * @param unreached codes that nothing reaches; all others are reached
 * @returns where cases know otherwise, by case and code
 */
export async function knowingOtherwise(tx: EntityManager, unreached: readonly string[]): Promise<Owing[]> {
  return tx.query<Owing[]>(
    `select ${COLUMNS} from case_owing owing where code = any($1) and known <> 'unreachable' and ${SOUND}
     union all
     select ${COLUMNS} from case_owing owing where code <> all($1) and known <> 'reached' and ${SOUND}
     order by 1, 3`,
    [unreached],
  );
}

/** Notes that a row was asked about, unless the case has changed since it was read. */
export async function markAsked(tx: EntityManager, rows: readonly Owing[]): Promise<void> {
  await tx.query(
    `update case_owing set asked = true from unnest($1::uuid[], $2::text[], $3::int[]) as one (case_id, code, revision)
      where case_owing.case_id = one.case_id and case_owing.code = one.code and case_owing.revision = one.revision`,
    [rows.map(({ caseId }) => caseId), rows.map(({ code }) => code), rows.map(({ revision }) => revision)],
  );
}

/** A case of which something is due of somebody, as a list names it. */
export interface OwedCase {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
}

/** @returns the live cases under way in which something is due under this very code, oldest first */
export async function casesOwedBy(tx: EntityManager, code: string): Promise<OwedCase[]> {
  return tx.query<OwedCase[]>(
    `select id, snapshot #>> '{context,reference}' as reference, snapshot #>> '{context,title}' as title
      from case_owing join case_file on case_file.id = case_owing.case_id where code = $1 order by id`,
    [code],
  );
}
