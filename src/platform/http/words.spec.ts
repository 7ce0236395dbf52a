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

  it('has its days in words, and leaves what is a part of a reference', () => {
    const say = (language: Language) =>
      wordsFor(messages, language, 'UTC').phraseText('AP/2013-02-01: since 2013-02-01;');
    expect([say('ar'), say('en')]).toEqual([
      'AP/2013-02-01: since 1 فبراير 2013;',
      'AP/2013-02-01: since 1 February 2013;',
    ]);
  });

  it('leaves the day of an example as it is typed', () => {
    const example = 'a day of the calendar, such as 2009-06-01';
    expect(wordsFor(messages, 'en', 'UTC').phraseText(example)).toBe(example);
    expect(wordsFor(messages, 'fr', 'UTC').phraseText(example)).toContain('2009-06-01');
    expect(wordsFor(messages, 'ar', 'UTC').phraseText(example)).toContain('\u20662009-06-01\u2069');
  });

  it('has both in every language', () => {
    for (const language of LANGUAGES)
      expect(wordsFor(messages, language, 'Asia/Kolkata').whenText('2013-03-31T12:00:00.000Z')).toMatch(
        /17:30 \(Asia\/Kolkata\), 12:00 UTC$/,
      );
  });
});

it('gives days and months in words', () =>
  expect(['2013-03-31', '2017-12', '2017-13'].map((text) => words.day(text))).toEqual([
    '31 March 2013',
    'December 2017',
    '2017-13',
  ]));

describe('a sentence with codes', () => {
  const names = new Map([
    ['GIN', 'Guinea'],
    ['WGM', 'Working Group on Monitoring'],
  ]);

  it.each([
    ['GIN was pressed twice', 'Guinea was pressed twice'],
    [
      'A reminder goes to GIN, WGM: figures.',
      'A reminder goes to Guinea, Working Group on Monitoring: figures.',
    ],
    ['chair rules on 1 contest.', 'The Chair rules on 1 contest.'],
    [
      'It waits. The chair or secretariat declares it.',
      'It waits. The Chair or the Secretariat declares it.',
    ],
    ['It is before the chair; vice-chair helps.', 'It is before the Chair; the Vice-Chair helps.'],
    ['KP/GIN/2013-1 and «GIN» by ISL', 'KP/GIN/2013-1 and «GIN» by ISL'],
  ])('names whoever they stand for: %s', (english, said) =>
    expect(words.phraseText(english, names)).toBe(said),
  );

  it('names them in other languages too, whose phrases have the offices', () => {
    const french = wordsFor(Messages.load(), 'fr', 'UTC');
    const said = french.phraseText(
      'GIN is to meet every condition by 2013-03-31.',
      new Map([['GIN', 'Guinée']]),
    );
    expect(said).toMatch(/Guinée .*31 mars 2013/);
  });

  it('stays as it is where no names are known', () =>
    expect(words.phraseText('GIN was pressed by chair')).toBe('GIN was pressed by chair'));
});
