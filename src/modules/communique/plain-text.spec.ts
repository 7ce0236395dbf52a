import { describe, expect, it } from '@jest/globals';
import { plainText } from './plain-text.js';

describe('plain text', () => {
  it.each([
    ['two\nlines\u2028and\ta tab', 'two lines and a tab'],
    ['a\u0000b\u001bc\ufffed', 'abcd'],
    ['half \ud800 a pair, whole 𝒳', 'half a pair, whole 𝒳'],
    ['\u202eturned\u202c \u2067round\u2069', 'turned round'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
  ])('of %j is %j', (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });
});
