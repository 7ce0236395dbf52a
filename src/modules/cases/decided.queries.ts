/** What other cases decided: the finding on a meeting's item, the outcome of a written procedure. For whoever cites a decision. */
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { CaseId } from '../../kernel/ids.js';
import { type Instant, instantSchema } from '../../kernel/instant.js';

/** What a meeting found on an item; `item` is null where the meeting has none of that id. */
export interface MeetingFinding {
  readonly item: {
    readonly finding: { readonly result: string; readonly at: Instant } | null;
    /** whom clauses on the item name as selected for an office */
    readonly offices: { readonly office: string; readonly party: string; readonly year: number }[];
  } | null;
}

/** What came of a written procedure; `none`: it ended without a declaration that stands. */
export interface ProcedureOutcome {
  readonly memberConcerned: string | null;
  readonly outcome: 'adopted' | 'not-adopted' | 'open' | 'none';
  readonly declaredAt: Instant | null;
  readonly effectiveAt: Instant | null;
}

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
 * @returns the last finding, and whom clauses on that item name as selected; null when there is no meeting of that reference, or several
 */
export async function findingOf(
  tx: EntityManager,
  reference: string,
  item: string,
): Promise<MeetingFinding | null> {
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
      annulled: z.object({ at: instantSchema }).nullable(),
    }),
  ),
});

/**
 * What came of a written procedure. While a contest waits for its ruling, nothing did yet.
 *
 * @param reference of the procedure
 * @param asOf only what had happened by then; null: all of it
 * @returns its outcome; null when there is no procedure of that reference, or several
 */
export async function outcomeOfProcedure(
  tx: EntityManager,
  reference: string,
  asOf: Instant | null = null,
): Promise<ProcedureOutcome | null> {
  const rows = await tx.query<object[]>(
    `select snapshot -> 'value' as state, ended, snapshot #>> '{context,memberConcerned}' as "memberConcerned",
        snapshot #> '{context,declarations}' as declarations
       from case_file where workflow = 'written-procedure' and snapshot #>> '{context,reference}' = $1 limit 2`,
    [reference],
  );
  if (rows.length !== 1) return null;
  const { state, ended, memberConcerned, declarations } = procedureSchema.parse(rows[0]);
  const happened = (at: Instant): boolean => asOf === null || at <= asOf;
  const standing = declarations.findLast(
    ({ at, annulled, authority }) =>
      happened(at) && (annulled === null || !happened(annulled.at)) && authority !== 'lacking',
  );
  if (!standing || (state === 'contested' && asOf === null))
    return { memberConcerned, outcome: ended ? 'none' : 'open', declaredAt: null, effectiveAt: null };
  const { outcome, at: declaredAt, effectiveAt } = standing;
  return { memberConcerned, outcome, declaredAt, effectiveAt };
}

/** @returns whether a case is of an imported history */
export async function isHistorical(tx: EntityManager, caseId: CaseId): Promise<boolean> {
  const [row] = await tx.query<{ historical: boolean }[]>('select historical from case_file where id = $1', [
    caseId,
  ]);
  return row?.historical === true;
}
