/** What the status of a case is called: the title of the state it is in. */
import { stateGraph } from '../../engine/index.js';
import { kindOf } from './case-kinds.js';

/** Titles by the key of a state, of workflows that were asked for; null where states of one key have several. */
const kept = new Map<string, ReadonlyMap<string, string | null>>();

/**
 * @param workflow name of a workflow
 * @param status as its cases are described: mostly the key of a state, with or without its hyphens
 * @returns the title of that state, `Awaiting declaration`; the status itself where it is a word of the workflow's own, or no one state's key
 */
export function statusTitle(workflow: string, status: string): string {
  const titles = kept.get(workflow) ?? titlesOf(workflow);
  kept.set(workflow, titles);
  return titles.get(status.replaceAll('-', ' ')) ?? status;
}

function titlesOf(workflow: string): ReadonlyMap<string, string | null> {
  const definition = kindOf(workflow)?.workflow;
  const titles = new Map<string, string | null>();
  for (const { key, title } of definition ? stateGraph(definition).states : []) {
    if (title === null) continue;
    const name = key.replaceAll('-', ' ');
    titles.set(name, titles.has(name) && titles.get(name) !== title ? null : title);
  }
  return titles;
}
