/** What the registry, the organs and other cases say about a command to a case on the kit. */
import type { EntityManager } from 'typeorm';
import { START_COMMAND, type FactsQuestion } from '../../engine/index.js';
import type { Instant } from '../../kernel/instant.js';
import type { Json, JsonObject } from '../../kernel/json.js';
import {
  type CaseFacts,
  type Decision,
  decisionKey,
  decisionSchema,
} from '../../../workflows/casework/index.js';
import { findingOf, isHistorical, outcomeOfProcedure } from '../cases/index.js';
import { LIKE_A_CODE, OFFICES, whatIs } from '../notices/index.js';
import { codesByOrgan, organsOfContact, seatsAt } from '../organs/index.js';
import { rollAt, rolesOfActor } from '../registry/index.js';
import type { Ladders } from './ladders.service.js';

/** Whose decisions are in Plenum, unless they are said to be older or elsewhere. */
const OURS: readonly Decision['by'][] = ['plenary', 'written-procedure'];

/**
 * @returns `roles` of the actor and the codes it speaks for; what every code in the payload is; how far every decision that it cites has
 *   come; the roll; who sits where, for a payload that names `members`; on the command that opens a case the body's ladders. All at the instant of receipt.
 */
export async function gatherCaseFacts(
  tx: EntityManager,
  question: FactsQuestion,
  ladders: Ladders,
): Promise<JsonObject> {
  const { actor, receivedAt, payload, type } = question;
  const facts: Partial<CaseFacts> = {
    roles: await rolesOfActor(tx, actor, receivedAt),
    speaksFor: await spokenFor(tx, question),
    known: await kindsOf(tx, codesIn(payload), receivedAt),
    decisions: await standings(tx, decisionsIn(payload), question),
    roll: (await rollAt(tx, receivedAt)).map(({ code }) => code),
    ...(namesMembers(payload) ? { seats: await seatsByOrgan(tx, receivedAt) } : {}),
    ...(type === START_COMMAND ? { ladders: ladders.all() } : {}),
  };
  return JSON.parse(JSON.stringify(facts)) as JsonObject; // plain JSON by construction
}

/** Capacities in which somebody is a member of an organ, and no observer of it. */
const MEMBERS: readonly string[] = ['chair', 'vice-chair', 'member'];

function namesMembers(payload: Json): boolean {
  return typeof payload === 'object' && payload !== null && 'members' in payload;
}

async function seatsByOrgan(tx: EntityManager, at: Instant): Promise<CaseFacts['seats']> {
  const seats = (await seatsAt(tx, at)).filter(({ capacity }) => MEMBERS.includes(capacity));
  const found = [...(await codesByOrgan(tx, at))].flatMap(([code, meaningIt]) => {
    const parties = new Set(seats.filter(({ organ }) => organ === code).map(({ party }) => party));
    return meaningIt.map((one): [string, string[]] => [one, [...parties]]);
  });
  return Object.fromEntries(found);
}

async function spokenFor(tx: EntityManager, { actor, receivedAt }: FactsQuestion): Promise<string[]> {
  if (actor.party === undefined) return [];
  return [actor.party, ...(await organsOfContact(tx, { id: actor.id, party: actor.party }, receivedAt))];
}

async function kindsOf(
  tx: EntityManager,
  codes: ReadonlySet<string>,
  at: Instant,
): Promise<CaseFacts['known']> {
  const known: CaseFacts['known'] = {};
  for (const code of codes) {
    const { kind, party } = await whatIs(tx, code, at);
    known[code] = kind === 'office' || kind === 'organ' ? kind : (party?.kind ?? 'unknown');
  }
  return known;
}

/** @returns every text of the payload that has the form of a code, and the offices that it names */
function codesIn(payload: Json): ReadonlySet<string> {
  return new Set(textsIn(payload).filter((text) => LIKE_A_CODE.test(text) || OFFICES.includes(text)));
}

function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((inner) => textsIn(inner as Json)); // members of JSON are JSON
}

/** @returns every decision that the payload cites, however deep */
function decisionsIn(value: Json): Decision[] {
  if (typeof value !== 'object' || value === null) return [];
  const found = decisionSchema.safeParse(value);
  if (found.success) return [found.data];
  return Object.values(value).flatMap((inner) => decisionsIn(inner as Json)); // members of JSON are JSON
}

async function standings(
  tx: EntityManager,
  decisions: readonly Decision[],
  { caseId, receivedAt }: FactsQuestion,
): Promise<CaseFacts['decisions']> {
  if (decisions.length === 0) return {};
  const missing = (await isHistorical(tx, caseId)) ? 'outside' : 'unknown';
  const found: CaseFacts['decisions'] = {};
  for (const decision of decisions) {
    const standing = await standingOf(tx, decision, receivedAt);
    const isOurs = OURS.includes(decision.by) && !decision.outside;
    found[decisionKey(decision)] = standing ?? (isOurs ? missing : 'outside');
  }
  return found;
}

/** @returns how far it has come; `outside` of a meeting as such, which says nothing of the decision; null when there is no such record */
async function standingOf(
  tx: EntityManager,
  { by, reference, item }: Decision,
  at: Instant,
): Promise<CaseFacts['decisions'][string] | null> {
  if (by === 'written-procedure') {
    const procedure = await outcomeOfProcedure(tx, reference, at);
    if (!procedure) return null;
    return procedure.outcome === 'none' ? 'not-adopted' : procedure.outcome;
  }
  const meeting = await findingOf(tx, reference, item ?? '');
  if (meeting === null) return null;
  if (item === null) return 'outside';
  if (meeting.item === null) return null;
  const { finding } = meeting.item;
  if (!finding || finding.at > at) return 'open';
  return finding.result === 'consensus' ? 'adopted' : 'not-adopted';
}
