import { describe, expect, it } from '@jest/globals';
import { type Instant, addMs } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { AGREED, MISSION, STANDING, TEAM, VISIT, chair } from '../../test/support/review-visit.js';
import { type Move, type Stand, walk } from '../../test/support/walk.js';
import { openDuties } from '../casework/index.js';
import { type ReviewVisitContext, reviewVisitContextSchema } from './review-visit.context.js';
import { reviewVisitMachine } from './review-visit.machine.js';
import { allClosed } from './review-visit.rules.js';
import { reviewVisit } from './review-visit.workflow.js';

const DAY_MS = 86_400_000;
const LAST = '2015-01-01';
const today = ({ now }: Stand): string => now.slice(0, 10);
const inDays = ({ now }: Stand, days: number): string => addMs(now, days * DAY_MS).slice(0, 10);
const { ladders: _none, ...facts } = STANDING as Record<string, JsonObject>; // without ladders: lateness alone
const say = (type: string, payload: Move['payload'] = () => ({})): Move => ({
  type,
  payload,
  by: chair,
  facts,
});
const text = () => ({ text: 'x' });
const reason = () => ({ reason: 'x' });
const DECISION = { by: 'plenary', reference: 'KP/PLENARY/2009', at: '2009-11-05T00:00:00Z' };
const first = { recommendation: 'recommendation-1' };
const MOVES: readonly Move[] = [
  say('invite', text),
  say('ask-consent', text),
  say('consent', text),
  say('refuse-consent', reason),
  say('propose-measure', () => ({ reference: 'KP/M/1', title: 'x', reason: 'x' })),
  say('withdraw', reason),
  say('call-off', () => ({ reason: 'x', decision: DECISION })),
  say('compose-team', () => ({ members: TEAM.slice(0, 5).concat(TEAM.slice(-3, -1)), ...AGREED })),
  say('set-terms', (stand) => ({
    text: 'x',
    ...AGREED,
    dates: { from: inDays(stand, 9), to: inDays(stand, 12) },
  })),
  say('move-dates', () => ({ dates: null, reason: 'x', ...AGREED })),
  say('begin', (stand) => ({ on: today(stand) })),
  say('end-visit', (stand) => ({ on: today(stand) })),
  say('submit-report', () => ({ summary: 'x', recommendations: [] })),
  say('submit-report', () => ({ summary: 'x' })),
  say('recommend', () => ({ recommendations: [] })),
  say('submit-report', () => ({ summary: 'x', recommendations: [{ text: 'x', to: 'LBR' }] })),
  say('comment', text),
  say('post'),
  say('close-recommendation', () => ({ ...first, how: 'done', by: 'chair', reason: 'x' })),
  say('reopen-recommendation', () => ({ ...first, reason: 'x' })),
  say('open-next', () => ({ reference: 'KP/V/2', title: 'x' })),
  say('conclude', reason),
  ...['invite', 'proposal', 'consent', 'arrangements', 'visit', 'report', 'comments', 'posting'].map((duty) =>
    say('excuse', () => ({ duty, reason: 'x' })),
  ),
  ...['recommendation-1', 'recommendations', 'closing', 'next-visit'].map((duty) =>
    say('excuse', () => ({ duty, reason: 'x' })),
  ),
];
const memory = (stand: Stand): ReviewVisitContext => reviewVisitContextSchema.parse(stand.context);
const progress = ({ state }: Stand): string => /progress\.([\w-]+)/.exec(state)?.[1] ?? '';

/** Two places are alike when the same is there and the same awaited; time beyond the last year is not followed. */
function likeness(stand: Stand): unknown {
  if (stand.now.slice(0, 10) > LAST && progress(stand) !== 'next-awaited') return 'later';
  const context = memory(stand);
  return [
    openDuties(context).map(({ id, due, lateSince }) => [id, due !== null, lateSince !== null]),
    [context.team.length, context.terms !== null, context.dates !== null, context.measure !== null],
    [context.consent?.given ?? null, context.recommendations.map(({ closed }) => closed === null)],
    stand.timers.map(({ name }) => name),
  ];
}

const AGREED_STATES = ['arranging', 'arranged', 'under-way', 'reporting', 'commenting', 'following-up'];

function requireInvariants(stand: Stand, before: Stand): void {
  const context = memory(stand);
  const state = progress(stand);
  const due = openDuties(context).map(({ id }) => id);
  expect(context.ending !== null).toBe(stand.ended);
  if (stand.ended) expect(due).toEqual([]);
  // somebody always owes something, but where consent was refused and until the next visit
  else if (state !== 'refused' && state !== 'next-awaited') expect(due).not.toEqual([]);
  // nobody goes to a mission on indications without consent
  if (context.basis === 'credible-indications' && AGREED_STATES.includes(state))
    expect(context.consent?.given).toBe(true);
  if (state === 'committed') expect(due).toEqual(['invite']);
  if (state === 'arranged' || state === 'under-way') expect(due).toEqual(['visit']);
  // without a report that is awaited the Chair is to say how it ends
  if (state === 'reporting') expect([['report'], ['closing']]).toContainEqual(due);
  if (state === 'commenting') expect(due).toContain('posting');
  expect(context.report === null || context.endedOn !== null).toBe(true);
  expect(context.posted === null || context.report !== null).toBe(true);
  expect(context.visibility).toBe(context.report !== null && context.posted === null ? 'concerned' : 'all');
  if (state === 'next-awaited' || state === 'next-due') expect(allClosed(context)).toBe(true);
  if (state === 'following-up') expect(due.length).toBeGreaterThan(0);
  // a measure is opened by a person's command alone, and only where consent was refused
  if (context.measure !== null && memory(before).measure === null) expect(progress(before)).toBe('refused');
  const timers = stand.timers.map(({ name, dueAt }) => ({ name, dueAt }));
  const value = (stand.snapshot as { value: JsonObject }).value; // XState's own member
  const described = reviewVisit.describe({ state: value, context: stand.context, timers });
  if (!stand.ended) expect(described.needed).toMatch(/\.$/);
  expect(described.needed).not.toMatch(/undefined|null|NaN|\[object/);
  if (timers.length > 0 && !stand.ended) expect(described.next?.sentence).toMatch(/\.$/);
}

describe('a walk along every path of a visit, like paths followed once', () => {
  it('keeps the invariants everywhere, and every state is reached from one beginning or another', () => {
    const [example] = reviewVisit.examples;
    if (!example) throw new Error('no example');
    const reached = [VISIT, { ...VISIT, basis: 'invitation', by: null }, MISSION].flatMap((payload) => [
      ...walk(
        reviewVisit,
        {
          ...example,
          payload,
          facts: { ...facts, roles: ['chair'] },
          occurredAt: '2012-12-01T00:00:00.000Z' as Instant,
        },
        MOVES,
        likeness,
        requireInvariants,
      ),
    ]);
    const seen = new Set(
      reached.map((state) => /(?:progress\.|\+ )?([\w-]+)(?: \+ duties.*)?$/.exec(state)?.[1]),
    );
    const all = Object.keys(reviewVisitMachine.states['progress']?.states ?? {}).filter(
      (state) => state !== 'opened',
    );
    expect(all).not.toEqual([]);
    expect(all.filter((state) => !seen.has(state))).toEqual([]);
  }, 120_000);
});
