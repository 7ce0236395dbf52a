import { describe, expect, it } from '@jest/globals';
import { keepsFeeds, mayKeep } from './feeds.policy.js';

const ghana = { roles: ['participant'], party: 'GHA' };
const council = { roles: ['observer'], party: 'WDC' };
const chair = { roles: ['chair', 'participant'], party: 'USA' };
const secretariat = { roles: ['secretariat'], party: 'SEC' };
const operator = { roles: ['operator'], party: '' };
const guest = { roles: [], party: 'GUE' };

describe('a feed', () => {
  it.each([
    ['of the own party', { kind: 'party', code: 'GHA' }, [true, false, false, true, true, false]],
    ['of an Observer', { kind: 'party', code: 'WDC' }, [false, true, false, true, true, false]],
    ['of the party in the Chair', { kind: 'party', code: 'USA' }, [false, false, true, true, true, false]],
    ['of a guest', { kind: 'party', code: 'GUE' }, [false, false, false, true, true, false]],
    [
      'of an organ, even one that has a party’s code',
      { kind: 'organ', code: 'GHA' },
      [false, false, false, true, true, false],
    ],
  ] as const)('%s is kept by whom it may be', (_what, of, expected) => {
    expect([ghana, council, chair, secretariat, operator, guest].map((asker) => mayKeep(asker, of))).toEqual(
      expected,
    );
  });

  it('of everybody is kept by the Secretariat', () => {
    expect([ghana, chair, secretariat, operator].map(keepsFeeds)).toEqual([false, false, true, true]);
  });
});
