import { describe, expect, it } from '@jest/globals';
import { type Instant, addMs } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import type { Persona } from '../../test/support/drive.js';
import { type Move, type Stand, walk } from '../../test/support/walk.js';
import { MANDATE_RULES, type MandateContext, awaited, mandateContextSchema } from './mandate.context.js';
import { mandateMachine } from './mandate.machine.js';
import { mandate } from './mandate.workflow.js';

const chair: Persona = { actor: { kind: 'person', id: 'chair', name: 'The Chair' }, roles: ['chair'] };
const DAY_MS = 86_400_000;
const LAST = '2014-06-01';
const in40Days = ({ now }: Stand): string => addMs(now, 40 * DAY_MS).slice(0, 10);
const say = (type: string, payload: Move['payload'], facts: JsonObject = {}): Move => ({
  type,
  payload,
  by: chair,
  facts,
});
const MOVES: readonly Move[] = [
  ...['chair', 'CKR'].map((by) => say('report', () => ({ by, text: 'done' }))),
  say('assess', () => ({ body: 'plenary', outcome: 'fulfilled', note: 'x' })),
  say('assess', () => ({ body: 'plenary', outcome: 'returned', note: 'x' })),
  say('extend', (stand) => ({ deadline: { kind: 'day', on: in40Days(stand) }, reason: 'x' })),
  say('set-deadline', (stand) => ({ deadline: { kind: 'day', on: in40Days(stand) }, reason: 'x' })),
  say('review', (stand) => ({ reviewOn: in40Days(stand), note: 'x' })),
  say('date-event', ({ now }) => ({ event: 'plenary-2013', at: addMs(now, 9 * DAY_MS), source: 'x' })),
  say('date-event', () => ({ event: 'plenary-2013', at: null, source: 'x' })),
  say('readdress', () => ({ from: 'CKR', to: ['chair'], reason: 'x' })),
  say('readdress', () => ({ from: 'chair', to: ['CKR'], reason: 'x' })),
  say('withdraw', () => ({ reason: 'x' })),
  say('lapse', () => ({ decision: 'x', reason: 'x' })),
];
const memory = (stand: Stand): MandateContext => mandateContextSchema.parse(stand.context);

/** Two places are alike when the same is awaited on like terms; time beyond the last year is not followed. */
function likeness(stand: Stand): unknown {
  if (stand.now.slice(0, 10) > LAST) return 'later';
  const context = memory(stand);
  const { term, rung, overdueSince } = context;
  return [
    awaited(context),
    term.dueAt !== null,
    term.event,
    rung,
    overdueSince !== null,
    stand.timers.map(({ name }) => name),
  ];
}

function requireInvariants(stand: Stand, before: Stand): void {
  const context = memory(stand);
  const { term, overdueSince, reports, escalations } = context;
  // a due instant or a day to look again, never both and never neither
  expect((term.dueAt === null) !== (term.reviewAt === null)).toBe(true);
  if (overdueSince !== null) expect(overdueSince).toBe(term.dueAt?.at);
  if (overdueSince !== null) expect(overdueSince <= stand.now).toBe(true);
  if (stand.state.includes('overdue')) expect(overdueSince).not.toBeNull();
  if (stand.state === 'reported') expect(awaited(context)).toEqual([]);
  expect(reports.length).toBeGreaterThanOrEqual(memory(before).reports.length);
  expect(escalations.length).toBeGreaterThanOrEqual(memory(before).escalations.length);
  // somebody always hears of an open mandate again, unless every rung is climbed
  if (!stand.ended && !stand.state.includes('at-the-top')) expect(stand.timers).not.toEqual([]);
  const timers = stand.timers.map(({ name, dueAt }) => ({ name, dueAt }));
  const state = (stand.snapshot as { value: JsonObject }).value; // XState's own member
  const described = mandate.describe({ state, context: stand.context, timers });
  expect(described.needed).toMatch(/\.$/);
  expect(described.needed).not.toMatch(/undefined|null|NaN|\[object/);
  if (timers.length > 0) expect(described.next?.sentence).toMatch(/\.$/);
}

describe('a walk along every path of a mandate of two, like paths followed once', () => {
  it.each([
    ['a day', { kind: 'day', on: '2013-04-01' }],
    ['an event', { kind: 'event', event: 'plenary-2013', words: 'then', reviewOn: '2013-09-30' }],
    ['no term', null],
  ])(
    'with %s keeps the invariants everywhere',
    (_what, deadline) => {
      const [example] = mandate.examples;
      if (!example) throw new Error('no example');
      const payload = {
        ...(example.payload as JsonObject),
        addressees: ['chair', 'CKR'],
        deadline,
        rules: { ...MANDATE_RULES, remindDaysBefore: [1] }, // places with more reminders ahead would pass for alike
      };
      const at = '2012-12-01T00:00:00.000Z' as Instant;
      const reached = walk(
        mandate,
        { ...example, payload, occurredAt: at },
        MOVES,
        likeness,
        requireInvariants,
      );
      const seen = [...reached].map((state) => state.split('.')[0]);
      const passing = ['given', 'sifting'];
      const all = Object.keys(mandateMachine.states).filter((state) => !passing.includes(state));
      expect(all.filter((state) => !seen.includes(state))).toEqual([]);
      const inside = [
        'open.dated.waiting',
        'open.dated.last-stretch',
        'open.overdue.climbing',
        'open.overdue.at-the-top',
      ];
      expect([...reached]).toEqual(expect.arrayContaining(inside));
    },
    120_000,
  );
});
