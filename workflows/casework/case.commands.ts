/**
 * A command of a case, declared whole in one place: who may give it, the rule behind it, why it is refused, what it changes in the
 * memory, and what it sets off. The machine says only where it leads.
 */
import type { z } from 'zod';
import {
  type Asked,
  type ContextCommand,
  type DeclaredCommand,
  declareCommand,
} from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import type { Outgoing } from './effects.js';
import { refusalOfOwnCase, refusalOfSpeakingForNone } from './facts.js';

/** A command as the machine uses it. */
export interface CaseCommand<Context> extends ContextCommand<Context> {
  /** the fields of the memory that change */
  readonly change: (context: Context, event: CommandEvent) => Partial<Context>;
  /** what goes out, told from the memory after the change */
  readonly tells: (context: Context, event: CommandEvent) => readonly Outgoing[];
}
/** A command whose payload is typed for whoever reads it elsewhere. */
export interface TypedCommand<Context, Payload> extends CaseCommand<Context> {
  /** @throws ZodError when it is the payload of another command */
  readonly payloadOf: (given: { readonly payload: unknown }) => Payload;
}
/** Who enters what came by letter: those for whom `speaksFor` holds of every code. */
const ENTERING = ['chair', 'secretariat', 'system'] as const;
/** Commands by name. */
export type CaseCommands<Context> = Readonly<Record<string, CaseCommand<Context>>>;

interface Declared<Payload, Context> extends DeclaredCommand<Payload, Context> {
  /** codes, for one of which speaks whoever gives it; the offices enter what came by letter. Refused otherwise, and not offered. */
  readonly who?: (context: Context) => readonly string[];
  readonly change?: (asked: Asked<Payload, Context>) => Partial<Context>;
  readonly tells?: (asked: Asked<Payload, Context>) => readonly Outgoing[];
}

/**
 * @returns a function that declares one command of a case with this memory: payload schema first, so that everything else is typed by it
 */
export function commandsFor<Context>() {
  return <Schema extends z.ZodType>(
    payload: Schema,
    declared: Declared<z.output<Schema>, Context>,
  ): TypedCommand<Context, z.output<Schema>> => {
    const asked = (context: Context, event: CommandEvent): Asked<z.output<Schema>, Context> => ({
      context,
      event,
      payload: payload.parse(event.payload),
    });
    const { change, tells, who, ...rest } = declared;
    const refusal = (given: Asked<z.output<Schema>, Context>): Refusal | null =>
      rest.refusal?.(given) ?? refusalOfPerson(declared, given);
    return {
      ...declareCommand<Schema, Context>(payload, {
        ...rest,
        refusal,
        ...(who ? { who: (context: Context) => [...who(context), ...ENTERING] } : {}),
      }),
      change: (context, event) => change?.(asked(context, event)) ?? {},
      tells: (context, event) => tells?.(asked(context, event)) ?? [],
      payloadOf: (given) => payload.parse(given.payload),
    };
  };
}

/** What is not offered to somebody is refused to them: the same declaration decides both. */
function refusalOfPerson<Context>(
  { who, never }: Pick<Declared<never, Context>, 'who' | 'never'>,
  { context, event }: Pick<Asked<unknown, Context>, 'context' | 'event'>,
): Refusal | null {
  return (
    (never ? refusalOfOwnCase(event, never(context)) : null) ??
    (who ? refusalOfSpeakingForNone(event, who(context)) : null)
  );
}

/** @returns why the command is refused in this memory, or null */
export function refusalIn<Context>(
  commands: CaseCommands<Context>,
  context: Context,
  event: CommandEvent,
): Refusal | null {
  const command = Object.hasOwn(commands, event.type) ? commands[event.type] : undefined;
  return command ? command.refusal(context, event) : null;
}
