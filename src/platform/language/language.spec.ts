import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { LANGUAGES, Messages, Phrases, languageFor, readCatalogs, textFolders } from './index.js';

const SRC = join(import.meta.dirname, '../..');
const catalogs = readCatalogs(textFolders());
const english = [...catalogs.en.messages];
const others = LANGUAGES.filter((language) => language !== 'en');

/** Names of the holes of an ICU message, of whatever nesting. */
function holes(text: string): string[] {
  const found = new Set<string>();
  const walk = (
    parts: readonly { value?: unknown; type: number; options?: Record<string, { value: never }> }[],
  ): void => {
    for (const part of parts) {
      if (part.type >= 1 && part.type <= 6) found.add(String(part.value));
      for (const option of Object.values(part.options ?? {})) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst() as never);
  return [...found].sort();
}

describe('the texts of pages', () => {
  it.each(others)('are all there in %s', (language) => {
    const { messages } = catalogs[language];
    expect(english.map(([key]) => key).filter((key) => !messages.has(key))).toEqual([]);
  });

  it.each(others)('have in %s the names and the holes of the English ones', (language) => {
    const { messages } = catalogs[language];
    expect([...messages.keys()].filter((key) => !catalogs.en.messages.has(key))).toEqual([]);
    const uneven = english.filter(
      ([key, text]) => holes(text).join() !== holes(messages.get(key) ?? text).join(),
    );
    expect(uneven.map(([key]) => key)).toEqual([]);
  });

  it('has every message that a template or a controller asks for by name', () => {
    const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
      (file) => (file.endsWith('.njk') || file.endsWith('.ts')) && !file.endsWith('.spec.ts'),
    );
    const asked = sources.flatMap((file) =>
      [...readFileSync(join(SRC, file), 'utf8').matchAll(/\b(?:t|say)\('([a-z][\w-]*(?:\.[\w-]+)+)'/g)].map(
        ([, key]) => ({ file, key: key ?? '' }),
      ),
    );
    expect(asked.filter(({ key }) => !catalogs.en.messages.has(key))).toEqual([]);
  });

  it.each(others)('translates phrases with the same holes in %s', (language) => {
    const names = (text: string): string => [...new Set(text.match(/\{[a-zA-Z]+\}/g) ?? [])].sort().join();
    expect([...catalogs[language].phrases].filter(([from, to]) => names(from) !== names(to))).toEqual([]);
  });
});

describe('messages', () => {
  const messages = new Messages({
    ...catalogs,
    en: {
      messages: new Map([
        ['a.b', '{n, plural, one {# day} other {# days}}'],
        ['a.c', 'only here'],
      ]),
      phrases: new Map(),
    },
    fr: {
      messages: new Map([['a.b', '{n, plural, one {# jour} other {# jours}}']]),
      phrases: new Map([['Open', 'Ouvert']]),
    },
  });

  it('follow the plural of the language', () => {
    expect([0, 1, 2].map((n) => messages.say('fr', 'a.b', { n }))).toEqual(['0 jour', '1 jour', '2 jours']);
    expect([0, 1, 2].map((n) => messages.say('en', 'a.b', { n }))).toEqual(['0 days', '1 day', '2 days']);
  });

  it('are given in English where the language lacks one, and refused where English does', () => {
    expect(messages.say('fr', 'a.c')).toBe('only here');
    expect(() => messages.say('fr', 'a.d')).toThrow('There is no message a.d');
  });

  it('say of a phrase which language it is in', () => {
    expect(messages.phrase('fr', 'Open')).toEqual({ text: 'Ouvert', lang: 'fr' });
    expect(messages.phrase('fr', 'Unheard of')).toEqual({ text: 'Unheard of', lang: 'en' });
  });
});

describe('phrases', () => {
  const phrases = new Phrases(
    new Map([
      ['Open', 'Ouvert'],
      ['{n} of {m} have answered.', '{n} sur {m} ont répondu.'],
      ['It is {state}.', 'État : {state}.'],
      ['{anything}.', 'Autre : {anything}.'],
    ]),
  );
  it('fill the holes, and translate what stands in them', () => {
    expect(phrases.find('3 of 54 have answered.')).toBe('3 sur 54 ont répondu.');
    expect(phrases.find('It is Open.')).toBe('État : Ouvert.');
  });
  it('take the pattern that says most, and sentences one by one', () => {
    expect(phrases.find('Something else.')).toBe('Autre : Something else.');
    expect(
      new Phrases(
        new Map([
          ['A b.', 'X y.'],
          ['C d.', 'Z.'],
        ]),
      ).find('A b. C d.'),
    ).toBe('X y. Z.');
    expect(new Phrases(new Map([['A b.', 'X y.']])).find('A b. C d.')).toBeNull();
  });
  it('look at one sentence after the other before a pattern can take several for what stands in its hole', () => {
    const clauses = new Map([
      ['Adopted unless {party} objects', 'Adoptée sauf objection de {party}'],
      ['; ', ' ; '],
      ['{count} have not answered.', '{count} n’ont pas répondu.'],
    ]);
    expect(new Phrases(clauses).find('Adopted unless Ghana objects; 3 have not answered.')).toBe(
      'Adoptée sauf objection de Ghana ; 3 n’ont pas répondu.',
    );
  });
});

describe('the holes of phrases', () => {
  const phrases = new Phrases(
    new Map([
      ['{count} of {countB} are settled.', '{count} sur {countB} sont réglés.'],
      ['{organ} is to settle: {list}.', '{organ} doit arrêter : {list}.'],
      ['{what} of {who}', '{what} ({who})'],
      ['{phrase} in {zones}', '{phrase} à {zones}'],
      ['PC', 'Comité'],
      ['the PC', 'le comité'],
      ['the dates', 'les dates'],
      [' and ', ' et '],
      ['; ', ' ; '],
    ]),
  );

  it.each([
    ['3 of 54 are settled.', '3 sur 54 sont réglés.'],
    ['Some of all are settled.', null],
    ['PC is to settle: the dates and PC.', 'Le comité doit arrêter : les dates et Comité.'],
    ['PC is to settle: whatever and PC.', 'Le comité doit arrêter : whatever and PC.'],
    ['PC is to settle: the dates; its own words.', 'Le comité doit arrêter : les dates ; its own words.'],
    ['word of the report of PC', 'word of the report (Comité)'],
    ['word of somebody', null],
    ['the dates in Marange', 'les dates à Marange'],
    ['whatever in Marange', null],
  ])('take of «%s» what their names say: %s', (said, expected) => {
    expect(phrases.find(said)).toBe(expected);
  });

  it('stand beside letters: a phrase of holes alone would be any sentence', () => {
    expect(() => new Phrases(new Map([['{a}{b}', '{a}{b}']]))).toThrow('nothing but holes');
  });
});

describe('the language of a reader', () => {
  it.each([
    [['fr-CA', 'en'], 'fr'],
    [['de', 'pt-BR'], 'pt'],
    [['de'], 'en'],
    [['ZH-Hans'], 'zh'],
    [[], 'en'],
  ])('of %j is %s', (wanted, language) => expect(languageFor(wanted)).toBe(language));
});
