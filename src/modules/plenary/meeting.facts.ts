import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { START_COMMAND, type FactsQuestion } from '../../engine/index.js';
import type { Instant } from '../../kernel/instant.js';
import type { Json, JsonObject } from '../../kernel/json.js';
import { requireFreeReference, isHistorical } from '../cases/index.js';
import { contactsOfList, organsOfContact, requireOrgan } from '../organs/index.js';
import { findParty, rolesOfActor } from '../registry/index.js';
import { payloads } from '../../../workflows/plenary-meeting/index.js';
import { writtenProcedure } from '../../../workflows/written-procedure/index.js';
import { waitingForPlenary } from './carried-items.js';
import type { ClauseTrial } from './clause.trial.js';

const convenedSchema = z.object({ type: z.string().default('plenary') });
/** Of a payload that the machine checks afterwards, who is to meet. */
const invitedSchema = z
  .object({ organs: z.array(z.string()), lists: z.array(z.string()) })
  .catch({ organs: [], lists: [] });
const attendeesSchema = z.object({ attendees: z.array(z.object({ party: z.string() })) });

/**
 * What the registry and the other procedures say about a command to a meeting.
 *
 * @param tx the engine's transaction
 * @param question the command
 * @param trial tries whether the records would take what clauses say
 * @returns `roles` of the actor at that instant, and the `organs` in which it sits; when a Plenary is convened, or the system brings
 *   items, `carried`: what waits for a Plenary; when delegations are registered, `onRoll`: what each code is on the roll; when
 *   clauses are recorded, `refusedByRecords`: what the records would not take
 * @throws DomainError `organs.unknown-organ`, `organs.not-at-that-time` or `lists.unknown` when a meeting is convened of what does not exist;
 *   `case.reference-in-use` when an item is sent to a procedure that could not be drafted
 */
export async function gatherMeetingFacts(
  tx: EntityManager,
  question: FactsQuestion,
  trial: ClauseTrial,
): Promise<JsonObject> {
  const { actor, receivedAt, type, payload } = question;
  if (type === 'send-to-written-procedure') await requireFreeDraft(tx, question);
  if (type === START_COMMAND) await requireInvited(tx, question);
  const roles = await rolesOfActor(tx, actor, receivedAt);
  const facts = {
    roles,
    ...(actor.party
      ? { organs: await organsOfContact(tx, { id: actor.id, party: actor.party }, receivedAt) }
      : {}),
    ...((await takesCarried(tx, question, roles)) ? { carried: await waitingForPlenary(tx) } : {}),
    refusedByRecords: await trial.refusals(tx, question),
    ...(type === 'register-attendance' ? { onRoll: await onRoll(tx, payload, receivedAt) } : {}),
  };
  return JSON.parse(JSON.stringify(facts)) as JsonObject; // plain JSON by construction
}

/** Organs and lists that are to meet are there. */
async function requireInvited(tx: EntityManager, { payload, receivedAt }: FactsQuestion): Promise<void> {
  const { organs, lists } = invitedSchema.parse(payload);
  for (const organ of organs) await requireOrgan(tx, organ, receivedAt);
  for (const list of lists) await contactsOfList(tx, list, receivedAt);
}

/** Only a Plenary takes what waits, and only one held now: an imported meeting of earlier years takes nothing of today's. */
async function takesCarried(
  tx: EntityManager,
  { type, payload, caseId }: FactsQuestion,
  roles: readonly string[],
): Promise<boolean> {
  if (type !== START_COMMAND) return type === 'add-items' && roles.includes('system');
  return convenedSchema.parse(payload).type === 'plenary' && !(await isHistorical(tx, caseId));
}

/** An imported meeting drafts nothing: its procedures are imported by themselves. */
async function requireFreeDraft(tx: EntityManager, { caseId, payload }: FactsQuestion): Promise<void> {
  const { reference } = payloads['send-to-written-procedure'].parse(payload).draft;
  if (await isHistorical(tx, caseId)) return;
  await requireFreeReference(tx, { workflow: writtenProcedure.name, caseId, reference });
}

async function onRoll(tx: EntityManager, payload: Json, at: Instant): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { party } of attendeesSchema.parse(payload).attendees) {
    const kind = (await findParty(tx, party, at))?.kind;
    if (kind === 'participant' || kind === 'observer') found[party] = kind;
  }
  return found;
}
