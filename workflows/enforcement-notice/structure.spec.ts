import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/kernel/json.js';
import type { Persona } from '../../test/support/drive.js';
import { type Move, type Stand, walk } from '../../test/support/walk.js';
import { openDuties } from '../casework/index.js';
import { type EnforcementContext, enforcementContextSchema } from './enforcement-notice.context.js';
import { enforcementMachine } from './enforcement-notice.machine.js';
import { enforcementNotice } from './enforcement-notice.workflow.js';

const chair: Persona = { actor: { kind: 'person', id: 'chair', name: 'The Chair' }, roles: ['chair'] };
const facts: JsonObject = { known: { CHE: 'participant', GIN: 'participant' }, roll: ['CHE', 'GIN'] };
const say = (type: string, payload: JsonObject): Move => ({ type, payload: () => payload, by: chair, facts });
const MOVES: readonly Move[] = [
  ...['fake', 'genuine', 'cannot-tell'].map((finding) => say('check', { finding, text: 'x' })),
  say('share', {}),
  say('share', { with: ['CHE'] }),
  say('acknowledge', { by: 'CHE' }),
  say('follow-up', { by: 'CHE', kind: 'seizure', text: 'x' }),
  say('correct', { certificate: { number: '2', issuer: 'GIN' }, text: 'x', reason: 'x' }),
  say('contest', { text: 'x' }),
  say('withdraw', { reason: 'x' }),
  ...['check', 'answer', 'course', 'acknowledgement'].map((duty) => say('excuse', { duty, reason: 'x' })),
  say('conclude', { reason: 'x' }),
];
const memory = (stand: Stand): EnforcementContext => enforcementContextSchema.parse(stand.context);

function likeness(stand: Stand): unknown {
  const context = memory(stand);
  const { checks, shared, acknowledged, visibility } = context;
  return [
    checks.at(-1)?.finding,
    [Math.min(shared.length, 2), acknowledged.length, visibility],
    openDuties(context).map(({ id, lateSince }) => [id, lateSince !== null]),
  ];
}

function requireInvariants(stand: Stand, before: Stand): void {
  const context = memory(stand);
  const due = openDuties(context).map(({ id }) => id);
  expect(context.ending !== null).toBe(stand.ended);
  if (stand.state.includes('progress.reported')) expect(due).toContain('check');
  if (stand.state.includes('progress.found-genuine')) expect(due).toEqual(['answer']);
  // somebody is always to act
  if (!stand.ended) expect(due.filter((id) => id !== 'acknowledgement')).not.toEqual([]);
  if (stand.state.includes('progress.confirmed')) expect(context.checks.at(-1)?.finding).toBe('fake');
  // it is never open to more than the Participants, and to them only once it was shared with all
  expect(['concerned', 'participants']).toContain(context.visibility);
  if (context.shared.length === 0) expect(context.visibility).toBe('concerned');
  // nothing that was recorded is lost
  for (const key of ['checks', 'shared', 'acknowledged', 'followUps', 'corrections'] as const)
    expect(context[key].length).toBeGreaterThanOrEqual(memory(before)[key].length);
}

describe('a walk along every path of a reported certificate, like paths followed once', () => {
  it('keeps the invariants everywhere', () => {
    const [example] = enforcementNotice.examples;
    if (!example) throw new Error('no example');
    const reached = walk(enforcementNotice, example, MOVES, likeness, requireInvariants);
    const states = Object.keys(enforcementMachine.states['progress']?.states ?? {});
    expect(states).not.toEqual([]);
    expect(states.filter((state) => ![...reached].some((seen) => seen.includes(state)))).toEqual([]);
  }, 120_000);
});
