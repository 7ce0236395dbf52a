/** A machine as a Mermaid state diagram, drawn from the machine itself. */

/**
 * Where a transition crosses the border of a compound state it is drawn from and to that state's border: Mermaid draws no
 * arrow between the insides of two compound states. Transitions that stay where they are (answers, mails) are left out.
 *
 * @param graph a workflow's machine as `stateGraph` reads it
 * @returns the diagram's lines
 */
export function stateDiagram({ root, moves }) {
  const edges = new Map();
  for (const { from: source, to: target, by } of moves) {
    if (target === null) continue;
    const [from, to, inside] = lifted(source, target);
    const key = `${idOf(from)} ${idOf(to)}`;
    const edge = edges.get(key) ?? { from, to, inside, labels: new Set() };
    edge.labels.add(labelOf(by));
    edges.set(key, edge);
  }
  return ['stateDiagram-v2', ...insideOf(root, [...edges.values()], 1)].join('\n');
}

function labelOf({ kind, name, guards }) {
  if (kind === 'command') return name;
  if (kind === 'timer') return `after ${name}`;
  return guards.length > 0 ? `[${guards.join(' and ')}]` : '[otherwise]';
}

/** @returns both ends raised to the children of their nearest common ancestor, and that ancestor */
function lifted(source, target) {
  if (source === target) return [source, target, source.parent];
  const lineOf = (state) => (state === null ? [] : [...lineOf(state.parent), state]);
  const [a, b] = [lineOf(source), lineOf(target)];
  let depth = 0;
  while (a[depth + 1] !== undefined && a[depth + 1] === b[depth + 1]) depth += 1;
  const [from, to] = [a[depth + 1] ?? source, b[depth + 1] ?? target];
  return [from, to, from === a[depth] || to === b[depth] ? a[depth].parent : a[depth]];
}

function insideOf(state, edges, depth) {
  const pad = '  '.repeat(depth);
  const start = state.initial === null ? [] : [`${pad}[*] --> ${idOf(state.initial)}`];
  const regions = state.states.map((child) => stateLines(child, edges, depth));
  const states =
    state.kind === 'parallel'
      ? regions.flatMap((lines, n) => (n ? [`${pad}--`, ...lines] : lines))
      : regions.flat();
  const arrows = edges
    .filter(({ inside }) => inside === state)
    .map(({ from, to, labels }) => `${pad}${idOf(from)} --> ${idOf(to)} : ${[...labels].join(', ')}`);
  const ends = state.states
    .filter((child) => child.kind === 'final')
    .map((child) => `${pad}${idOf(child)} --> [*]`);
  return [...start, ...states, ...arrows, ...ends];
}

function stateLines(state, edges, depth) {
  const pad = '  '.repeat(depth);
  const name = `${pad}state "${state.key}" as ${idOf(state)}`;
  if (state.states.length === 0) return [name];
  return [`${name} {`, ...insideOf(state, edges, depth + 1), `${pad}}`];
}

/** Mermaid's ids have neither dots nor hyphens. */
function idOf({ path }) {
  return path.replaceAll('.', '__').replaceAll('-', '_');
}
