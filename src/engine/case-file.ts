import type { WorkflowDefinition } from '../kernel/workflow.js';
import { MachineFault } from './engine.errors.js';
import type { ArmedTimer, CaseFile } from './engine.types.js';
import { inspect, stateName } from './step.js';
import type { CaseRow } from './stores/case.store.js';
import type { TimerRow } from './stores/timer.store.js';

/**
 * A case as it stands, out of its row and timers.
 *
 * @param definition the version the case is pinned to
 * @param row of the case
 * @param timers the armed ones, soonest first
 * @throws MachineFault when the case was never started
 */
export function presentCase(
  definition: WorkflowDefinition,
  row: CaseRow,
  timers: readonly TimerRow[],
): CaseFile {
  if (!row.snapshot)
    throw new MachineFault('not-started', `Case ${row.id} was not started: its first command was refused.`);
  const restored = inspect(definition, row.snapshot);
  const armed = timers.map((timer): ArmedTimer => presentTimer(definition, timer));
  const view = {
    state: restored.state,
    context: restored.context,
    timers: armed.map(({ name, dueAt }) => ({ name, dueAt })),
  };
  return {
    caseId: row.id,
    workflow: row.workflow,
    version: row.version,
    state: stateName(restored.state),
    stateValue: restored.state,
    context: restored.context,
    revision: row.revision,
    ended: row.ended,
    historical: row.historical,
    health: row.health,
    trouble: row.trouble,
    createdAt: row.createdAt,
    timers: armed,
    description: definition.describe(view),
    allowed: restored.ended ? [] : restored.heard,
  };
}

function presentTimer(definition: WorkflowDefinition, timer: TimerRow): ArmedTimer {
  const { id, name, dueAt, epoch, basis, handedOver } = timer;
  return { id, name, title: definition.timers[name]?.title ?? name, dueAt, epoch, basis, handedOver };
}
