import { describe, expect, it } from '@jest/globals';
import { type Instant, addMs } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import type { Persona } from '../../test/support/drive.js';
import { type Move, type Stand, placeOf, walk } from '../../test/support/walk.js';
import { openDuties } from '../casework/index.js';
import { type AdmissionContext, admissionContextSchema } from './admission.context.js';
import { admissionMachine } from './admission.machine.js';
import { admission } from './admission.workflow.js';
import { isComplete } from './file.rules.js';

const chair: Persona = {
  actor: { kind: 'person', id: 'USA-1', name: 'The Chair', party: 'USA' },
  roles: ['chair'],
};
const HOUR_MS = 3_600_000;
const say = (type: string, payload: Move['payload']): Move => ({
  type,
  payload,
  by: chair,
  facts: { roll: ['USA', 'EU'], known: { USA: 'participant' } },
});
const decided = (how: string, aheadMs: number) =>
  say('decide', ({ now }) => ({
    how,
    decision: {
      by: 'plenary',
      reference: 'x',
      at: now,
      effectiveAt: aheadMs > 0 ? addMs(now, aheadMs) : null,
    },
    reason: 'x',
    departs: 'x',
  }));
const MOVES: readonly Move[] = [
  say('receive-file', () => ({
    items: ['authorities', 'laws', 'rules', 'synopsis'].map((item) => ({ item })),
  })),
  say('ask-for-rest', () => ({ items: ['laws'], words: 'x' })),
  say('circulate', () => ({})),
  say('accept-provisionally', ({ now }) => ({ decision: { by: 'plenary', reference: 'x', at: now } })),
  ...['admit', 'refuse', 'no-consensus'].map((what) => say('recommend', () => ({ what, text: 'x' }))),
  decided('admitted', 0),
  decided('admitted', HOUR_MS),
  decided('deferred', 0),
  decided('refused', 0),
  say('withdraw', () => ({ reason: 'x' })),
  say('give-notice', () => ({ text: 'x', transposition: [{ addressee: 'EU', what: 'x', basis: 'x' }] })),
  say('record-transposition', ({ now }) => ({ addressee: 'EU', at: now, act: 'x' })),
  ...[0, 1].map((index) =>
    say('excuse', ({ context }) => ({
      duty: openDuties(admissionContextSchema.parse(context))[index]?.id ?? 'none',
      reason: 'x',
    })),
  ),
  say('close', () => ({ reason: 'x' })),
];
const memory = (stand: Stand): AdmissionContext => admissionContextSchema.parse(stand.context);

/** What has to be due of somebody in a state that waits for it. */
const PRESSED = {
  'progress.notified': 'circulate',
  'progress.examining.completing': 'file',
  'progress.examining.examination': 'recommendation',
  'progress.examining.provisional': 'recommendation',
  'progress.examining.recommended': 'decision',
} as const;

/** Two places are alike when the same is due, known and decided; how far a ladder was climbed is the kit's own affair. */
function likeness(stand: Stand): unknown {
  const { standing, provisional, outcome, notice, deferrals, duties } = memory(stand);
  return [
    isComplete(memory(stand)),
    standing?.what,
    provisional !== null,
    outcome?.how,
    notice !== null,
    deferrals.length > 0,
    openDuties({ duties }).map(({ id }) => id),
    stand.timers.some(({ name }) => name === 'effective'),
  ];
}

function requireInvariants(stand: Stand, before: Stand): void {
  const context = memory(stand);
  const { outcome, ending, rules, circulatedAt } = context;
  const open = openDuties(context).map(({ id }) => id);
  // nothing but a command or the instant of a decision moves the procedure: a duty's deadline never does
  if (stand.now !== before.now && outcome === null) expect(placeOf(stand.state)).toBe(placeOf(before.state));
  if (stand.ended) expect([ending !== null, open]).toEqual([true, []]);
  else expect(ending).toBeNull();
  const pressed = Object.entries(PRESSED).find(([state]) => state === placeOf(stand.state))?.[1];
  if (pressed !== undefined) expect(open).toContain(pressed);
  // nobody is admitted without a notice to all
  if (ending?.how === 'admitted') expect(context.notice).not.toBeNull();
  if (outcome?.how === 'admitted') expect([isComplete(context), circulatedAt !== null]).toEqual([true, true]);
  if (outcome) expect(outcome.decision.concernedCounts).toBe(false);
  if (!stand.ended && !isComplete(context)) expect(stand.state).toMatch(/notified|completing/);
  // what ended in the middle of a sitting is never on an agenda any more
  if (ending) expect(context.forPlenary).toBeNull();
  expect(rules).toEqual(memory(before).rules);
  const state = (stand.snapshot as { value: JsonObject }).value; // XState's own member
  const described = admission.describe({ state, context: stand.context, timers: [] });
  expect(described.needed).toMatch(/\.$/);
  expect(`${described.status} ${described.needed}`).not.toMatch(/undefined|null|NaN|\[object/);
}

describe('a walk along every path of an admission, like paths followed once', () => {
  it('keeps the invariants everywhere and reaches every state', () => {
    const [example] = admission.examples;
    if (!example) throw new Error('no example');
    const at = '2012-01-31T10:00:00.000Z' as Instant;
    const reached = walk(admission, { ...example, occurredAt: at }, MOVES, likeness, requireInvariants);
    const seen = [...reached].flatMap((state) => placeOf(state).split('.').slice(1));
    const states = admissionMachine.states['progress']?.states ?? {};
    const all = [...Object.keys(states), ...Object.keys(states['examining']?.states ?? {})];
    expect(all.filter((state) => !seen.includes(state)).sort()).toEqual(['deciding', 'sifting']);
  }, 240_000);
});
