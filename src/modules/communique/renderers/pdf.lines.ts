/**
 * Breaks text into lines and orders each line as it is read: the Unicode Bidirectional Algorithm (UAX 9) over pieces of one font,
 * one look and one direction. A word longer than a line is broken where the line ends.
 */
import bidiModule from 'bidi-js';
import { type PdfFont, fontOf } from './pdf.fonts.js';

/** How a span looks. */
export interface Look {
  readonly bold?: boolean;
  readonly color?: string;
  readonly line?: 'under' | 'through';
}

/** A stretch of text of one look. */
export interface Span extends Look {
  readonly text: string;
}

/** A piece of a line, in one font; `x` in points from the left edge of the text. */
export interface Piece extends Look {
  readonly text: string;
  /** what stands there, where the letters are written from right to left; null where they say so themselves */
  readonly actual: string | null;
  readonly font: PdfFont;
  readonly x: number;
  readonly width: number;
}

/** Pieces in the order in which they are read. */
export type Line = readonly Piece[];

/** Measures a text in a font, in points. */
export type Measure = (text: string, font: PdfFont) => number;

export interface LineOptions {
  readonly width: number;
  readonly direction: 'ltr' | 'rtl';
  readonly measure: Measure;
}

interface Atom extends Look {
  readonly text: string;
  readonly actual: string | null;
  readonly font: PdfFont;
  readonly width: number;
  /** odd: written from right to left */
  readonly level: number;
  readonly kind: 'space' | 'word';
  /** a line may end before it */
  readonly opens: boolean;
}

// the types take the module for one with a default; Node hands over the function itself
const bidi = (bidiModule as unknown as typeof bidiModule.default)();

/** @returns the lines of a paragraph */
export function linesOf(spans: readonly Span[], options: LineOptions): readonly Line[] {
  const lines = filled(atomsOf(spans, options), options);
  return lines.map((line) => placed(line, options));
}

const PIECES = /\s+|\p{Script=Han}|[^\s\p{Script=Han}]+/gu;

function atomsOf(spans: readonly Span[], { direction, measure }: LineOptions): readonly Atom[] {
  const whole = spans.map(({ text }) => text).join('');
  const { levels } = bidi.getEmbeddingLevels(whole, direction);
  const atoms: Atom[] = [];
  let start = 0;
  let afterBreak = true;
  for (const { text, ...look } of spans) {
    for (const { 0: piece, index } of text.matchAll(PIECES)) {
      const isSpace = /^\s/.test(piece);
      const isHan = /^\p{Script=Han}/u.test(piece);
      for (const part of partsOf(piece, look.bold ?? false, levels, start + index)) {
        const actual = part.level % 2 === 1 ? part.text : null;
        const shown = actual === null ? part.text : mirrored(actual);
        const opens = !isSpace && (afterBreak || isHan);
        atoms.push({
          ...look,
          ...part,
          text: shown,
          actual,
          width: measure(shown, part.font),
          kind: isSpace ? 'space' : 'word',
          opens,
        });
        afterBreak = isSpace || isHan;
      }
    }
    start += text.length;
  }
  return atoms;
}

interface Part {
  readonly text: string;
  readonly font: PdfFont;
  readonly level: number;
}

/** Splits a word where its font or its direction changes. */
function partsOf(piece: string, bold: boolean, levels: Uint8Array, at: number): readonly Part[] {
  const parts: Part[] = [];
  let index = at;
  for (const character of piece) {
    const level = levels[index] ?? 0;
    const last = parts.at(-1);
    const isMark = /\p{M}/u.test(character);
    const font = isMark && last ? last.font : fontOf(character, bold);
    if (last && (isMark || (last.font === font && last.level === level)))
      parts[parts.length - 1] = { ...last, text: last.text + character };
    else parts.push({ text: character, font, level });
    index += character.length;
  }
  return parts;
}

function mirrored(text: string): string {
  return [...text].map((character) => bidi.getMirroredCharacter(character) ?? character).join('');
}

