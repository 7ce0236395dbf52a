/** A workflow's machine as plain data, for whoever draws or describes it: its states with their meaning, and what leads where. */
import type { WorkflowDefinition } from '../kernel/workflow.js';

/** One state of a machine. */
export interface StateShape {
  /** dotted from the top, as `stateName` writes it: `open.window.running`; empty for the machine itself */
  readonly path: string;
  /** the last part of the path */
  readonly key: string;
  /** in plain words, as the workflow's `meta` says it; null for states that are only machinery */
  readonly title: string | null;
  /** what is still needed, in one sentence; null where the workflow says nothing */
  readonly needed: string | null;
  readonly kind: 'single' | 'compound' | 'parallel' | 'final';
  /** whether it is left in the same instant it is entered, so that no case ever rests in it */
  readonly isPassing: boolean;
  readonly parent: StateShape | null;
  /** where a compound state starts; null for all others */
  readonly initial: StateShape | null;
  readonly states: readonly StateShape[];
}

/** What makes a transition happen: a command, a date that comes, or the record itself as soon as its guards hold. */
export type Cause =
  | { readonly kind: 'command' | 'timer'; readonly name: string; readonly title: string }
  | { readonly kind: 'record'; readonly guards: readonly string[] };

/** One transition; `to` is null where it stays in its state. */
export interface Move {
  readonly from: StateShape;
  readonly to: StateShape | null;
  readonly by: Cause;
}

/** A whole machine. */
export interface StateGraph {
  readonly root: StateShape;
  /** every state below the root, in the order of the source */
  readonly states: readonly StateShape[];
  /** every transition: state by state, commands before timers before the record */
  readonly moves: readonly Move[];
}

type StateNode = WorkflowDefinition['machine']['root'];
type Outgoing = StateNode['always'] extends readonly (infer Transition)[] | undefined ? Transition : never;
type Writable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

/**
 * Reads a workflow's machine.
 *
 * @param definition the workflow; one that `requireSound` accepts
 * @returns its states and transitions, in the order of the source
 */
export function stateGraph(definition: WorkflowDefinition): StateGraph {
  const shapes = new Map<StateNode, StateShape>();
  const root = shapeOf(definition.machine.root, null, shapes);
  const nodes = [...shapes.keys()];
  return {
    root,
    states: [...shapes.values()].slice(1),
    moves: nodes.flatMap((node) => movesOf(definition, node, shapes)),
  };
}

function shapeOf(node: StateNode, parent: StateShape | null, shapes: Map<StateNode, StateShape>): StateShape {
  const { title = null, needed = null } = (node.meta ?? {}) as { title?: string; needed?: string }; // meta has no type of its own
  const shape: Writable<StateShape> = {
    path: node.path.join('.'),
    key: node.key,
    title,
    needed,
    kind: kindOf(node),
    isPassing: node.always?.some(({ guard }) => guard === undefined) ?? false,
    parent,
    initial: null,
    states: [],
  };
  shapes.set(node, shape);
  shape.states = Object.values(node.states).map((child: StateNode) => shapeOf(child, shape, shapes));
  const first = node.type === 'compound' ? node.initial?.target?.[0] : undefined;
  shape.initial = (first && shapes.get(first)) ?? null;
  return shape;
}

function kindOf(node: StateNode): StateShape['kind'] {
  if (node.type === 'compound' || node.type === 'parallel' || node.type === 'final') return node.type;
  return 'single';
}

function movesOf(
  definition: WorkflowDefinition,
  node: StateNode,
  shapes: ReadonlyMap<StateNode, StateShape>,
): Move[] {
  const commands = [...node.transitions]
    .filter(([event]) => event in definition.commands)
    .flatMap(([event, transitions]) =>
      transitions.map((transition) => ({ transition, by: commandCause(definition, event) })),
    );
  const timers = node.after.map((transition) => ({
    transition,
    by: timerCause(definition, String(transition.delay)),
  }));
  const record = (node.always ?? []).map((transition) => ({
    transition,
    by: { kind: 'record', guards: guardNames(transition.guard) } as const,
  }));
  return [...commands, ...timers, ...record].flatMap(({ transition, by }) =>
    targetsOf(transition, shapes).map((to) => ({ from: requireShape(node, shapes), to, by })),
  );
}

function commandCause({ commands }: WorkflowDefinition, name: string): Cause {
  return { kind: 'command', name, title: commands[name]?.title ?? name };
}

function timerCause({ timers }: WorkflowDefinition, name: string): Cause {
  return { kind: 'timer', name, title: timers[name]?.title ?? name };
}

function targetsOf(
  { target }: Pick<Outgoing, 'target'>,
  shapes: ReadonlyMap<StateNode, StateShape>,
): readonly (StateShape | null)[] {
  return target === undefined ? [null] : target.map((node) => requireShape(node, shapes));
}

function requireShape(node: StateNode, shapes: ReadonlyMap<StateNode, StateShape>): StateShape {
  const shape = shapes.get(node);
  if (shape === undefined) throw new Error(`The state ${node.id} is no state of its own machine.`);
  return shape;
}

/** `and([...])` keeps its guards in a member of the function it returns. */
function guardNames(guard: unknown): readonly string[] {
  if (guard === undefined) return [];
  if (typeof guard === 'string') return [guard];
  const { guards, type } = guard as { guards?: unknown; type?: unknown }; // XState types guards by machine
  if (Array.isArray(guards)) return guards.flatMap(guardNames);
  return [typeof type === 'string' ? type : 'guard'];
}
