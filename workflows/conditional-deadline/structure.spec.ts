import { describe, expect, it } from '@jest/globals';
import { type Instant, addMs } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import type { Persona } from '../../test/support/drive.js';
import { type Move, type Stand, walk } from '../../test/support/walk.js';
import { type ConditionalContext, conditionalContextSchema } from './conditional-deadline.context.js';
import { conditionalDeadlineMachine } from './conditional-deadline.machine.js';
import { conditionalDeadline } from './conditional-deadline.workflow.js';
import { overall, standingOf } from './standing.rules.js';

const secretariat: Persona = {
  actor: { kind: 'person', id: 'SEC-1', name: 'The Secretariat', party: 'SEC' },
  roles: ['secretariat'],
};
const DAY_MS = 86_400_000;
const KNOWN: JsonObject = { VEN: 'participant', PC: 'organ' };
const say = (type: string, payload: Move['payload']): Move => ({
  type,
  payload,
  by: secretariat,
  facts: { known: KNOWN, roll: ['VEN'] },
});
const decided = ({ now }: Stand, more: JsonObject = {}): JsonObject => ({
  decision: { by: 'plenary', reference: 'x', at: now },
  reason: 'x',
  ...more,
});
const in40Days = ({ now }: Stand): string => addMs(now, 40 * DAY_MS).slice(0, 10);
const MOVES: readonly Move[] = [
  ...['one', 'two'].flatMap((condition) => [
    say('submit-evidence', () => ({ condition, text: 'x' })),
    ...['met', condition === 'one' ? 'not-met' : 'more-wanted'].map((outcome) =>
      say('judge', () => ({ condition, outcome, text: 'x' })),
    ),
  ]),
  say('excuse-condition', (stand) => decided(stand, { condition: 'one' })),
  say('extend', (stand) => decided(stand, { lastDay: in40Days(stand) })),
  ...['excuse-party', 'accept-late', 'supersede', 'give-up'].map((type) =>
    say(type, (stand) => decided(stand)),
  ),
  ...['one', 'judge-one', 'judge-two', 'what-follows'].map((duty) =>
    say('excuse', () => ({ duty, reason: 'x' })),
  ),
  say('propose-removal', (stand) => decided(stand, { open: { reference: 'KP/REMOVAL/1' } })),
];
const memory = (stand: Stand): ConditionalContext => conditionalContextSchema.parse(stand.context);
/** Innermost state of the region in which the procedure runs; once all is final, the region of duties is named first. */
const progressOf = (state: string): string =>
  state
    .split(' + ')
    .find((region) => region.startsWith('progress.'))
    ?.replace('progress.', '') ?? '';
const progress = ({ state }: Stand): string => progressOf(state);
const AFTER_THE_DATE = ['awaiting-judgement', 'partly-met', 'missed'];

/** Two places are alike when the conditions stand alike; what comes after an extension is as what comes before, and not followed. */
function likeness(stand: Stand): unknown {
  const context = memory(stand);
  const many = context.conditions.some(({ evidence }, index) => evidence.length > 2 - index);
  if (context.extensions.length > 0 || many) return 'more';
  return [
    context.conditions.map((one) => [standingOf(one, context), one.evidence.length]),
    context.passedAt !== null,
    stand.timers.some(({ name }) => name === 'date-passes'),
  ];
}

function requireInvariants(stand: Stand, before: Stand): void {
  const context = memory(stand);
  const { passedAt, escalatedAt, ending, conditions, duties, term } = context;
  const open = duties.filter(({ closed }) => closed === null);
  // no passing of a day ends anything
  if (stand.now !== before.now) expect([stand.ended, ending]).toEqual([false, null]);
  expect(stand.ended).toBe(ending !== null);
  if (stand.ended) expect(open).toEqual([]);
  if (progress(stand) === 'met') expect(overall(context)).toBe('met');
  if (!stand.ended) {
    expect(passedAt !== null).toBe(AFTER_THE_DATE.includes(progress(stand)));
    expect(escalatedAt !== null).toBe(['partly-met', 'missed'].includes(progress(stand)));
    expect(progress(stand)).toBe(overall(context));
    // somebody always owes something; at the very instant of the date its own timer has to come first
    if (stand.now !== term.due.at) expect(open).not.toEqual([]);
  }
  // the date moves forward only, and never by itself
  expect(term.lastDay >= memory(before).term.lastDay).toBe(true);
  conditions.forEach(({ evidence, judgements }, index) => {
    const earlier = memory(before).conditions[index];
    expect(evidence.length).toBeGreaterThanOrEqual(earlier?.evidence.length ?? 0);
    expect(judgements.length).toBeGreaterThanOrEqual(earlier?.judgements.length ?? 0);
  });
  const state = (stand.snapshot as { value: JsonObject }).value; // XState's own member
  const timers = stand.timers.map(({ name, dueAt }) => ({ name, dueAt }));
  const described = conditionalDeadline.describe({ state, context: stand.context, timers });
  expect(described.needed).toMatch(/\.$/);
  expect(described.needed).not.toMatch(/undefined|null|NaN|\[object|\.\.$/);
  if (timers.length > 0 && !stand.ended) expect(described.next?.sentence).toMatch(/\.$/);
}

describe('a walk along every path of two conditions, like paths followed once', () => {
  it('keeps the invariants everywhere, and reaches every state', () => {
    const [example] = conditionalDeadline.examples;
    if (!example) throw new Error('no example');
    const payload: JsonObject = {
      ...(example.payload as JsonObject),
      conditions: ['one', 'two'].map((id) => ({ id, text: id })),
    };
    const facts = { roles: ['system'], known: KNOWN, ladders: {} }; // the climbing of ladders is the kit's
    const at = '2013-03-31T12:00:00.000Z' as Instant;
    const reached = walk(
      conditionalDeadline,
      { ...example, payload, facts, occurredAt: at },
      MOVES,
      likeness,
      requireInvariants,
    );
    const seen = [...reached].map(progressOf);
    const { progress: region } = conditionalDeadlineMachine.states;
    if (!region) throw new Error('the procedure runs in no region');
    const all = Object.keys(region.states).filter((state) => !['set', 'sifting'].includes(state));
    expect(all.filter((state) => !seen.includes(state))).toEqual([]);
  }, 240_000);
});
