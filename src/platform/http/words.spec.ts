import { describe, expect, it } from '@jest/globals';
import { LANGUAGES, type Language, Messages } from '../language/index.js';
import { wordsFor } from './words.js';

const words = wordsFor(Messages.load(), 'en', 'Africa/Accra');

describe('what only looks like a day or an instant', () => {
  it.each(['2013-13-45', '2013-02-30x', ''])('stays as somebody wrote it: «%s»', (text) =>
    expect(words.day(text)).toBe(text),
  );

  it('stays in a sentence, beside real ones', () => {
    const said = 'From 2024-99-99T99:99:99.999Z until 2013-03-31T12:00:00.000Z.';
    expect(words.phraseText(said)).toBe(
      'From 2024-99-99T99:99:99.999Z until Sunday 31 March 2013, 12:00 (Africa/Accra), 12:00 UTC.',
    );
  });
});

describe('an instant in a sentence', () => {
  const messages = Messages.load();
  it.each([
    ['Asia/Kolkata', '2013-03-31T12:00:00.000Z', 'Sunday 31 March 2013, 17:30 (Asia/Kolkata), 12:00 UTC'],
    [
      'America/New_York',
      '2013-04-01T00:00:00.000Z',
      'Sunday 31 March 2013, 20:00 (America/New_York), 24:00 UTC',
    ],
    [
      'Africa/Johannesburg',
      '2013-04-01T00:00:00.000Z',
      'Monday 1 April 2013, 02:00 (Africa/Johannesburg), 31 Mar 24:00 UTC',
    ],
    ['UTC', '2013-04-01T00:00:00.000Z', 'Sunday 31 March 2013, 24:00 (UTC, end of the day)'],
  ])('is said in %s and in UTC, the day once where it is the same', (zone, instant, said) => {
    const { whenText, phraseText } = wordsFor(messages, 'en', zone);
    expect([whenText(instant), phraseText(`Until ${instant}.`)]).toEqual([said, `Until ${said}.`]);
  });

  it('keeps the parts of a day together in a line from right to left', () => {
    const say = (language: Language) => wordsFor(messages, language, 'UTC').phraseText('since 2013-02-01;');
    expect([say('ar'), say('en')]).toEqual(['since \u20662013-02-01\u2069;', 'since 2013-02-01;']);
  });

  it('has both in every language', () => {
    for (const language of LANGUAGES)
      expect(wordsFor(messages, language, 'Asia/Kolkata').whenText('2013-03-31T12:00:00.000Z')).toMatch(
        /17:30 \(Asia\/Kolkata\), 12:00 UTC$/,
      );
  });
});

it('gives days in words', () => expect(words.day('2013-03-31')).toBe('31 March 2013'));
