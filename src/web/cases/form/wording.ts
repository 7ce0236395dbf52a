/** Words of a form: labels, hints and options out of the names that schemas use, in the reader's language. */
import type { Words as PageWords } from '../../../platform/http/words.js';
import type { Words } from './leaves.js';

/** What words are made with. */
export type Speaker = Pick<PageWords, 't' | 'has' | 'phraseText'>;

/** Words of a form. */
export interface FormWording {
  /** of a field by its name: `effectiveAt` is «Effective at» where the catalogue has no better one; `by` is another thing of a day than of a party */
  readonly label: (key: string, kind?: string) => string;
  /** what helps to fill it in; null where there is nothing to say */
  readonly hint: (key: string) => string | null;
  /** of an option by its value: `no-consensus` */
  readonly option: (value: string) => string;
  readonly say: (words: Words) => string;
  readonly t: PageWords['t'];
}

/**
 * @param name a name as schemas and machines have it: `effectiveAt`, `no-consensus`, `note-verbale`
 * @returns it as words: «Effective at», «No consensus»; abbreviations stay as they are
 */
export function humanised(name: string): string {
  const words = name
    .replaceAll(
      /([a-z0-9])([A-Z])(?=[a-z])/g,
      (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
    )
    .replaceAll(/[-_]+/g, ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** @returns the words of forms in the reader's language */
export function formWording({ t, phraseText, has }: Speaker): FormWording {
  const named = (kind: 'field' | 'option', name: string): string => {
    const key = `cases.${kind}.${name}`;
    return has(key) ? t(key) : phraseText(humanised(name));
  };
  return {
    label: (key, kind = '') =>
      has(`cases.field.${key}-${kind}`) ? t(`cases.field.${key}-${kind}`) : named('field', key),
    hint: (key) => (has(`cases.hint.${key}`) ? t(`cases.hint.${key}`) : null),
    option: (value) => named('option', value),
    say: (words) => ('text' in words ? phraseText(words.text) : t(words.key, words.values)),
    t,
  };
}
