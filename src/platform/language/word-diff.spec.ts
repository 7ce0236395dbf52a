import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
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

  it('shows texts that have next to nothing in common as replaced', () => {
    const long = (word: string): string => Array.from({ length: 3_000 }, (_, n) => `${word}${n}`).join(' ');
    expect(wordDiff(long('a'), long('b')).map(({ kind }) => kind)).toEqual(['deleted', 'inserted']);
  }, 20_000);

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
