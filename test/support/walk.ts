/**
 * Walks a workflow along every path of some moves and of its timers, like paths followed once: whatever people and time can do, the
 * machine must stand it.
 */
import { type Stepped, inspect, startStep, stateName, step } from '../../src/engine/step.js';
import { type Instant, toInstant } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import type { CommandEvent, StartInput, WorkflowDefinition } from '../../src/kernel/workflow.js';
import type { Duty } from '../../workflows/casework/index.js';
import type { Persona } from './drive.js';

interface Armed {
  readonly id: string;
  readonly name: string;
  readonly dueAt: Instant;
  readonly type: string;
}

/** A place on the walk. */
export interface Stand {
  readonly snapshot: JsonObject;
  readonly context: JsonObject;
  readonly state: string;
  readonly now: Instant;
  readonly timers: readonly Armed[];
  readonly ended: boolean;
}

/** What somebody tries at every place; the machine itself leaves out what is refused. */
export interface Move {
  readonly type: string;
  readonly payload: (stand: Stand) => JsonObject;
  readonly by: Persona;
  readonly facts?: JsonObject;
}

/**
 * @param definition the workflow
 * @param start what the case starts with
 * @param moves what people try
 * @param likeness of two places that are alike only one is followed on
 * @param visit sees each place, with the one before it
 * @returns every state that was reached
 */
export function walk(
  definition: WorkflowDefinition,
  start: StartInput,
  moves: readonly Move[],
  likeness: (stand: Stand) => unknown,
  visit: (stand: Stand, before: Stand) => void,
): Set<string> {
  const payload = definition.start.payload.parse(start.payload) as JsonObject; // as the engine parses before it stores
  const first = after(definition, [], startStep(definition, { ...start, payload }), start.occurredAt);
  const seen = new Map([[JSON.stringify(likeness(first)), first.state]]);
  for (let edge: readonly Stand[] = [first]; edge.length > 0;) {
    const next: Stand[] = [];
    for (const before of edge) {
      for (const stand of neighbours(definition, before, moves)) {
        const key = JSON.stringify([stand.state, likeness(stand)]);
        if (seen.has(key)) continue;
        visit(stand, before);
        seen.set(key, stand.state);
        if (!stand.ended) next.push(stand);
      }
    }
    edge = next;
  }
  return new Set(seen.values());
}

function neighbours(definition: WorkflowDefinition, stand: Stand, moves: readonly Move[]): readonly Stand[] {
  const { snapshot, timers } = stand;
  const [due] = timers.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  const fired = due ? step(definition, snapshot, { type: due.type, occurredAt: due.dueAt }) : null;
  const rest = timers.filter((timer) => timer !== due);
  const inTime = due && fired && !('refusal' in fired) ? [after(definition, rest, fired, due.dueAt)] : [];
  const byPeople = moves.flatMap((move) => {
    const result = step(definition, snapshot, command(definition, move, stand));
    return 'refusal' in result ? [] : [after(definition, timers, result, stand.now)];
  });
  return [...inTime, ...byPeople];
}

function command(definition: WorkflowDefinition, move: Move, stand: Stand): CommandEvent {
  const spec = definition.commands[move.type];
  if (!spec) throw new Error(`${definition.name} knows no ${move.type}`);
  return {
    type: move.type,
    payload: spec.payload.parse(move.payload(stand)) as JsonObject, // as the engine parses before it stores
    commandId: `${move.type}-${stand.now}`,
    occurredAt: stand.now,
    actor: move.by.actor,
    facts: { roles: [...move.by.roles], ...move.facts },
  };
}

function after(
  definition: WorkflowDefinition,
  armed: readonly Armed[],
  stepped: Stepped,
  now: Instant,
): Stand {
  const timers = stepped.timers.reduce<readonly Armed[]>(
    (list, change) => [
      ...list.filter((timer) => timer.id !== change.id),
      ...(change.kind === 'arm'
        ? [{ id: change.id, name: change.name, dueAt: change.dueAt, type: change.event.type }]
        : []),
    ],
    armed,
  );
  const { snapshot, context, ended } = stepped;
  const { state } = inspect(definition, snapshot);
  return {
    snapshot,
    context,
    ended,
    now: toInstant(now),
    state: stateName(state),
    timers: ended ? [] : timers,
  };
}

/** Where the region `progress` of a case of the kit is, whichever region the name begins with: `progress.raised`. */
export function placeOf(state: string): string {
  return state.split(' + ').find((region) => region.startsWith('progress.')) ?? '';
}

/** How far each duty has come: two places where this is the same are alike. */
export function standingOf(duties: readonly Duty[]): unknown {
  return duties.map(({ id, climbs, closed, postponed }) => [
    id,
    climbs.length,
    closed?.how,
    postponed !== null,
  ]);
}
