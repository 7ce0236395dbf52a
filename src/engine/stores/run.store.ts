import type { EntityManager } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import { CaseRun } from '../case-run.js';
import type { WorkflowRegistry } from '../workflow.registry.js';
import { type CaseRow, saveCases } from './case.store.js';
import { appendEvents } from './event.store.js';
import { settleCommands } from './inbox.store.js';
import { appendOutbox } from './outbox.store.js';
import { armedTimersOf, saveTimers, timerMemories } from './timer.store.js';

/**
 * Reads what a run over each of these cases needs.
 *
 * @param tx holds their locks
 * @param rows as they were locked
 * @param now the law's clock after the locks were taken
 * @returns a run over each, in the order given
 */
export async function loadRuns(
  tx: EntityManager,
  workflows: WorkflowRegistry,
  rows: readonly CaseRow[],
  now: Instant,
): Promise<readonly CaseRun[]> {
  const ids = rows.map(({ id }) => id);
  const timers = await armedTimersOf(tx, ids);
  const memories = await timerMemories(tx, ids);
  return rows.map((row) => {
    const { definition } = workflows.get(row.workflow, row.version);
    const own = timers.filter(({ caseId }) => caseId === row.id);
    const memory = memories.get(row.id) ?? { epochs: new Map<string, number>(), lastFired: null };
    return new CaseRun({ definition, row, timers: own, ...memory, now });
  });
}

/** Writes what runs have left: histories, timers, effects, outcomes and the cases themselves, one statement for each kind of thing. */
export async function saveRuns(tx: EntityManager, runs: readonly CaseRun[]): Promise<void> {
  await appendEvents(tx, runs);
  await saveTimers(
    tx,
    runs.flatMap((run) => run.endedTimers()),
    runs.flatMap((run) => run.addedTimers()),
  );
  await appendOutbox(
    tx,
    runs.flatMap(({ effects }) => effects),
  );
  await settleCommands(
    tx,
    runs.flatMap(({ settlements }) => settlements),
  );
  await saveCases(
    tx,
    runs.map(({ update }) => update),
  );
}
