import { IntlMessageFormat } from 'intl-messageformat';
import { readCatalogs, textFolders, type Catalogs } from './catalogs.js';
import { LANGUAGES, type Language } from './languages.js';
import { Phrases } from './phrases.js';
import { stateName, stateNames } from './states.js';

/** What a message is told: names of its holes with texts and numbers. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** A text with the language it is really in, which is English where there is no translation. */
export interface Said {
  readonly text: string;
  readonly lang: Language;
}

/** Every text of the pages in every language (ICU MessageFormat), and what workflows say in English, as far as it is translated. */
export class Messages {
  private readonly formats = new Map<string, IntlMessageFormat>();
  private readonly phrases: Readonly<Record<Language, Phrases>>;

  /** @param catalogs as read from the files */
  constructor(private readonly catalogs: Catalogs) {
    this.phrases = Object.fromEntries(
      LANGUAGES.map((language) => [language, phrasesOf(language, catalogs)]),
    ) as Record<Language, Phrases>; // one entry for each language
  }

  /** @returns the messages out of every `messages` and `phrases` folder of the program @throws Error naming a faulty file */
  static load(): Messages {
    return new Messages(readCatalogs(textFolders()));
  }

  /**
   * @param language of the reader; a message that it lacks is given in English
   * @param key `board.title`
   * @param values what the message's holes are filled with; plurals and numbers by the rules of the language
   * @returns the text, not escaped
   * @throws Error when there is no such message even in English, or a hole has no value
   */
  say(language: Language, key: string, values: MessageValues = {}): string {
    const text = this.format(language, key) ?? this.format('en', key);
    if (!text) throw new Error(`There is no message ${key}: add it to the en.yaml of its folder.`);
    return String(text.format(values));
  }

  /** @returns whether there is such a message, in English at least */
  has(key: string): boolean {
    return this.catalogs.en.messages.has(key);
  }

  /**
   * @param english what a workflow, rule set or engine says
   * @returns its translation, or itself where there is none
   */
  phrase(language: Language, english: string): Said {
    if (language === 'en') return { text: english, lang: 'en' };
    const text = this.phrases[language].find(english);
    return text === null ? { text: english, lang: 'en' } : { text, lang: language };
  }

  /**
   * @param code of a party, as the registry has it: an ISO 3166-1 alpha-3 code for a state
   * @param english its name in the registry
   * @returns its name in another language: the phrase where that very name has one («Republic of Korea»), else the state's by CLDR, else
   *   the registry's name as it is
   */
  party(language: Language, code: string, english: string): string {
    if (language === 'en') return english;
    return this.phrases[language].exactly(english) ?? stateName(language, code) ?? english;
  }

  private format(language: Language, key: string): IntlMessageFormat | null {
    const name = `${language} ${key}`;
    const known = this.formats.get(name);
    if (known) return known;
    const text = this.catalogs[language].messages.get(key);
    if (text === undefined) return null;
    const made = new IntlMessageFormat(text, language === 'en' ? 'en-GB' : language, undefined, {
      ignoreTag: true,
    });
    this.formats.set(name, made);
    return made;
  }
}

/** Names of states are phrases too, so that they are said in the reader's language inside of sentences. */
function phrasesOf(language: Language, catalogs: Catalogs): Phrases {
  const { phrases } = catalogs[language];
  return new Phrases(language === 'en' ? phrases : new Map([...stateNames(language), ...phrases]));
}
