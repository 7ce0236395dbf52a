/**
 * What a workflow must be before it is loaded. XState accepts a missing guard, action or delay in silence and then fires the
 * delay at once; in a procedure that lives for years such a slip must stop the program at boot, with every fault named.
 */
import { createHash } from 'node:crypto';
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { canonicalJson } from '../kernel/json.js';
import type { WorkflowDefinition } from '../kernel/workflow.js';
import { UnsoundWorkflow } from './engine.errors.js';
import { LONGEST_DELAY_MS, startStep } from './step.js';

type Faults = string[];
/** The parts of XState's state configuration that the checks read; it types them by machine, which no general check can name. */
interface LooseNode {
  readonly [key: string]: unknown;
}

/**
 * Checks a workflow whole.
 *
 * @param definition the workflow
 * @throws UnsoundWorkflow listing every fault: unnamed or missing guards, actions, delays; delays that are no time; states
 *   nobody reaches or nobody leaves; `invoke`, `spawn`, `'*'`; commands without a listener; timers without a delay; examples
 *   that do not start
 */
export function requireSound(definition: WorkflowDefinition): void {
  const faults: Faults = [];
  const nodes = allNodes(definition.machine.root);
  for (const node of nodes) checkNode(definition, node, faults);
  checkReachable(definition.machine, nodes, faults);
  checkVocabulary(definition, nodes, faults);
  checkExamples(definition, faults);
  if (faults.length > 0) throw new UnsoundWorkflow(`${definition.name} v${definition.version}`, faults);
}

/**
 * A fingerprint of what a workflow's machine may do, to notice that a released version was changed.
 *
 * @param definition the workflow
 * @returns sha-256, lower-case hex, of the machine's structure and the names of its commands, timers and effects
 */
export function definitionHash(definition: WorkflowDefinition): string {
  const structure = JSON.parse(
    JSON.stringify(definition.machine.config, (_key, value: unknown) =>
      typeof value === 'function' ? '(function)' : value,
    ),
  ) as unknown;
  const names = [definition.commands, definition.timers, definition.effects].map((table) =>
    Object.keys(table).sort(),
  );
  return createHash('sha256').update(canonicalJson({ structure, names })).digest('hex');
}

function allNodes(root: AnyStateNode): AnyStateNode[] {
  return [root, ...Object.values(root.states).flatMap((child) => allNodes(child))];
}

function checkNode(definition: WorkflowDefinition, node: AnyStateNode, faults: Faults): void {
  const config = node.config as LooseNode;
  const where = `state «${node.path.join('.') || '(root)'}»`;
  if (config['invoke'] !== undefined)
    faults.push(`${where}: «invoke» needs a live actor; ask with an effect and answer with a command`);
  for (const [type, transitions] of Object.entries(mapOf(config['on']))) {
    if (type.includes('*'))
      faults.push(`${where}: the wildcard «${type}» would catch timers of other states`);
    if (type.startsWith('xstate.')) faults.push(`${where}: «${type}» belongs to XState`);
    checkTransitions(definition, transitions, `${where} on «${type}»`, faults);
    const listed = [transitions].flat();
    if (type in definition.commands && !listed.every((t) => mentionsPermitted((t as LooseNode)?.['guard']))) {
      faults.push(`${where} on «${type}»: a command's transition carries the guard «permitted»`);
    }
  }
  for (const [delay, transitions] of Object.entries(mapOf(config['after']))) {
    checkDelay(definition, delay, where, faults);
    checkTransitions(definition, transitions, `${where} after «${delay}»`, faults);
  }
  checkTransitions(definition, config['always'], `${where} always`, faults);
  for (const hook of ['entry', 'exit']) checkActions(definition, config[hook], `${where} ${hook}`, faults);
  if (node.type !== 'final' && node.parent === undefined && Object.keys(node.states).length === 0)
    faults.push('the machine has no states');
}

function mapOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function mentionsPermitted(guard: unknown): boolean {
  if (guard === 'permitted') return true;
  if (typeof guard === 'object' && guard !== null) {
    const { type, params } = guard as LooseNode;
    return (
      type === 'permitted' ||
      JSON.stringify(params ?? '').includes('permitted') ||
      mentionsPermittedInside(guard)
    );
  }
  return typeof guard === 'function' && mentionsPermittedInside(guard);
}

/** `and([...])` keeps its guards in a `guards` member of the function it returns. */
function mentionsPermittedInside(guard: object): boolean {
  const { guards } = guard as { guards?: unknown };
  return Array.isArray(guards) && guards.some(mentionsPermitted);
}

function checkTransitions(
  definition: WorkflowDefinition,
  transitions: unknown,
  where: string,
  faults: Faults,
): void {
  for (const transition of [transitions].flat()) {
    if (typeof transition !== 'object' || transition === null) continue;
    const { guard, actions } = transition as LooseNode;
    checkGuard(definition, guard, where, faults);
    checkActions(definition, actions, where, faults);
  }
}

