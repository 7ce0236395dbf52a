import { describe, expect, it } from '@jest/globals';
import { nextReference } from './next-references.service.js';
import { reachOf } from './roll-call.service.js';

describe('the next reference', () => {
  it('follows the highest number, whatever else stands behind the prefix', () => {
    expect(nextReference('KP/WP/2013/', [])).toBe('KP/WP/2013/1');
    expect(nextReference('KP/WP/2013/', ['KP/WP/2013/2', 'KP/WP/2013/10', 'KP/WP/2013/3b'])).toBe(
      'KP/WP/2013/11',
    );
  });
});

describe('how a party is reached', () => {
  it('is decided by its best contact', () => {
    expect(reachOf([])).toBe('none');
    expect(reachOf(['bounced', 'works'])).toBe('works');
    expect(reachOf(['bounced', 'away'])).toBe('away');
    expect(reachOf(['bounced'])).toBe('bounced');
  });
});
