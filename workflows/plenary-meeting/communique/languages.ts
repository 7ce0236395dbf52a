/** The languages that a communiqué can be drafted in, and the direction in which any language is written. */
import { english } from './english.js';
import { french } from './french.js';
import type { Wording } from './wording.js';

const WORDINGS: Readonly<Record<string, Wording>> = { en: english, fr: french };

/** @param language BCP 47 @returns its wording, or null where it has none: such a clause is drafted in its own text and marked */
export function wordingOf(language: string): Wording | null {
  return Object.hasOwn(WORDINGS, language) ? (WORDINGS[language] ?? null) : null;
}

/** @param languages those of a meeting, the first first @returns the wording of a document that meeting issues; English where it has none */
export function documentWording(languages: readonly string[]): Wording {
  return wordingOf(languages[0] ?? 'en') ?? english;
}

/** Languages written from right to left (Unicode CLDR, characterOrder). */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set([
  'ar',
  'dv',
  'fa',
  'he',
  'ku',
  'ps',
  'sd',
  'ug',
  'ur',
  'yi',
]);

/** @returns in which direction a language is written */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}
