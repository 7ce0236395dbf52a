/** What every renderer is given: a communiqué as plain data. The same document gives the same bytes. */
import type { Instant } from '../../kernel/instant.js';
import {
  type DraftedSentence,
  dayRange,
  directionOf,
  documentWording,
  momentOf,
  wordingOf,
} from '../../../workflows/plenary-meeting/index.js';
import { type DiffPart, wordDiff } from '../../platform/language/index.js';
import { countryOf } from './country.js';
import { plainText } from './plain-text.js';

/** A meeting, as far as its communiqué tells of it. */
export interface CommuniqueHeading {
  readonly reference: string;
  readonly title: string;
  readonly place: string;
  /** IANA zone of the place */
  readonly zone: string;
  /** first and last day, `YYYY-MM-DD` */
  readonly from: string;
  readonly to: string;
  readonly languages: readonly string[];
  readonly status: 'draft' | 'adopted' | 'published' | 'stated';
  /** the last instant at which anything was recorded of the meeting */
  readonly asOf: Instant;
  readonly adoptedAt: Instant | null;
  readonly publishedAt: Instant | null;
  /** when the Chair stated the outcome, where no communiqué was agreed */
  readonly statedAt: Instant | null;
  /** the Chair's statement, where no communiqué was agreed */
  readonly statement: string | null;
}

/** What the Secretariat sees beside a sentence of a draft. */
export interface SentenceMarks {
  readonly noFact: boolean;
  readonly unframed: boolean;
  /** of an edited sentence that rests on a fact: from what was drafted to what stands, and what the edit leaves of the fact */
  readonly edit: { readonly diff: readonly DiffPart[]; readonly departures: readonly string[] } | null;
  /** of an edit whose fact has moved on: from the fact then to the fact now */
  readonly moved: readonly DiffPart[] | null;
}

export interface DocumentSentence {
  readonly text: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** paragraphs it refers to, all of which are in the document */
  readonly references: readonly number[];
  /** null in every version that is not the Secretariat's */
  readonly marks: SentenceMarks | null;
}

export interface DocumentParagraph {
  readonly number: number;
  readonly sentences: readonly DocumentSentence[];
}

export interface CommuniqueDocument {
  readonly reference: string;
  readonly title: string;
  /** dates and place in one line */
  readonly occasion: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly status: CommuniqueHeading['status'];
  /** «Draft, as of …», «Adopted on …» */
  readonly statusLine: string;
  /** of the state that it shows; the date of the file's properties */
  readonly dated: Instant;
  readonly statement: string | null;
  readonly paragraphs: readonly DocumentParagraph[];
}

/**
 * @param heading of the meeting
 * @param sentences as drafted for this reader
 * @param marked whether the reader is shown what each sentence rests on
 * @returns the document, its texts freed from what no format can hold
 */
export function communiqueDocument(
  heading: CommuniqueHeading,
  sentences: readonly DraftedSentence[],
  marked: boolean,
): CommuniqueDocument {
  const { reference, title, languages, status, asOf, adoptedAt, publishedAt, statedAt, statement } = heading;
  const { language } = documentWording(languages);
  const numbers = new Set(sentences.map(({ paragraph }) => paragraph));
  const paragraphs = [...numbers].map((number) => ({
    number,
    sentences: sentences
      .filter(({ paragraph }) => paragraph === number)
      .map((sentence) => documentSentence(sentence, numbers, marked)),
  }));
  return {
    reference: plainText(reference),
    title: plainText(title),
    occasion: occasionOf(heading),
    language,
    direction: directionOf(language),
    status,
    statusLine: statusLineOf(heading),
    dated: publishedAt ?? statedAt ?? adoptedAt ?? asOf,
    statement: statement === null ? null : plainText(statement),
    paragraphs,
  };
}

function documentSentence(
  sentence: DraftedSentence,
  numbers: ReadonlySet<number>,
  marked: boolean,
): DocumentSentence {
  const { text, language, references } = sentence;
  return {
    text: plainText(text),
    language,
    direction: directionOf(language),
    references: references.filter((number) => numbers.has(number)),
    marks: marked ? marksOf(sentence) : null,
  };
}

/** @returns the marks of a sentence, or null for one that stands as it was drafted from a fact */
export function marksOf(sentence: DraftedSentence): SentenceMarks | null {
  const { clauseId, editId, grounded, framed, drafted, text, departures, moved } = sentence;
  const isEdit = editId !== null && clauseId !== null;
  if (grounded && framed && !isEdit) return null;
  return {
    noFact: !grounded,
    unframed: !framed,
    edit: isEdit
      ? {
          diff: wordDiff(plainText(drafted), plainText(text)),
          departures: departures.map(({ words }) => plainText(words)),
        }
      : null,
    moved: moved && wordDiff(plainText(moved.then), plainText(moved.now)),
  };
}

function occasionOf({ from, to, place, zone, languages }: CommuniqueHeading): string {
  const { locale } = documentWording(languages);
  const country = countryOf(zone, locale);
  const isNamed = country === null || place.toLowerCase().includes(country.toLowerCase());
  return [dayRange(from, to, locale), plainText(place), ...(isNamed ? [] : [country])].join(', ');
}

function statusLineOf(heading: CommuniqueHeading): string {
  const { status, asOf, adoptedAt, publishedAt, statedAt, zone, languages } = heading;
  const { locale, labels } = documentWording(languages);
  const moment = (at: Instant): string => {
    const { day, time, place } = momentOf(at, zone, locale);
    return `${day}, ${time} (${place})`;
  };
  if (status === 'draft') return labels.draft(moment(asOf));
  const said = [
    ...(adoptedAt ? [labels.adopted(moment(adoptedAt))] : []),
    ...(publishedAt ? [labels.published(moment(publishedAt))] : []),
    ...(statedAt ? [labels.stated(moment(statedAt))] : []),
  ];
  return said.join('. ');
}

/** A piece of a sentence; `paragraph` where it is the number of another paragraph. */
export interface TextPart {
  readonly text: string;
  readonly paragraph: number | null;
}

/** @returns a sentence in pieces, so that its references can be linked: only numbers it refers to, and only where the text calls them paragraphs */
export function partsOf({ text, language, references }: DocumentSentence): readonly TextPart[] {
  const pattern = wordingOf(language)?.paragraphPattern;
  if (pattern === undefined || references.length === 0) return [{ text, paragraph: null }];
  const parts: TextPart[] = [];
  let done = 0;
  for (const { index, 0: whole } of text.matchAll(pattern))
    for (const number of whole.matchAll(/\d+/g)) {
      const at = index + number.index;
      if (!references.includes(Number(number[0]))) continue;
      parts.push(
        { text: text.slice(done, at), paragraph: null },
        { text: number[0], paragraph: Number(number[0]) },
      );
      done = at + number[0].length;
    }
  return [...parts, { text: text.slice(done), paragraph: null }].filter(({ text: piece }) => piece !== '');
}

/** @returns a mark in words, in order: labels first, then departures; differences are left to the renderer */
export function markLabels(marks: SentenceMarks, language: string): readonly string[] {
  const { labels } = documentWording([language]);
  return [
    ...(marks.noFact ? [labels.noFact] : []),
    ...(marks.unframed ? [labels.unframed] : []),
    ...(marks.edit ? [labels.edited] : []),
    ...(marks.moved ? [labels.outdated] : []),
  ];
}
