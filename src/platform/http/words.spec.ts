import { describe, expect, it } from '@jest/globals';
import { Messages } from '../language/index.js';
import { wordsFor } from './words.js';

const words = wordsFor(Messages.load(), 'en', 'Africa/Accra');

describe('what only looks like a day or an instant', () => {
  it.each(['2013-13-45', '2013-02-30x', ''])('stays as somebody wrote it: «%s»', (text) =>
    expect(words.day(text)).toBe(text),
  );

  it('stays in a sentence, beside real ones', () => {
    const said = 'From 2024-99-99T99:99:99.999Z until 2013-03-31T12:00:00.000Z.';
    expect(words.phraseText(said)).toBe(
      'From 2024-99-99T99:99:99.999Z until Sunday 31 March 2013, 12:00 (Africa/Accra).',
    );
  });
});

it('gives days in words', () => expect(words.day('2013-03-31')).toBe('31 March 2013'));
