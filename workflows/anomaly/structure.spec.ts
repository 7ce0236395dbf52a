import { describe, expect, it } from '@jest/globals';
import type { Instant } from '../../src/kernel/instant.js';
import type { Persona } from '../../test/support/drive.js';
import { KP_LADDERS } from '../../test/support/ladders.js';
import { type Move, type Stand, placeOf, standingOf, walk } from '../../test/support/walk.js';
import { openDuties } from '../casework/index.js';
import { type AnomalyContext, anomalyContextSchema } from './anomaly.context.js';
import { anomaly } from './anomaly.workflow.js';

const chair: Persona = {
  actor: { kind: 'person', id: 'USA-1', name: 'The Chair', party: 'USA' },
  roles: ['chair'],
};
const memory = (stand: Stand): AnomalyContext => anomalyContextSchema.parse(stand.context);
const due = (stand: Stand): readonly string[] => openDuties(memory(stand)).map(({ id }) => id);
const say = (type: string, payload: Move['payload']): Move => ({ type, payload, by: chair });
const MOVES: readonly Move[] = [
  say('inform', () => ({})),
  say('reply', () => ({ text: 'x' })),
  say('answer', (stand) => ({ duty: due(stand)[0] ?? 'none', by: 'GIN', text: 'x' })),
  say('conclude', () => ({ how: 'explained', reason: 'x' })),
  ...[0, 1].map((index) => say('excuse', (stand) => ({ duty: due(stand)[index] ?? 'none', reason: 'x' }))),
  say('postpone', (stand) => ({ duty: due(stand)[0] ?? 'none', until: '2013-06-30', reason: 'x' })),
];

/** What has to be due of somebody in a state that waits for it: one of these. */
const PRESSED: Readonly<Record<string, readonly string[]>> = {
  'progress.raised': ['inform'],
  'progress.dialogue': ['answer', 'outcome'],
  'progress.answered': ['outcome'],
};

function requireInvariants(stand: Stand): void {
  const open = due(stand);
  if (stand.ended) return expect(open).toEqual([]);
  const pressed = PRESSED[placeOf(stand.state)] ?? [];
  // whoever the text names owes something, on a day, and a ladder presses it
  expect(pressed.filter((id) => open.includes(id))).toHaveLength(1);
  expect(openDuties(memory(stand)).filter(({ due: by, ladder }) => by === null || ladder === null)).toEqual(
    [],
  );
  const waitsForAnswer = anomaly
    .describe({ state: (stand.snapshot as { value: never }).value, context: stand.context, timers: [] })
    .needed.includes('is to answer'); // XState's own member
  expect(waitsForAnswer).toBe(open.includes('answer'));
}

describe('a walk along every path of an anomaly, like paths followed once', () => {
  it('finds somebody who owes the next step wherever the case waits', () => {
    const [example] = anomaly.examples;
    if (!example) throw new Error('no example');
    const start = {
      ...example,
      occurredAt: '2012-09-03T10:00:00.000Z' as Instant,
      facts: { ...example.facts, ladders: KP_LADDERS },
    };
    const likeness = (stand: Stand) => standingOf(memory(stand).duties);
    const reached = walk(anomaly, start, MOVES, likeness, requireInvariants);
    expect([...new Set([...reached].map(placeOf))].sort()).toEqual([
      'progress.answered',
      'progress.concluded',
      'progress.dialogue',
      'progress.raised',
    ]);
  }, 120_000);
});
