/**
 * One pure step of a statechart: snapshot and event in, next snapshot and everything to be done as data out.
 * The only file that reads XState's action objects. It does no I/O and reads no clock.
 *
 * What was observed in XState 5.33 and is relied on here (step.spec.ts holds each to it): `after` comes back as
 * `xstate.raise {event, id, delay}`; leaving a state gives `xstate.cancel {sendId}` for each of its delays, armed or not;
 * re-entry gives cancel, then raise, with the same id; a refused event returns the same snapshot without a word; a restored
 * snapshot keeps history only through a never-started actor; a delay that is no number fires at once.
 */
import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  createActor,
  initialTransition,
  transition,
} from 'xstate';
import { DomainError } from '../kernel/domain-error.js';
import { type Instant, addMs } from '../kernel/instant.js';
import { type Json, type JsonObject, isJsonSafe } from '../kernel/json.js';
import type { CommandEvent, Refusal, StartInput, WorkflowDefinition } from '../kernel/workflow.js';
import { MachineFault } from './engine.errors.js';

/** Ten years: a deadline further off is taken for a slip of the pen, and the command that sets it is refused. */
export const LONGEST_DELAY_MS = 10 * 366 * 24 * 60 * 60 * 1000;
/** Microsteps after which a transition is taken for an endless loop. */
const MAX_MICROSTEPS = 1000;

/** A timer to arm or to disarm, in the order the machine asked. `id` is XState's, the same at every entry of a state. */
export type TimerChange =
  | {
      readonly kind: 'arm';
      readonly id: string;
      readonly name: string;
      readonly dueAt: Instant;
      readonly event: { readonly type: string };
    }
  | { readonly kind: 'cancel'; readonly id: string };

/** A fact the machine wants in the history beyond the event itself. */
export interface RecordedFact {
  readonly type: string;
  readonly data: Json;
}

/** Something to be done outside once the step is committed. */
export interface Effect {
  readonly topic: string;
  readonly payload: JsonObject;
}

/** The outcome of a step that was permitted. */
export interface Stepped {
  readonly snapshot: JsonObject;
  readonly state: Json;
  readonly context: JsonObject;
  readonly ended: boolean;
  readonly records: readonly RecordedFact[];
  readonly effects: readonly Effect[];
  readonly timers: readonly TimerChange[];
}

/** The event of a timer, as the engine hands it back. */
export interface TimerEvent {
  readonly type: string;
  readonly occurredAt: Instant;
}

/** What a snapshot says of itself without any event. */
export interface Restored {
  readonly state: Json;
  readonly context: JsonObject;
  readonly ended: boolean;
  /** commands some active state listens to, guards aside; in alphabetical order */
  readonly heard: readonly string[];
}

/**
 * Starts a machine.
 *
 * @param definition the workflow
 * @param input what the case starts with; `occurredAt` becomes `context.asOf`
 * @returns the first snapshot and what is to be done
 * @throws MachineFault when the machine is unsound
 */
export function startStep(definition: WorkflowDefinition, input: StartInput): Stepped {
  const [snapshot, actions] = initialTransition(bounded(definition.machine), input);
  return harvest(definition, snapshot, actions, input.occurredAt);
}

/**
 * Applies a command or a timer's event.
 *
 * @param definition the workflow the case is pinned to
 * @param stored the stored snapshot
 * @param event the command as the machine sees it, or the timer's event with its own due instant
 * @returns the next snapshot and what is to be done, or why it is refused (the snapshot then stays as it is); the event of a timer
 *   from an earlier stay in a state may find nobody who listens to it any more, and is refused as `timer.unheard`
 * @throws MachineFault when snapshot or machine are unsound; `timer-not-permitted` when a state listens to the event of a timer, but
 *   the guards of all its transitions say no: a deadline must not pass without a word
 */
export function step(
  definition: WorkflowDefinition,
  stored: JsonObject,
  event: CommandEvent | TimerEvent,
): Stepped | { readonly refusal: Refusal } {
  const current = at(restore(definition.machine, stored), event.occurredAt);
  if (!current.can(event)) return { refusal: whyRefused(definition, current, event) };
  const [snapshot, actions] = transition(bounded(definition.machine), current, event);
  return harvest(definition, snapshot, actions, event.occurredAt);
}

