import { describe, expect, it } from '@jest/globals';
import { type Instant, addMs } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import type { Persona } from '../../test/support/drive.js';
import { type Move, type Stand, placeOf, walk } from '../../test/support/walk.js';
import { openDuties } from '../casework/index.js';
import { type RemovalContext, removalContextSchema } from './removal.context.js';
import { removalMachine } from './removal.machine.js';
import { isHeard } from './removal.rules.js';
import { removal } from './removal.workflow.js';

const chair: Persona = {
  actor: { kind: 'person', id: 'USA-1', name: 'The Chair', party: 'USA' },
  roles: ['chair'],
};
const HOUR_MS = 3_600_000;
const say = (type: string, payload: Move['payload']): Move => ({ type, payload, by: chair });
const decision = (now: Instant, aheadMs = 0) => ({
  by: 'plenary',
  reference: 'x',
  at: now,
  effectiveAt: aheadMs > 0 ? addMs(now, aheadMs) : null,
  concernedCounts: false,
});
const decided = (how: string, aheadMs: number) =>
  say('decide', ({ now }) => ({
    how,
    status: how === 'trade-only' ? 'suspended' : null,
    decision: decision(now, aheadMs),
    reason: 'x',
  }));
const MOVES: readonly Move[] = [
  say('give-notice', () => ({ text: 'x' })),
  say('reply', () => ({ by: 'XAA', text: 'x' })),
  ...['remove', 'drop', 'no-consensus'].map((what) => say('recommend', () => ({ what, text: 'x' }))),
  decided('removed', 0),
  decided('removed', HOUR_MS),
  decided('trade-only', 0),
  decided('not-removed', 0),
  say('leave', () => ({ how: 'withdrawal', reason: 'x' })),
  say('leave', () => ({ how: 'self-suspension', reason: 'x' })),
  say('revoke', ({ now }) => ({ reason: 'x', decision: decision(now) })),
  say('drop', () => ({ reason: 'x' })),
  say('issue-list', () => ({ text: 'x' })),
  say('reapply', () => ({ party: 'XAA', path: 'short', text: 'x' })),
  say('turn-down', () => ({ party: 'XAA', reason: 'x' })),
  say('record-return', ({ now }) => ({
    party: 'XAA',
    decision: { ...decision(now), concernedCounts: false },
  })),
  say('close', () => ({ reason: 'x' })),
  say('leave', () => ({ how: 'self-suspension', reason: 'x', until: '2012-12-31' })),
  say('record-review', () => ({ text: 'x' })),
  say('excuse', ({ context }) => ({
    duty: openDuties(removalContextSchema.parse(context)).at(-1)?.id ?? 'none',
    reason: 'x',
  })),
];
const memory = (stand: Stand): RemovalContext => removalContextSchema.parse(stand.context);

/** What has to be due of somebody in a state that waits for it. */
const PRESSED = {
  'progress.proposed': /^notice$/,
  'progress.hearing.awaiting-reply': /^recommendation$/,
  'progress.hearing.replied': /^recommendation$/,
  'progress.hearing.recommended': /^decision$/,
  'progress.off-the-list.reapplied': /^return-/,
  'progress.back': /^(list$|transposition-)/,
} as const;

/** Two places are alike when the same is due, said and decided; how far a ladder was climbed is the kit's own affair. */
function likeness(stand: Stand): unknown {
  const context = memory(stand);
  const { replies, standing, outcome, lists, reapplications, returned } = context;
  return [
    replies.length > 0,
    isHeard(context),
    standing?.what,
    outcome?.how,
    lists.length > 0,
    returned.length > 0,
    reapplications.length > 0 ? reapplications.at(-1)?.turnedDown !== null : null,
    openDuties(context).map(({ id }) => id),
  ];
}

function requireInvariants(stand: Stand, before: Stand): void {
  const context = memory(stand);
  const { outcome, ending, notice, lists } = context;
  // no date moves it but the one of a decision: the deadline of a reply never does
  if (stand.now !== before.now && outcome === null) expect(placeOf(stand.state)).toBe(placeOf(before.state));
  if (stand.ended) expect([ending !== null, openDuties(context)]).toEqual([true, []]);
  else expect(ending).toBeNull();
  const pressed = Object.entries(PRESSED).find(([state]) => state === placeOf(stand.state))?.[1] ?? /^/;
  if (!stand.ended) {
    const open = openDuties(context).map(({ id }) => id);
    expect(open.length === 0 && String(pressed) === '/^/' ? [''] : open).toContainEqual(
      expect.stringMatching(pressed),
    );
  }
  // whoever is back by the short path is on the lists again before it ends
  if (ending?.how === 'returned')
    expect(lists.some(({ at }) => at >= (context.returned[0]?.at ?? ''))).toBe(true);
  // whoever was removed by a decision had notice of it, and was heard or had the time
  if (outcome?.decision) expect(notice).not.toBeNull();
  const wasHeard = memory(before).outcome !== null || isHeard({ ...memory(before), asOf: stand.now });
  if (outcome?.decision && outcome.how !== 'not-removed') expect(wasHeard).toBe(true);
  if (/off-the-list|awaiting-effect/.test(placeOf(stand.state))) expect(outcome).not.toBeNull();
  const state = (stand.snapshot as { value: JsonObject }).value; // XState's own member
  const described = removal.describe({ state, context: stand.context, timers: [] });
  expect(described.needed).toMatch(/\.$/);
  expect(`${described.status} ${described.needed}`).not.toMatch(/undefined|null|NaN|\[object/);
}

describe('a walk along every path of a removal, like paths followed once', () => {
  it('keeps the invariants everywhere and reaches every state', () => {
    const [example] = removal.examples;
    if (!example) throw new Error('no example');
    const at = '2012-01-31T10:00:00.000Z' as Instant;
    const reached = walk(removal, { ...example, occurredAt: at }, MOVES, likeness, requireInvariants);
    const seen = [...reached].flatMap((state) => placeOf(state).split('.').slice(1));
    const states = removalMachine.states['progress']?.states ?? {};
    const all = Object.entries(states).flatMap(([name, { states: inner }]) => [name, ...Object.keys(inner)]);
    expect([...new Set(all)].filter((state) => !seen.includes(state)).sort()).toEqual([
      'deciding',
      'sifting',
    ]);
  }, 240_000);
});
