/**
 * Sentences that workflows say in English, in another language. A phrase is English text, in which `{name}` stands for whatever the
 * sentence holds there: «{count} members have not answered». What stood there is put where the translation has the same name, and is
 * translated itself where it is a phrase, or a list of phrases and codes. Names with a meaning ({@link FORMS})
 * hold only what fits it, `{phrase}` only a whole phrase, and `{organ}` has the organ's article where the language gives it one: «the PC».
 */

interface Pattern {
  readonly form: RegExp;
  /** what is no hole, in order: one before each hole and one after the last */
  readonly fixed: readonly string[];
  readonly names: readonly string[];
  readonly translation: string;
  /** letters that are no hole: the pattern with most of them fits best */
  readonly weight: number;
}

const HOLE = /\{([a-zA-Z]+)\}/g;
const KEPT = 20_000;

const DAYS = 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday';
const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December';
const CODE = String.raw`(?:[A-Z][A-Z0-9]{1,5}|chair|vice-chair|secretariat|participants|observers|all|plenary)`;
/** What a hole holds, by its name; a capital letter after it tells two of a kind apart: `{day}`, `{dayB}`. */
const FORMS: Readonly<Record<string, string>> = {
  count: String.raw`\d+`,
  day: String.raw`\d{4}-\d{2}-\d{2}`,
  time: String.raw`(?:\d{4}-\d{2}-\d{2}T[\d:.]+Z|(?:${DAYS}) [^()]+ \([^()]*\))`,
  period: String.raw`(?:\d{4}(?:-[HQ]\d)?|the (?:first|second|third|fourth) (?:quarter|half) of \d{4})`,
  weekday: `(?:${DAYS})`,
  month: `(?:${MONTHS})`,
  who: `${CODE}(?:, ${CODE})*`,
  /** as much as there is: the last «of» of a sentence is the one that counts */
  what: String.raw`(?:(?!; |\. ).)+`,
  /** somebody's own words, or a list: whatever there is */
  list: '.+?',
  text: '.+?',
  reason: '.+?',
  rest: '.+?',
  matter: '.+?',
};
/** Within one part of a list, within one sentence. */
const ANYTHING = String.raw`(?:(?!; |\. ).)+?`;
const CODES = new RegExp(`^(?:${CODE}|\\d+)$`);

/** The phrases of one language. */
export class Phrases {
  private readonly exact = new Map<string, string>();
  private readonly patterns: readonly Pattern[];
  private readonly kept = new Map<string, string | null>();

  /** @param entries English to translation @throws Error when a phrase is nothing but holes */
  constructor(entries: ReadonlyMap<string, string>) {
    const patterns: Pattern[] = [];
    for (const [english, translation] of entries) {
      if (/\{[a-zA-Z]+\}/.test(english)) patterns.push(patternOf(english, translation));
      else this.exact.set(english, translation);
    }
    this.patterns = patterns.sort((one, other) => other.weight - one.weight);
  }

  /**
   * @param english what a workflow says: one phrase, or several sentences or parts of a list each of which is one. What stands in holes
   *   and parts is shorter than the whole, so that this comes to an end.
   * @returns the translation; null where a part of it is no phrase
   */
  find(english: string): string | null {
    if (english === '') return '';
    const known = this.exact.get(english) ?? this.kept.get(english);
    if (known !== undefined) return known;
    const found =
      this.partByPart(english, /(?<=[.!?]) (?=[\p{Lu}«\d])/u, this.joint(' ')) ??
      this.byPattern(english) ??
      this.partByPart(english, /; /, this.joint('; ')) ??
      this.withoutStop(english);
    if (this.kept.size > KEPT) this.kept.clear(); // sentences hold names and dates: there is no end of them
    this.kept.set(english, found);
    return found;
  }

  /** @returns the translation of a whole phrase; null where there is none, whatever a pattern would make of it */
  exactly(english: string): string | null {
    return this.exact.get(english) ?? null;
  }

  private byPattern(english: string): string | null {
    for (const { form, fixed, names, translation } of this.patterns) {
      const parts = mayFit(english, fixed) ? form.exec(english) : null;
      if (!parts || names.some((name, index) => !this.suits(name, parts[index + 1] ?? ''))) continue;
      const values = new Map(names.map((name, index) => [name, parts[index + 1] ?? '']));
      const filled = translation.replace(HOLE, (_, name: string) =>
        this.inHole(name, values.get(name) ?? ''),
      );
      const begins = /^\{organ/.test(translation) || /^\{.*\.$/s.test(translation);
      return begins ? filled.charAt(0).toUpperCase() + filled.slice(1) : filled;
    }
    return null;
  }

  private suits(name: string, value: string): boolean {
    return !name.startsWith('phrase') || this.exact.has(value);
  }

  /** An organ has its article where it acts, and none where it is only named. */
  private inHole(name: string, value: string): string {
    const named = name.startsWith('organ') ? this.exact.get(`the ${value}`) : undefined;
    return named ?? this.find(value) ?? this.asList(value) ?? value;
  }

  /** A list in a hole: of parts, of which some may be somebody's own words; or of codes and phrases alone. */
  private asList(value: string): string | null {
    const parts = value.split('; ');
    if (parts.length > 1) return parts.map((part) => this.find(part) ?? part).join(this.joint('; '));
    const items = value.split(/(, | and | or )/);
    const found = items.map((item, index) =>
      index % 2 === 1 ? this.joint(item) : (this.find(item) ?? (CODES.test(item) ? item : null)),
    );
    return items.length > 1 && found.every((item) => item !== null) ? found.join('') : null;
  }

  private partByPart(english: string, between: RegExp, joint: string): string | null {
    const parts = english.split(between);
    if (parts.length < 2) return null;
    const found = parts.map((part) => this.find(part));
    return found.every((part) => part !== null) ? found.join(joint) : null;
  }

  /** A phrase with a full stop that it does not have where it stands alone. */
  private withoutStop(english: string): string | null {
    if (!english.endsWith('.') || english.length < 2) return null;
    const found = this.find(english.slice(0, -1));
    return found === null ? null : `${found}${this.joint('.')}`;
  }

  /** @returns a stop, or what stands between sentences, parts or words of a list: phrases, too, with the spaces around them */
  private joint(english: string): string {
    return this.exact.get(english) ?? english;
  }
}

/** A name of one letter says nothing of what it holds. */
function formOf(name: string): string {
  return name.length === 1 ? '.+?' : (FORMS[name.replace(/[A-Z]$/, '')] ?? ANYTHING);
}

function patternOf(english: string, translation: string): Pattern {
  const names: string[] = [];
  const fixed: string[] = [];
  if (english.replaceAll(HOLE, '') === '') throw new Error(`The phrase ${english} is nothing but holes.`);
  const parts = english.split(HOLE).map((part, index) => {
    if (index % 2 === 1) {
      names.push(part);
      return `(${formOf(part)})`;
    }
    fixed.push(part);
    return part.replaceAll(/[.*+?^${}()|[\]\\]/g, (sign) => `\\${sign}`);
  });
  return {
    form: new RegExp(`^${parts.join('')}$`, 's'),
    fixed,
    names,
    translation,
    weight: fixed.join('').length,
  };
}

/** Tells cheaply of most sentences that a pattern is not theirs. */
function mayFit(english: string, fixed: readonly string[]): boolean {
  if (!english.startsWith(fixed[0] ?? '') || !english.endsWith(fixed.at(-1) ?? '')) return false;
  let at = 0;
  for (const part of fixed) {
    at = english.indexOf(part, at);
    if (at < 0) return false;
    at += part.length;
  }
  return true;
}
