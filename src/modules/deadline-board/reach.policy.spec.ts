import { describe, expect, it } from '@jest/globals';
import type { OutOfReach } from './board.types.js';
import { reachFor } from './reach.policy.js';

const reach = new Map<string, OutOfReach>([
  ['CAF', { because: 'bounced', since: null }],
  ['GIN', { because: 'away', since: null }],
  ['chair', { because: 'no-contact', since: null }],
]);

describe('that nobody can be reached', () => {
  it.each([
    ['the Chair', { roles: ['chair', 'participant'], party: 'USA' }, ['CAF', 'GIN', 'chair']],
    ['the Secretariat', { roles: ['secretariat'], party: 'SEC' }, ['CAF', 'GIN', 'chair']],
    ['an operator', { roles: ['operator'], party: '' }, ['CAF', 'GIN', 'chair']],
    ['the party itself', { roles: ['participant'], party: 'CAF' }, ['CAF']],
    ['another party', { roles: ['participant'], party: 'GHA' }, []],
    ['an Observer', { roles: ['observer'], party: 'WDC' }, []],
    ['a calendar of an organ', { roles: [], party: '', organs: ['CAF'] }, []],
  ])('may be known to %s of some', (_who, asker, expected) => {
    expect([...reachFor(asker, reach).keys()]).toEqual(expected);
  });
});
