/** What must be true of a store at any moment, whatever was killed, lost or repeated before. */
import { expect } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { CaseReader, WorkflowRegistry, eventHash } from '../../src/engine/index.js';
import type { CaseId } from '../../src/kernel/ids.js';
import type { WorkflowDefinition } from '../../src/kernel/workflow.js';

/**
 * Checks every case of a store.
 *
 * @param dataSource connected
 * @param workflows the definitions its cases are pinned to
 */
export async function expectInvariants(
  dataSource: DataSource,
  workflows: readonly WorkflowDefinition[],
): Promise<void> {
  const reader = new CaseReader(dataSource, new WorkflowRegistry(workflows));
  const cases = await dataSource.query<{ id: CaseId }[]>(
    'select id from case_file where snapshot is not null',
  );
  for (const { id } of cases) {
    await expectWholeHistory(reader, id);
    expect(await reader.verifyState(id)).toBeNull();
  }
  for (const [what, sql] of Object.entries(NEVER))
    expect([what, await dataSource.query(sql)]).toEqual([what, []]);
}

/** No gap in the sequence, and every hash recomputes. */
async function expectWholeHistory(reader: CaseReader, id: CaseId): Promise<void> {
  let previous = '';
  for (const [index, event] of (await reader.history(id)).entries()) {
    expect(event.seq).toBe(index + 1);
    expect(eventHash(id, event, previous)).toBe(event.hash);
    previous = event.hash;
  }
}

/** Rows that must not exist. */
const NEVER = {
  'an accepted command that is not in the history exactly once': `
    select i.command_id from inbox i left join case_event e on e.command_id = i.command_id
    where i.status = 'accepted' group by i.command_id having count(e.command_id) <> 1`,
  'a refused command in the history': `select e.command_id from case_event e join inbox i using (command_id) where i.status = 'refused'`,
  'a timer that fired other than once, at its own instant, not early': `
    select t.id from timer t left join case_event e on e.timer_id = t.id and e.cause is not null
    where t.status = 'fired' group by t.id, t.due_at having count(e.timer_id) <> 1 or min(e.occurred_at) <> t.due_at or min(e.recorded_at) < t.due_at`,
  'an armed timer of an ended case': `select timer.id from timer join case_file on case_file.id = case_id where status = 'armed' and ended`,
  'two armed timers of one state': `select case_id from timer where status = 'armed' group by case_id, xstate_id having count(*) > 1`,
  'an effect without its event': `
    select m.id from outbox_message m where m.event_seq is not null
    and not exists (select 1 from case_event e where e.case_id = m.case_id and e.seq = m.event_seq)`,
} as const;
