/** Which boxes are lit: where a case is, and where it has been. */
import type { StateGraph } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import { boxesAround } from './chart.js';

/** Ids of boxes. */
export interface Standing {
  /** where the case is now, boxes inside others and those around them */
  readonly current: ReadonlySet<string>;
  /** where it has been, without those it is in now */
  readonly visited: ReadonlySet<string>;
}

/**
 * Finds the boxes for the states of a case.
 *
 * @param graph the machine
 * @param active paths of the states a case is in: the leaves, or whole names as `CaseFile.state` joins them with « + »
 * @param visited paths of states it was in, in the same form
 * @throws DomainError `chart.unknown-state` naming a state that the machine does not have
 */
export function standingOf(
  graph: StateGraph,
  active: readonly string[],
  visited: readonly string[] = [],
): Standing {
  const current = boxesOf(graph, active, 'active');
  const passed = boxesOf(graph, visited, 'visited');
  return {
    current: new Set(current),
    visited: new Set(passed.filter((id) => !current.includes(id))),
  };
}

function boxesOf(graph: StateGraph, names: readonly string[], field: string): readonly string[] {
  const paths = names.flatMap((name) => name.split(' + ')).filter((path) => path !== '');
  return paths.flatMap((path) => {
    const boxes = boxesAround(graph, path);
    if (boxes !== null) return boxes;
    throw new DomainError(
      'chart.unknown-state',
      'invalid',
      `The workflow has no state «${path}»: give the states as the case of this version names them.`,
      { field, state: path },
    );
  });
}
