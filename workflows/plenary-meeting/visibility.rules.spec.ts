import { describe, expect, it } from '@jest/globals';
import { mayKnowOf } from './visibility.rules.js';

const addedBy = { id: 'CAN-1', name: 'Canada', party: 'CAN' };
const item = (visibility: 'all' | 'participants' | 'concerned', concerns: string[] = []) => ({
  visibility,
  concerns,
  addedBy,
});

describe('an item is known', () => {
  it.each([
    ['to all who are invited', item('all'), { roles: ['observer'], party: 'WDC' }, true],
    ['to governments alone', item('participants'), { roles: ['observer'], party: 'WDC' }, false],
    ['to governments alone', item('participants'), { roles: ['participant'], party: 'GHA' }, true],
    ['to the offices', item('concerned'), { roles: ['secretariat'], party: 'SEC' }, true],
    ['to whom it concerns', item('concerned', ['GHA']), { roles: ['participant'], party: 'GHA' }, true],
    ['to no other', item('concerned', ['GHA']), { roles: ['participant'], party: 'NAM' }, false],
    ['to whoever brought it', item('concerned', ['GHA']), { roles: ['participant'], party: 'CAN' }, true],
    [
      'to whoever sits in an organ concerned',
      item('concerned', ['PC']),
      { roles: ['observer'], party: 'ADPA', organs: ['PC'] },
      true,
    ],
    [
      'to nobody who sits elsewhere',
      item('concerned', ['PC']),
      { roles: ['participant'], party: 'NAM', organs: ['WGM'] },
      false,
    ],
  ] as const)('%s', (_, one, reader, answer) => {
    expect(mayKnowOf({ ...one, concerns: [...one.concerns] }, reader)).toBe(answer);
  });
});
