/** The engine's contract, on a real PostgreSQL: the four laws of docs/architecture.md, with the toy workflow. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { type CaseId, type CommandId, type OutboxId, newId } from '../../src/kernel/ids.js';
import { type Instant, addMs, toInstant } from '../../src/kernel/instant.js';
import { PermanentFailure, TryAgainLater, eventHash } from '../../src/engine/index.js';
import { type EngineSetup, type TestEngine, startEngine, until } from '../support/engine.js';
import { testRedis } from '../support/redis.js';
import { person, toy } from '../support/toy.workflow.js';

const engines: TestEngine[] = [];
const start = async (setup: EngineSetup = {}): Promise<TestEngine> => {
  const started = await startEngine(setup);
  engines.push(started);
  return started;
};
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
});

const id = (): CommandId => newId<CommandId>();
const now = async (t: TestEngine): Promise<Instant> => t.timeMachine.now();

async function open(
  t: TestEngine,
  closesInMs: number,
  remindInMs: number[] = [],
): Promise<{ caseId: CaseId; closesAt: Instant }> {
  const at = await now(t);
  const closesAt = addMs(at, closesInMs);
  const outcome = await t.engine.start({
    workflow: 'toy',
    commandId: id(),
    actor: person('chair'),
    payload: { closesAt, remindAt: remindInMs.map((ms) => addMs(at, ms)) },
  });
  expect(outcome.status).toBe('accepted');
  return { caseId: outcome.caseId, closesAt };
}

const vote = (t: TestEngine, caseId: CaseId, by: string, asOf?: Instant) =>
  t.engine.submit({
    caseId,
    type: 'vote',
    commandId: id(),
    actor: person(by),
    payload: { choice: 'yes' },
    ...(asOf ? { asOf } : {}),
  });

describe('a list of cases', () => {
  it('is filled up to its limit with those that are wanted, newest first, and goes on before the last one', async () => {
    const t = await start();
    const ids: CaseId[] = [];
    for (let index = 0; index < 7; index += 1) ids.unshift((await open(t, 60_000)).caseId);
    const odd = (file: { caseId: CaseId }): boolean => ids.indexOf(file.caseId) % 2 === 1;
    const listed = async (filter: { limit: number; before?: CaseId }): Promise<CaseId[]> =>
      (await t.reader.list(filter, odd)).map((file) => file.caseId);
    expect(await listed({ limit: 2 })).toEqual([ids[1], ids[3]]);
    expect(await listed({ limit: 2, before: ids[3] as CaseId })).toEqual([ids[5]]);
    expect(await t.reader.list({ limit: 3 })).toHaveLength(3);
  });
});

describe('a command', () => {
  it('is stamped, applied and answered', async () => {
    const t = await start();
    const { caseId } = await open(t, 60_000);
    expect(await vote(t, caseId, 'alice')).toMatchObject({ status: 'accepted', eventSeq: 2 });
    expect((await t.reader.view(caseId)).context['votes']).toEqual([
      expect.objectContaining({ by: 'alice', late: false }),
    ]);
  });

  it('sent twice under one id is one command, and returns the first outcome', async () => {
    const t = await start();
    const { caseId } = await open(t, 60_000);
    const command = {
      caseId,
      type: 'vote',
      commandId: id(),
      actor: person('alice'),
      payload: { choice: 'yes' },
    };
    const [first, second] = await Promise.all([t.engine.submit(command), t.engine.submit(command)]);
    expect(second).toEqual(first);
    expect(await t.engine.submit(command)).toEqual(first);
    expect(await t.reader.history(caseId)).toHaveLength(2);
  });

  it('is decided once when fifty come at the same moment', async () => {
    const t = await start();
    const { caseId } = await open(t, 60_000);
    const outcomes = await Promise.all(Array.from({ length: 50 }, (_, n) => vote(t, caseId, `member ${n}`)));
    expect(outcomes.map((outcome) => outcome.status)).toEqual(Array(50).fill('accepted'));
    const history = await t.reader.history(caseId);
    expect(history.map((event) => event.seq)).toEqual(Array.from({ length: 51 }, (_, n) => n + 1));
    expect(await t.reader.verifyState(caseId)).toBeNull();
  });

  it('that opens a case and is refused leaves nothing to list or to work on', async () => {
    const refusing = {
      ...toy,
      start: { ...toy.start, refusal: () => ({ code: 'toy.no', message: 'Not today.' }) },
    };
    const t = await start({ workflows: [refusing as typeof toy] });
    const closesAt = addMs(await now(t), 60_000);
    const outcome = await t.engine.start({
      workflow: 'toy',
      commandId: id(),
      actor: person('chair'),
      payload: { closesAt },
    });
    expect(outcome).toMatchObject({ status: 'refused', refusal: { code: 'toy.no', current: 'not started' } });
    expect(await t.reader.list()).toEqual([]);
    await expect(t.reader.view(outcome.caseId)).rejects.toThrow(/was not started/);
  });

  describe('is refused', () => {
    it('with what was asked, the current state and what would be allowed', async () => {
      const t = await start();
      const { caseId } = await open(t, 60_000);
      const outcome = await t.engine.submit({
        caseId,
        type: 'resume',
        commandId: id(),
        actor: person('chair'),
        payload: {},
      });
      expect(outcome).toMatchObject({
        status: 'refused',
        refusal: {
          code: 'case.unexpected-state',
          asked: 'resumed',
          current: 'open.box.waiting + open.reminders.done',
          allowed: ['arm-badly', 'break', 'extend', 'suspend', 'vote'],
        },
      });
    });

    it('at the edge when its id was used for something else', async () => {
      const t = await start();
      const { caseId } = await open(t, 60_000);
      const command = { caseId, type: 'vote', commandId: id(), actor: person('alice') };
      await t.engine.submit({ ...command, payload: { choice: 'yes' } });
      await expect(t.engine.submit({ ...command, payload: { choice: 'no' } })).rejects.toThrow(
        /was used before for something else/,
      );
    });

    it.each([
      'xstate.done.actor.x',
      'xstate.after.closing.toy.open.box.waiting',
      '__proto__',
      'constructor',
      '',
      'x'.repeat(1_000_000),
    ])('at the edge when its type is %.40s', async (type) => {
      const t = await start();
      const { caseId } = await open(t, 60_000);
      await expect(
        t.engine.submit({ caseId, type, commandId: id(), actor: person('alice'), payload: {} }),
      ).rejects.toThrow(/is no command of toy/);
    });

    it('at the edge when its payload does not fit, naming the field', async () => {
      const t = await start();
      const { caseId } = await open(t, 60_000);
      await expect(
        t.engine.submit({
          caseId,
          type: 'vote',
          commandId: id(),
          actor: person('alice'),
          payload: { choice: '' },
        }),
      ).rejects.toThrow(/choice: /);
      await expect(
        t.engine.submit({
          caseId,
          type: 'vote',
          commandId: id(),
          actor: person('alice'),
          payload: { choice: 'a\u0000b' },
        }),
      ).rejects.toThrow(/NUL/);
    });

    it('when there is no such case', async () => {
      const t = await start();
      await expect(vote(t, newId<CaseId>(), 'alice')).rejects.toThrow(/There is no case/);
    });
  });
});

describe('law 1: receipt time decides, never job time', () => {
  it('counts a vote received before the deadline although the closing ran later', async () => {
    const t = await start({ settleMs: 0 });
    const { caseId, closesAt } = await open(t, 400);
    const locker = t.dataSource.createQueryRunner();
    await locker.startTransaction();
    await locker.query('select 1 from case_file where id = $1 for no key update', [caseId]);
    const inTime = vote(t, caseId, 'alice'); // received now, decided only when the lock is free
    await until('the vote is stamped', async () => (await t.reader.commands(caseId)).length === 2);
    await until('the deadline passes', async () => (await now(t)) > closesAt);
    const tooLate = vote(t, caseId, 'bob');
    await until('the second vote is stamped', async () => (await t.reader.commands(caseId)).length === 3);
    await locker.commitTransaction();
    await locker.release();
    expect([(await inTime).status, (await tooLate).status]).toEqual(['accepted', 'accepted']);
    const { context } = await t.reader.view(caseId);
    const closing = (await t.reader.history(caseId)).map((event) => event.type);
    expect(closing).toEqual(['opened', 'voted', 'box-closed', 'box-sealed', 'voted']);
    expect(context['closedAt']).toBe(closesAt);
  });

  it('puts the deadline before a vote received at the same millisecond, and after one received a millisecond earlier', async () => {
    const t = await start();
    for (const [ms, types] of [
      [-1, ['opened', 'voted', 'box-closed', 'box-sealed']],
      [0, ['opened', 'box-closed', 'box-sealed', 'voted']],
      [1, ['opened', 'box-closed', 'box-sealed', 'voted']],
    ] as const) {
      const at = toInstant('2026-01-01T00:00:00Z');
      const closesAt = addMs(at, 86_400_000);
      const { caseId } = await t.engine.start({
        workflow: 'toy',
        commandId: id(),
        actor: person('chair'),
        payload: { closesAt },
        asOf: at,
        historical: true,
      });
      await vote(t, caseId, 'alice', addMs(closesAt, ms));
      await t.engine.advance(caseId, addMs(closesAt, 10));
      expect((await t.reader.history(caseId)).map((event) => event.type)).toEqual(types);
    }
  });

  it('lets a timer wait until earlier receipts have surfaced, and the commands behind it with it', async () => {
    const t = await start({ settleMs: 800 });
    const { caseId, closesAt } = await open(t, 300);
    await until('the deadline passes', async () => (await now(t)) >= closesAt);
    expect(await t.engine.advance(caseId)).toBe(addMs(closesAt, 800));
    expect((await t.reader.view(caseId)).context['closedAt']).toBeNull();
    expect((await vote(t, caseId, 'late')).status).toBe('accepted'); // decided after the closing, once it settled
    expect((await t.reader.history(caseId)).map((event) => event.type)).toEqual([
      'opened',
      'box-closed',
      'box-sealed',
      'voted',
    ]);
  });

  it('tells the machine when an earlier receipt surfaces after the closing', async () => {
    const t = await start({ settleMs: 0 });
    const { caseId, closesAt } = await open(t, 200);
    await until(
      'the box closes',
      async () => (
        await t.engine.advance(caseId),
        (await t.reader.view(caseId)).context['closedAt'] !== null
      ),
    );
    await vote(t, caseId, 'slow', addMs(closesAt, -50));
    expect((await t.reader.view(caseId)).context['votes']).toEqual([
      { by: 'slow', choice: 'yes', at: addMs(closesAt, -50), late: true },
    ]);
  });
});

describe('law 2: a timer row decides, a job is a hint', () => {
  it('fires after downtime in order of due time, each at its own instant, and marks what was late', async () => {
    const t = await start({ simulated: true });
    const { caseId, closesAt } = await open(t, 600_000, [100_000, 200_000]);
    await t.timeMachine.now();
    await t.dataSource.query(`update simulated_clock set instant = instant + interval '1 hour'`); // the program was down
    await t.sweeper.sweep();
    const history = await t.reader.history(caseId);
    expect(history.map(({ type, occurredAt }) => [type, occurredAt])).toEqual([
      ['opened', addMs(closesAt, -600_000)],
      ['reminded', addMs(closesAt, -500_000)],
      ['reminded', addMs(closesAt, -400_000)],
      ['box-closed', closesAt],
      ['box-sealed', closesAt],
    ]);
    expect(history[3]?.lateMs).toBe(3_000_000);
    expect(t.notes.map((note) => [note.payload['text'], note.late])).toEqual([
      ['reminder', true],
      ['reminder', true],
      ['closed', true],
    ]);
  });

  it('ignores the timer of an earlier stay in the same state', async () => {
    const t = await start({ simulated: true });
    const { caseId, closesAt } = await open(t, 100_000);
    await t.engine.submit({
      caseId,
      type: 'extend',
      commandId: id(),
      actor: person('chair'),
      payload: { to: addMs(closesAt, 100_000) },
    });
    await t.timeMachine.travelTo(addMs(closesAt, 50_000));
    expect((await t.reader.view(caseId)).context['closedAt']).toBeNull();
    await t.timeMachine.travelTo(addMs(closesAt, 150_000));
    expect((await t.reader.view(caseId)).context['closedAt']).toBe(addMs(closesAt, 100_000));
    expect((await t.reader.timers(caseId)).map(({ epoch, status }) => [epoch, status])).toEqual([
      [1, 'cancelled'],
      [2, 'fired'],
    ]);
  });

  it('does nothing more however often it is woken, side by side', async () => {
    const t = await start({ settleMs: 0 });
    const { caseId, closesAt } = await open(t, 150);
    await until('the deadline passes', async () => (await now(t)) > closesAt);
    await Promise.all(Array.from({ length: 10 }, () => t.engine.advance(caseId)));
    await t.dispatcher.drain();
    expect((await t.reader.history(caseId)).map((event) => event.type)).toEqual([
      'opened',
      'box-closed',
      'box-sealed',
    ]);
    expect(t.notes).toHaveLength(1);
  });

  it('fires nothing early when it is woken early', async () => {
    const t = await start();
    const { caseId } = await open(t, 60_000);
    await t.engine.advance(caseId);
    await t.sweeper.sweep();
    expect((await t.reader.view(caseId)).context['closedAt']).toBeNull();
  });

  it('sets aside a case whose timer cannot fire, and applies nothing behind it', async () => {
    const t = await start({ settleMs: 0, maxAttempts: 1 });
    const { caseId, closesAt } = await open(t, 150);
    await t.dataSource.query(
      `update case_file set snapshot = jsonb_set(snapshot, '{value}', '"nowhere"') where id = $1`,
      [caseId],
    );
    await until('the deadline passes', async () => (await now(t)) > closesAt);
    await t.engine.advance(caseId);
    const [row] = await t.dataSource.query<{ health: string; trouble: string }[]>(
      'select health, trouble from case_file where id = $1',
      [caseId],
    );
    expect(row).toMatchObject({
      health: 'stuck',
      trouble: expect.stringContaining('does not fit the workflow'),
    });
  });
});

describe('law 3 and 4: frozen, append-only', () => {
  it('refuses to start without a workflow version that open cases need, with their list', async () => {
    const t = await start();
    await open(t, 60_000);
    await expect(startEngine({ database: t.database, workflows: [{ ...toy, version: 2 }] })).rejects.toThrow(
      /toy v1 \(1 open\)/,
    );
  });

  it('refuses to start when a released version was changed under open cases', async () => {
    const t = await start();
    await open(t, 60_000);
    const changed = { ...toy, effects: { ...toy.effects, shout: toy.context } };
    await expect(startEngine({ database: t.database, workflows: [changed] })).rejects.toThrow(
      /another form of toy v1 \(1 open\)/,
    );
  });

  it('lets nobody rewrite history, and shows any change in the chain of hashes', async () => {
    const t = await start();
    const { caseId } = await open(t, 60_000);
    await vote(t, caseId, 'alice');
    await expect(t.dataSource.query('update case_event set type = $1', ['forged'])).rejects.toThrow(
      /append-only/,
    );
    await expect(t.dataSource.query('delete from case_event')).rejects.toThrow(/append-only/);
    const history = await t.reader.history(caseId);
    let previous = '';
    for (const event of history) {
      expect(eventHash(caseId, event, previous)).toBe(event.hash);
      previous = event.hash;
    }
    expect(eventHash(caseId, { ...history[1]!, type: 'forged' }, history[0]!.hash)).not.toBe(
      history[1]!.hash,
    );
  });

  it('shows a case as it was known at any instant', async () => {
    const t = await start({ simulated: true });
    const { caseId, closesAt } = await open(t, 100_000);
    await t.timeMachine.travelTo(addMs(closesAt, -50_000));
    await vote(t, caseId, 'alice');
    await t.timeMachine.travelTo(addMs(closesAt, 1));
    expect((await t.reader.asKnownAt(caseId, addMs(closesAt, -60_000)))?.context['votes']).toEqual([]);
    const before = await t.reader.asKnownAt(caseId, addMs(closesAt, -1));
    expect([before?.state, before?.timers.length]).toEqual(['open.box.waiting + open.reminders.done', 1]);
    expect((await t.reader.asKnownAt(caseId, closesAt))?.state).toBe('closed.contestable');
    expect(await t.reader.asKnownAt(caseId, addMs(closesAt, -200_000))).toBeNull();
  });
});

describe('poison', () => {
  it('in a command is parked after its tries and counted; others go on', async () => {
    const t = await start({ maxAttempts: 1 });
    const { caseId } = await open(t, 60_000);
    const poison = await t.engine.submit({
      caseId,
      type: 'break',
      commandId: id(),
      actor: person('chair'),
      payload: {},
    });
    expect(poison.status).toBe('parked');
    expect((await vote(t, caseId, 'alice')).status).toBe('accepted');
  });

  it('in an effect is parked after its tries; others go on; what is only unreachable waits for ever', async () => {
    const failures: Record<string, () => Error> = {
      broken: () => new Error('always'),
      hopeless: () => new PermanentFailure('no such address'),
      away: () => new TryAgainLater('server down'),
    };
    const t = await start({
      maxAttempts: 2,
      onNote: async (message) => {
        const fail = failures[String(message.payload['to'])];
        if (fail) throw fail();
      },
    });
    for (const to of ['broken', 'hopeless', 'away', 'fine']) {
      await t.dataSource.query(
        `insert into outbox_message (id, topic, payload, occurred_at) values ($1, 'note', $2, legal_now())`,
        [newId(), JSON.stringify({ text: 'x', to })],
      );
    }
    for (let round = 0; round < 4; round += 1) {
      await t.dispatcher.drain();
      await t.dataSource.query('update outbox_message set next_attempt_at = clock_timestamp()');
    }
    const rows = await t.dataSource.query<{ to: string; status: string; attempts: number }[]>(
      `select payload->>'to' as to, status, attempts from outbox_message order by 1`,
    );
    expect(rows).toEqual([
      { to: 'away', status: 'pending', attempts: 4 },
      { to: 'broken', status: 'parked', attempts: 2 },
      { to: 'fine', status: 'done', attempts: 1 },
      { to: 'hopeless', status: 'parked', attempts: 1 },
    ]);
  });
});

describe('a lease', () => {
  it('that ran out is of no use to whoever held it: what the next holder wrote stands', async () => {
    const sendings: number[] = [];
    const t = await start({
      works: false, // nobody else takes the message meanwhile
      onNote: async () => {
        sendings.push(sendings.length);
        if (sendings.length > 1) return;
        // The first holder is so slow that its lease runs out and the message goes to another, who finishes first.
        await t.dataSource.query(
          `update outbox_message set leased_until = clock_timestamp() - interval '1 second'`,
        );
        await t.dispatcher.dispatch(message);
        throw new Error('slow, and failing in the end');
      },
    });
    const message = newId<OutboxId>();
    await t.dataSource.query(
      `insert into outbox_message (id, topic, payload, occurred_at) values ($1, 'note', '{"text":"x","to":"y"}', legal_now())`,
      [message],
    );
    await t.dispatcher.dispatch(message);
    expect(await t.dataSource.query('select status, attempts from outbox_message')).toEqual([
      { status: 'done', attempts: 2 },
    ]);
    expect(await t.dispatcher.drain()).toBe(0);
  });

  it('that ends without a word too often parks the effect: it kills whoever carries it out', async () => {
    const t = await start({ works: false, maxAttempts: 2 });
    await t.dataSource.query(
      `insert into outbox_message (id, topic, payload, occurred_at, failures, attempts, leased_until)
       values ($1, 'note', '{"text":"x","to":"y"}', legal_now(), 1, 2, clock_timestamp() - interval '1 second')`,
      [newId()],
    );
    await t.dispatcher.drain();
    expect(await t.dataSource.query('select status, outcome from outbox_message')).toEqual([
      { status: 'parked', outcome: 'the process ended 2 times while it carried this out' },
    ]);
    expect(t.notes).toEqual([]);
  });
});

describe.each([
  ['PostgreSQL', () => 'postgres' as const],
  ['Redis', () => ({ redisUrl: testRedis(3) })],
])('with the queue on %s', (_name, backend) => {
  it('fires a deadline and carries out its effect without any sweep', async () => {
    const t = await start({ backend: backend(), settleMs: 100 });
    const { caseId, closesAt } = await open(t, 700);
    await until(
      'the box closes and the note arrives',
      async () => (await t.reader.view(caseId)).context['closedAt'] !== null && t.notes.length === 1,
    );
    const [closing] = (await t.reader.history(caseId)).filter((event) => event.type === 'box-closed');
    expect([closing?.occurredAt, (closing?.lateMs ?? 1e9) < 3_000]).toEqual([closesAt, true]);
  }, 20_000);

  it('loses nothing when the queue loses everything', async () => {
    const t = await start({ backend: backend(), settleMs: 50 });
    const { caseId } = await open(t, 1_000);
    await until(
      'the timer is handed over',
      async () => (await t.reader.timers(caseId))[0]?.handedOver === true,
    );
    if (typeof backend() === 'string')
      await t.dataSource
        .query('truncate bullmq.job cascade')
        .catch(() => t.dataSource.query('drop schema bullmq cascade'));
    else await flush(testRedis(3));
    await until(
      'the sweeper finds it',
      async () => (await t.sweeper.sweep(), (await t.reader.view(caseId)).context['closedAt'] !== null),
      15_000,
    );
    await until('the note arrives', () => t.notes.length === 1);
  }, 30_000);
});

async function flush(url: string): Promise<void> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url);
  await redis.flushdb();
  redis.disconnect();
}
