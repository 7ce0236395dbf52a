import { describe, expect, it } from '@jest/globals';
import { widthOf, wrapped } from './text-size.js';

describe('text', () => {
  it('is as wide as its letters, and wider in bold', () => {
    expect(widthOf('mm', 10)).toBeGreaterThan(widthOf('ii', 10));
    expect(widthOf('draft', 15, 'bold')).toBeGreaterThan(widthOf('draft', 15));
    expect(widthOf('草案', 10)).toBe(20);
    expect(widthOf('e\u0301', 10)).toBe(widthOf('e', 10));
  });

  it('is broken between words, never within one, and loses nothing', () => {
    expect(wrapped('register a declaration given elsewhere', 140, 12.5)).toEqual([
      'register a declaration',
      'given elsewhere',
    ]);
    expect(wrapped('Donaudampfschifffahrt', 20, 12)).toEqual(['Donaudampfschifffahrt']);
    expect(wrapped('', 100, 12)).toEqual(['']);
  });

  it('of scripts without spaces is broken anywhere, and a no-break space holds', () => {
    expect(wrapped('书面程序的答复', 36, 12)).toEqual(['书面程', '序的答', '复']);
    expect(wrapped('Adopted\u00a0· Contested', 60, 12)).toEqual(['Adopted\u00a0·', 'Contested']);
  });
});
