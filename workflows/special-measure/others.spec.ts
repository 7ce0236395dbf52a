import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/kernel/json.js';
import {
  EXPORTS,
  canada,
  chair,
  decision,
  inForce,
  memory,
  reason,
  ruled,
  zimbabwe,
} from '../../test/support/special-measures.js';

const AT = '2011-11-06T00:00:00Z';
const RULES: JsonObject = {
  polarity: {
    kind: 'stop',
    what: 'measure',
    organ: 'WGM',
    stopAt: 1,
    within: { value: 15, unit: 'calendar-days' },
    source: 'x',
  },
  reviews: [{ id: 'r', what: 'review', by: ['WGM'], when: { kind: 'day', on: '2012-06-30' }, source: 'x' }],
};
const drive = inForce(RULES).then(
  'open-window',
  { id: 'w', subject: 'x', members: ['CAN', 'ZWE', 'EU'] },
  chair,
);
const VISIT = { kind: 'monitor-visit', from: '2011-11-05', to: '2011-11-06', by: 'WGM', text: 'x' };
const NOTICE = { id: 'n', by: 'COD', office: 'Chair', at: AT, claims: 'other', text: 'x' };

/** Everything that is not said in the own name, by whoever says it. */
const TRIED: readonly [string, JsonObject][] = [
  ['amend', { decision: decision(AT), terms: [EXPORTS] }],
  ['continue-measure', ruled(AT)],
  ['lift-in-zones', { ...ruled(AT), zones: ['Marange'] }],
  ['lift', ruled(AT)],
  ['conclude', ruled(AT)],
  ['replace', { ...ruled(AT), by: 'x' }],
  ['annul', { reference: 'decision of 2011-11-03', reason }],
  ['record-no-consensus', { to: 'lift', where: 'x', text: 'x' }],
  ['open-window', { id: 'v', subject: 'x', members: ['CAN'] }],
  ['object-to-continuation', { window: 'w', member: 'EU', ground: 'x' }],
  ['record-review', { review: 'r', by: 'WGM', text: 'x' }],
  ['record-monitoring', VISIT],
  ['record-notice', NOTICE],
];

describe('of another’s a Participant changes nothing', () => {
  const people = [
    ['the party concerned', zimbabwe, ['ZWE']],
    ['a third one', canada, ['CAN']],
  ] as const;
  const table = people.flatMap(([who, by, speaksFor]) =>
    TRIED.map(([type, payload]) => ({ who, by, speaksFor, type, payload })),
  );
  it.each(table)('$who: $type', ({ by, speaksFor, type, payload }) => {
    const before = memory(drive);
    const facts = { facts: { speaksFor: [...speaksFor] } };
    expect(drive.refusal(type, payload, by, facts).code).toMatch(
      /^(procedure\.not-your-role|case\.not-yours-to-say)$/,
    );
    expect(memory(drive)).toEqual(before);
  });

  it('a third one does not speak for the party concerned', () => {
    const facts = { facts: { speaksFor: ['CAN'] } };
    expect(drive.refusal('hear', { text: 'x' }, canada, facts).code).toBe('case.not-yours-to-say');
  });
});
