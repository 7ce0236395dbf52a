import type { ScheduledHistory, ScheduledStep } from './replay.js';

/** A step, and which history it belongs to. */
export interface Scheduled {
  readonly history: ScheduledHistory;
  readonly step: ScheduledStep;
}

/**
 * Merges histories into one order of time. Each keeps its own order; of steps of one instant those that do something come before
 * those that look, then the histories follow each other as given.
 *
 * @param histories each with its steps in order of time
 * @returns every step once
 */
export function inOrderOfTime(histories: readonly ScheduledHistory[]): Scheduled[] {
  const queues = histories.map((history) => ({ history, rest: [...history.steps] }));
  const merged: Scheduled[] = [];
  for (;;) {
    const next = queues
      .flatMap((queue) => (queue.rest[0] ? [{ queue, step: queue.rest[0] }] : []))
      .reduce<{ queue: (typeof queues)[number]; step: ScheduledStep } | null>(
        (first, one) => (first === null || isBefore(one.step, first.step) ? one : first),
        null,
      );
    if (!next) return merged;
    next.queue.rest.shift();
    merged.push({ history: next.queue.history, step: next.step });
  }
}

function isBefore(a: ScheduledStep, b: ScheduledStep): boolean {
  return a.at < b.at || (a.at === b.at && !a.looks && b.looks);
}