function filled(atoms: readonly Atom[], { width, measure }: LineOptions): readonly (readonly Atom[])[] {
  const lines: Atom[][] = [];
  let line: Atom[] = [];
  let used = 0;
  const end = (): void => {
    lines.push(line);
    line = [];
    used = 0;
  };
  for (const group of groupsOf(atoms)) {
    const groupWidth = sum(group);
    const isSpace = group[0]?.kind === 'space';
    if (isSpace && line.length === 0) continue;
    if (!isSpace && line.length > 0 && used + groupWidth > width) end();
    for (const atom of groupWidth > width ? group.flatMap((one) => shreds(one, width, measure)) : group) {
      if (!isSpace && line.length > 0 && used + atom.width > width) end();
      line.push(atom);
      used += atom.width;
    }
  }
  if (line.length > 0) end();
  return lines;
}

/** Atoms that no line may separate; spaces are groups of their own. */
function groupsOf(atoms: readonly Atom[]): readonly (readonly Atom[])[] {
  const groups: Atom[][] = [];
  for (const atom of atoms) {
    const last = groups.at(-1);
    if (last === undefined || atom.kind === 'space' || atom.opens || last[0]?.kind === 'space')
      groups.push([atom]);
    else last.push(atom);
  }
  return groups;
}

/** A word longer than a line, in pieces that fit. */
function shreds(atom: Atom, width: number, measure: Measure): readonly Atom[] {
  const pieces: string[] = [];
  for (const character of atom.text) {
    const last = pieces.at(-1);
    if (last !== undefined && measure(last + character, atom.font) <= width)
      pieces[pieces.length - 1] = last + character;
    else pieces.push(character);
  }
  return pieces.map((text) => ({ ...atom, text, width: measure(text, atom.font) }));
}

/** Rule L2 of UAX 9: from the highest level down, each run at that level or above is turned round. */
function placed(line: readonly Atom[], { width, direction }: LineOptions): Line {
  const base = direction === 'rtl' ? 1 : 0;
  const order = line.map((_, index) => index);
  // rule L1: a space at the end of a line goes the way of the paragraph
  const levelAt = (index: number): number =>
    index === line.length - 1 && line[index]?.kind === 'space' ? base : (line[index]?.level ?? 0);
  const highest = Math.max(0, ...line.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1)
    for (let from = 0; from < order.length; from += 1) {
      let to = from;
      while (to < order.length && levelAt(order[to] ?? 0) >= level) to += 1;
      order.splice(from, to - from, ...order.slice(from, to).reverse());
      from = Math.max(from, to);
    }
  const xs = new Map<number, number>();
  let x = direction === 'rtl' ? width - sum(line) : 0;
  for (const index of order) {
    xs.set(index, x);
    x += line[index]?.width ?? 0;
  }
  return joined(line.map((atom, index) => ({ ...atom, x: xs.get(index) ?? 0 })));
}

/**
 * Neighbours of one look that are written from left to right are one piece: they are read, and copied, as one. From right to
 * left each word is a piece with the space after it, which the shaped word has at its left.
 */
function joined(atoms: readonly (Atom & { readonly x: number })[]): Line {
  const pieces: (Atom & { readonly x: number })[] = [];
  for (const atom of atoms) {
    const last = pieces.at(-1);
    if (last && fits(last, atom))
      pieces[pieces.length - 1] = { ...last, text: last.text + atom.text, width: last.width + atom.width };
    else if (last && atom.kind === 'space' && last.level % 2 === 1)
      pieces[pieces.length - 1] = spaced(last, atom);
    else if (atom.kind === 'word' || atom.line !== undefined) pieces.push(atom);
  }
  return pieces;
}

/** A word written from right to left with the space after it, which stands at its left. */
function spaced<Placed extends Atom & { readonly x: number }>(word: Placed, { text, width }: Atom): Placed {
  const { actual, x } = word;
  return { ...word, text: word.text + text, actual: actual === null ? null : actual + text, x: x - width };
}

function fits(last: Atom & { readonly x: number }, next: Atom & { readonly x: number }): boolean {
  return (
    last.level % 2 === 0 &&
    last.level === next.level &&
    last.font === next.font &&
    last.color === next.color &&
    last.line === next.line &&
    Math.abs(last.x + last.width - next.x) < 0.01
  );
}

function sum(atoms: readonly Atom[]): number {
  return atoms.reduce((total, { width }) => total + width, 0);
}
