/** What a pattern asks for, in words: schemas say it only as a regular expression. */
import type { FormWording } from './wording.js';

/** Beginnings of patterns as workflows write them, with the message that says what is meant. */
const MEANINGS: readonly (readonly [string, string])[] = [
  ['^[a-z]{2}$', 'cases.pattern.language'],
  ['^(19|20|21)\\d{2}(-H', 'cases.pattern.period'],
  ['^([01]\\d|2[0-3]):', 'cases.pattern.hour'],
  ['^\\d{2}:\\d{2}$', 'cases.pattern.hour'],
  ['^[0-9a-f]{64}$', 'cases.pattern.hash'],
  ['^[a-z0-9', 'cases.pattern.name'],
  ['^[a-z]', 'cases.pattern.name'],
];

/** @returns what a text of this pattern looks like; null without a pattern, or for one that nobody has put into words */
export function patternHint(pattern: string | null, { t }: Pick<FormWording, 't'>): string | null {
  const known = MEANINGS.find(([beginning]) => pattern?.startsWith(beginning));
  return known ? t(known[1]) : null;
}
