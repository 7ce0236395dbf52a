import { z } from 'zod';

const NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** Reads a language tag (BCP 47) of a known language; gives it in its canonical form: `pt-br` is `pt-BR`. */
export const languageTagSchema = z.string().transform((text, context): string => {
  const tag = canonical(text);
  if (tag !== null && NAMES.of(tag) !== undefined) return tag;
  context.addIssue({ code: 'custom', message: 'a language tag, such as en, fr or pt-BR' });
  return z.NEVER;
});

/** @returns the language's English name: `Portuguese` */
export function languageName(tag: string): string {
  return NAMES.of(tag) ?? tag;
}

function canonical(text: string): string | null {
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null;
  } catch {
    return null;
  }
}
