import { describe, expect, it } from '@jest/globals';
import { type Instant, addMs } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import type { Persona } from '../../test/support/drive.js';
import { type Move, type Stand, walk } from '../../test/support/walk.js';
import { clearanceOf, isLifted, keysOf } from './keys.rules.js';
import { type ReintegrationContext, reintegrationContextSchema } from './reintegration.context.js';
import { reintegrationMachine } from './reintegration.machine.js';
import { reintegration } from './reintegration.workflow.js';

const secretariat: Persona = {
  actor: { kind: 'person', id: 'SEC-1', name: 'The Secretariat', party: 'SEC' },
  roles: ['secretariat'],
};
const KNOWN: JsonObject = { CIV: 'participant', WGM: 'organ' };
const say = (type: string, payload: Move['payload']): Move => ({
  type,
  payload,
  by: secretariat,
  facts: { known: KNOWN, roll: ['CIV'] },
});
const decided = ({ now }: Stand, more: JsonObject = {}): JsonObject => ({
  decision: { by: 'plenary', reference: 'x', at: now },
  ...more,
});
const nextDay = ({ now }: Stand): string => addMs(now, 86_400_000).slice(0, 10);
const OPENED = '2012-12-03T10:00:00.000Z' as Instant;
const MOVES: readonly Move[] = [
  say('complete-step', () => ({ step: 'visit', by: 'WGM', text: 'x' })),
  say('drop-step', () => ({ step: 'visit', reason: 'x' })),
  say('clear', (stand) => decided(stand)),
  say('clear', (stand) => decided(stand, { waived: ['visit'] })),
  say('withdraw-clearance', (stand) => decided(stand, { reason: 'x' })),
  ...['lifted', 're-imposed', 'reviewed'].map((act) =>
    say('record-outside-act', (stand) => ({
      ...{ track: 'embargo', act, at: stand.now, source: act },
      reviewOn: act === 'lifted' ? nextDay(stand) : null,
    })),
  ),
  ...['step-visit', 'clearance', 'review-embargo'].map((duty) =>
    say('excuse', () => ({ duty, reason: 'x' })),
  ),
  say('readmit', (stand) => decided(stand)),
  say('conclude', () => ({ reason: 'x' })),
  say('give-up', () => ({ reason: 'x' })),
];
const memory = (stand: Stand): ReintegrationContext => reintegrationContextSchema.parse(stand.context);
/** Innermost state of the region in which the procedure runs; once all is final, the region of duties is named first. */
const progressOf = (state: string): string =>
  state
    .split(' + ')
    .find((region) => region.startsWith('progress.'))
    ?.replace('progress.', '') ?? '';
const KEYS = {
  neither: 'under-way',
  cleared: 'cleared',
  'lifted-elsewhere': 'lifted-elsewhere',
  both: 'restored',
} as const;

/** Two places are alike when keys, steps and what is due are alike; a clearance is taken back once only. */
function likeness(stand: Stand): unknown {
  const context = memory(stand);
  if (context.clearances.length > 2 || context.outside.some(({ acts }) => acts.length > 4)) return 'more';
  return [
    keysOf(context),
    context.clearances.length,
    context.steps.map(({ done, dropped }) => [done !== null, dropped !== null]),
    context.duties.flatMap(({ id, closed, lateSince }) => (closed ? [] : [[id, lateSince !== null]])),
    context.trade.status,
  ];
}

function requireInvariants(stand: Stand, before: Stand): void {
  const context = memory(stand);
  const { trade, restored, ending, duties, outside } = context;
  if (stand.now !== before.now) {
    // no passing of a day ends anything, turns a key, or touches trade
    expect([stand.ended, ending]).toEqual([false, null]);
    expect([trade, restored]).toEqual([memory(before).trade, memory(before).restored]);
  }
  expect(stand.ended).toBe(ending !== null);
  if (stand.ended) expect(duties.filter(({ closed }) => closed === null)).toEqual([]);
  else expect(progressOf(stand.state)).toBe(KEYS[keysOf(context)]);
  // while the clearance is wanting somebody owes a step or the proposal
  if (!stand.ended && clearanceOf(context) === undefined)
    expect(duties.filter(({ closed }) => closed === null)).not.toEqual([]);
  // trade is open when both keys are turned, and only then
  expect(trade.status === 'eligible').toBe(clearanceOf(context) !== undefined && outside.every(isLifted));
  expect(restored !== null).toBe(trade.status === 'eligible');
  if (!outside.every(isLifted)) expect(trade.status).toBe('embargoed');
  if (restored) expect(restored.at >= restored.clearedAt).toBe(true);
  expect(context.clearances.length).toBeGreaterThanOrEqual(memory(before).clearances.length);
  const state = (stand.snapshot as { value: JsonObject }).value; // XState's own member
  const timers = stand.timers.map(({ name, dueAt }) => ({ name, dueAt }));
  const described = reintegration.describe({ state, context: stand.context, timers });
  expect(described.needed).toMatch(/\.$/);
  expect(described.needed).not.toMatch(/undefined|null|NaN|\[object|\.\.$/);
}

describe('a walk along every path of one step and one other body, like paths followed once', () => {
  it('keeps the invariants everywhere, and reaches every state', () => {
    const [example] = reintegration.examples;
    if (!example) throw new Error('no example');
    const imposed = { at: '2005-12-15T00:00:00.000Z', source: 'x' };
    const payload: JsonObject = {
      ...(example.payload as JsonObject),
      tracks: [
        { kind: 'own', steps: [{ id: 'visit', text: 'visit', by: ['WGM'], lastDay: '2012-12-10' }] },
        { kind: 'outside', id: 'embargo', body: 'x', measure: 'x', imposed },
      ],
    };
    const facts = { roles: ['secretariat'], known: KNOWN, roll: ['CIV'], ladders: {} }; // the climbing of ladders is the kit's
    const reached = walk(
      reintegration,
      { ...example, payload, facts, occurredAt: OPENED },
      MOVES,
      likeness,
      requireInvariants,
    );
    const seen = [...reached].map(progressOf);
    const { progress: region } = reintegrationMachine.states;
    if (!region) throw new Error('the procedure runs in no region');
    const all = Object.keys(region.states).filter((state) => !['opened', 'sifting'].includes(state));
    expect(all.filter((state) => !seen.includes(state))).toEqual([]);
  }, 240_000);
});
