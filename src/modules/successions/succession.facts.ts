import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { START_COMMAND, type FactsQuestion } from '../../engine/index.js';
import type { Json, JsonObject } from '../../kernel/json.js';
import { findingOf, isHistorical, outcomeOfProcedure } from '../cases/index.js';
import { requireOrgan } from '../organs/index.js';
import { allTerms, rollAt, rolesOfActor } from '../registry/index.js';
import {
  type SuccessionFacts,
  chairYearOf,
  decisionSourceSchema,
  payloads,
} from '../../../workflows/succession/index.js';
import { procedureExists, successionsTo } from './succession.queries.js';
import { standingOfTerm } from './term-standing.js';

const recommendingSchema = z.object({ organ: z.string() });
const citingSchema = z.object({
  decidedBy: decisionSourceSchema.optional(),
  soughtBy: decisionSourceSchema.optional(),
});

/**
 * What the registry, the meetings and the written procedures say about a command to a succession. A decision that is cited is
 * looked up, so that nobody is selected by a claim.
 *
 * @returns `roles` of the actor, `participants` and `terms` at that instant; `meeting` or `procedure` where one is cited; on the first
 *   command `others`, the successions to the same year's Chair
 * @throws DomainError `organs.unknown-organ`, `organs.not-at-that-time` when an organ recommends that does not exist
 */
export async function gatherSuccessionFacts(tx: EntityManager, question: FactsQuestion): Promise<JsonObject> {
  const { actor, receivedAt, payload, type } = question;
  if (type === 'recommend') await requireOrgan(tx, recommendingSchema.parse(payload).organ, receivedAt);
  const roles = await rolesOfActor(tx, actor, receivedAt);
  const participants = (await rollAt(tx, receivedAt)).map(({ code }) => code);
  const facts: Partial<SuccessionFacts> = {
    participants,
    terms: await termsKnown(tx),
    ...(await cited(tx, payload)),
    ...(type === START_COMMAND ? { others: await othersTo(tx, question) } : {}),
    ...(type === 'put-to-written-procedure' ? { procedure: await takenReference(tx, payload) } : {}),
  };
  return JSON.parse(JSON.stringify({ roles, ...facts })) as JsonObject; // plain JSON by construction
}

async function termsKnown(tx: EntityManager): Promise<SuccessionFacts['terms']> {
  return (await allTerms(tx)).flatMap((term) =>
    term.office === 'secretariat'
      ? []
      : [
          {
            office: term.office,
            party: term.party,
            from: term.validFrom,
            to: term.validTo,
            standing: standingOfTerm(term),
          },
        ],
  );
}

async function cited(
  tx: EntityManager,
  payload: Json,
): Promise<Partial<Pick<SuccessionFacts, 'meeting' | 'procedure'>>> {
  const { decidedBy, soughtBy } = citingSchema.catch({}).parse(payload);
  const source = decidedBy ?? soughtBy;
  if (source?.kind === 'plenary') return { meeting: await findingOf(tx, source.meeting, source.item) };
  if (source?.kind === 'written-procedure')
    return { procedure: await outcomeOfProcedure(tx, source.reference) };
  return {};
}

async function othersTo(tx: EntityManager, question: FactsQuestion): Promise<SuccessionFacts['others']> {
  const { office, year } = payloads.call.parse(question.payload);
  const historical = await isHistorical(tx, question.caseId);
  const found = await successionsTo(tx, chairYearOf(office, year), historical);
  return found.map((one) => ({ reference: one.reference, office: one.office, year: one.year }));
}

/** A reference that is in use already, by whatever procedure. */
async function takenReference(tx: EntityManager, payload: Json): Promise<SuccessionFacts['procedure']> {
  const { draft } = payloads['put-to-written-procedure'].parse(payload);
  if (!(await procedureExists(tx, draft.reference))) return null;
  return { memberConcerned: null, outcome: 'open', declaredAt: null, effectiveAt: null };
}
