/** Builders for written procedures in tests: presets as shipped, parties with contacts, people, and a procedure under way. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { JsonObject } from '../../src/kernel/json.js';
import {
  type ProcedureContext,
  type RuleSet,
  procedureContextSchema,
  ruleSetSchema,
  writtenProcedure,
} from '../../workflows/written-procedure/index.js';
import { type Drive, type Persona, given } from './drive.js';

export const PRESETS = ['kp', 'eu-council-silence', 'eu-comitology', 'un-ga-74-544', 'osce'] as const;
export type Preset = (typeof PRESETS)[number];

/** Hash of the first text, of a revised one, of one nobody put. */
export const HASH = 'a'.repeat(64);
export const REVISED_HASH = 'b'.repeat(64);
export const FOREIGN_HASH = 'c'.repeat(64);

/** @returns the preset as data, not yet checked */
export function presetData(preset: Preset): JsonObject {
  return parse(
    readFileSync(
      new URL(`../../workflows/written-procedure/rule-sets/${preset}.yaml`, import.meta.url),
      'utf8',
    ),
  ) as JsonObject;
}

/** @returns the preset as shipped, with some parts replaced */
export function rulesOf(preset: Preset, changes: { readonly [part: string]: unknown } = {}): RuleSet {
  return ruleSetSchema.parse({ ...presetData(preset), ...changes });
}

/** @returns a party with its head of delegation and a deputy: contacts `M1-head`, `M1-deputy` */
export function aParty(code: string): JsonObject {
  const contact = (post: string, rank: number): JsonObject => ({
    id: `${code}-${post}`,
    name: `${post} of ${code}`,
    email: `${post}@${code.toLowerCase()}.example`,
    languages: ['en'],
    zone: 'UTC',
    rank,
    unreachableSince: null,
  });
  return { code, name: `Member ${code}`, contacts: [contact('head', 1), contact('deputy', 2)] };
}

/** @returns members M1 to Mn */
export function members(count: number): readonly JsonObject[] {
  return Array.from({ length: count }, (_, index) => aParty(`M${index + 1}`));
}

const person = (id: string, roles: readonly string[], party?: string): Persona => ({
  actor: { kind: 'person', id, name: id, ...(party ? { party } : {}) },
  roles,
});
export const chair = person('chair', ['chair'], 'M1');
export const formerChair = person('former-chair', ['participant'], 'M2');
export const secretary = person('secretary', ['secretariat']);
export const colleague = person('colleague', ['secretariat']);
export const mailer: Persona = { actor: { kind: 'system', id: 'mail', name: 'mail' }, roles: ['system'] };

/** @returns the delegate of a member, or of an observer */
export function delegate(party: string, role: 'participant' | 'observer' = 'participant'): Persona {
  return person(`${party}-head`, [role], party);
}

/** Where the Chair lies while the case runs, unless a test says otherwise. */
export const CHAIR_HELD = { chair: { party: 'M1', name: 'chair' }, holdersThen: { chair: 'M1' } };

export interface ProcedureOptions {
  readonly preset?: Preset;
  readonly rules?: { readonly [part: string]: unknown };
  readonly members?: number;
  readonly draft?: JsonObject;
  readonly launch?: JsonObject;
  readonly at?: string;
}

/** @returns facts the application gives on launch */
export function launchFacts(options: ProcedureOptions = {}): JsonObject {
  const officer = (role: string, party: string): JsonObject => ({
    role,
    party,
    contact: { ...(aParty(party)['contacts'] as JsonObject[])[0], id: `${role}-contact` },
  });
  return JSON.parse(
    JSON.stringify({
      rules: rulesOf(options.preset ?? 'kp', options.rules),
      electorate: members(options.members ?? 50),
      observers: [aParty('OBS')],
      officers: [officer('chair', 'M1'), officer('secretariat', 'SEC')],
    }),
  ) as JsonObject;
}

/** @returns a draft, begun on 1 July 2026 at noon UTC unless said otherwise */
export function aDraft(options: ProcedureOptions = {}): Drive {
  const payload = {
    reference: 'WP-1',
    title: 'Admission',
    subject: 'Admission of a member',
    texts: [{ language: 'en', body: 'The body admits.' }],
    ...options.draft,
  };
  return given(writtenProcedure).start(
    { payload, by: chair, facts: { textHash: HASH } },
    options.at ?? '2026-07-01T12:00:00Z',
    CHAIR_HELD,
  );
}

/** @returns a launched procedure: under KP rules its window closes at 2026-07-23T00:00:00.000Z */
export function aProcedure(options: ProcedureOptions = {}): Drive {
  const preset = options.preset ?? 'kp';
  const precondition =
    preset === 'un-ga-74-544' || preset === 'osce' || preset === 'eu-council-silence'
      ? { precondition: 'meeting of 30 June' }
      : {};
  return aDraft(options).then('launch', { ruleSet: preset, ...precondition, ...options.launch }, chair, {
    facts: launchFacts(options),
  });
}

/** Gives an answer by link. */
export function answers(
  drive: Drive,
  party: string,
  kind: string,
  more: JsonObject & { readonly at?: string; readonly id?: string; readonly post?: string } = {},
): Drive {
  const { at, id, post, ...payload } = more;
  return drive.then(
    'record-position',
    answer(party, kind, { ...payload, ...(post ? { contactId: `${party}-${post}` } : {}) }),
    delegate(party),
    {
      ...(at ? { at } : {}),
      id: id ?? `${party}-${kind}`,
    },
  );
}

/** @returns the payload of an answer by the head of the party's delegation, with a reason */
export function answer(party: string, kind: string, more: JsonObject = {}): JsonObject {
  return {
    kind,
    reason: 'because',
    statement: 'for the record',
    contactId: `${party}-head`,
    channel: 'link',
    textHash: HASH,
    ...more,
  };
}

/** @returns the object without one member */
export function without(object: JsonObject, member: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== member));
}

/** The first so many members support. */
export function support(drive: Drive, count: number): Drive {
  for (let n = 1; n <= count; n += 1) answers(drive, `M${n}`, 'support');
  return drive;
}

/** @returns the drive's memory, checked */
export function memory(drive: Drive): ProcedureContext {
  return procedureContextSchema.parse(drive.context);
}

/** @returns template and recipient of the mails of the last event: `receipt M1-head` */
export function lastMails(drive: Drive): readonly string[] {
  return drive.lastEffects.flatMap(({ topic, payload }) => {
    if (topic !== 'mail') return [];
    const to = payload['to'] as JsonObject; // the effect was checked against its schema in the step
    return [`${String(payload['template'])} ${String((to['contact'] as JsonObject)['id'])}`];
  });
}
