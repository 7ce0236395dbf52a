import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { derivedId, newId } from './ids.js';

describe('a derived id', () => {
  const parent = newId();

  it('is the same for the same parts, another for others, and a UUID', () => {
    expect(derivedId(parent, 'GHA-1')).toBe(derivedId(parent, 'GHA-1'));
    expect(derivedId(parent, 'GHA-1')).not.toBe(derivedId(parent, 'GHA-2'));
    expect(z.uuid().safeParse(derivedId(parent, 'GHA-1')).success).toBe(true);
  });

  it('sorts by the time of its parent, so that lists by id stay in order', () => {
    const earlier = '01900000-0000-7fff-bfff-ffffffffffff';
    const later = '01900000-0001-7000-8000-000000000000';
    for (const name of ['a', 'b', 'c', 'd'])
      expect(derivedId(earlier, name) < derivedId(later, name)).toBe(true);
  });
});
