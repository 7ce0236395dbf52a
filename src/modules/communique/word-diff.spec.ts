import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plainText } from './plain-text.js';
import { wordDiff } from './word-diff.js';

const shown = (before: string, after: string): string =>
  wordDiff(before, after)
    .map(({ kind, text }) => (kind === 'kept' ? text : kind === 'inserted' ? `{+${text}+}` : `[-${text}-]`))
    .join('');

describe('a word diff', () => {
  it.each([
    ['The Plenary decided.', 'The Plenary noted.', 'The Plenary [-decided-]{+noted+}.'],
    ['by 1 April 2013', 'by 1 May 2013', 'by 1 [-April-]{+May+} 2013'],
    ['It asked the WGM.', 'It asked.', 'It asked[- the WGM-].'],
    ['one two three', 'uno due three', '[-one two-]{+uno due+} three'],
    ['same', 'same', 'same'],
    ['', 'new', '{+new+}'],
    ['全体会议注意到', '全体会议决定', '全体会议[-注意到-]{+决定+}'],
    ['العامة رحبت', 'العامة قررت', 'العامة [-رحبت-]{+قررت+}'],
    ["Côte d'Ivoire", 'Côte d’Ivoire', "Côte [-d'Ivoire-]{+d’Ivoire+}"],
  ])('of «%s» and «%s» is «%s»', (before, after, expected) => {
    expect(shown(before, after)).toBe(expected);
  });

  it('holds both texts whole, whatever they are', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', '  ', '.', 'é', '会', '𝒳', "'"),
      maxLength: 20,
    });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = wordDiff(before, after);
        const without = (kind: string): string =>
          parts.map((part) => (part.kind === kind ? '' : part.text)).join('');
        expect([without('inserted'), without('deleted')]).toEqual([before, after]);
      }),
    );
  });
});

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
