import { describe, expect, it } from '@jest/globals';
import { type Instant, addMs } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import type { WorkflowDefinition } from '../../src/kernel/workflow.js';
import type { Persona } from '../../test/support/drive.js';
import { KP_LADDERS } from '../../test/support/ladders.js';
import { type Move, type Stand, walk } from '../../test/support/walk.js';
import { interimMeasure } from '../interim-measure/index.js';
import { type MeasureContext, measureContextSchema, versionAt } from '../measures/index.js';
import { specialMeasure } from './special-measure.workflow.js';

const chair: Persona = { actor: { kind: 'person', id: 'chair', name: 'The Chair' }, roles: ['chair'] };
const PARTIES = ['ZWE', 'CAN', 'EU', 'USA', 'COD'];
const FACTS: JsonObject = {
  ladders: { default: { ...(KP_LADDERS['default'] as JsonObject), remindDaysBefore: [], rungs: [] } },
  known: { ...Object.fromEntries(PARTIES.map((code) => [code, 'participant'])), WGM: 'organ', PC: 'organ' },
};
const DAY_MS = 86_400_000;
const LAST = '2011-12-01';
const later = ({ now }: Stand, days: number): string => addMs(now, days * DAY_MS);
const taken = ({ now }: Stand, more: JsonObject = {}): JsonObject => ({
  decision: { by: 'plenary', reference: 'x', at: now, concernedCounts: true, ...more },
});
const say = (type: string, payload: Move['payload']): Move => ({ type, payload, by: chair, facts: FACTS });
const TERMS: JsonObject[] = [
  {
    id: 'exports',
    measure: 'supervised-exports',
    text: 'x',
    zones: ['A', 'B'],
    trade: 'partly',
    source: 'x',
  },
];
const PROVISIONS: JsonObject = {
  terms: TERMS,
  reports: [
    {
      id: 'r',
      what: 'report',
      from: ['WGM'],
      every: { value: 3, unit: 'months' },
      start: '2011-11-05',
      source: 'x',
    },
  ],
  polarity: {
    kind: 'stop',
    what: 'measure',
    organ: 'WGM',
    stopAt: 1,
    within: { value: 15, unit: 'calendar-days' },
    source: 'x',
  },
};
const LIFE: readonly Move[] = [
  say('amend', (stand) => ({
    ...taken(stand, { reference: 'y' }),
    ...PROVISIONS,
    terms: [{ ...TERMS[0], trade: 'none' }],
  })),
  say('amend', (stand) => ({ ...taken(stand, { effectiveAt: later(stand, 20) }), ...PROVISIONS })),
  say('continue-measure', (stand) => ({
    ...taken(stand),
    reason: 'x',
    sunset: { kind: 'date', on: later(stand, 20).slice(0, 10), under: 'x' },
  })),
  say('lift-in-zones', (stand) => ({ ...taken(stand), zones: ['A'], reason: 'x' })),
  say('lift', (stand) => ({ ...taken(stand), reason: 'x' })),
  say('lift', (stand) => ({
    ...taken(stand, { effectiveAt: later(stand, 10), reference: 'end' }),
    reason: 'x',
  })),
  say('conclude', (stand) => ({ ...taken(stand), reason: 'x' })),
  say('replace', (stand) => ({ ...taken(stand), by: 'y', reason: 'x' })),
  say('annul', () => ({ reference: 'x', reason: 'x' })),
  say('annul', () => ({ reference: 'end', reason: 'x' })),
  say('annul', () => ({ reference: 'y', reason: 'x' })),
  say('open-window', () => ({ id: 'w', subject: 'x', members: ['CAN'] })),
  say('object-to-continuation', () => ({ window: 'w', member: 'CAN', ground: 'x' })),
];
const BEGINNING: readonly Move[] = [
  say('open-dialogue', () => ({})),
  say('hear', () => ({ text: 'x' })),
  say('recommend', () => ({ text: 'x' })),
  say('decide', (stand) => ({
    ...taken(stand),
    ...PROVISIONS,
    instrument: 'x',
    tradeBefore: 'eligible',
  })),
  say('decide', (stand) => ({
    ...taken(stand, { effectiveAt: later(stand, 10) }),
    ...PROVISIONS,
    instrument: 'x',
    tradeBefore: 'eligible',
  })),
  say('drop', () => ({ how: 'explained', reason: 'x' })),
];
const memory = ({ context }: Stand): MeasureContext => measureContextSchema.parse(context);

