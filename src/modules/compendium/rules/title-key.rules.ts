/**
 * One form for the ways in which one title is written, by which a document cited in a communiqué is found again: letter case,
 * accents, punctuation, a leading article, and the short form «AD» make no difference.
 *
 * @param title as written
 * @returns lower-case words, one space between; empty when the title has no letter and no digit
 */
export function titleKey(title: string): string {
  return title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the /, '')
    .replaceAll(/\bad\b/g, 'administrative decision')
    .replaceAll(/\bkpcs\b/g, 'kp');
}

/** @returns the distinct keys of a title and of the other names a document goes by */
export function titleKeys(title: string, alsoKnownAs: readonly string[]): readonly string[] {
  return [...new Set([title, ...alsoKnownAs].map(titleKey).filter((key) => key !== ''))];
}
