/** What the application's records say about a command to a case. */
import { z } from 'zod';
import type { CommandEvent, Refusal, StartInput } from '../../src/kernel/workflow.js';
import { refuse } from '../../src/kernel/refusals.js';
import { laddersSchema } from './ladder.js';

/** What a code is at the instant of receipt. */
export const KNOWN_AS = [
  'participant',
  'observer',
  'applicant',
  'guest',
  'body',
  'organ',
  'office',
  'unknown',
] as const;
/**
 * How far a decision that is cited has come, as Plenum's own records have it. `outside`: it is of another body, of an imported history, or
 * said to be outside them; `unknown`: they should have it and do not.
 */
export const DECISION_STANDINGS = ['adopted', 'not-adopted', 'open', 'outside', 'unknown'] as const;

const factsSchema = z.object({
  /** roles of the sender */
  roles: z.array(z.string()).default([]),
  /** codes for which the sender may speak: the own party, and organs in which it sits */
  speaksFor: z.array(z.string()).default([]),
  /** every code that the payload names */
  known: z.record(z.string(), z.enum(KNOWN_AS)).default({}),
  /** every decision that the payload cites, by its reference */
  decisions: z.record(z.string(), z.enum(DECISION_STANDINGS)).default({}),
  /** Participants on the roll, by code; given where the payload asks for `rollAt` */
  roll: z.array(z.string()).default([]),
  /** Participants and Observers that sit in each organ as members or in its chair, by its code and by those of the organs merged into it; on a command that names members */
  seats: z.record(z.string(), z.array(z.string())).default({}),
  /** the body's ladders, on the command that opens a case */
  ladders: laddersSchema.default({}),
});
export type CaseFacts = z.output<typeof factsSchema>;

/** @returns the facts, each empty where the records said nothing */
export function factsOf({ facts }: Pick<CommandEvent | StartInput, 'facts'>): CaseFacts {
  return factsSchema.parse(facts);
}

/**
 * @param codes that a payload names
 * @param wanted what they may be; left out: anything that is known
 * @returns a refusal naming those that are not, or null
 */
export function refusalOfCodes(
  event: Pick<CommandEvent, 'facts'>,
  codes: readonly string[],
  field: string,
  wanted: readonly (typeof KNOWN_AS)[number][] = KNOWN_AS.filter((kind) => kind !== 'unknown'),
): Refusal | null {
  const { known } = factsOf(event);
  const wrong = codes.filter((code) => !wanted.includes(known[code] ?? 'unknown'));
  if (wrong.length === 0) return null;
  const found = wrong.map((code) => `«${code}» (${known[code] ?? 'unknown'})`).join(', ');
  return refuse(
    'case.wrong-code',
    `${found}: ${field} names ${wanted.join(' or ')} only. Look at the registry for the code, or enter the party there first.`,
    field,
  );
}

/** @returns whether the sender speaks for the code, or holds an office and enters what came by letter */
export function speaksFor(event: Pick<CommandEvent, 'facts'>, code: string): boolean {
  const { roles, speaksFor: codes } = factsOf(event);
  return (
    codes.includes(code) ||
    roles.includes('chair') ||
    roles.includes('secretariat') ||
    roles.includes('system')
  );
}

/** @returns a refusal when the sender may not speak for the code, or null */
export function refusalOfSpeaking(
  event: Pick<CommandEvent, 'facts'>,
  code: string,
  field: string,
): Refusal | null {
  if (speaksFor(event, code)) return null;
  return refuse(
    'case.not-yours-to-say',
    `You do not speak for ${code}. Let one of its own contacts do it, or the Secretariat enter what came by letter.`,
    field,
  );
}

/** @returns a refusal when the sender speaks for none of the codes, or null */
export function refusalOfSpeakingForNone(
  event: Pick<CommandEvent, 'facts'>,
  codes: readonly string[],
): Refusal | null {
  if (codes.some((code) => speaksFor(event, code)) || speaksFor(event, '')) return null;
  return refuse(
    'case.not-yours-to-say',
    `You do not speak for ${codes.join(' or ') || 'anybody of whom this is awaited now'}. Let one of their own contacts do it, or the Secretariat enter what came by letter.`,
  );
}

/**
 * Nobody judges the own case: a member of an organ speaks there for the organ, and not on itself.
 *
 * @param parties whom the case is about
 * @returns a refusal when the sender is one of them, or null (assumed: no text of the KP says so, and none says otherwise)
 */
export function refusalOfOwnCase(
  { actor }: Pick<CommandEvent, 'actor'>,
  parties: readonly string[],
): Refusal | null {
  if (actor.party === undefined || !parties.includes(actor.party)) return null;
  return refuse(
    'case.own-case',
    `${actor.party} is the one it is about and does not judge it. Let another member, the Chair or the Secretariat enter it.`,
  );
}
