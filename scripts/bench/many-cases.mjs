/**
 * Fills a store with open cases for the bench: started by their machines, projected by the board’s own code, and written as rows. Each
 * started case stands for many, which differ in reference and case id; dates, addressees and confidentiality differ between started ones.
 */
import { newId } from '../../dist/src/kernel/ids.js';
import { kindOf } from '../../dist/src/modules/case-kinds/index.js';
import { boardRows } from '../../dist/src/modules/deadline-board/projection/board.projection.js';
import { keepRows } from '../../dist/src/modules/deadline-board/projection/board.store.js';
import { startedCase } from './models.mjs';

const STARTED = 600;
const BATCH = 2000;

/** A generator of numbers from 0 to 1 that always gives the same ones (mulberry32), so that two runs measure the same store. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** @returns the case file of a started case under another id and reference */
function fileOf({ workflow, rehearsal }, number) {
  const { state, context, timers } = rehearsal.view();
  const view = { state, timers, context: { ...context, reference: `KP/BENCH/${number}` } };
  return {
    caseId: newId(),
    workflow: workflow.name,
    version: workflow.version,
    stateValue: state,
    context: view.context,
    revision: 3,
    ended: false,
    historical: false,
    health: number % 2000 === 0 ? 'stuck' : 'sound',
    trouble: null,
    timers: timers.map((timer) => ({ ...timer, title: workflow.timers[timer.name].title })),
    description: workflow.describe(view),
  };
}

/**
 * @param dataSource a migrated store with the registry loaded
 * @param count of open cases
 * @param world `now` and the `parties` to address
 * @param progress told how many are there
 */
export async function fill(dataSource, count, world, progress) {
  const random = seeded(2012);
  const models = Array.from({ length: STARTED }, (_, index) => startedCase(index, random, world));
  for (let done = 0; done < count; done += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, count - done) }, (_, index) => done + index);
    const cases = numbers.map((number) => caseOf(models[number % STARTED], number));
    await dataSource.transaction(async (tx) => {
      await tx.query(
        `insert into case_file (id, workflow, workflow_version, definition_hash) select id, workflow, 1, 'bench' from unnest($1::uuid[], $2::text[]) as one (id, workflow)`,
        [cases.map(({ caseId }) => caseId), cases.map(({ workflow }) => workflow)],
      );
      await keepRows(tx, cases);
    });
    progress(done + numbers.length);
  }
}

function caseOf(model, number) {
  const file = fileOf(model, number);
  const { caseId, revision, workflow } = file;
  return { caseId, revision, workflow, rows: boardRows(file, model.workflow, kindOf(workflow)) };
}
