/**
 * Numbers of Administrative Decisions in the three styles in which they were published: `006-2011` and `005/2012` (the Washington
 * communiqué of 2012 and the decisions it rests on), later `KP/2017/Plenary/Administrative Decision 1` (Brisbane, 2017).
 */
import { DomainError } from '../../../kernel/domain-error.js';

export type NumberStyle = 'dash' | 'slash' | 'path';

/** A number taken apart. Two texts that differ in style only have the same series, year and sequence. */
export interface InstrumentNumber {
  /** as published */
  readonly text: string;
  readonly style: NumberStyle;
  /** whose numbers these are: `KP/Plenary`. The two short styles name nobody; assumed: the Plenary's */
  readonly series: string;
  readonly year: number;
  readonly sequence: number;
}

/** The series of the two short styles, which do not name one (assumed). */
export const PLENARY_SERIES = 'KP/Plenary';
/** No number is older than the scheme itself, which began in 2003; none lies further ahead than a slip of the pen. */
const YEARS = { first: 2003, last: 2100 } as const;
/** Years from which a style is used where nobody says which: the years in between are assumed. */
const STYLE_FROM: readonly (readonly [number, NumberStyle])[] = [
  [2017, 'path'],
  [2012, 'slash'],
  [0, 'dash'],
];
const FORMS = 'Write it as 006-2011, 005/2012 or KP/2017/Plenary/Administrative Decision 1.';

const SHORT = /^(\d{1,3})\s*([-/])\s*(\d{4})$/;
const PATH = /^([A-Za-z]{2,12})\/(\d{4})\/([A-Za-z][A-Za-z ]{0,40})\/Administrative Decision (\d{1,3})$/i;
const SHORT_WITHIN = /(?<![\d/-])\d{3}[-/]\d{4}(?![\d/-])/g;

/**
 * Reads a number.
 *
 * @param text as published
 * @returns its parts, or null when it has none of the known forms
 */
export function parseNumber(text: string): InstrumentNumber | null {
  const trimmed = text.trim();
  const short = SHORT.exec(trimmed);
  if (short) {
    const [, sequence = '', mark, year = ''] = short;
    return sound(trimmed, mark === '-' ? 'dash' : 'slash', PLENARY_SERIES, year, sequence);
  }
  const path = PATH.exec(trimmed);
  if (!path) return null;
  const [, body = '', year = '', organ = '', sequence = ''] = path;
  return sound(trimmed, 'path', `${body.toUpperCase()}/${capitalised(organ)}`, year, sequence);
}

/**
 * Reads a number that must be one.
 *
 * @param field names the field in the error
 * @throws DomainError `compendium.bad-number` naming the known forms
 */
export function requireNumber(text: string, field = 'number'): InstrumentNumber {
  const number = parseNumber(text);
  if (number) return number;
  const message = `${field}: «${text.slice(0, 80)}» is no number of a decision. ${FORMS} Leave it out when none is known.`;
  throw new DomainError('compendium.bad-number', 'invalid', message, { field });
}

/** @returns the numbers in the short styles that stand in a text, such as «005/2011 and 005/2012» */
export function numbersIn(text: string): readonly InstrumentNumber[] {
  return [...text.matchAll(SHORT_WITHIN)].flatMap(([found]) => parseNumber(found) ?? []);
}

/** What a year's next number would be, and what is known of the ones before it. */
export interface NextNumber {
  readonly number: string;
  readonly series: string;
  readonly year: number;
  readonly sequence: number;
  readonly style: NumberStyle;
  /** sequences in use, in order */
  readonly taken: readonly number[];
  /** sequences below the next one that no document here has: given and not known here, or never given */
  readonly unknown: readonly number[];
}

/**
 * Proposes the next number: one more than the highest in use, whatever the style of that one. A gap is never filled, because
 * a number that is not known here may well be in use.
 *
 * @param taken sequences in use in that series and year, in any order
 * @param style left out: the one of that year
 */
export function nextNumber(
  series: string,
  year: number,
  taken: readonly number[],
  style: NumberStyle = styleOf(series, year),
): NextNumber {
  const inOrder = [...new Set(taken)].sort((a, b) => a - b);
  const sequence = (inOrder.at(-1) ?? 0) + 1;
  const below = Array.from({ length: sequence - 1 }, (_, index) => index + 1);
  return {
    number: written(style, series, year, sequence),
    series,
    year,
    sequence,
    style,
    taken: inOrder,
    unknown: below.filter((one) => !inOrder.includes(one)),
  };
}

function styleOf(series: string, year: number): NumberStyle {
  if (series !== PLENARY_SERIES) return 'path';
  return STYLE_FROM.find(([from]) => year >= from)?.[1] ?? 'path';
}

function written(style: NumberStyle, series: string, year: number, sequence: number): string {
  if (style !== 'path') {
    const padded = String(sequence).padStart(3, '0');
    return `${padded}${style === 'dash' ? '-' : '/'}${year}`;
  }
  const [body = '', organ = ''] = series.split('/');
  return `${body}/${year}/${organ}/Administrative Decision ${sequence}`;
}

function sound(
  text: string,
  style: NumberStyle,
  series: string,
  yearText: string,
  sequenceText: string,
): InstrumentNumber | null {
  const [year, sequence] = [Number(yearText), Number(sequenceText)];
  if (year < YEARS.first || year > YEARS.last || sequence === 0) return null;
  return { text, style, series, year, sequence };
}

function capitalised(organ: string): string {
  return organ
    .trim()
    .split(/\s+/)
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1).toLowerCase()}`)
    .join(' ');
}