function checkGuard(definition: WorkflowDefinition, guard: unknown, where: string, faults: Faults): void {
  if (guard === undefined) return;
  const inner = (guard as { guards?: unknown }).guards;
  if (Array.isArray(inner)) {
    for (const one of inner) checkGuard(definition, one, where, faults);
    return;
  }
  const name = typeof guard === 'string' ? guard : (guard as { type?: unknown }).type;
  if (typeof guard === 'function')
    faults.push(`${where}: give the guard a name in «setup», so that people can read it`);
  else if (typeof name !== 'string' || !(name in definition.machine.implementations.guards))
    faults.push(`${where}: the guard «${String(name)}» does not exist`);
}

function checkActions(definition: WorkflowDefinition, actions: unknown, where: string, faults: Faults): void {
  for (const action of [actions].flat()) {
    if (action === undefined || typeof action === 'function') continue;
    const name = typeof action === 'string' ? action : (action as { type?: unknown } | null)?.type;
    if (typeof name !== 'string' || !(name in definition.machine.implementations.actions))
      faults.push(`${where}: the action «${String(name)}» does not exist`);
  }
}

function checkDelay(definition: WorkflowDefinition, delay: string, where: string, faults: Faults): void {
  if (!(delay in definition.timers))
    faults.push(`${where}: the delay «${delay}» is not described in «timers»`);
  const implementation = (definition.machine.implementations.delays as Record<string, unknown>)[delay];
  if (implementation === undefined)
    faults.push(`${where}: the delay «${delay}» does not exist, and would fire at once`);
  else if (typeof implementation !== 'function' && !isDelay(implementation)) {
    faults.push(
      `${where}: the delay «${delay}» is ${JSON.stringify(implementation)}, not whole milliseconds between 0 and ten years`,
    );
  }
}

function isDelay(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= LONGEST_DELAY_MS;
}

function checkReachable(machine: AnyStateMachine, nodes: readonly AnyStateNode[], faults: Faults): void {
  const reached = new Set<AnyStateNode>();
  const enter = (node: AnyStateNode): void => {
    for (let up: AnyStateNode | undefined = node; up; up = up.parent) visit(up);
    if (node.type === 'parallel') Object.values(node.states).forEach(enter);
    else for (const first of node.initial?.target ?? []) enter(first);
  };
  const visit = (node: AnyStateNode): void => {
    if (reached.has(node)) return;
    reached.add(node);
    for (const transition of outgoing(node)) transition.target?.forEach((target) => enter(target));
    if (node.type === 'parallel') Object.values(node.states).forEach(enter);
  };
  enter(machine.root);
  for (const node of nodes) {
    const name = node.path.join('.') || '(root)';
    if (!reached.has(node)) faults.push(`state «${name}» is never reached`);
    if (isLeaf(node) && node.type === 'atomic' && !hasWayOut(node))
      faults.push(`state «${name}» has no way out and is not final`);
  }
}

function isLeaf(node: AnyStateNode): boolean {
  return Object.keys(node.states).length === 0 && node.type !== 'history';
}

interface LooseTransition {
  readonly target?: readonly AnyStateNode[] | undefined;
}

function outgoing(node: AnyStateNode): readonly LooseTransition[] {
  return [...[...node.transitions.values()].flat(), ...(node.always ?? [])];
}

/** Some transition of the state or of a state around it leads elsewhere. */
function hasWayOut(leaf: AnyStateNode): boolean {
  for (let node: AnyStateNode | undefined = leaf; node; node = node.parent) {
    const inside = node;
    if (
      outgoing(node).some(
        (transition) =>
          transition.target?.some((target) => target !== inside && !isInside(inside, target)) ?? false,
      )
    )
      return true;
  }
  return false;
}

function isInside(node: AnyStateNode, ancestor: AnyStateNode): boolean {
  for (let up = node.parent; up; up = up.parent) if (up === ancestor) return true;
  return false;
}

function checkVocabulary(
  definition: WorkflowDefinition,
  nodes: readonly AnyStateNode[],
  faults: Faults,
): void {
  const heard = new Set(nodes.flatMap((node) => node.ownEvents));
  for (const [command, spec] of Object.entries(definition.commands)) {
    if (command.startsWith('xstate.'))
      faults.push(`command «${command}»: names beginning «xstate.» are XState's own`);
    if (!heard.has(command)) faults.push(`command «${command}» is heard in no state`);
    if (spec.by.length === 0) faults.push(`command «${command}» says nobody who may give it`);
    if (!spec.article) faults.push(`command «${command}» names no rule or source`);
  }
  const unknown = [...heard].filter((type) => !type.startsWith('xstate.') && !(type in definition.commands));
  for (const type of unknown) faults.push(`the machine listens to «${type}», which is no command`);
  const delays = new Set(nodes.flatMap((node) => Object.keys(mapOf((node.config as LooseNode)['after']))));
  for (const timer of Object.keys(definition.timers))
    if (!delays.has(timer)) faults.push(`timer «${timer}» is used in no state`);
}

function checkExamples(definition: WorkflowDefinition, faults: Faults): void {
  if (definition.examples.length === 0)
    faults.push('no example: at least one start input is needed, to be run at boot');
  for (const [index, example] of definition.examples.entries()) {
    try {
      startStep(definition, example);
    } catch (error) {
      faults.push(
        `example ${index + 1} does not start: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}
