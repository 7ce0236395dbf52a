/** The key under the picture: only what occurs in it. */
import type { Field, Layout } from './layout.js';
import { COLOURS, type Direction, type Lit, boxShape, litSign } from './shapes.js';
import type { Standing } from '../standing.js';
import { widthOf } from './text-size.js';
import { CHART_PHRASES, LABEL_SIZE, type Words } from '../wording.js';
import { element, escaped } from './xml.js';

const SWATCH = { width: 34, height: 20 };
const ROW = 32;
const MARGIN = { top: 20, side: 16, between: 24, beside: 8 };
/** Below this the key rather takes another row than a broader picture. */
const LEAST_ROOM = 520;

type Entry = readonly [words: string, swatch: (field: Field) => string];

/** @returns the key as SVG under the layout, and the room it takes */
export function keyOf(
  layout: Layout,
  standing: Standing,
  words: Words,
  dir: Direction,
): { readonly svg: string; readonly width: number; readonly height: number } {
  const width = Math.max(layout.width, LEAST_ROOM);
  let [x, row] = [MARGIN.side, 0];
  const drawn = entriesOf(layout, standing, dir).map(([phrase, swatch]) => {
    const text = words(phrase);
    const needed = SWATCH.width + MARGIN.beside + widthOf(text, LABEL_SIZE);
    if (x > MARGIN.side && x + needed > width - MARGIN.side) [x, row] = [MARGIN.side, row + 1];
    const y = layout.height + MARGIN.top + row * ROW;
    const left = dir === 'ltr' ? x : width - x - SWATCH.width;
    x += needed + MARGIN.between;
    return swatch({ x: left, y, ...SWATCH }) + textBeside(left, y, text, dir);
  });
  const svg = element('g', { class: 'plenum-chart__key' }, ...drawn);
  return { svg, width, height: MARGIN.top + (row + 1) * ROW };
}

function entriesOf({ boxes, arrows }: Layout, standing: Standing, dir: Direction): readonly Entry[] {
  const has = (kind: string): boolean => boxes.some(({ box }) => box.kind === kind);
  const box =
    (kind: 'state' | 'passing' | 'end', lit: Lit) =>
    (field: Field): string =>
      boxShape(field, kind, lit) + litSign(field, lit, dir);
  const entries: readonly (readonly [boolean, ...Entry])[] = [
    [standing.current.size > 0, CHART_PHRASES.current, box('state', 'current')],
    [standing.visited.size > 0, CHART_PHRASES.visited, box('state', 'visited')],
    [has('end'), CHART_PHRASES.end, box('end', 'plain')],
    [has('passing'), CHART_PHRASES.passing, box('passing', 'plain')],
    [
      arrows.some(({ arrow }) => arrow.causes.some(({ kind }) => kind === 'timer')),
      CHART_PHRASES.date,
      dateSwatch,
    ],
  ];
  return entries.flatMap(([occurs, phrase, swatch]) => (occurs ? [[phrase, swatch] as const] : []));
}

function dateSwatch({ x, y, width, height }: Field): string {
  return element(
    'text',
    {
      class: 'plenum-chart__label plenum-chart__label--date',
      x: x + width / 2,
      y: y + height * 0.68,
      'font-size': LABEL_SIZE,
      'text-anchor': 'middle',
      fill: COLOURS.brand,
    },
    'abc',
  );
}

function textBeside(left: number, y: number, text: string, dir: Direction): string {
  const x = dir === 'ltr' ? left + SWATCH.width + MARGIN.beside : left - MARGIN.beside;
  return element(
    'text',
    {
      class: 'plenum-chart__label',
      x,
      y: y + SWATCH.height * 0.7,
      'font-size': LABEL_SIZE,
      'text-anchor': 'start',
      fill: COLOURS.ink,
    },
    escaped(text),
  );
}
