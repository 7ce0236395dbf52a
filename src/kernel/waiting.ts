import type { WaitingFor } from './workflow.js';

/** What must be said of a thing that a case waits for; the rest only where there is something to say. */
export type Awaited = Pick<WaitingFor, 'key' | 'what' | 'on' | 'since'> & Partial<WaitingFor>;

/** @returns the thing whole: left out means no due instant, no postponement, no rungs, and nobody known to be out of reach */
export function waitsFor(thing: Awaited): WaitingFor {
  return {
    due: null,
    postponedUntil: null,
    rung: { reached: 0, of: 0, last: null },
    unreachable: [],
    ...thing,
  };
}
