/** What other cases say to a succession: other successions, and whether a reference is taken. */
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { CaseId } from '../../kernel/ids.js';
import { chairYearOf, successionOfficeSchema } from '../../../workflows/succession/index.js';

/** @returns whether there is any written procedure of that reference */
export async function procedureExists(tx: EntityManager, reference: string): Promise<boolean> {
  const [row] = await tx.query<{ found: boolean }[]>(
    `select exists (select 1 from case_file where workflow = 'written-procedure' and snapshot #>> '{context,reference}' = $1) as found`,
    [reference],
  );
  return row?.found === true;
}

const leadingSchema = z.object({
  id: z.string(),
  reference: z.string(),
  office: successionOfficeSchema,
  year: z.int(),
  /** whom it selected; null while it is open */
  selected: z.string().nullable(),
});
export type LeadingSuccession = Omit<z.output<typeof leadingSchema>, 'id'> & { readonly id: CaseId };

/**
 * Successions that lead to the Chair of a year, the cancelled and lapsed ones left out.
 *
 * @param historical of imported histories, or live ones: the two never meet
 * @returns oldest first
 */
export async function successionsTo(
  tx: EntityManager,
  chairYear: number,
  historical: boolean,
): Promise<LeadingSuccession[]> {
  const rows = await tx.query<object[]>(
    `select id, snapshot #>> '{context,reference}' as reference, snapshot #>> '{context,office}' as office,
        (snapshot #>> '{context,year}')::int as year, snapshot #>> '{context,decision,party}' as selected
       from case_file where workflow = 'succession' and snapshot is not null and historical = $1
        and coalesce(snapshot ->> 'value', '') not in ('cancelled', 'lapsed') order by id`,
    [historical],
  );
  return z
    .array(leadingSchema)
    .parse(rows)
    .filter(({ office, year }) => chairYearOf(office, year) === chairYear)
    .map((row) => ({ ...row, id: row.id as CaseId })); // the primary key of the cases
}
