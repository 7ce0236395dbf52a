import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { FactsRegistry } from '../../engine/index.js';
import type { CaseId } from '../../kernel/ids.js';
import { DomainError } from '../../kernel/domain-error.js';

const referencedSchema = z.object({ reference: z.string() });

/** Keeps a reference to one case of a workflow: people name cases by it. Holds for every workflow, and for imported cases. */
@Injectable()
export class References implements OnModuleInit {
  constructor(private readonly facts: FactsRegistry) {}

  onModuleInit(): void {
    this.facts.registerOpeningCheck(async (tx, workflow, { caseId, payload }) => {
      const given = referencedSchema.safeParse(payload);
      if (given.success)
        await requireFreeReference(tx, { workflow, caseId, reference: given.data.reference });
    });
  }
}

/**
 * Refuses a reference that another started case of the workflow has, ended or not. Whoever asks holds the reference until its
 * transaction ends: of two who take it at once, the second waits for the first and is refused.
 *
 * @param tx the transaction that takes the reference
 * @param wanted the workflow, the reference, and the case that is to have it
 * @throws DomainError `case.reference-in-use`
 */
export async function requireFreeReference(
  tx: EntityManager,
  wanted: { readonly workflow: string; readonly caseId: CaseId; readonly reference: string },
): Promise<void> {
  const { workflow, caseId, reference } = wanted;
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${workflow}/${reference}`]);
  const taken = await tx.query<unknown[]>(
    `select 1 from case_file where snapshot #>> '{context,reference}' = $1 and workflow = $2 and id <> $3 limit 1`,
    [reference, workflow, caseId],
  );
  if (taken.length > 0)
    throw new DomainError(
      'case.reference-in-use',
      'conflict',
      `The reference «${reference}» is in use: choose another. A command sent twice is known as one only by its id.`,
      { reference },
    );
}