/**
 * Reads a stored snapshot.
 *
 * @param definition the workflow the case is pinned to
 * @param stored the stored snapshot
 * @returns its state, context and the commands its active states listen to
 * @throws MachineFault `snapshot-unreadable` when it does not belong to this machine
 */
export function inspect(definition: WorkflowDefinition, stored: JsonObject): Restored {
  const snapshot = restore(definition.machine, stored);
  return {
    state: snapshot.value as Json, // XState types a state value as strings nested in records: JSON by construction
    context: snapshot.context as JsonObject, // checked against the workflow's schema when it was stored
    ended: snapshot.status === 'done',
    heard: commandsHeard(definition, snapshot),
  };
}

function restore(machine: AnyStateMachine, stored: JsonObject): AnyMachineSnapshot {
  try {
    // `resolveState` is asked first because it throws on an unknown state, where an actor would only rethrow later.
    machine.resolveState({ value: stored['value'] as never, context: stored['context'] as never });
    const snapshot = createActor(machine, { snapshot: stored as never }).getSnapshot() as AnyMachineSnapshot;
    if (snapshot.status === 'error') throw snapshot.error;
    requireSameRegions(stored['value'] ?? null, snapshot.value as Json);
    return snapshot;
  } catch (cause) {
    throw new MachineFault(
      'snapshot-unreadable',
      `The stored state does not fit the workflow ${machine.id}: ${String(cause)}`,
      {},
      { cause },
    );
  }
}

/** XState fills a missing parallel region with its initial state without complaint: a cut snapshot must not pass for a whole one. */
function requireSameRegions(stored: Json, restored: Json): void {
  if (JSON.stringify(stored) !== JSON.stringify(restored)) {
    throw new Error(`stored ${JSON.stringify(stored)}, understood ${JSON.stringify(restored)}`);
  }
}

function at(snapshot: AnyMachineSnapshot, asOf: Instant): AnyMachineSnapshot {
  return { ...snapshot, context: { ...snapshot.context, asOf } };
}

function bounded(machine: AnyStateMachine): AnyStateMachine {
  machine.options = { ...machine.options, maxIterations: MAX_MICROSTEPS };
  return machine;
}

function commandsHeard(definition: WorkflowDefinition, snapshot: AnyMachineSnapshot): string[] {
  const heard = new Set<string>();
  for (const node of snapshot._nodes)
    for (const type of node.ownEvents) if (type in definition.commands) heard.add(type);
  return [...heard].sort();
}

function whyRefused(
  definition: WorkflowDefinition,
  snapshot: AnyMachineSnapshot,
  event: CommandEvent | TimerEvent,
): Refusal {
  const spec = definition.commands[event.type];
  if (!spec) return whyUnheard(snapshot, event.type);
  if (!commandsHeard(definition, snapshot).includes(event.type)) {
    return {
      code: 'case.unexpected-state',
      message: `«${spec.title}» is not possible in the state «${stateName(snapshot.value as Json)}».`,
    };
  }
  return (
    spec.refusal(snapshot.context as never, event as never) ?? {
      code: 'case.unexpected-state',
      message: `«${spec.title}» is not possible now.`,
    }
  );
}

function whyUnheard(snapshot: AnyMachineSnapshot, type: string): Refusal {
  if (!snapshot._nodes.some(({ ownEvents }) => ownEvents.includes(type)))
    return { code: 'timer.unheard', message: `Nothing in the current state waits for «${type}».` };
  throw new MachineFault(
    'timer-not-permitted',
    `«${type}» is waited for in the state «${stateName(snapshot.value as Json)}», but no guard lets it through: give its delay a last transition without a guard.`,
  );
}

/**
 * A state value as one text: `open.window.running + open.reminders.waiting`.
 *
 * @param value XState's state value
 * @returns the active leaves, dotted, joined by « + »
 */
export function stateName(value: Json): string {
  return stateLeaves(value).join(' + ');
}

/**
 * The innermost states of a state value.
 *
 * @param value XState's state value
 * @returns the active leaves, dotted: `open.window.running`, `open.reminders.waiting`
 */
export function stateLeaves(value: Json): readonly string[] {
  const leaves = (prefix: string, inner: Json): string[] =>
    typeof inner === 'string'
      ? [prefix + inner]
      : Object.entries(inner as JsonObject).flatMap(([key, child]) =>
          typeof child === 'object' && child !== null && Object.keys(child).length === 0
            ? [prefix + key]
            : leaves(`${prefix}${key}.`, child),
        );
  return leaves('', value);
}

