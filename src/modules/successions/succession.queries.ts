/** What other cases say to a succession: the finding on a meeting's item, the outcome of a written procedure, other successions. */
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { CaseId } from '../../kernel/ids.js';
import { instantSchema } from '../../kernel/instant.js';
import {
  type SuccessionFacts,
  chairYearOf,
  successionOfficeSchema,
} from '../../../workflows/succession/index.js';

const itemsSchema = z.array(
  z.object({
    id: z.string(),
    findings: z.array(z.object({ result: z.string(), at: instantSchema })),
  }),
);
const clausesSchema = z.array(
  z.object({
    item: z.string().nullable(),
    fact: z.object({
      kind: z.string(),
      office: z.string().optional(),
      party: z.string().optional(),
      year: z.int().optional(),
      standing: z.string().optional(),
    }),
  }),
);

/**
 * What a meeting found on an item.
 *
 * @param reference of the meeting
 * @param item id of the item
 * @returns the last finding, and whom clauses on that item name as selected; null when there is no single meeting of that reference
 */
export async function findingOf(
  tx: EntityManager,
  reference: string,
  item: string,
): Promise<SuccessionFacts['meeting']> {
  const rows = await tx.query<{ items: unknown; clauses: unknown }[]>(
    `select snapshot #> '{context,items}' as items, snapshot #> '{context,clauses}' as clauses from case_file
      where workflow = 'plenary-meeting' and snapshot #>> '{context,reference}' = $1 limit 2`,
    [reference],
  );
  const [meeting] = rows;
  if (!meeting || rows.length > 1) return null;
  const found = itemsSchema.parse(meeting.items).find(({ id }) => id === item);
  if (!found) return { item: null };
  const offices = clausesSchema.parse(meeting.clauses).flatMap(({ item: of, fact }) => {
    const { kind, office, party, year, standing } = fact;
    const names = of === item && kind === 'office' && standing === 'selected';
    return names && office && party && year ? [{ office, party, year }] : [];
  });
  return { item: { finding: found.findings.at(-1) ?? null, offices } };
}

const procedureSchema = z.object({
  state: z.json(),
  ended: z.boolean(),
  memberConcerned: z.string().nullable(),
  declarations: z.array(
    z.object({
      outcome: z.enum(['adopted', 'not-adopted']),
      at: instantSchema,
      authority: z.string(),
      effectiveAt: instantSchema.nullable(),
      annulled: z.unknown(),
    }),
  ),
});

/**
 * What came of a written procedure. While a contest waits for its ruling, nothing did yet.
 *
 * @param reference of the procedure
 * @returns its outcome; null when there is no procedure of that reference, or several
 */
export async function outcomeOfProcedure(
  tx: EntityManager,
  reference: string,
): Promise<SuccessionFacts['procedure']> {
  const rows = await tx.query<object[]>(
    `select snapshot -> 'value' as state, ended, snapshot #>> '{context,memberConcerned}' as "memberConcerned",
        snapshot #> '{context,declarations}' as declarations
       from case_file where workflow = 'written-procedure' and snapshot #>> '{context,reference}' = $1 limit 2`,
    [reference],
  );
  if (rows.length !== 1) return null;
  const { state, ended, memberConcerned, declarations } = procedureSchema.parse(rows[0]);
  const standing = declarations.findLast(
    ({ annulled, authority }) => annulled === null && authority !== 'lacking',
  );
  if (!standing || state === 'contested')
    return { memberConcerned, outcome: ended ? 'none' : 'open', declaredAt: null, effectiveAt: null };
  const { outcome, at: declaredAt, effectiveAt } = standing;
  return { memberConcerned, outcome, declaredAt, effectiveAt };
}

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

/** @returns whether a case is of an imported history */
export async function isHistorical(tx: EntityManager, caseId: CaseId): Promise<boolean> {
  const [row] = await tx.query<{ historical: boolean }[]>('select historical from case_file where id = $1', [
    caseId,
  ]);
  return row?.historical === true;
}
