/**
 * How commands are refused: each is asked the same first questions (does the sender hold a role that may give it, does the
 * payload fit), then its own. A machine's guard `permitted` and the answer to the sender are this one code.
 */
import { z } from 'zod';
import { DomainError } from './domain-error.js';
import type { Instant } from './instant.js';
import type { CommandEvent, CommandSpec, Refusal } from './workflow.js';

/** A command being judged: the memory, the event, and its typed payload. */
export interface Asked<Payload, Context> {
  readonly context: Context;
  readonly event: CommandEvent;
  readonly payload: Payload;
}

const roleFactsSchema = z.object({ roles: z.array(z.string()).default([]) });

/** @returns the roles the sender held at the instant of receipt, as the application's records say; none when they say nothing */
export function rolesIn(event: CommandEvent): readonly string[] {
  const facts = roleFactsSchema.safeParse(event.facts);
  return facts.success ? facts.data.roles : [];
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
  const roles = rolesIn(event);
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

/** @returns roles in a sentence: `chair and participant`, or `no role` */
export function wordsFor(roles: readonly string[]): string {
  return roles.length === 0 ? 'no role' : roles.join(' and ');
}

/** A command of a workflow whose refusal takes that workflow's own memory. */
export interface ContextCommand<Context> extends CommandSpec {
  readonly refusal: (context: Context, event: CommandEvent) => Refusal | null;
  readonly who?: (context: Context) => readonly string[];
  readonly never?: (context: Context) => readonly string[];
}

/** What a workflow says of a command besides its schema. */
export interface DeclaredCommand<Payload, Context> {
  readonly title: string;
  readonly by: readonly string[];
  readonly article: string;
  readonly recordedAs: string;
  /** as a {@link CommandSpec} has it; `refusal` refuses all others */
  readonly who?: (context: Context) => readonly string[];
  /** the same */
  readonly never?: (context: Context) => readonly string[];
  readonly refusal?: (asked: Asked<Payload, Context>) => Refusal | null;
}

/**
 * Declares one command: role first, then payload, then the command's own question.
 *
 * @param payload schema of the payload
 * @param declared title, roles, article, name in history, and why it may be refused
 * @returns the command as the engine's registry takes it
 */
export function declareCommand<Schema extends z.ZodType, Context>(
  payload: Schema,
  declared: DeclaredCommand<z.output<Schema>, Context>,
): ContextCommand<Context> {
  const { refusal, ...rest } = declared;
  const { title, by } = declared;
  return {
    ...rest,
    payload,
    refusal: (context, event) => {
      const lacking = lackingRole(title, by, event) ?? payloadFault(title, payload, event);
      if (lacking || !refusal) return lacking;
      return refusal({ context, event, payload: payload.parse(event.payload) });
    },
  };
}

/**
 * The two things every workflow makes of its table of payload schemas.
 *
 * @param payloads schema by command name
 * @returns `command`, which declares one command of the table, and `payloadOf`, which reads its payload inside the machine (the guard
 *   has ruled out before any action runs that it does not fit)
 */
export function commandsOf<Payloads extends { readonly [name: string]: z.ZodType }, Context>(
  payloads: Payloads,
) {
  return {
    command: <Name extends keyof Payloads>(
      name: Name,
      declared: DeclaredCommand<z.output<Payloads[Name]>, Context>,
    ): ContextCommand<Context> => declareCommand<Payloads[Name], Context>(payloads[name], declared),
    payloadOf: <Name extends keyof Payloads>(
      name: Name,
      event: { readonly payload: unknown },
    ): z.output<Payloads[Name]> => parsed(payloads[name], event.payload),
  };
}

function parsed<Schema extends z.ZodType>(schema: Schema, payload: unknown): z.output<Schema> {
  return schema.parse(payload);
}
