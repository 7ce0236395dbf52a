/** The shapes of the picture, each as SVG. Colours are attributes, so that the picture is whole without a style sheet. */
import type { Field, PlacedArrow, Point } from './layout.js';
import { type Block, INDENT, LABEL_LEADING, LABEL_SIZE, TITLE_LEADING, TITLE_SIZE } from '../wording.js';
import { element, escaped } from './xml.js';

/** How a box stands in the case. */
export type Lit = 'current' | 'visited' | 'plain';
/** Which way the script runs. */
export type Direction = 'ltr' | 'rtl';

/** The colours of Plenum's pages. */
export const COLOURS = {
  ink: '#10222b',
  quiet: '#46585f',
  brand: '#12455a',
  rule: '#b9c6cc',
  paper: '#ffffff',
  shade: '#eef3f5',
  lit: '#1c6140',
  litPaper: '#e6f2ec',
} as const;

const CORNER = 8;
const TURN = 7;
const HEAD = { length: 9, half: 4.5 };

/** @returns a rounded box; an end has a double border, a passing state is a pill with a broken one */
export function boxShape(
  { x, y, width, height }: Field,
  kind: 'state' | 'passing' | 'end' | 'field' | 'region',
  lit: Lit,
): string {
  const stroke = { current: COLOURS.lit, visited: COLOURS.brand, plain: COLOURS.brand }[lit];
  const paper = { current: COLOURS.litPaper, visited: COLOURS.shade, plain: COLOURS.paper }[lit];
  const outer = element('rect', {
    class: 'plenum-chart__box',
    x,
    y,
    width,
    height,
    rx: kind === 'passing' ? height / 2 : CORNER,
    fill: kind === 'region' ? 'none' : kind === 'field' ? COLOURS.paper : paper,
    stroke: kind === 'region' ? COLOURS.quiet : stroke,
    'stroke-width': lit === 'current' ? 3 : 1.5,
    'stroke-dasharray': kind === 'passing' || kind === 'region' ? '5 4' : undefined,
  });
  if (kind !== 'end') return outer;
  const inner = element('rect', {
    class: 'plenum-chart__inner',
    x: x + 4,
    y: y + 4,
    width: width - 8,
    height: height - 8,
    rx: CORNER - 3,
    fill: 'none',
    stroke,
    'stroke-width': 1.2,
  });
  return outer + inner;
}

/** @returns the sign beside the title that does not rest on colour: a disc where the case is, a tick where it was */
export function litSign({ x, y, width }: Field, lit: Lit, dir: Direction): string {
  if (lit === 'plain') return '';
  const at = { x: dir === 'ltr' ? x : x + width, y };
  const disc = element('circle', {
    class: 'plenum-chart__sign',
    cx: at.x,
    cy: at.y,
    r: 8,
    fill: lit === 'current' ? COLOURS.lit : COLOURS.paper,
    stroke: lit === 'current' ? COLOURS.paper : COLOURS.brand,
    'stroke-width': 1.5,
  });
  const mark =
    lit === 'current'
      ? element('circle', { class: 'plenum-chart__mark', cx: at.x, cy: at.y, r: 3, fill: COLOURS.paper })
      : element('path', {
          class: 'plenum-chart__mark',
          d: `M${at.x - 3.5} ${at.y} l2.5 3 l4.5 -5.5`,
          fill: 'none',
          stroke: COLOURS.brand,
          'stroke-width': 1.8,
        });
  return disc + mark;
}

/** @returns a fork in the way: a bar that arrows come to and go from */
export function choiceShape({ x, y, width, height }: Field): string {
  return element('rect', {
    class: 'plenum-chart__fork',
    x,
    y,
    width,
    height,
    rx: height / 2,
    fill: COLOURS.brand,
  });
}

