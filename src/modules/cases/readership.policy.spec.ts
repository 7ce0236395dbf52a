import { describe, expect, it } from '@jest/globals';
import { type Readership, mayKnow } from './readership.policy.js';

const ghana = { roles: ['participant'], party: 'GHA' };
const council = { roles: ['observer'], party: 'WDC' };
const nobody = { roles: [], party: 'XXX' };
const read = (visibility: Readership['visibility'], named: string[], concerns: string[] = []) =>
  [ghana, council, nobody].map((asker) => mayKnow(asker, { visibility, named, concerns }));

describe('a mandate or hosting term', () => {
  it.each<[string, boolean[], boolean[]]>([
    ['of an open item is known to every Participant', read('all', ['CKR']), [true, false, false]],
    ['is known to whom it names, an Observer too', read('all', ['WDC']), [true, true, false]],
    ['for Observers is known to them', read('all', ['observers']), [true, true, false]],
    ['for all is known to Observers too', read('all', ['all']), [true, true, false]],
    ['of an item for governments is not theirs', read('participants', ['observers']), [true, false, false]],
    ['of a confidential item is known to nobody else', read('concerned', ['CKR']), [false, false, false]],
    [
      'of a confidential item is known to those concerned',
      read('concerned', ['CKR'], ['GHA']),
      [true, false, false],
    ],
    [
      'of a confidential item is known to whoever sits in the organ it names',
      [
        { ...nobody, organs: ['CKR'] },
        { ...council, organs: ['CKR'] },
        { ...nobody, organs: ['WGS'] },
      ].map((asker) => mayKnow(asker, { visibility: 'concerned', named: ['CKR'], concerns: ['GHA'] })),
      [true, true, false],
    ],
  ])('%s', (_what, found, expected) => {
    expect(found).toEqual(expected);
  });
});
