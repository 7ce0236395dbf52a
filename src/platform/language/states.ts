/** Names of states, and of unions of states that have a code, in the languages of readers: by CLDR, as `Intl` brings it. */
import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Language } from './languages.js';

/** This file runs as src/platform/language/states.ts in tests and three folders deeper when built. */
const PROJECT = join(
  import.meta.dirname,
  import.meta.dirname.includes(`${sep}dist${sep}`) ? '../../../..' : '../../..',
);
/** Codes by which a registry knows unions of states: they are regions of CLDR under the same code. */
const UNIONS = ['EU', 'UN'] as const;

const regions = regionsByCode(readFileSync(join(PROJECT, 'data/iso-3166.csv'), 'utf8'));
const kept = new Map<Language, Intl.DisplayNames>();

/**
 * @param language of the reader
 * @param code ISO 3166-1 alpha-3 code such as `CAF`, or `EU` or `UN`
 * @returns the name, such as `République centrafricaine`; null for every other code
 */
export function stateName(language: Language, code: string): string | null {
  const region = regions.get(code);
  return region === undefined ? null : (namesIn(language).of(region) ?? null);
}

/** @returns every such name: the English one of CLDR, and that of the language */
export function stateNames(language: Language): ReadonlyMap<string, string> {
  return new Map(
    [...regions.keys()].flatMap((code): [string, string][] => {
      const [english, name] = [stateName('en', code), stateName(language, code)];
      return english === null || name === null ? [] : [[english, name]];
    }),
  );
}

function namesIn(language: Language): Intl.DisplayNames {
  const known = kept.get(language);
  if (known) return known;
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  kept.set(language, names);
  return names;
}

/** Lines that begin with `#`, and the headings, are no codes. */
function regionsByCode(csv: string): ReadonlyMap<string, string> {
  const pairs = [...csv.matchAll(/^([A-Z]{3}),([A-Z]{2})$/gm)];
  return new Map([
    ...pairs.map(([, alpha3 = '', alpha2 = '']): [string, string] => [alpha3, alpha2]),
    ...UNIONS.map((code): [string, string] => [code, code]),
  ]);
}