interface ActionObject {
  readonly type: string;
  readonly params?: unknown;
}

function harvest(
  definition: WorkflowDefinition,
  snapshot: AnyMachineSnapshot,
  actions: readonly ActionObject[],
  occurredAt: Instant,
): Stepped {
  if (snapshot.status === 'error')
    throw new MachineFault(
      'transition-failed',
      `The machine ${definition.name} failed: ${String(snapshot.error)}`,
    );
  const records: RecordedFact[] = [];
  const effects: Effect[] = [];
  const timers: TimerChange[] = [];
  for (const action of actions) {
    const params = (action.params ?? {}) as Record<string, unknown>; // XState types params by action; each branch checks its own
    if (action.type === 'xstate.raise') timers.push(armed(definition, params, occurredAt));
    else if (action.type === 'xstate.cancel') timers.push({ kind: 'cancel', id: String(params['sendId']) });
    else if (action.type.startsWith('xstate.'))
      throw new MachineFault(
        'forbidden-action',
        `«${action.type}» has no place in a procedure: use commands and effects.`,
      );
    else if (action.type === 'record') records.push(recorded(params));
    else effects.push(effect(definition, action.type, params));
  }
  const persisted = checkedSnapshot(definition, snapshot);
  return {
    snapshot: persisted,
    state: snapshot.value as Json,
    context: persisted['context'] as JsonObject,
    ended: snapshot.status === 'done',
    records,
    effects,
    timers,
  };
}

function armed(
  definition: WorkflowDefinition,
  params: Record<string, unknown>,
  occurredAt: Instant,
): TimerChange {
  const { event, id, delay } = params as { event?: { type?: string }; id?: string; delay?: unknown };
  const type = event?.type ?? '';
  const name = Object.keys(definition.timers).find((candidate) =>
    type.startsWith(`xstate.after.${candidate}.`),
  );
  if (!name)
    throw new MachineFault(
      'unnamed-delay',
      `«${type}» waits without a named timer: name the delay and describe it in «timers».`,
    );
  if (typeof delay === 'number' && delay > LONGEST_DELAY_MS && Number.isFinite(delay)) {
    throw new DomainError(
      'timer.too-far-ahead',
      'invalid',
      `The timer «${name}» would be due more than ten years after ${occurredAt}. Name an earlier date.`,
      { timer: name },
    );
  }
  if (typeof delay !== 'number' || !Number.isSafeInteger(delay) || delay < 0) {
    throw new MachineFault(
      'bad-delay',
      `The timer «${name}» was given the delay ${String(delay)}: it must be whole milliseconds, 0 or more.`,
      { timer: name },
    );
  }
  return { kind: 'arm', id: String(id ?? type), name, dueAt: addMs(occurredAt, delay), event: { type } };
}

function recorded(params: Record<string, unknown>): RecordedFact {
  const { type, data } = params;
  if (typeof type !== 'string' || !isJsonSafe(data ?? null))
    throw new MachineFault('bad-record', 'A recorded fact needs a type and JSON-safe data.');
  return { type, data: (data ?? null) as Json };
}

function effect(definition: WorkflowDefinition, topic: string, params: Record<string, unknown>): Effect {
  const schema = definition.effects[topic];
  if (!schema)
    throw new MachineFault(
      'unknown-effect',
      `«${topic}» is not in the outbox vocabulary of ${definition.name}.`,
    );
  const result = schema.safeParse(params);
  if (!result.success || !isJsonSafe(params)) {
    throw new MachineFault(
      'bad-effect',
      `The effect «${topic}» has wrong parameters: ${result.success ? 'not JSON-safe' : result.error.message}`,
    );
  }
  return { topic, payload: params as JsonObject };
}

function checkedSnapshot(definition: WorkflowDefinition, snapshot: AnyMachineSnapshot): JsonObject {
  const { asOf } = snapshot.context as { asOf?: unknown };
  const parsed = definition.context.safeParse(snapshot.context);
  if (!parsed.success)
    throw new MachineFault(
      'bad-context',
      `The context of ${definition.name} as of ${String(asOf)} breaks its schema: ${parsed.error.message}`,
    );
  if (!isJsonSafe(snapshot.context))
    throw new MachineFault('bad-context', `The context of ${definition.name} does not survive JSON.`);
  return JSON.parse(JSON.stringify(snapshot)) as JsonObject;
}
