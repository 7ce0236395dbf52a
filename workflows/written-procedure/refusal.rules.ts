/**
 * How refusals are made: every command is asked the same first questions (does the sender hold a role that may give it,
 * does the payload fit), then its own. The machine's guard and the answer to the sender are this one code.
 */
import { z } from 'zod';
import { type Asked as AskedOf, refuse, wordsFor } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { ruleSetSchema } from './rule-set.js';
import {
  type ProcedureContext,
  actorSchema,
  frozenPartySchema,
  officerSchema,
} from './written-procedure.context.js';

export {
  firstRefusal,
  lackingRole,
  payloadFault,
  refusalOfComputing,
  refusalOfFuture,
  refuse,
} from '../../src/kernel/refusals.js';

/** A command being judged: the memory, the event, and its typed payload. */
export type Asked<Payload> = AskedOf<Payload, ProcedureContext>;

/** What the application's records say on every command: the actor's roles at the instant of receipt, and who holds the Chair. */
export const factsSchema = z.object({
  roles: z.array(z.string()).default([]),
  chair: z.object({ party: z.string(), name: z.string() }).nullable().default(null),
  /** on `register-declaration`: party by office, at the instant the declaration was given */
  holdersThen: z.record(z.string(), z.string()).default({}),
});
export type Facts = z.output<typeof factsSchema>;

/** What they say on `launch` besides. */
export const launchFactsSchema = z.object({
  rules: ruleSetSchema,
  electorate: z.array(frozenPartySchema),
  observers: z.array(frozenPartySchema),
  officers: z.array(officerSchema),
  /** who countersigned just this launch, where somebody did */
  countersignedBy: actorSchema.optional(),
  /** why adoption could do nothing in the case that the procedure is about, in words; left out where it could, or where it is about none */
  aboutFault: z.string().optional(),
});
export type LaunchFacts = z.output<typeof launchFactsSchema>;

/** What they say when a text is given: its hash. */
export const textFactsSchema = z.object({ textHash: z.string().regex(/^[0-9a-f]{64}$/) });

/**
 * @param event a command
 * @returns the roles of its sender and the holder of the Chair, at the instant of receipt
 * @throws ZodError when the application gave facts of another shape
 */
export function factsOf(event: CommandEvent): Facts {
  return factsSchema.parse(event.facts);
}

/**
 * Whether the sender holds an office that the frozen rules name for an act.
 *
 * @param act what is to be done, after «to»: `extend the window`
 * @param offices the offices the rules name
 * @param rule where the rules say so: `extension.by`
 * @returns null when held, else a refusal naming the offices
 */
export function lackingOffice(
  act: string,
  offices: readonly string[],
  rule: string,
  event: CommandEvent,
): Refusal | null {
  const { roles } = factsOf(event);
  if (roles.some((role) => offices.includes(role))) return null;
  return refuse(
    'procedure.not-your-office',
    `To ${act} takes the office of ${offices.join(' or ') || 'nobody'} (${rule}); ${event.actor.name} held ${wordsFor(roles)} at ${event.occurredAt}. Ask the holder of the office.`,
  );
}
