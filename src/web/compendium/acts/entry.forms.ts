/** Forms that enter a document, and a language as official, and what they become. Pure. */
import { parseInput } from '../../../kernel/parse.js';
import {
  ADOPTED_BY,
  INSTRUMENT_TYPES,
  type NewInstrument,
  type OfficialLanguage,
  newInstrumentSchema,
  officialLanguageSchema,
} from '../../../modules/compendium/index.js';
import type { Organ } from '../../../modules/organs/index.js';
import type { Words } from '../../../platform/http/words.js';
import { type Form, type Typed, choice } from '../../registry/index.js';

/** @param organs that there are now @returns the form that enters a document of the Plenary, until another organ is chosen */
export function newDocumentForm(
  organs: readonly Organ[],
  { t, phraseText }: Pick<Words, 't' | 'phraseText'>,
): Form {
  const types = INSTRUMENT_TYPES.map((value) => ({ value, text: t(`compendium.type.${value}`) }));
  const adoptedBy = ADOPTED_BY.map((value) => ({ value, text: t(`compendium.adoptedBy.${value}`) }));
  const codes = organs.map(({ code, name }) => ({ value: code, text: `${phraseText(name)} (${code})` }));
  return {
    words: 'compendium.newDocument',
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'titleLanguage', kind: 'text' },
      { name: 'alsoKnownAs', kind: 'words' },
      choice('type', t('registry.form.choose'), types),
      choice('organ', t('registry.form.choose'), codes),
      { name: 'number', kind: 'text' },
      { name: 'adopted', kind: 'text' },
      { name: 'adoptedBy', kind: 'select', choices: adoptedBy },
      { name: 'adoptedIn', kind: 'text' },
      { name: 'adoptedParagraph', kind: 'number' },
      { name: 'effective', kind: 'text' },
      { name: 'retroactiveReason', kind: 'text' },
      { name: 'published', kind: 'text' },
      { name: 'sunset', kind: 'text' },
      { name: 'sunsetOn', kind: 'date' },
      { name: 'predecessor', kind: 'text' },
      { name: 'note', kind: 'words' },
      { name: 'source', kind: 'text' },
    ],
    about: ['compendium.newDocument'],
    action: '/compendium/new',
    back: '/compendium',
    typed: { titleLanguage: 'en', organ: 'PLENARY', adoptedBy: 'unknown' },
  };
}

/** @returns the form that says of a language from when on it is official */
export function officialLanguageForm(): Form {
  return {
    words: 'compendium.officialLanguage',
    fields: [
      { name: 'language', kind: 'text' },
      { name: 'validFrom', kind: 'date' },
      { name: 'validTo', kind: 'date' },
      { name: 'source', kind: 'text' },
    ],
    about: ['compendium.officialLanguage'],
    action: '/compendium/languages/new',
    back: '/compendium/missing',
    typed: {},
  };
}

/** @returns what was typed as a document; what was left empty is not known @throws InvalidInput naming every faulty field */
export function documentFrom(typed: Typed): NewInstrument {
  const said = (name: string): string => (typed[name] ?? '').replaceAll('\r\n', '\n').trim();
  const orNull = (name: string): string | null => said(name) || null;
  const paragraph = orNull('adoptedParagraph');
  const given = {
    title: said('title'),
    titleLanguage: said('titleLanguage'),
    alsoKnownAs: said('alsoKnownAs')
      .split('\n')
      .filter((line) => line.trim() !== ''),
    type: said('type'),
    organ: said('organ'),
    number: orNull('number'),
    adopted: orNull('adopted'),
    adoptedBy: said('adoptedBy'),
    adoptedIn: said('adoptedIn'),
    adoptedParagraph: paragraph && Number(paragraph),
    effective: orNull('effective'),
    retroactiveReason: orNull('retroactiveReason'),
    published: orNull('published'),
    sunset: orNull('sunset'),
    sunsetOn: orNull('sunsetOn'),
    predecessor: said('predecessor'),
    note: said('note'),
    source: said('source'),
  };
  return parseInput(newInstrumentSchema, given, 'document');
}

/** @returns what was typed as an official language @throws InvalidInput naming every faulty field */
export function languageFrom({ language, validFrom, validTo, source }: Typed): OfficialLanguage {
  const given = {
    language: language?.trim(),
    validFrom: validFrom?.trim(),
    validTo: validTo?.trim() || null,
    source: source?.trim(),
  };
  return parseInput(officialLanguageSchema, given, 'language');
}
