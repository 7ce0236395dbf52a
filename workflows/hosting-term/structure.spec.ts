import { describe, expect, it } from '@jest/globals';
import { addMs } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import type { Persona } from '../../test/support/drive.js';
import { type Move, type Stand, walk } from '../../test/support/walk.js';
import { HOSTING_RULES, type HostingContext, hostingContextSchema } from './hosting-term.context.js';
import { hostingTermMachine } from './hosting-term.machine.js';
import { hostingTerm } from './hosting-term.workflow.js';

const chair: Persona = { actor: { kind: 'person', id: 'chair', name: 'The Chair' }, roles: ['chair'] };
const DAY_MS = 86_400_000;
const LAST = '2014-09-01';
const decision = { decision: 'x', note: 'x' };
const inDays = ({ now }: Stand, days: number): string => addMs(now, days * DAY_MS).slice(0, 10);
const say = (type: string, payload: Move['payload']): Move => ({ type, payload, by: chair });
const EVENT = { kind: 'event', event: 'intersessional-2013', words: 'then', reviewOn: '2013-04-30' };
const MOVES: readonly Move[] = [
  say('call-evaluation', () => ({ reason: 'x' })),
  say('date-event', ({ now }) => ({ event: EVENT.event, at: addMs(now, 9 * DAY_MS), source: 'x' })),
  say('date-event', () => ({ event: EVENT.event, at: null, source: 'x' })),
  say('review', (stand) => ({ reviewOn: inDays(stand, 20), note: 'x' })),
  say('record-evaluation', () => ({ body: 'x', result: 'mixed', text: 'x' })),
  say('renew', () => ({ ...decision, months: 6, evaluation: EVENT })),
  say('replace', (stand) => ({ ...decision, host: 'DDI', on: inDays(stand, 10), months: 6 })),
  say('end', (stand) => ({ ...decision, on: inDays(stand, 10) })),
  say('end', () => decision),
];
const memory = (stand: Stand): HostingContext => hostingContextSchema.parse(stand.context);

function likeness(stand: Stand): unknown {
  if (stand.now.slice(0, 10) > LAST) return 'later';
  const { stretch, successor, closesAt, evaluation, rung, evaluations } = memory(stand);
  const { dueAt, event } = evaluation.term;
  return [
    stretch.host,
    successor?.host,
    closesAt !== null,
    dueAt !== null,
    event,
    rung,
    evaluations.length > 0,
  ];
}

function requireInvariants(stand: Stand, before: Stand): void {
  const { undecidedSince, successor, closesAt, stretch, decisions, evaluation } = memory(stand);
  expect(stand.state.startsWith('expired-undecided')).toBe(undecidedSince !== null);
  expect(stand.state === 'handing-over').toBe(successor !== null);
  if (stand.state === 'winding-up' || stand.state === 'ended') expect(closesAt).not.toBeNull();
  if (stand.state.startsWith('running')) expect(stretch.endsAt.at > stand.now).toBe(true);
  expect(decisions.length).toBeGreaterThanOrEqual(memory(before).decisions.length);
  expect(evaluation.term.dueAt === null || evaluation.term.reviewAt === null).toBe(true);
  // no term ends or is renewed without a decision
  if (stand.ended) expect(decisions.at(-1)?.kind).toBe('ended');
  const timers = stand.timers.map(({ name, dueAt }) => ({ name, dueAt }));
  const state = (stand.snapshot as { value: JsonObject }).value; // XState's own member
  const described = hostingTerm.describe({ state, context: stand.context, timers });
  expect(described.needed).toMatch(/\.$/);
  expect(described.needed).not.toMatch(/undefined|null|NaN|\[object/);
  if (timers.length > 0) expect(described.next?.sentence).toMatch(/\.$/);
}

describe('a walk along every path of a hosting term, like paths followed once', () => {
  it('reaches every state a person can see, and keeps the invariants in each', () => {
    const [example] = hostingTerm.examples;
    if (!example) throw new Error('no example');
    const payload = {
      ...(example.payload as JsonObject),
      evaluation: EVENT,
      rules: { ...HOSTING_RULES, remindDaysBefore: [7] },
    }; // as in the walk of mandates
    const reached = walk(hostingTerm, { ...example, payload }, MOVES, likeness, requireInvariants);
    const seen = [...reached].map((state) => state.split('.')[0]);
    const all = Object.keys(hostingTermMachine.states).filter((state) => state !== 'given');
    expect(all.filter((state) => !seen.includes(state))).toEqual([]);
  }, 120_000);
});
