import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, Messages, stateName } from './index.js';

const messages = Messages.load();

describe('the name of a party', () => {
  it.each([
    ['a state, by CLDR', 'fr', 'CAF', 'Central African Republic', 'République centrafricaine'],
    ['a state that the body names its own way', 'fr', 'KOR', 'Republic of Korea', 'République de Corée'],
    ['a state under the name it had', 'es', 'SWZ', 'Swaziland', 'Swazilandia'],
    ['the same state under its new name', 'es', 'SWZ', 'Eswatini', 'Esuatini'],
    ['a union', 'ru', 'EU', 'European Union', 'Европейский союз'],
    ['an Observer', 'zh', 'WDC', 'World Diamond Council', '世界钻石理事会'],
    ['the registry’s own English', 'en', 'VNM', 'Viet Nam', 'Viet Nam'],
    ['whoever nobody has translated', 'fr', 'XYZ', 'Guild of Weighers', 'Guild of Weighers'],
    [
      'a name that a pattern of phrases fits',
      'fr',
      'XYZ',
      '3 of 54 have answered.',
      '3 of 54 have answered.',
    ],
  ] as const)('is that of %s', (_, language, code, english, expected) => {
    expect(messages.party(language, code, english)).toBe(expected);
  });

  it('is known in every language for everybody of the start data', () => {
    const rows = readFileSync(join(import.meta.dirname, '../../../data/kp/parties.csv'), 'utf8').split('\n');
    const parties = rows.slice(1, -1).map((row) => row.split(','));
    expect(parties.length).toBeGreaterThan(60);
    const foreign = LANGUAGES.filter((language) => ['ru', 'ar', 'zh'].includes(language)); // no word of theirs is as in English
    const same = foreign.flatMap((language) =>
      parties.filter(([code = '', name = '']) => messages.party(language, code, name) === name),
    );
    expect(same).toEqual([]);
  });

  it('is said in the reader’s language inside of a sentence', () => {
    expect(messages.phrase('fr', 'South Africa').text).toBe('Afrique du Sud');
  });

  it('is none for what is no state', () => expect(stateName('fr', 'SEC')).toBeNull());
});
