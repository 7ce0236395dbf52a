import { describe, expect, it } from '@jest/globals';
import { type Instant } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import type { Persona } from '../../test/support/drive.js';
import { type Move, type Stand, walk } from '../../test/support/walk.js';
import { openDuties } from '../casework/index.js';
import { type AssistanceContext, assistanceContextSchema } from './technical-assistance.context.js';
import { assistanceMachine } from './technical-assistance.machine.js';
import { liveMatchOf, openEntries } from './technical-assistance.rules.js';
import { technicalAssistance } from './technical-assistance.workflow.js';

const chair: Persona = { actor: { kind: 'person', id: 'chair', name: 'The Chair' }, roles: ['chair'] };
const facts: JsonObject = { known: { CMR: 'participant', EU: 'participant' } };
const memory = (stand: Stand): AssistanceContext => assistanceContextSchema.parse(stand.context);
const say = (type: string, payload: JsonObject): Move => ({ type, payload: () => payload, by: chair, facts });
const lastMatch = (more: JsonObject) => (stand: Stand) => ({
  match: `match-${Math.max(1, memory(stand).matches.length)}`,
  ...more,
});
const MOVES: readonly Move[] = [
  say('enter', { kind: 'request', by: 'CMR', subject: 'x', text: 'x' }),
  say('enter', { kind: 'offer', by: 'EU', subject: 'x', text: 'x', standing: true }),
  say('enter', { kind: 'offer', by: 'EU', subject: 'x', text: 'x' }),
  say('match', { request: 'request-1', offer: 'offer-1' }),
  say('end', { reason: 'x' }),
  say('withdraw-entry', { entry: 'offer-1', reason: 'x' }),
  { ...say('record-delivery', {}), payload: lastMatch({ text: 'x' }) },
  { ...say('evaluate', {}), payload: lastMatch({ helped: 'no', text: 'x' }) },
  { ...say('evaluate', {}), payload: lastMatch({ helped: 'yes', text: 'x' }) },
  { ...say('fall-through', {}), payload: lastMatch({ reason: 'x' }) },
];

/** Places with many entries or matches are not followed on; of the others the same must be open and under way. */
function likeness(stand: Stand): unknown {
  const context = memory(stand);
  if (context.entries.length > 2 || context.matches.length > 1) return 'many';
  return [
    context.entries.map(({ id, closed, standing }) => [id, closed?.how, standing]),
    context.matches.map(({ delivered, ended }) => [delivered !== null, ended?.how]),
    context.bulletins.length,
    openDuties(context).map(({ id, lateSince }) => [id, lateSince !== null]),
  ];
}

function requireInvariants(stand: Stand, before: Stand): void {
  const context = memory(stand);
  expect(context.ending !== null).toBe(stand.ended);
  const live = context.matches.filter(({ ended }) => ended === null);
  // each match under way makes exactly one thing due, and nothing else is
  expect(openDuties(context).map(({ id }) => id)).toHaveLength(live.length);
  // no request is matched twice at a time
  const requests = live.map(({ request }) => request);
  expect(new Set(requests).size).toBe(requests.length);
  for (const { id, closed, kind } of context.entries)
    if (kind === 'request' && liveMatchOf(context, id)) expect(closed).toBeNull();
  // what was in the bulletin was open just before
  const issued =
    context.bulletins.length > memory(before).bulletins.length ? context.bulletins.at(-1) : undefined;
  if (issued)
    expect([...issued.requests, ...issued.offers].toSorted()).toEqual(
      openEntries(memory(before))
        .map(({ id }) => id)
        .toSorted(),
    );
  // nothing open is lost with the year
  if (stand.state.includes('winding-up') || stand.ended) expect(openEntries(context)).toEqual([]);
}

describe('a walk along every path of a year, like paths followed once', () => {
  it('keeps the invariants everywhere', () => {
    const [example] = technicalAssistance.examples;
    if (!example) throw new Error('no example');
    const occurredAt = '2012-11-21T00:00:00.000Z' as Instant;
    const reached = walk(technicalAssistance, { ...example, occurredAt }, MOVES, likeness, requireInvariants);
    const states = Object.keys(assistanceMachine.states['progress']?.states ?? {});
    expect(states).not.toEqual([]);
    expect(states.filter((state) => ![...reached].some((seen) => seen.includes(state)))).toEqual([]);
  }, 120_000);
});
