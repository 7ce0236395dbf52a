import { describe, expect, it } from '@jest/globals';
import type { Persona } from '../../test/support/drive.js';
import {
  CHAIR_HELD,
  HASH,
  REVISED_HASH,
  answer,
  chair,
  delegate,
  launchFacts,
  secretary,
} from '../../test/support/written-procedure.js';
import { type Stepped, inspect, startStep, stateName, step } from '../../src/engine/step.js';
import { requireSound } from '../../src/engine/workflow.checks.js';
import { type Instant, toInstant } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import type { CommandEvent } from '../../src/kernel/workflow.js';
import { standingDeclaration } from './declarations.rules.js';
import { procedureContextSchema } from './written-procedure.context.js';
import { tally } from './written-procedure.rules.js';
import { writtenProcedureMachine } from './written-procedure.machine.js';
import { writtenProcedure } from './written-procedure.workflow.js';
import { payloads } from './written-procedure.payloads.js';

describe('the written procedure as the engine loads it', () => {
  it('passes every boot check', () => {
    expect(() => requireSound(writtenProcedure)).not.toThrow();
  });

  it('gives every command a schema, a role, an article and a name in the past tense', () => {
    const all = { draft: writtenProcedure.start, ...writtenProcedure.commands };
    expect(Object.keys(all).sort()).toEqual(Object.keys(payloads).sort());
    for (const spec of Object.values(all)) {
      expect(spec.by.length).toBeGreaterThan(0);
      expect(spec.article.length).toBeGreaterThan(3);
      expect(spec.recordedAs).toMatch(/^[a-z-]+$/);
    }
  });

  it('tells a title and what is needed of every state a person can see', () => {
    for (const node of Object.values(writtenProcedureMachine.states))
      expect(node.meta).toMatchObject({ title: expect.any(String), needed: expect.any(String) });
  });
});

/** Everything people, mail and time can do at a step of the walk; what is refused is left out by the machine itself. */
function moves(drive: Explorer): readonly CommandEvent[] {
  const context = procedureContextSchema.parse(drive.context);
  const last = context.positions.at(-1)?.id ?? 'none';
  const contest = context.contests.at(-1)?.id ?? 'none';
  const hash = context.round?.textHash ?? HASH;
  const command = (type: string, payload: JsonObject, by: Persona, facts: JsonObject = {}): CommandEvent => ({
    type,
    payload: payloads[type as keyof typeof payloads].parse(payload) as JsonObject, // the walk names only commands of the table
    commandId: `${type}-${context.positions.length}-${context.contests.length}-${context.declarations.length}`,
    occurredAt: drive.now,
    actor: by.actor,
    facts: { ...CHAIR_HELD, roles: [...by.roles], ...facts },
  });
  const texts = [{ language: 'en', body: 'revised' }];
  return [
    command('launch', { ruleSet: 'kp', opensAt: '2026-07-03T12:00:00Z' }, chair, drive.launchFacts),
    command('launch', { ruleSet: 'kp' }, chair, drive.launchFacts),
    command('discard', {}, chair),
    ...['M1', 'M2'].flatMap((party) =>
      ['support', 'objection'].map((kind) =>
        command('record-position', answer(party, kind, { textHash: hash }), delegate(party)),
      ),
    ),
    command('withdraw-position', { positionId: last }, delegate(context.positions.at(-1)?.party ?? 'M1')),
    command('extend', { reason: 'more time' }, chair),
    command('open-consultations', { note: 'talk' }, chair),
    command('close-consultations', { result: 'resume' }, chair),
    command('close-consultations', { result: 'no-consensus' }, chair),
    command('revise', { texts, reason: 'better' }, chair, { textHash: REVISED_HASH }),
    command('refer', { to: 'Plenary', reason: 'weighty' }, chair),
    command('withdraw', { reason: 'overtaken' }, chair),
    command('rule-on-late-reply', { positionId: last, admit: true, reason: 'admitted' }, chair),
    command('declare', { outcome: 'adopted', statement: 'adopted' }, chair),
    command('declare', { outcome: 'not-adopted', statement: 'not adopted' }, chair),
    command(
      'register-declaration',
      { by: 'ex', party: 'M2', at: drive.now, outcome: 'adopted', statement: 'adopted' },
      secretary,
    ),
    command('confirm-declaration', { statement: 'confirmed' }, chair),
    command('contest', { party: 'M1', ground: 'procedure', statement: 'no' }, delegate('M1')),
    command(
      'rule-on-contest',
      { contestId: contest, upheld: true, reason: 'yes', then: 'not-adopted' },
      chair,
    ),
    command('rule-on-contest', { contestId: contest, upheld: false, reason: 'no' }, chair),
    command('annul', { reason: 'void' }, chair),
  ];
}

interface Explorer {
  readonly snapshot: JsonObject;
  readonly context: JsonObject;
  readonly now: Instant;
  readonly timers: readonly {
    readonly id: string;
    readonly name: string;
    readonly dueAt: Instant;
    readonly type: string;
  }[];
  readonly launchFacts: JsonObject;
}

