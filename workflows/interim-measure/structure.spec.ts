import { describe, expect, it } from '@jest/globals';
import type { Instant } from '../../src/kernel/instant.js';
import type { Persona } from '../../test/support/drive.js';
import { KP_LADDERS } from '../../test/support/ladders.js';
import { type Move, type Stand, placeOf, standingOf, walk } from '../../test/support/walk.js';
import { openDuties } from '../casework/index.js';
import { type MeasureContext, measureContextSchema } from '../measures/index.js';
import { interimMeasure } from './interim-measure.workflow.js';

const chair: Persona = {
  actor: { kind: 'person', id: 'USA-1', name: 'The Chair', party: 'USA' },
  roles: ['chair'],
};
const memory = (stand: Stand): MeasureContext => measureContextSchema.parse(stand.context);
const due = (stand: Stand): readonly string[] => openDuties(memory(stand)).map(({ id }) => id);
const say = (type: string, payload: Move['payload']): Move => ({ type, payload, by: chair });
const MOVES: readonly Move[] = [
  say('add-indications', () => ({ indications: [{ text: 'x', source: 'x' }] })),
  say('open-dialogue', () => ({})),
  say('hear', () => ({ text: 'x' })),
  say('recommend', () => ({ text: 'x' })),
  say('record-no-consensus', () => ({ to: 'decide', where: 'x', objections: ['CAN'], text: 'x' })),
  say('drop', () => ({ how: 'explained', reason: 'x' })),
  ...[0, 1].map((index) => say('excuse', (stand) => ({ duty: due(stand)[index] ?? 'none', reason: 'x' }))),
  say('postpone', (stand) => ({ duty: due(stand)[0] ?? 'none', until: '2013-06-30', reason: 'x' })),
];

/** What has to be due of somebody in a state that waits for it: one of these. */
const PRESSED: Readonly<Record<string, readonly string[]>> = {
  'progress.indicated': ['dialogue'],
  'progress.dialogue': ['hearing', 'recommendation'],
  'progress.recommended': ['decision'],
};

function requireInvariants(stand: Stand): void {
  const open = due(stand);
  if (stand.ended) return expect(open).toEqual([]);
  const pressed = PRESSED[placeOf(stand.state)] ?? [];
  expect(pressed.some((id) => open.includes(id))).toBe(true);
  // nothing is recommended that waits for a hearing still, and a recommendation that is due presses its committee
  const recommendation = openDuties(memory(stand)).find(({ id }) => id === 'recommendation');
  if (!recommendation) return;
  expect(open).not.toContain('hearing');
  expect(recommendation).toMatchObject({ from: ['PC'], ladder: 'organ-work', due: { zone: 'UTC' } });
  // it is never late before the committee may recommend at all
  const { duties } = memory(stand);
  const hearing = duties.find(({ id }) => id === 'hearing')?.due?.at ?? '';
  if (memory(stand).heard.length === 0) expect((recommendation.due?.at ?? '') > hearing).toBe(true);
}

describe('a walk along every path to a measure, like paths followed once', () => {
  it('finds somebody who owes the next step wherever the case waits', () => {
    const [example] = interimMeasure.examples;
    if (!example) throw new Error('no example');
    const start = {
      ...example,
      occurredAt: '2012-12-10T10:00:00.000Z' as Instant,
      facts: { ...example.facts, ladders: KP_LADDERS },
    };
    const likeness = (stand: Stand) => [memory(stand).heard.length > 0, standingOf(memory(stand).duties)];
    const reached = walk(interimMeasure, start, MOVES, likeness, requireInvariants);
    expect([...new Set([...reached].map(placeOf))].sort()).toEqual([
      'progress.dialogue',
      'progress.dropped',
      'progress.indicated',
      'progress.recommended',
    ]);
  }, 120_000);
});
