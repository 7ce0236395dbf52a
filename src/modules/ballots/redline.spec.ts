import { describe, expect, it } from '@jest/globals';
import { redline } from './redline.js';

const shown = (before: string, after: string, language = 'en'): string =>
  redline(before, after, language)
    .map(({ kind, text }) => ({ same: text, removed: `[-${text}-]`, added: `{+${text}+}` })[kind])
    .join('');

describe('a redline', () => {
  it.each([
    ['report within six months', 'report within three months', 'report within [-six-]{+three+} months'],
    ['the same', 'the same', 'the same'],
    ['', 'new', '{+new+}'],
    ['gone', '', '[-gone-]'],
    ['a b c', 'a x y c', 'a [-b -]{+x y +}c'],
    ['one two', 'eins zwei', '[-one two-]{+eins zwei+}'],
  ])('from «%s» to «%s»', (before, after, expected) => expect(shown(before, after)).toBe(expected));

  it('finds words where none are divided by spaces', () => {
    expect(shown('六个月内报告', '三个月内报告', 'zh')).toMatch(/内报告$/);
  });

  it('makes up both texts, whatever they are', () => {
    const [before, after] = ['It is decided:\n\nA, b; c.  d', 'It was decided:\nA; b, c. \n\n d e'];
    const runs = redline(before, after, 'fr');
    const made = (without: string) =>
      runs.flatMap(({ kind, text }) => (kind === without ? [] : [text])).join('');
    expect([made('added'), made('removed')]).toEqual([before, after]);
  });

  it('shows texts that have next to nothing in common as replaced', () => {
    const long = (word: string): string => Array.from({ length: 3_000 }, (_, n) => `${word}${n}`).join(' ');
    expect(redline(long('a'), long('b'), 'en').map(({ kind }) => kind)).toEqual(['removed', 'added']);
  }, 20_000);
});
