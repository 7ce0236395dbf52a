/** What the machines of all workflows have in common: how a rule changes the memory, and how effects are asked for. */
import { type ParameterizedObject, assign, enqueueActions } from 'xstate';
import { type Instant, msBetween } from '../src/kernel/instant.js';
import type { Json } from '../src/kernel/json.js';
import type { BaseContext, CommandEvent } from '../src/kernel/workflow.js';

/** A fact for the history beyond the command itself: the params of `record`. */
export interface Fact {
  readonly type: string;
  readonly data: Json;
}

/**
 * The makers of a workflow's actions and delays, typed by its memory and by what it may ask for.
 *
 * @returns `changing`: an action that changes the memory, by a rule that gets memory and command and gives the fields that change.
 *   `sending`: an action that asks for effects, and records facts. `until`: a delay that ends at an instant of the memory, at once when it
 *   has passed or when there is none.
 */
export function machineActions<Context extends BaseContext, Outgoing extends ParameterizedObject>() {
  return {
    changing: (rule: (context: Context, event: CommandEvent) => Partial<Context>) =>
      assign<Context, CommandEvent, undefined, CommandEvent, never>(({ context, event }) =>
        rule(context, event),
      ),
    sending: (outgoing: (context: Context, event: CommandEvent) => readonly Outgoing[]) =>
      enqueueActions<Context, CommandEvent, undefined, CommandEvent, never, Outgoing, never, never, never>(
        ({ context, event, enqueue }) => {
          for (const action of outgoing(context, event)) enqueue(action as never); // the queue's type is known only with the machine's
        },
      ),
    until:
      (instant: (context: Context) => string | undefined) =>
      ({ context }: { readonly context: Context }): number =>
        Math.max(0, msBetween(context.asOf, (instant(context) ?? context.asOf) as Instant)), // the schema checks the form of instants, not the brand
  };
}