/** Two places are alike when like terms hold and the same lies ahead; how often people changed their mind is not followed beyond the first amendment. */
function likeness(stand: Stand): unknown {
  if (stand.now.slice(0, 10) > LAST) return 'later';
  const { versions, end, windows, heard, recommendations, trade } = memory(stand);
  if (versions.length > 2) return 'changed often';
  return [
    versions.map(({ kind, annulled, effectiveAt }) => [kind, annulled !== null, effectiveAt > stand.now]),
    end?.how,
    windows.map(({ outcome }) => outcome),
    [heard.length > 0, recommendations.length > 0, trade],
    stand.timers.map(({ name }) => name).sort(),
  ];
}

/** What nobody and no time may do to a measure. */
const requireInvariants =
  (definition: WorkflowDefinition) =>
  (stand: Stand, before: Stand): void => {
    const [now, then] = [memory(stand), memory(before)];
    const isOver = /progress\.(lifted|concluded|lapsed|replaced|annulled|dropped)/.test(stand.state);
    expect(isOver).toBe(stand.ended);
    expect(now.ending !== null).toBe(stand.ended);
    if (stand.ended) expect(now.duties.filter(({ closed }) => closed === null)).toEqual([]);
    // by time alone it ends where a date in its text has come, or an end that was decided before
    const last = stand.timers.length === 0 && stand.ended && stand.now > before.now;
    if (last) expect(now.end?.how === 'lapsed' || then.end !== null).toBe(true);
    // something holds exactly while it is in force, and history only grows
    const inForce = stand.state.includes('progress.in-force');
    if (inForce) expect(versionAt(now)).toBeDefined();
    expect(now.versions.length).toBeGreaterThanOrEqual(then.versions.length);
    for (const [index, one] of then.versions.entries())
      expect({ ...now.versions[index], annulled: null }).toEqual({ ...one, annulled: null });
    // what the registry was told is what holds
    if (inForce) {
      const [term] = versionAt(now)?.provisions.terms ?? [];
      expect(now.trade).toBe(term?.trade === 'partly' ? 'partly' : now.trade === null ? null : 'eligible');
    }
    const state = (stand.snapshot as { value: JsonObject }).value; // XState's own member
    const timers = stand.timers.map(({ name, dueAt }) => ({ name, dueAt }));
    const described = definition.describe({ state, context: stand.context, timers });
    expect(described.needed).toMatch(/\.$/);
    expect(described.needed).not.toMatch(/undefined|null|NaN|\[object/);
  };

describe('a walk along every path of a measure, like paths followed once', () => {
  const at = '2011-11-03T18:00:00.000Z' as Instant;
  const input = { caseId: '00000000-0000-7000-8000-00000000000b', occurredAt: at, actor: chair.actor };
  const facts = { ...FACTS, roles: ['chair'] };
  const opening = { reference: 'R', title: 'x', source: 'x', party: 'ZWE' };
  const LIVES = ['in-force', 'lifted', 'concluded', 'lapsed', 'replaced', 'annulled'];

  it('special: keeps the invariants everywhere, and every state is reached', () => {
    const decision = {
      by: 'plenary',
      reference: 'x',
      at,
      effectiveAt: '2011-11-05T00:00:00.000Z',
      concernedCounts: true,
    };
    const payload = { ...opening, ...PROVISIONS, instrument: 'x', tradeBefore: 'eligible', decision };
    const reached = [
      ...walk(
        specialMeasure,
        { ...input, payload, facts },
        LIFE,
        likeness,
        requireInvariants(specialMeasure),
      ),
    ];
    const missing = ['decided', ...LIVES].filter(
      (name) => !reached.some((state) => state.includes(`progress.${name}`)),
    );
    expect(missing).toEqual([]);
  }, 240_000);

  it('interim: keeps them too', () => {
    const payload = { ...opening, indications: [{ text: 'x', source: 'x' }] };
    const few = LIFE.filter(({ type }) => ['lift', 'annul', 'conclude'].includes(type));
    const moves = [...BEGINNING, ...few];
    const reached = [
      ...walk(
        interimMeasure,
        { ...input, payload, facts },
        moves,
        likeness,
        requireInvariants(interimMeasure),
      ),
    ];
    const all = [
      'indicated',
      'dialogue',
      'recommended',
      'dropped',
      'decided',
      'in-force',
      'lifted',
      'annulled',
    ];
    expect(all.filter((name) => !reached.some((state) => state.includes(`progress.${name}`)))).toEqual([]);
  }, 240_000);
});
