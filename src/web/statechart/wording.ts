/** The words on the picture: what stands in a box, beside an arrow, in the key; translated and broken into lines. */
import type { Cause } from '../../engine/index.js';
import type { ChartArrow } from './chart.js';
import { widthOf, wrapped } from './drawing/text-size.js';

/** Translates a text of a workflow, or one of {@link CHART_PHRASES}. */
export type Words = (text: string) => string;

/** What the picture says by itself, to be translated with the titles of the workflows. */
export const CHART_PHRASES = {
  byItself: 'by itself',
  anyTime: 'at any time:',
  anyOf: 'In any of these states:',
  states: 'States',
  current: 'current state',
  visited: 'passed already',
  passing: 'passed through at once',
  end: 'end',
  start: 'start',
  date: 'when a date comes',
  leads: 'leads to',
  stays: 'without leaving it',
  atTheSameTime: 'at the same time',
  choice: 'depending on the record',
} as const;

/** A line of text; a date that comes is set in another face than what somebody does. */
export interface Line {
  readonly text: string;
  readonly isDate: boolean;
  /** whether a new item of a list begins here */
  readonly isItem: boolean;
}

/** Lines and the room they need, in pixels. */
export interface Block {
  readonly lines: readonly Line[];
  readonly isList: boolean;
  readonly width: number;
  readonly height: number;
}

/** Of state titles and of everything else, in pixels. */
export const TITLE_SIZE = 15;
export const LABEL_SIZE = 12.5;
export const TITLE_LEADING = 20;
export const LABEL_LEADING = 16;
/** Before each item of a list. */
export const INDENT = 11;
const TITLE_ROOM = 170;
const LABEL_ROOM = 140;
const NOTE_ROOM = 230;
/** With more items than this a list is rather set broader than longer. */
const LONG_LIST = 4;
const LONG_LIST_ROOM = 230;

/** @returns the title of a state, in lines */
export function titleBlock(title: string): Block {
  return block([{ text: title, isDate: false, isItem: false }], TITLE_ROOM, false, 'bold');
}

/** @returns the states a note stands for, in lines under a heading */
export function noteBlock(titles: readonly string[], words: Words): Block {
  return block(
    [words(CHART_PHRASES.anyOf), titles.map(words).join('\u00a0· ')].map((text) => ({
      text,
      isDate: false,
      isItem: false,
    })),
    NOTE_ROOM,
    false,
  );
}

/** @returns what is written on an arrow, or null where the arrow speaks for itself */
export function arrowBlock(arrow: ChartArrow, leavesAtOnce: boolean, words: Words): Block | null {
  const isOfRecord = arrow.causes.some(({ kind }) => kind === 'record');
  const acts = [
    ...titlesOf(arrow.causes),
    ...(isOfRecord && !leavesAtOnce ? [{ title: CHART_PHRASES.byItself, isDate: true }] : []),
  ].map(({ title, isDate }) => ({ text: words(title), isDate, isItem: true }));
  if (acts.length === 0) return null;
  const room = acts.length > LONG_LIST ? LONG_LIST_ROOM : LABEL_ROOM;
  if (arrow.startOf === null) return block(acts, room, acts.length > 1);
  return block([{ text: words(CHART_PHRASES.anyTime), isDate: false, isItem: false }, ...acts], room, true);
}

/** @returns commands and dates in plain words, each title once, not yet translated; what the record does by itself has none */
export function titlesOf(causes: readonly Cause[]): readonly { title: string; isDate: boolean }[] {
  const titles = new Map<string, boolean>();
  for (const cause of causes)
    if (cause.kind !== 'record' && !titles.has(cause.title)) titles.set(cause.title, cause.kind === 'timer');
  return [...titles].map(([title, isDate]) => ({ title, isDate }));
}

function block(
  items: readonly Line[],
  room: number,
  isList: boolean,
  weight: 'plain' | 'bold' = 'plain',
): Block {
  const size = weight === 'bold' ? TITLE_SIZE : LABEL_SIZE;
  const leading = weight === 'bold' ? TITLE_LEADING : LABEL_LEADING;
  const lines = items.flatMap(({ text, isDate, isItem }) =>
    wrapped(text, room, size, weight).map((line, index) => ({
      text: line,
      isDate,
      isItem: isItem && index === 0,
    })),
  );
  const widest = Math.max(...lines.map(({ text }) => widthOf(text, size, weight)));
  return { lines, isList, width: widest + (isList ? INDENT : 0), height: lines.length * leading };
}
