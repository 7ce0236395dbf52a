import { describe, expect, it } from '@jest/globals';
import { createActor, createMachine, initialTransition, setup, transition } from 'xstate';
import { person, toy } from '../../test/support/toy.workflow.js';
import { type Instant, toInstant } from '../kernel/instant.js';
import type { JsonObject } from '../kernel/json.js';
import type { CommandEvent } from '../kernel/workflow.js';
import { inspect, startStep, stateName, step } from './step.js';

const MIDNIGHT = toInstant('2026-01-01T00:00:00Z');
const DAY = 24 * 60 * 60 * 1000;
const after = (ms: number): Instant => toInstant(Date.parse(MIDNIGHT) + ms);

const begin = (payload: JsonObject = { closesAt: after(40 * DAY), remindAt: [] }) =>
  startStep(toy, { caseId: 'c', occurredAt: MIDNIGHT, actor: person('chair'), payload, facts: {} });

const command = (type: string, at: Instant, payload: JsonObject = {}): CommandEvent => ({
  type,
  occurredAt: at,
  commandId: `${type}-${at}`,
  actor: person('alice'),
  payload,
  facts: {},
});

function accepted(result: ReturnType<typeof step>) {
  if ('refusal' in result) throw new Error(result.refusal.message);
  return result;
}

describe('a step', () => {
  it('gives the exact instant of a deadline forty days away, with no overflow', () => {
    expect(begin().timers).toEqual([
      {
        kind: 'arm',
        id: 'xstate.after.closing.toy.open.box.waiting',
        name: 'closing',
        dueAt: after(40 * DAY),
        event: { type: 'xstate.after.closing.toy.open.box.waiting' },
      },
    ]);
  });

  it('cancels, then arms under the same id, when a timed state is entered again', () => {
    const result = accepted(
      step(toy, begin().snapshot, command('extend', after(DAY), { to: after(50 * DAY) })),
    );
    expect(result.timers.map((change) => [change.kind, change.id])).toEqual([
      ['cancel', 'xstate.after.closing.toy.open.box.waiting'],
      ['arm', 'xstate.after.closing.toy.open.box.waiting'],
    ]);
    expect(result.timers[1]).toMatchObject({ dueAt: after(50 * DAY) });
  });

  it('returns effects and records as data and runs none of them', () => {
    const result = accepted(
      step(toy, begin().snapshot, {
        type: 'xstate.after.closing.toy.open.box.waiting',
        occurredAt: after(40 * DAY),
      }),
    );
    expect(result.effects).toEqual([{ topic: 'note', payload: { text: 'closed', to: 'everyone' } }]);
    expect(result.records).toEqual([{ type: 'box-sealed', data: null }]);
    expect(result.context['closedAt']).toBe(after(40 * DAY));
  });

  it('leaves the given snapshot as it was', () => {
    const first = begin().snapshot;
    const copy = structuredClone(first);
    step(toy, first, command('vote', after(1), { choice: 'yes' }));
    expect(first).toEqual(copy);
  });

  describe('refuses', () => {
    it('a command that the state does not listen to, naming the state', () => {
      expect(step(toy, begin().snapshot, command('resume', after(1)))).toEqual({
        refusal: {
          code: 'case.unexpected-state',
          message: '«resumed» is not possible in the state «open.box.waiting + open.reminders.done».',
        },
      });
    });

    it('a command whose own rule says no, with the rule’s words', () => {
      expect(step(toy, begin().snapshot, command('extend', after(1), { to: after(2) }))).toEqual({
        refusal: { code: 'toy.not-later', message: 'A deadline only moves forward: name a later instant.' },
      });
    });

    it('a delay that is no number, which XState would take for «now»', () => {
      expect(() => step(toy, begin().snapshot, command('arm-badly', after(1)))).toThrow(
        /timer «never» was given the delay NaN/,
      );
    });

    it('a snapshot of another machine', () => {
      expect(() => inspect(toy, { ...begin().snapshot, value: 'nowhere' })).toThrow(
        /does not fit the workflow/,
      );
    });

    it('a snapshot that lost a region', () => {
      expect(() => inspect(toy, { ...begin().snapshot, value: { open: { box: 'waiting' } } })).toThrow(
        /does not fit the workflow/,
      );
    });
  });

  it('names a state by its leaves', () => {
    expect(stateName({ open: { window: 'running', reminders: { of: 'day' } } })).toBe(
      'open.window.running + open.reminders.of.day',
    );
  });
});

describe('XState 5.33, as we rely on it', () => {
  const plain = setup({
    actions: {
      shout: () => {
        throw new Error('was run');
      },
    },
    delays: { wrong: (() => '100') as never },
  }).createMachine({
    id: 'm',
    initial: 'a',
    states: {
      a: {
        after: { 1000: 'b' },
        on: {
          GO: { target: 'b', actions: { type: 'shout', params: { loud: true } } },
          AGAIN: { target: 'a', reenter: true },
          STAY: {},
        },
      },
      b: { on: { BACK: 'a' } },
    },
  });

  it('accepts a stale timer event in a second stay: hence the epochs of timer rows', () => {
    const [a] = initialTransition(plain);
    const [b] = transition(plain, a, { type: 'GO' });
    const [again] = transition(plain, b, { type: 'BACK' });
    expect(transition(plain, again, { type: 'xstate.after.1000.m.a' })[0].value).toBe('b');
  });

  it('hands custom actions over with their params, unrun', () => {
    const [a] = initialTransition(plain);
    expect(transition(plain, a, { type: 'GO' })[1]).toEqual(
      expect.arrayContaining([expect.objectContaining({ type: 'shout', params: { loud: true } })]),
    );
  });

  it('answers an unknown event with the same snapshot and silence', () => {
    const [a] = initialTransition(plain);
    const [same, actions] = transition(plain, a, { type: 'NONSENSE' });
    expect([same === a, actions]).toEqual([true, []]);
  });

  it('keeps history only through a never-started actor', () => {
    const machine = createMachine({
      id: 'h',
      initial: 'on',
      states: {
        on: {
          initial: 'x',
          states: { x: { on: { NEXT: 'y' } }, y: {}, last: { type: 'history' } },
          on: { OFF: 'off' },
        },
        off: { on: { ON: '#h.on.last' } },
      },
    });
    let [snapshot] = initialTransition(machine);
    [snapshot] = transition(machine, snapshot, { type: 'NEXT' });
    [snapshot] = transition(machine, snapshot, { type: 'OFF' });
    const stored = JSON.parse(
      JSON.stringify(createActor(machine, { snapshot }).getPersistedSnapshot()),
    ) as never;
    const restored = createActor(machine, { snapshot: stored }).getSnapshot();
    expect(transition(machine, restored, { type: 'ON' })[0].value).toEqual({ on: 'y' });
  });
});
