/** Time that passes for several imported cases together: the order, what comes between, and what fails, with the toy workflow. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { ImportedTime } from '../../src/engine/index.js';
import { type CaseId, type CommandId, newId } from '../../src/kernel/ids.js';
import { type Instant, addMs, toInstant } from '../../src/kernel/instant.js';
import { type EngineSetup, type TestEngine, startEngine } from '../support/engine.js';
import { person, toy } from '../support/toy.workflow.js';

const OPENED = toInstant('2010-01-01T00:00:00Z');
const at = (seconds: number): Instant => addMs(OPENED, seconds * 1000);

let t: TestEngine;
const start = async (setup: EngineSetup = {}): Promise<TestEngine> => (t = await startEngine(setup));
afterEach(() => t.close());

/** Imports a ballot box that closes, and reminds, so many seconds after its opening. */
async function open(closes: number, ...reminds: number[]): Promise<CaseId> {
  const { caseId, status } = await t.engine.start({
    workflow: 'toy',
    commandId: newId<CommandId>(),
    actor: person('chair'),
    payload: { closesAt: at(closes), remindAt: reminds.map(at) },
    asOf: OPENED,
    historical: true,
  });
  expect(status).toBe('accepted');
  return caseId;
}
const passTo = (seconds: number): Promise<void> => t.app.get(ImportedTime).passTo(at(seconds), null);
const typesOf = async (id: CaseId): Promise<string[]> =>
  (await t.reader.history(id)).map(({ type }) => type).slice(1);
const asked = (): Promise<{ caseId: CaseId; at: Instant }[]> =>
  t.dataSource.query('select case_id as "caseId", iso(occurred_at) as at from outbox_message order by id');
const breakIt = (id: CaseId): Promise<unknown> =>
  t.dataSource.query(
    `update case_file set snapshot = jsonb_set(snapshot, '{value}', '"nowhere"') where id = $1`,
    [id],
  );

describe('time that passes for imported cases', () => {
  it('fires their timers in one order, up to the instant itself, and writes each case once', async () => {
    await start();
    const [one, two] = [await open(400, 100, 300), await open(500, 200)];
    await passTo(400);
    expect(await asked()).toEqual([
      { caseId: one, at: at(100) },
      { caseId: two, at: at(200) },
      { caseId: one, at: at(300) },
      { caseId: one, at: at(400) },
    ]);
    expect(await typesOf(one)).toEqual(['reminded', 'reminded', 'box-closed', 'box-sealed']);
    expect(await typesOf(two)).toEqual(['reminded']);
    for (const id of [one, two]) {
      expect((await t.reader.view(id)).revision).toBe(2);
      expect(await t.reader.verifyState(id)).toBeNull();
    }
    expect(t.notes).toEqual([]);
  });

  it('has what a timer asks for carried out before the next one fires', async () => {
    const known: Instant[] = [];
    await start({
      workflows: [{ ...toy, inward: ['note'] }],
      onNote: async () => {
        const [row] = await t.dataSource.query<{ at: Instant }[]>(
          'select iso(max(occurred_at)) as at from case_event',
        );
        if (row) known.push(row.at);
      },
    });
    await open(400, 100, 300);
    await open(500, 200);
    await passTo(500);
    const instants = [100, 200, 300, 400, 500].map(at);
    expect([known, t.notes.map(({ occurredAt }) => occurredAt)]).toEqual([instants, instants]);
  });

  it('lets a command that was received and not decided take its turn among them', async () => {
    await start();
    const [one, two] = [await open(400, 100, 300), await open(500, 200)];
    await t.dataSource.query(
      `insert into inbox (command_id, case_id, type, fingerprint, actor, payload, received_at) values ('left', $1, 'vote', '', $2, '{"choice":"yes"}', $3)`,
      [two, JSON.stringify(person('alice')), at(250)],
    );
    await passTo(300);
    expect(await typesOf(two)).toEqual(['reminded', 'voted']);
    expect(await typesOf(one)).toEqual(['reminded', 'reminded']);
  });

  it('sets a case aside whose timer cannot fire, and goes on with the others', async () => {
    await start({ maxAttempts: 1 });
    const [one, broken] = [await open(400, 100, 300), await open(500, 200)];
    await breakIt(broken);
    await passTo(400);
    expect(await typesOf(one)).toEqual(['reminded', 'reminded', 'box-closed', 'box-sealed']);
    const [row] = await t.dataSource.query<{ health: string }[]>(
      'select health from case_file where id = $1',
      [broken],
    );
    expect([row?.health, await typesOf(broken)]).toEqual(['stuck', []]);
  });

  it('stops before a timer that is to be tried again, says so, and keeps what came before it', async () => {
    await start({ maxAttempts: 3 });
    const [one, broken] = [await open(400, 100, 300), await open(500, 200)];
    await breakIt(broken);
    await expect(passTo(400)).rejects.toMatchObject({ code: 'clock.stalled' });
    expect([await typesOf(one), await typesOf(broken)]).toEqual([['reminded'], []]);
  });
});
