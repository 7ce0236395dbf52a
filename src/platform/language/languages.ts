/** The languages that pages and mails come in: the six of the United Nations, and Portuguese, which four Participants read. */
export const LANGUAGES = ['en', 'fr', 'es', 'pt', 'ru', 'ar', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a reader must know of a language. */
export interface LanguageFacts {
  /** its own name for itself */
  readonly name: string;
  readonly dir: 'ltr' | 'rtl';
  /** `draft`: translated by machine, and nobody who speaks it has read it yet; every page says so */
  readonly state: 'reviewed' | 'draft';
}

/** English is what the others are translated from. */
export const LANGUAGE_FACTS: Readonly<Record<Language, LanguageFacts>> = {
  en: { name: 'English', dir: 'ltr', state: 'reviewed' },
  fr: { name: 'Français', dir: 'ltr', state: 'reviewed' },
  es: { name: 'Español', dir: 'ltr', state: 'draft' },
  pt: { name: 'Português', dir: 'ltr', state: 'draft' },
  ru: { name: 'Русский', dir: 'ltr', state: 'draft' },
  ar: { name: 'العربية', dir: 'rtl', state: 'draft' },
  zh: { name: '中文', dir: 'ltr', state: 'draft' },
};

/**
 * @param wanted BCP 47 tags in order of preference, such as `['fr-CA', 'en']`; `fr-CA` is read as `fr`
 * @returns the first that there are texts in; English when there is none
 */
export function languageFor(wanted: readonly string[]): Language {
  return firstKnown(wanted) ?? 'en';
}

/** @returns the first tag that there are texts in, or null; takes tags as {@link languageFor} */
export function firstKnown(wanted: readonly string[]): Language | null {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split('-')[0];
    const known = LANGUAGES.find((language) => language === primary);
    if (known) return known;
  }
  return null;
}
