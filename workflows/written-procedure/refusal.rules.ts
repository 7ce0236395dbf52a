/**
 * How refusals are made: every command is asked the same first questions (does the sender hold a role that may give it,
 * does the payload fit), then its own. The machine's guard and the answer to the sender are this one code.
 */
import { z } from 'zod';
import { DomainError } from '../../src/kernel/domain-error.js';
import type { Instant } from '../../src/kernel/instant.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { ruleSetSchema } from './rule-set.js';
import { type ProcedureContext, frozenPartySchema, officerSchema } from './written-procedure.context.js';

/** A command being judged: the memory, the event, and its typed payload. */
export interface Asked<Payload> {
  readonly context: ProcedureContext;
  readonly event: CommandEvent;
  readonly payload: Payload;
}

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
});

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
 * @param code stable and dotted, such as `extension.reason-missing`
 * @param message what is wrong and what to do about it
 * @param field the payload field it is about, dotted
 * @returns the refusal
 */
export function refuse(code: string, message: string, field?: string): Refusal {
  return field === undefined ? { code, message } : { code, message, field };
}

/**
 * Asks one question after the other.
 *
 * @param questions each gives a refusal or null; later ones may rely on earlier ones having passed
 * @returns the first refusal, or null when every question passes
 */
export function firstRefusal(...questions: readonly (() => Refusal | null)[]): Refusal | null {
  for (const question of questions) {
    const refusal = question();
    if (refusal) return refusal;
  }
  return null;
}

/** @returns a refusal when the sender holds none of the roles that may give the command at all */
export function lackingRole(title: string, by: readonly string[], event: CommandEvent): Refusal | null {
  const facts = factsSchema.safeParse(event.facts);
  const roles = facts.success ? facts.data.roles : [];
  if (roles.some((role) => by.includes(role))) return null;
  return refuse(
    'procedure.not-your-role',
    `To ${title} takes the role ${by.join(' or ')}; ${event.actor.name} held ${wordsFor(roles)} at ${event.occurredAt}.`,
  );
}

/** @returns a refusal naming the first field of the payload that does not fit */
export function payloadFault(title: string, schema: z.ZodType, event: CommandEvent): Refusal | null {
  const parsed = schema.safeParse(event.payload);
  if (parsed.success) return null;
  const issue = parsed.error.issues[0];
  return refuse(
    'procedure.bad-payload',
    `To ${title}: ${issue?.message ?? 'the payload does not fit'}.`,
    issue?.path.map(String).join('.') ?? '',
  );
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

/**
 * Turns a computation that may fail on a sender's input into a refusal.
 *
 * @param field the payload field the computation reads
 * @param compute what may throw a DomainError
 * @returns the refusal, or null when it computes
 */
export function refusalOfComputing(field: string, compute: () => unknown): Refusal | null {
  try {
    compute();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return refuse(error.code, error.message, field);
    throw error;
  }
}

/** @returns a refusal when the instant lies after the instant of receipt */
export function refusalOfFuture(instant: Instant, field: string, event: CommandEvent): Refusal | null {
  if (instant <= event.occurredAt) return null;
  return refuse(
    'procedure.in-the-future',
    `${instant} lies after ${event.occurredAt}, when this was received. Give the instant at which it happened.`,
    field,
  );
}

function wordsFor(roles: readonly string[]): string {
  return roles.length === 0 ? 'no role' : roles.join(' and ');
}
