/** A machine as a Mermaid state diagram, drawn from the machine itself. */

/**
 * Where a transition crosses the border of a compound state it is drawn from and to that state's border: Mermaid draws no
 * arrow between the insides of two compound states. Transitions that stay where they are (answers, mails) are left out.
 *
 * @param machine an XState machine
 * @returns the diagram's lines
 */
export function stateDiagram(machine) {
  const edges = new Map();
  for (const node of descendants(machine.root)) {
    for (const { target, label } of outgoing(node)) {
      const [from, to, inside] = lifted(node, target);
      const key = `${idOf(from)} ${idOf(to)}`;
      const edge = edges.get(key) ?? { from, to, inside, labels: new Set() };
      edge.labels.add(label);
      edges.set(key, edge);
    }
  }
  return ['stateDiagram-v2', ...insideOf(machine.root, [...edges.values()], 1)].join('\n');
}

/** @returns every state below this one, in the order of the source */
export function descendants(node) {
  return Object.values(node.states).flatMap((child) => [child, ...descendants(child)]);
}

/** @returns the delays that run in this state, by name */
export function delaysOf(node) {
  return Object.keys(node.config.after ?? {});
}

function outgoing(node) {
  const { on = {}, after = {}, always = [] } = node.config;
  const wanted = [
    ...Object.entries(on).map(([event, config]) => [event, event, config]),
    ...Object.entries(after).map(([delay, config]) => [`after ${delay}`, null, config]),
    ...[always].flat().map((config) => [alwaysLabel(config), null, config]),
  ];
  return wanted.flatMap(([label, , configs]) =>
    [configs].flat().flatMap((config) => {
      const target = typeof config === 'string' ? config : config.target;
      return target === undefined ? [] : [{ label, target: find(node, target) }];
    }),
  );
}

function alwaysLabel(config) {
  const names = guardNames(typeof config === 'string' ? undefined : config.guard);
  return names.length > 0 ? `[${names.join(' and ')}]` : '[otherwise]';
}

/** `and([...])` keeps its guards in a member of the function it returns. */
function guardNames(guard) {
  if (guard === undefined) return [];
  if (typeof guard === 'string') return [guard];
  if (Array.isArray(guard.guards)) return guard.guards.flatMap(guardNames);
  return [guard.type ?? 'guard'];
}

function find(node, target) {
  if (target.startsWith('#')) {
    const [root, ...path] = target.slice(1).split('.');
    const named = node.machine.idMap.get(root); // the machine itself, or a state with an id of its own
    if (named === undefined) throw new Error(`the target «${target}» names no state of the machine`);
    return path.reduce((at, key) => at.states[key], named);
  }
  const start = target.startsWith('.') ? node : node.parent;
  return target
    .split('.')
    .filter(Boolean)
    .reduce((at, key) => at.states[key], start);
}

/** @returns both ends raised to the children of their nearest common ancestor, and that ancestor */
function lifted(source, target) {
  if (source === target) return [source, target, source.parent];
  const lineOf = (node) => (node === undefined ? [] : [...lineOf(node.parent), node]);
  const [a, b] = [lineOf(source), lineOf(target)];
  let depth = 0;
  while (a[depth + 1] !== undefined && a[depth + 1] === b[depth + 1]) depth += 1;
  const [from, to] = [a[depth + 1] ?? source, b[depth + 1] ?? target];
  return [from, to, from === a[depth] || to === b[depth] ? a[depth].parent : a[depth]];
}

function insideOf(node, edges, depth) {
  const pad = '  '.repeat(depth);
  const { initial: given } = node.config;
  const initial = typeof given === 'object' ? given.target : given; // with actions of its own it is an object
  const start = initial === undefined ? [] : [`${pad}[*] --> ${idOf(node.states[initial])}`];
  const regions = Object.values(node.states).map((child) => stateLines(child, edges, depth));
  const states =
    node.type === 'parallel'
      ? regions.flatMap((lines, n) => (n ? [`${pad}--`, ...lines] : lines))
      : regions.flat();
  const arrows = edges
    .filter(({ inside }) => inside === node)
    .map(({ from, to, labels }) => `${pad}${idOf(from)} --> ${idOf(to)} : ${[...labels].join(', ')}`);
  const ends = Object.values(node.states)
    .filter((child) => child.type === 'final')
    .map((child) => `${pad}${idOf(child)} --> [*]`);
  return [...start, ...states, ...arrows, ...ends];
}

function stateLines(node, edges, depth) {
  const pad = '  '.repeat(depth);
  const name = `${pad}state "${node.key}" as ${idOf(node)}`;
  if (Object.keys(node.states).length === 0) return [name];
  return [`${name} {`, ...insideOf(node, edges, depth + 1), `${pad}}`];
}

/** Mermaid's ids have no hyphen. */
function idOf(node) {
  return node.path.join('__').replaceAll('-', '_');
}
