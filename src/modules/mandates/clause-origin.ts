/** What both kinds of cases take from a clause that is carried out, and from the meeting behind it. */
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { CommandOutcome } from '../../engine/index.js';
import type { CaseId, CommandId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Actor } from '../../kernel/workflow.js';
import type { CarryOut } from '../../../workflows/plenary-meeting/index.js';

/** Opens cases that follow from clauses. */
export const SYSTEM: Actor = { kind: 'system', id: 'mandates', name: 'Plenum' };

/** When a clause is carried out: live, or as part of an imported history. */
export interface Opening {
  /** legal instant, for imported histories only; left out there: when the clause took effect */
  readonly asOf?: Instant;
  readonly historical?: boolean;
}

const itemsSchema = z.array(
  z.object({
    id: z.string(),
    visibility: z.enum(['all', 'participants', 'concerned']),
    concerns: z.array(z.string()),
  }),
);

/**
 * @param tx where the meetings are
 * @param order the clause
 * @returns the fields that every case of a clause has; confidential where the item behind it is (KP Core Document VI.15-16)
 */
export async function originOf(tx: EntityManager, order: CarryOut) {
  const { clause, meeting, zone, at } = order;
  const item = clause.item === null ? undefined : await itemOf(tx, meeting, clause.item);
  return {
    meeting,
    clauseId: clause.id,
    paragraph: clause.paragraph,
    source: clause.source,
    zone,
    language: clause.language,
    givenAt: at,
    visibility: item?.visibility ?? ('all' as const),
    concerns: item?.concerns ?? [],
  };
}

async function itemOf(tx: EntityManager, meeting: string, id: string) {
  const rows = await tx.query<{ items: unknown }[]>(
    `select snapshot #> '{context,items}' as items from case_file
      where workflow = 'plenary-meeting' and snapshot #>> '{context,reference}' = $1 order by id desc`,
    [meeting],
  );
  return rows.flatMap(({ items }) => itemsSchema.parse(items)).find((item) => item.id === id);
}

/** @returns the outcome of the opening that this clause has had already, or null: work done twice opens one case */
export async function earlierOpening(
  tx: EntityManager,
  workflow: string,
  { meeting, clause }: CarryOut,
): Promise<CommandOutcome | null> {
  const [row] = await tx.query<{ caseId: CaseId; commandId: CommandId; receivedAt: Instant }[]>(
    `select f.id as "caseId", i.command_id as "commandId", iso(i.received_at) as "receivedAt"
       from case_file f join inbox i on i.case_id = f.id and i.status = 'accepted'
      where f.workflow = $1 and f.snapshot #>> '{context,meeting}' = $2 and f.snapshot #>> '{context,clauseId}' = $3
      order by i.seq limit 1`,
    [workflow, meeting, clause.id],
  );
  return row ? { status: 'accepted', ...row } : null;
}

/** @returns the engine's options for an opening */
export function openingOptions(
  { asOf, historical }: Opening,
  at: Instant,
): { asOf?: Instant; historical?: true } {
  return historical ? { asOf: asOf ?? at, historical: true } : {};
}
