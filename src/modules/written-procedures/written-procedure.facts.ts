import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { CaseReader, FactsQuestion } from '../../engine/index.js';
import { type Instant, instantSchema } from '../../kernel/instant.js';
import { type Json, type JsonObject, canonicalJson } from '../../kernel/json.js';
import {
  type FrozenContact,
  type FrozenOfficer,
  type FrozenParty,
  writtenProcedure,
} from '../../../workflows/written-procedure/index.js';
import { requireFreeReference } from '../cases/index.js';
import { type Contact, type Party, contactsOf, officeAt, rollAt, rolesOfActor } from '../registry/index.js';
import { countersignerOf } from './launching/launch-plan.store.js';
import { aboutFaultOf } from './about-case.facts.js';
import type { RuleSets } from './rule-sets.service.js';

const launchSchema = z.object({ ruleSet: z.string() });
const renamedSchema = z.object({ reference: z.string().optional() });
const givenAtSchema = z.object({ at: instantSchema });
const textsSchema = z.object({ texts: z.array(z.object({ language: z.string(), body: z.string() })) });

/**
 * What the registry and the rule sets say about a command at the instant it was received. It is handed to the machine and
 * kept with the event: who held the Chair is a fact of that instant, not of the day somebody looks.
 *
 * @param tx the engine's transaction
 * @param question the command
 * @param sources the rule sets a launch may choose from, and the cases that a procedure may be about
 * @returns `roles`, `chair`; on `launch` also `rules`, `electorate`, `observers`, `officers` and, where somebody did, `countersignedBy`, and
 *   where adoption could do nothing in the case it is about, `aboutFault`; where texts are given, `textHash`;
 *   on `register-declaration`, `holdersThen`
 * @throws DomainError `rule-set.unknown`, or `case.reference-in-use` for a draft renamed like another procedure; it refuses the command
 */
export async function gatherFacts(
  tx: EntityManager,
  question: FactsQuestion,
  { ruleSets, cases }: { readonly ruleSets: RuleSets; readonly cases: CaseReader },
): Promise<JsonObject> {
  const { actor, receivedAt, type, payload, caseId } = question;
  const renamed = type === 'amend-draft' ? renamedSchema.parse(payload).reference : undefined;
  if (renamed !== undefined)
    await requireFreeReference(tx, { workflow: writtenProcedure.name, caseId, reference: renamed });
  const [roles, chair] = [await rolesOfActor(tx, actor, receivedAt), await officeAt(tx, 'chair', receivedAt)];
  return {
    roles,
    chair: chair ? { party: chair.party, name: chair.partyName } : null,
    ...hashOfTexts(payload),
    ...(type === 'launch' ? await launchFacts(tx, payload, receivedAt, ruleSets) : {}),
    ...(type === 'launch' ? await countersignature(tx, question) : {}),
    ...(type === 'launch' ? await aboutFaultOf(tx, cases, caseId) : {}),
    ...(type === 'register-declaration' ? { holdersThen: await holdersAt(tx, payload) } : {}),
  };
}

/** The second person is a fact of the records: nobody can claim one in the payload. */
async function countersignature(tx: EntityManager, question: FactsQuestion): Promise<JsonObject> {
  const countersignedBy = await countersignerOf(tx, question.caseId, question);
  return countersignedBy ? { countersignedBy: { ...countersignedBy } } : {};
}

/** Who held which office when a declaration given elsewhere was given: its authority is of that instant, not of its registration. */
async function holdersAt(tx: EntityManager, payload: Json): Promise<Record<string, string>> {
  const { at } = givenAtSchema.parse(payload);
  const holders: Record<string, string> = {};
  for (const office of ['chair', 'vice-chair', 'secretariat'] as const) {
    const term = await officeAt(tx, office, at);
    if (term) holders[office] = term.party;
  }
  return holders;
}

/**
 * @param texts the decision text in each language
 * @returns sha-256 of their canonical JSON, lower-case hex: what every answer and every link is bound to
 */
export function textHash(texts: Json): string {
  return createHash('sha256').update(canonicalJson(texts)).digest('hex');
}

function hashOfTexts(payload: Json): JsonObject {
  const parsed = textsSchema.safeParse(payload);
  return parsed.success ? { textHash: textHash(parsed.data.texts) } : {};
}

/**
 * What is frozen at launch.
 *
 * @param tx where the registry is
 * @param payload of the command `launch`
 * @param instant of the launch
 * @param ruleSets to choose from
 * @returns the rules, electorate, observers and officers as of the instant
 */
export async function launchFacts(
  tx: EntityManager,
  payload: Json,
  instant: Instant,
  ruleSets: RuleSets,
): Promise<JsonObject> {
  const rules = ruleSets.get(launchSchema.parse(payload).ruleSet);
  const [participants, observers] = [
    await rollAt(tx, instant, 'participant'),
    await rollAt(tx, instant, 'observer'),
  ];
  const contacts = await contactsOf(
    tx,
    [...participants, ...observers].map((party) => party.code),
    instant,
  );
  const facts = {
    rules,
    electorate: participants.map((party) => frozenParty(party, contacts)),
    observers: observers.map((party) => frozenParty(party, contacts)),
    officers: await officersAt(tx, instant),
  };
  return JSON.parse(JSON.stringify(facts)) as JsonObject; // plain JSON by construction; drops nothing but undefined
}

/** Stands for the second person in a launch that is only played. */
const SOMEBODY = {
  kind: 'person',
  id: 'a-second-person',
  name: 'a second person of the Secretariat',
} as const;

/** @returns what is frozen at a launch that is only played: as {@link launchFacts}, countersigned */
export async function playedLaunchFacts(...asked: Parameters<typeof launchFacts>): Promise<JsonObject> {
  return { ...(await launchFacts(...asked)), countersignedBy: SOMEBODY };
}

async function officersAt(tx: EntityManager, instant: Instant): Promise<FrozenOfficer[]> {
  const officers: FrozenOfficer[] = [];
  for (const role of ['chair', 'secretariat'] as const) {
    const term = await officeAt(tx, role, instant);
    if (!term) continue;
    const contacts = await contactsOf(tx, [term.party], instant);
    const named = contacts.filter((contact) => term.contactId === null || contact.id === term.contactId);
    officers.push(...named.map((contact) => ({ role, party: term.party, contact: frozenContact(contact) })));
  }
  return officers;
}

function frozenParty(party: Party, contacts: readonly Contact[]): FrozenParty {
  const own = contacts.filter((contact) => contact.party === party.code);
  return { code: party.code, name: party.name, contacts: own.map(frozenContact) };
}

function frozenContact(contact: Contact): FrozenContact {
  const { id, name, email, languages, zone, rank, bouncedSince } = contact;
  return { id, name, email, languages: [...languages], zone, rank, unreachableSince: bouncedSince };
}
