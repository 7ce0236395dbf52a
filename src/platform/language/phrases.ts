/**
 * Sentences that workflows say in English, in another language. A phrase is English text, in which `{name}` stands for whatever the
 * sentence holds there: «{count} members have not answered». What stood there is put where the translation has the same name, and is
 * translated itself where it is a phrase.
 */

interface Pattern {
  readonly form: RegExp;
  readonly names: readonly string[];
  readonly translation: string;
  /** letters that are no hole: the pattern with most of them fits best */
  readonly weight: number;
}

const HOLE = /\{([a-zA-Z]+)\}/g;
const DEEPEST = 4;

/** The phrases of one language. */
export class Phrases {
  private readonly exact = new Map<string, string>();
  private readonly patterns: readonly Pattern[];
  private readonly kept = new Map<string, string | null>();

  /** @param entries English to translation */
  constructor(entries: ReadonlyMap<string, string>) {
    const patterns: Pattern[] = [];
    for (const [english, translation] of entries) {
      if (english.includes('{')) patterns.push(patternOf(english, translation));
      else this.exact.set(english, translation);
    }
    this.patterns = patterns.sort((one, other) => other.weight - one.weight);
  }

  /**
   * @param english what a workflow says: one phrase, or several sentences each of which is one
   * @returns the translation; null where a part of it is no phrase
   */
  find(english: string): string | null {
    const known = this.kept.get(english);
    if (known !== undefined) return known;
    const found = this.translate(english, 0);
    if (this.kept.size > 5_000) this.kept.clear(); // sentences hold names and dates: there is no end of them
    this.kept.set(english, found);
    return found;
  }

  private translate(english: string, depth: number): string | null {
    if (english === '') return '';
    const exact = this.exact.get(english);
    if (exact !== undefined) return exact;
    if (depth > DEEPEST) return null;
    return this.sentenceBySentence(english, depth) ?? this.byPattern(english, depth);
  }

  private byPattern(english: string, depth: number): string | null {
    for (const { form, names, translation } of this.patterns) {
      const parts = form.exec(english);
      if (!parts) continue;
      const values = new Map(names.map((name, index) => [name, parts[index + 1] ?? '']));
      return translation.replace(HOLE, (_, name: string) => {
        const value = values.get(name) ?? '';
        return this.translate(value, depth + 1) ?? value;
      });
    }
    return null;
  }

  /** Tried before patterns: one that begins with a hole would swallow the sentences before it. */
  private sentenceBySentence(english: string, depth: number): string | null {
    const sentences = english.split(/(?<=[.!?;:]) (?=\S)/);
    if (sentences.length < 2) return null;
    const found = sentences.map((sentence) => this.translate(sentence, depth + 1));
    return found.every((one) => one !== null) ? found.join(' ') : null;
  }
}

function patternOf(english: string, translation: string): Pattern {
  const names: string[] = [];
  const parts = english.split(HOLE).map((part, index) => {
    if (index % 2 === 0) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, (sign) => `\\${sign}`);
    names.push(part);
    return '(.+?)';
  });
  return {
    form: new RegExp(`^${parts.join('')}$`, 's'),
    names,
    translation,
    weight: english.replaceAll(HOLE, '').length,
  };
}
