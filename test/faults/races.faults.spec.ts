/** The two races of a deadline, many times over on the real clock: the last vote against the closing, an extension against it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CaseId, type CommandId, newId } from '../../src/kernel/ids.js';
import { type Instant, addMs } from '../../src/kernel/instant.js';
import { type TestEngine, startEngine, until } from '../support/engine.js';
import { expectInvariants } from '../support/invariants.js';
import { person, toy } from '../support/toy.workflow.js';

const CASES = 12;
const OPEN_MS = 1500;

describe('at the deadline', () => {
  let t: TestEngine;
  beforeAll(async () => {
    t = await startEngine({ backend: 'postgres', settleMs: 150, sweepMs: 100 });
  });
  afterAll(async () => {
    await expectInvariants(t.dataSource, [toy]);
    await t.close();
  });

  async function opened(): Promise<{ caseId: CaseId; closesAt: Instant }> {
    const closesAt = addMs(await t.timeMachine.now(), OPEN_MS);
    const { caseId } = await t.engine.start({
      workflow: 'toy',
      commandId: newId<CommandId>(),
      actor: person('chair'),
      payload: { closesAt },
    });
    return { caseId, closesAt };
  }

  /** Sends a command around the deadline, from both sides of it. */
  async function around(caseId: CaseId, closesAt: Instant, type: string, payload: object, count: number) {
    const left = Date.parse(closesAt) - Date.parse(await t.timeMachine.now());
    const sends = Array.from({ length: count }, async (_, n) => {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, left - 900 + (n * 1000) / count)));
      return t.engine.submit({
        caseId,
        type,
        commandId: newId<CommandId>(),
        actor: person(`member ${n}`),
        payload,
      });
    });
    return Promise.all(sends);
  }

  it('each vote is before the closing or after it, as its receipt says, and the receipt tells which', async () => {
    const sides = { before: 0, after: 0 };
    await Promise.all(
      Array.from({ length: CASES }, async () => {
        const { caseId, closesAt } = await opened();
        const outcomes = await around(caseId, closesAt, 'vote', { choice: 'yes' }, 12);
        const history = await t.reader.history(caseId);
        const closing = history.find((event) => event.type === 'box-closed');
        expect([closing?.occurredAt, history.filter((event) => event.type === 'box-closed').length]).toEqual([
          closesAt,
          1,
        ]);
        for (const outcome of outcomes) {
          const inTime = outcome.receivedAt < closesAt;
          sides[inTime ? 'before' : 'after'] += 1;
          const event = history.find((one) => one.commandId === outcome.commandId);
          expect([
            outcome.status,
            event !== undefined && closing !== undefined && event.seq < closing.seq,
          ]).toEqual(['accepted', inTime]);
        }
      }),
    );
    expect(Math.min(sides.before, sides.after)).toBeGreaterThan(0); // the race was really run on both sides
  }, 60_000);

  it('an extension received in time moves the deadline, one received at it or later is refused; never both', async () => {
    const outcomes = { moved: 0, refused: 0 };
    await Promise.all(
      Array.from({ length: CASES }, async (_, n) => {
        const { caseId, closesAt } = await opened();
        const later = addMs(closesAt, 600);
        const left = Date.parse(closesAt) - Date.parse(await t.timeMachine.now());
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, left - 30 + n * 5)));
        const outcome = await t.engine.submit({
          caseId,
          type: 'extend',
          commandId: newId<CommandId>(),
          actor: person('chair'),
          payload: { to: later },
        });
        const inTime = outcome.receivedAt < closesAt;
        outcomes[inTime ? 'moved' : 'refused'] += 1;
        expect(outcome.status).toBe(inTime ? 'accepted' : 'refused');
        await until('the box closes', async () => (await t.reader.view(caseId)).context['closedAt'] !== null);
        expect((await t.reader.view(caseId)).context['closedAt']).toBe(inTime ? later : closesAt);
      }),
    );
    expect(outcomes.moved + outcomes.refused).toBe(CASES);
  }, 60_000);
});
