/** The text put to the parties in its languages, and what has changed in it. Pure. */
import { directionOf } from '../../platform/http/page-renderer.js';
import { type DiffPart, wordDiff } from '../../platform/language/index.js';
import type { ProcedureContext } from '../../../workflows/written-procedure/index.js';
import type { BallotVisit } from './ballot-visit.service.js';

type Texts = ProcedureContext['texts'];

/** @returns languages in the order this reader wants them: that of the page, those of the contact, the authoritative one */
export function languagesFor({ contact, rules }: BallotVisit, locale: string): readonly string[] {
  return [locale, ...contact.languages, rules.languages.authoritative];
}

/** @returns the text in every language, the one to be read first unfolded; the others folded */
export function textsFor(visit: BallotVisit, locale: string) {
  const { texts } = visit.context;
  const shown = languageShown(texts, languagesFor(visit, locale));
  return texts
    .map(({ language, body }) => ({
      lang: language,
      dir: directionOf(language),
      name: languageName(language, locale),
      body,
      isShown: language === shown,
      isAuthoritative: language === visit.rules.languages.authoritative,
    }))
    .toSorted((a, b) => Number(b.isShown) - Number(a.isShown));
}

/** A revised text beside the one before, in one language. */
export interface TextChanges {
  /** of the earlier text: the round in which it was put */
  readonly number: number;
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly parts: readonly DiffPart[];
  readonly isSame: boolean;
}

/**
 * @param context the procedure's memory
 * @param round whose text to compare the present one with
 * @param languages in order of preference
 * @returns what has changed, in the first of these languages that both texts have; null when that round's text is the present one or
 *   the two have no language in common
 */
export function changesSince(
  context: ProcedureContext,
  round: number,
  languages: readonly string[],
): TextChanges | null {
  const earlier = context.earlierTexts.find((text) => text.round === round);
  if (!earlier) return null;
  const both = context.texts.filter(({ language }) =>
    earlier.texts.some((text) => text.language === language),
  );
  const lang = languageShown(both, languages);
  const [before, after] = [bodyIn(earlier.texts, lang), bodyIn(context.texts, lang)];
  if (lang === undefined || before === undefined || after === undefined) return null;
  const parts = wordDiff(before, after);
  return { number: round, lang, dir: directionOf(lang), parts, isSame: before === after };
}

function languageShown(texts: Texts, wanted: readonly string[]): string | undefined {
  const primary = (tag: string): string => tag.toLowerCase().split('-')[0] ?? tag;
  const languages = texts.map(({ language }) => language);
  const found = wanted.flatMap((tag) => [
    ...languages.filter((language) => language === tag),
    ...languages.filter((language) => primary(language) === primary(tag)),
  ]);
  return found[0] ?? languages[0];
}

function bodyIn(texts: Texts, language: string | undefined): string | undefined {
  return texts.find((text) => text.language === language)?.body;
}

/** @returns the name of a language in another; the tag itself where it is none */
export function languageName(language: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language;
  } catch {
    return language; // not a language tag: shown as the draft wrote it
  }
}