function after(from: Explorer, stepped: Stepped, now: Instant): Explorer {
  const timers = stepped.timers.reduce(
    (armed, change) => [
      ...armed.filter((timer) => timer.id !== change.id),
      ...(change.kind === 'arm'
        ? [{ id: change.id, name: change.name, dueAt: change.dueAt, type: change.event.type }]
        : []),
    ],
    [...from.timers],
  );
  return {
    ...from,
    snapshot: stepped.snapshot,
    context: stepped.context,
    now,
    timers: stepped.ended ? [] : timers,
  };
}

/** Where two paths end alike, only one is followed on: the state, the finding, and the standing of what came last. */
function likeness(one: Explorer): string {
  const context = procedureContextSchema.parse(one.context);
  const finding = context.round ? tally(context).finding : null;
  const outcome = [
    standingDeclaration(context)?.authority,
    context.declarations.length > 0,
    context.contests.at(-1)?.ruling?.upheld,
  ];
  const answers = [
    context.positions.at(-1)?.status,
    context.round?.closed?.because,
    context.round?.number === 1,
  ];
  return JSON.stringify([
    inspect(writtenProcedure, one.snapshot).state,
    finding,
    outcome,
    answers,
    one.timers[0]?.name,
  ]);
}

function neighbours(one: Explorer): readonly Explorer[] {
  const next = one.timers.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0];
  const fired = next
    ? step(writtenProcedure, one.snapshot, { type: next.type, occurredAt: next.dueAt })
    : null;
  const inTime =
    next && fired && !('refusal' in fired)
      ? [after({ ...one, timers: one.timers.filter((timer) => timer !== next) }, fired, next.dueAt)]
      : [];
  const byCommand = moves(one).flatMap((event) => {
    const result = step(writtenProcedure, one.snapshot, event);
    return 'refusal' in result ? [] : [after(one, result, one.now)];
  });
  return [...inTime, ...byCommand];
}

function requireInvariants(before: Explorer, one: Explorer): void {
  const context = procedureContextSchema.parse(one.context);
  const earlier = procedureContextSchema.parse(before.context);
  const { state } = inspect(writtenProcedure, one.snapshot);
  const counted = context.positions
    .filter((p) => p.status === 'counted' && p.round === context.round?.number)
    .map((p) => p.party);
  expect(new Set(counted).size).toBe(counted.length);
  expect(context.positions.length).toBeGreaterThanOrEqual(earlier.positions.length);
  expect(context.declarations.length).toBeGreaterThanOrEqual(earlier.declarations.length);
  if (earlier.round && context.round && earlier.round.number === context.round.number)
    expect(context.round.deadline.at >= earlier.round.deadline.at).toBe(true);
  if (earlier.frozen) expect(context.frozen?.rules).toEqual(earlier.frozen.rules);
  if (state === 'adopted' || state === 'adopted-final')
    expect(standingDeclaration(context)).toMatchObject({ outcome: 'adopted', authority: 'held' });
  const timers = one.timers
    .map(({ name, dueAt }) => ({ name, dueAt }))
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  const described = writtenProcedure.describe({ state, context: one.context, timers });
  expect(described.needed).toMatch(/\.$/);
  expect(described.needed).not.toMatch(/undefined|null|NaN|\[object/);
  if (timers.length > 0) expect(described.next).not.toBeNull();
}

describe('a walk along every path of two members, like paths followed once', () => {
  it('reaches every state a person can see, and keeps the invariants in each', () => {
    const now = toInstant('2026-07-01T12:00:00Z');
    const launchFactsOfTwo = launchFacts({
      members: 2,
      rules: { reminders: { daysBefore: [1], hoursBefore: [], lastMorning: null, source: 'assumed' } },
    });
    const example = writtenProcedure.examples[0];
    if (!example) throw new Error('no example');
    const started = startStep(writtenProcedure, {
      ...example,
      payload: writtenProcedure.start.payload.parse(example.payload) as JsonObject,
      occurredAt: now,
    });
    const blank: Explorer = {
      snapshot: {},
      context: started.context,
      now,
      timers: [],
      launchFacts: launchFactsOfTwo,
    };
    const seen = new Map<string, string>();
    let edge: readonly Explorer[] = [after(blank, started, now)];
    while (edge.length > 0) {
      const next: Explorer[] = [];
      for (const one of edge) {
        for (const other of neighbours(one)) {
          const key = likeness(other);
          if (seen.has(key)) continue;
          requireInvariants(one, other);
          seen.set(key, stateName(inspect(writtenProcedure, other.snapshot).state));
          next.push(other);
        }
      }
      edge = next;
    }
    const reached = new Set([...seen.values()].map((state) => state.split('.')[0]));
    const passing = ['launching', 'settling', 'confirming', 'draft'];
    expect(
      Object.keys(writtenProcedureMachine.states).filter(
        (state) => !passing.includes(state) && !reached.has(state),
      ),
    ).toEqual([]);
  });
});
