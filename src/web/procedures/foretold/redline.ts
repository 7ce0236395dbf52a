/** What a revision changes in the text, word by word, in each language. */
import { type DiffPart, wordDiff } from '../../../platform/language/index.js';

interface Text {
  readonly language: string;
  readonly body: string;
}

/** The differences of one language; `isChanged` is false where the text is the same. */
export interface Redline {
  readonly language: string;
  readonly parts: readonly DiffPart[];
  readonly isChanged: boolean;
}

/**
 * @param before the text that was put
 * @param after the revised text, as a payload holds it
 * @returns one for each language of either; a text left out is deleted whole
 */
export function redlines(before: readonly Text[], after: readonly unknown[]): readonly Redline[] {
  const revised = after.filter(isText);
  const languages = [...new Set([...before, ...revised].map(({ language }) => language))];
  const bodyIn = (texts: readonly Text[], language: string): string =>
    texts.find((text) => text.language === language)?.body ?? '';
  return languages.map((language) => {
    const parts = wordDiff(bodyIn(before, language), bodyIn(revised, language));
    return { language, parts, isChanged: parts.some(({ kind }) => kind !== 'kept') };
  });
}

function isText(value: unknown): value is Text {
  return typeof value === 'object' && value !== null && 'language' in value && 'body' in value;
}