/** @returns the mark where everything begins */
export function startShape({ x, y, width, height }: Field): string {
  return element('circle', {
    class: 'plenum-chart__start',
    cx: x + width / 2,
    cy: y + height / 2,
    r: width / 2,
    fill: COLOURS.brand,
  });
}

/** @returns the line of an arrow with rounded turns, and its head */
export function arrowShape({ points, isOfRecord }: PlacedArrow, isNext: boolean): string {
  const [tip, before] = [points.at(-1), points.at(-2)];
  if (tip === undefined || before === undefined) return '';
  const colour = isNext ? COLOURS.lit : COLOURS.quiet;
  const neck = towards(tip, before, HEAD.length - 1);
  const line = element('path', {
    class: 'plenum-chart__line',
    d: roundedPath([...points.slice(0, -1), neck]),
    fill: 'none',
    stroke: colour,
    'stroke-width': isNext ? 2 : 1.4,
    'stroke-dasharray': isOfRecord ? '6 4' : undefined,
  });
  return line + element('path', { class: 'plenum-chart__head', d: headPath(tip, before), fill: colour });
}

/** @returns a block of text on its field: a list from the edge where the script begins, anything else centred */
export function textBlock(field: Field, block: Block, kind: 'title' | 'label', dir: Direction): string {
  const [size, leading] = kind === 'title' ? [TITLE_SIZE, TITLE_LEADING] : [LABEL_SIZE, LABEL_LEADING];
  const top = field.y + (field.height - block.height) / 2;
  const edge = (field.width - block.width) / 2;
  const sign = dir === 'ltr' ? 1 : -1;
  const begin = dir === 'ltr' ? field.x + edge : field.x + field.width - edge;
  return block.lines
    .map(({ text, isDate, isItem }, index) => {
      const y = round(top + leading * index + leading * 0.72);
      const centre = round(field.x + field.width / 2);
      const line = element(
        'text',
        {
          class: `plenum-chart__${kind}${isDate ? ` plenum-chart__${kind}--date` : ''}`,
          x: block.isList ? round(begin + sign * INDENT) : centre,
          y,
          'font-size': size,
          'font-weight': kind === 'title' ? 600 : undefined,
          'text-anchor': block.isList ? 'start' : 'middle',
          fill: isDate ? COLOURS.brand : COLOURS.ink,
        },
        escaped(text),
      );
      return block.isList && isItem ? bulletAt(begin + sign * 4, y - size * 0.32) + line : line;
    })
    .join('');
}

function bulletAt(x: number, y: number): string {
  return element('circle', {
    class: 'plenum-chart__bullet',
    cx: round(x),
    cy: round(y),
    r: 1.8,
    fill: COLOURS.quiet,
  });
}

function roundedPath(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const [before, next] = [points[index - 1], points[index + 1]];
      if (before === undefined) return `M${point.x} ${point.y}`;
      if (next === undefined) return `L${point.x} ${point.y}`;
      const turn = Math.min(TURN, distance(before, point) / 2, distance(point, next) / 2);
      const [from, to] = [towards(point, before, turn), towards(point, next, turn)];
      return `L${from.x} ${from.y} Q${point.x} ${point.y} ${to.x} ${to.y}`;
    })
    .join(' ');
}

function headPath(tip: Point, before: Point): string {
  const base = towards(tip, before, HEAD.length);
  const [across, down] = [Math.sign(tip.y - before.y), Math.sign(tip.x - before.x)];
  const [dx, dy] = [HEAD.half * Math.abs(across), HEAD.half * Math.abs(down)];
  return `M${tip.x} ${tip.y} L${round(base.x - dx)} ${round(base.y - dy)} L${round(base.x + dx)} ${round(base.y + dy)} Z`;
}

function towards(from: Point, to: Point, by: number): Point {
  const all = distance(from, to);
  if (all === 0) return from;
  return { x: round(from.x + ((to.x - from.x) * by) / all), y: round(from.y + ((to.y - from.y) * by) / all) };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
