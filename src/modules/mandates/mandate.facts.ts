import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { type FactsQuestion, START_COMMAND } from '../../engine/index.js';
import type { Instant } from '../../kernel/instant.js';
import type { Json, JsonObject } from '../../kernel/json.js';
import type { MandateFacts } from '../../../workflows/mandate/index.js';
import { hostingTerm } from '../../../workflows/hosting-term/index.js';
import { mandate } from '../../../workflows/mandate/index.js';
import type { Addressees } from '../notices/index.js';
import { findParty, rolesOfActor } from '../registry/index.js';

const openSchema = z.object({ meeting: z.string(), clauseId: z.string(), addressees: z.array(z.string()) });
const transferSchema = z.object({ to: z.array(z.string()) });
const reportSchema = z.object({ by: z.string() });
const clauseSchema = z.object({ meeting: z.string(), clauseId: z.string() });
const hostSchema = z.object({ host: z.string() });

/**
 * What the registry and the other cases say about a command to a mandate.
 *
 * @returns `roles` of the actor at that instant; on the first command `known` and `existing`; on a transfer `known`; on a report
 *   `speaksFor` and `within`
 */
export async function gatherMandateFacts(
  tx: EntityManager,
  question: FactsQuestion,
  addressees: Addressees,
): Promise<JsonObject> {
  const { actor, receivedAt, type, payload } = question;
  const roles = await rolesOfActor(tx, actor, receivedAt);
  switch (type) {
    case START_COMMAND: {
      const { addressees: codes, ...clause } = openSchema.parse(payload);
      const known = await addressees.kindsOf(tx, codes, receivedAt);
      const existing = await existingCase(tx, mandate.name, clause);
      return { roles, known: actor.kind === 'system' ? asAdopted(known) : known, existing };
    }
    case 'readdress':
      return { roles, known: await addressees.kindsOf(tx, transferSchema.parse(payload).to, receivedAt) };
    case 'report': {
      const { by } = reportSchema.parse(payload);
      const speaks = await addressees.speaksFor(tx, actor, roles, by, receivedAt);
      const within = await addressees.collectivesOf(tx, by, receivedAt);
      return { roles, speaksFor: speaks ? [by] : [], within };
    }
    default:
      return { roles };
  }
}

/** A clause that was adopted stands, whoever it names: a name nobody knows is kept as that of an outside body. */
function asAdopted(known: MandateFacts['known']): MandateFacts['known'] {
  return Object.fromEntries(
    Object.entries(known).map(([code, kind]) => [code, kind === 'unknown' ? 'outside' : kind]),
  );
}

/**
 * What the registry and the other cases say about a command to a hosting term.
 *
 * @returns `roles` of the actor at that instant; where a host is named `hostKnown`; on the first command `existing`
 */
export async function gatherHostingFacts(tx: EntityManager, question: FactsQuestion): Promise<JsonObject> {
  const { actor, receivedAt, type, payload } = question;
  const roles = await rolesOfActor(tx, actor, receivedAt);
  if (type !== START_COMMAND) return { roles, ...(await hostFacts(tx, payload, receivedAt)) };
  const existing = await existingCase(tx, hostingTerm.name, clauseSchema.parse(payload));
  return { roles, existing, ...(await hostFacts(tx, payload, receivedAt)) };
}

async function hostFacts(tx: EntityManager, payload: Json, at: Instant): Promise<{ hostKnown?: boolean }> {
  const named = hostSchema.safeParse(payload);
  return named.success ? { hostKnown: (await findParty(tx, named.data.host, at)) !== null } : {};
}

/**
 * The case that a clause has already. Two that open one for the same clause wait for each other here, until the engine's
 * transaction ends.
 *
 * @returns its reference, or null
 */
async function existingCase(
  tx: EntityManager,
  workflow: string,
  { meeting, clauseId }: z.output<typeof clauseSchema>,
): Promise<string | null> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `${workflow}/${meeting}/${clauseId}`,
  ]);
  const [row] = await tx.query<{ reference: string }[]>(
    `select snapshot #>> '{context,reference}' as reference from case_file
      where workflow = $1 and snapshot #>> '{context,meeting}' = $2 and snapshot #>> '{context,clauseId}' = $3 limit 1`,
    [workflow, meeting, clauseId],
  );
  return row?.reference ?? null;
}
