/**
 * Fills a store with open cases for the bench: started by their machines, projected by the board’s own code, and written as rows. Each
 * started case stands for many, which differ in reference and case id; dates, addressees and confidentiality differ between started ones.
 */
import { Rehearsal } from '../../dist/src/engine/rehearsal.js';
import { newId } from '../../dist/src/kernel/ids.js';
import { kindOf } from '../../dist/src/modules/deadline-board/board.kinds.js';
import { boardRows } from '../../dist/src/modules/deadline-board/projection/board.projection.js';
import { keepRows } from '../../dist/src/modules/deadline-board/projection/board.store.js';
import { mandate } from '../../dist/workflows/mandate/index.js';

const STARTED = 600;
const BATCH = 2000;
const DAY_MS = 86_400_000;

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

/** One case in thirteen is late, the others are due over three years; one in twenty has no date. */
function deadlineOf(random, now) {
  if (random() < 0.05) return null;
  const days = random() < 0.08 ? -Math.ceil(random() * 60) : Math.ceil(random() * 1000);
  return { kind: 'day', on: new Date(Date.parse(now) + days * DAY_MS).toISOString().slice(0, 10) };
}

function addresseeOf(random, parties) {
  const draw = random();
  if (draw < 0.04) return ['participants'];
  if (draw < 0.1) return ['chair'];
  if (draw < 0.18) return ['CKR'];
  return [parties[Math.floor(random() * parties.length)]];
}

/** @returns a mandate as its own machine leaves it at the instant, told and pressed as far as its timers went by then */
function started(index, random, { now, parties }) {
  const addressees = addresseeOf(random, parties);
  const confidential = random() < 0.05;
  const givenAt = new Date(Date.parse(now) - (30 + random() * 200) * DAY_MS).toISOString();
  const rehearsal = new Rehearsal(mandate, {
    caseId: newId(),
    occurredAt: givenAt,
    actor: { kind: 'system', id: 'bench', name: 'bench' },
    payload: mandate.start.payload.parse({
      meeting: 'KP/PLENARY/2012',
      clauseId: `${index}`,
      paragraph: 1,
      title: 'Annual report',
      task: `annual report number ${index}`,
      zone: 'UTC',
      givenAt,
      addressees,
      deadline: deadlineOf(random, now),
      visibility: confidential ? 'concerned' : 'all',
    }),
    facts: { roles: ['system'], known: Object.fromEntries(addressees.map((code) => [code, 'party'])) },
  });
  rehearsal.timePassesTo(now);
  return rehearsal;
}

/** @returns the case file of a started case under another id and reference */
function fileOf(rehearsal, number) {
  const { state, context, timers } = rehearsal.view();
  const view = { state, timers, context: { ...context, reference: `KP/MANDATE/BENCH/${number}` } };
  return {
    caseId: newId(),
    workflow: mandate.name,
    version: mandate.version,
    stateValue: state,
    context: view.context,
    revision: 3,
    ended: false,
    historical: false,
    health: number % 2000 === 0 ? 'stuck' : 'sound',
    trouble: null,
    timers: timers.map((timer) => ({ ...timer, title: mandate.timers[timer.name].title })),
    description: mandate.describe(view),
  };
}

/** No workflow of the bench postpones; one row in thirty is made to be, so that the conditions meet some. */
function postponed(row, number, now) {
  if (number % 30 !== 0 || row.dueAt === null) return row;
  return { ...row, postponedUntil: new Date(Date.parse(now) + 45 * DAY_MS).toISOString() };
}

/**
 * @param dataSource a migrated store with the registry loaded
 * @param count of open cases
 * @param world `now` and the `parties` to address
 * @param progress told how many are there
 */
export async function fill(dataSource, count, world, progress) {
  const random = seeded(2012);
  const models = Array.from({ length: STARTED }, (_, index) => started(index, random, world));
  const kind = kindOf(mandate.name);
  for (let done = 0; done < count; done += BATCH) {
    const files = Array.from({ length: Math.min(BATCH, count - done) }, (_, index) =>
      fileOf(models[(done + index) % STARTED], done + index),
    );
    const cases = files.map((file, index) => ({
      caseId: file.caseId,
      revision: file.revision,
      rows: boardRows(file, mandate, kind).map((row) => postponed(row, done + index, world.now)),
    }));
    await dataSource.transaction(async (tx) => {
      await tx.query(
        `insert into case_file (id, workflow, workflow_version, definition_hash) select unnest($1::uuid[]), $2, 1, 'bench'`,
        [files.map(({ caseId }) => caseId), mandate.name],
      );
      await keepRows(tx, cases);
    });
    progress(done + files.length);
  }
}
