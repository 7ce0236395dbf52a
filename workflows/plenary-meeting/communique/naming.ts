/** Names in running text: with their article, an organ's abbreviation explained where it is first used. */
import type { Wording } from './wording.js';

/** How a party or organ is called. A plain text is its name. */
export interface Naming {
  /** without article: «Working Group on Monitoring» */
  readonly name: string;
  /** its code is the abbreviation by which texts call it after its first mention: WGM, WDC */
  readonly abbreviated?: boolean;
  /** its name in other languages, with the article where the language asks for one: `{ fr: 'le Groupe de travail sur le suivi' }` */
  readonly in?: Readonly<Record<string, string>>;
}

/** A name for each code; a code without one stands for itself. */
export type Names = Readonly<Record<string, string | Naming>>;

const namingOf = (code: string, names: Names): Naming | null => {
  const found = Object.hasOwn(names, code) ? names[code] : undefined;
  return typeof found === 'string' ? { name: found } : (found ?? null);
};

/** @returns the full name of a code with its article, in the language; null where no name is known */
export function fullName(code: string, names: Names, wording: Wording): string | null {
  const naming = namingOf(code, names);
  return naming && (naming.in?.[wording.language] ?? wording.named(naming.name));
}

/**
 * How a sentence calls somebody.
 *
 * @param code of a party, organ or collective, or an outside body by name
 * @returns «the Plenary», «the WGM», «Ghana»; a code that nobody named stands for itself
 */
export function nameOf(code: string, names: Names, wording: Wording): string {
  if (Object.hasOwn(wording.collectives, code)) return wording.collectives[code as 'plenary']; // a key of the table, as just seen
  const naming = namingOf(code, names);
  if (naming === null) return wording.named(code);
  const full = fullName(code, names, wording) ?? code;
  return naming.abbreviated ? `${articleOf(full)}${code}` : full;
}

/** «the » of «the Working Group on Monitoring», «le » of «le Groupe de travail»; empty where a name has none. */
function articleOf(full: string): string {
  return /^(?:the|le|la|les) |^l’/i.exec(full)?.[0] ?? '';
}

/**
 * Explains each abbreviation at its first mention: «the WGM» becomes «the Working Group on Monitoring (WGM)».
 *
 * @param text of one sentence
 * @param known codes explained so far; those explained here are added
 * @returns the sentence
 */
export function explained(text: string, names: Names, wording: Wording, known: Set<string>): string {
  return Object.keys(names).reduce((sentence, code) => {
    const full = namingOf(code, names)?.abbreviated ? fullName(code, names, wording) : null;
    if (full === null || known.has(code)) return sentence;
    if (sentence.includes(`(${code})`)) {
      known.add(code);
      return sentence;
    }
    const found = mentionOf(code, full).exec(sentence);
    if (!found) return sentence;
    known.add(code);
    const before = sentence.slice(0, found.index);
    const words = `${full} (${code})`;
    const after = sentence.slice(found.index + found[0].length);
    return wording.tidy(`${before}${before === '' ? capital(words) : words}${after}`);
  }, text);
}

/** A code, with its article if it has one; not where it is part of a longer name or word: «KP User Manual», «the KP’s», «UNSC». */
function mentionOf(code: string, full: string): RegExp {
  const article = articleOf(full).trim().replace('’', "[’']");
  const bare = `(?<![\\p{L}\\p{N}(-])${code}(?![\\p{L}\\p{N})-]|[’']s| \\p{Lu}\\p{Ll})`;
  return new RegExp(
    article
      ? `(?<!\\p{L})(?:[${article[0]?.toUpperCase()}${article[0]}]${article.slice(1)} ?)${bare}|${bare}`
      : bare,
    'u',
  );
}

/** @returns a text in codes with the names of those that have one, for whoever reads what a sentence once said */
export function spelled(text: string, names: Names, wording: Wording): string {
  return Object.keys(names).reduce((sentence, code) => {
    if (!sentence.includes(code)) return sentence;
    const name = nameOf(code, names, wording);
    const article = articleOf(name);
    const pattern = new RegExp(
      `(?<![\\p{L}\\p{N}-])(${article || '(?!)'})?${code}(?![\\p{L}\\p{N}-])`,
      'giu',
    );
    return sentence.replace(pattern, (found: string) => (found.toUpperCase().endsWith(code) ? name : found));
  }, text);
}

/** @returns the text with a capital at its start */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
