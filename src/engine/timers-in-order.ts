import type { Instant } from '../kernel/instant.js';
import type { CaseRun } from './case-run.js';
import type { TimerRow } from './stores/timer.store.js';

/** Which timers are due: all up to an instant; or, where a timer is named, those of its instant only that come before it by their ids. */
export interface TimersBefore {
  readonly at: Instant;
  readonly timerId: string | null;
}

/**
 * @param runs over cases that are locked
 * @returns the due timer that comes first by its instant, then by its id, and the run it belongs to; null when none is due
 */
export function soonestOf(
  runs: readonly CaseRun[],
  before: TimersBefore,
): { readonly run: CaseRun; readonly timer: TimerRow } | null {
  let soonest: { readonly run: CaseRun; readonly timer: TimerRow } | null = null;
  for (const run of runs) {
    const [timer] = run.armedTimers();
    if (timer && isDue(timer, before) && (soonest === null || comesBefore(timer, soonest.timer)))
      soonest = { run, timer };
  }
  return soonest;
}

function isDue(timer: TimerRow, { at, timerId: id }: TimersBefore): boolean {
  return id === null ? timer.dueAt <= at : comesBefore(timer, { dueAt: at, id });
}

function comesBefore(
  one: Pick<TimerRow, 'dueAt' | 'id'>,
  other: { readonly dueAt: Instant; readonly id: string },
): boolean {
  return one.dueAt < other.dueAt || (one.dueAt === other.dueAt && one.id < other.id);
}
