/**
 * The picture as SVG. It runs no script and carries no style, for the pages' security policy forbids both; the style sheet
 * finds everything by class.
 */
import { keyOf } from './key.js';
import type { Field, Layout, PlacedArrow, PlacedBox } from './layout.js';
import {
  COLOURS,
  type Direction,
  type Lit,
  arrowShape,
  boxShape,
  choiceShape,
  litSign,
  startShape,
  textBlock,
} from './shapes.js';
import type { Standing } from '../standing.js';
import { type Words, TITLE_LEADING } from '../wording.js';
import { element, escaped } from './xml.js';

/** What is said of the picture as a whole. */
export interface Caption {
  readonly title: string;
  readonly description: string;
}

/**
 * @param layout the places, for the direction of the script
 * @param standing which boxes are lit
 * @param caption what a screen reader says of the picture
 * @param words translates the key
 * @param dir of the script
 * @returns the SVG element
 */
export function svgOf(
  layout: Layout,
  standing: Standing,
  caption: Caption,
  words: Words,
  dir: Direction,
): string {
  const key = keyOf(layout, standing, words, dir);
  const [width, height] = [Math.max(layout.width, key.width), layout.height + key.height];
  const litOf = (id: string): Lit =>
    standing.current.has(id) ? 'current' : standing.visited.has(id) ? 'visited' : 'plain';
  const fields = layout.boxes.filter(({ box }) => box.boxes.length > 0);
  const leaves = layout.boxes.filter(({ box }) => box.boxes.length === 0);
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'plenum-chart',
      role: 'img',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      direction: dir,
      'font-family':
        'system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, Liberation Sans, Arial, sans-serif',
    },
    element('title', {}, escaped(caption.title)),
    element('desc', {}, escaped(caption.description)),
    ...fields.map((placed) => boxGroup(placed, litOf(placed.box.id), dir)),
    ...layout.arrows.map((arrow) => arrowGroup(arrow, standing)),
    ...layout.starts.map(startShape),
    ...leaves.map((placed) => boxGroup(placed, litOf(placed.box.id), dir)),
    ...layout.notes.map(({ block, ...field }) =>
      element('g', { class: 'plenum-chart__note' }, noteShape(field), textBlock(field, block, 'label', dir)),
    ),
    ...layout.arrows.map((arrow) => labelGroup(arrow, dir)),
    key.svg,
  );
}

function boxGroup(placed: PlacedBox, lit: Lit, dir: Direction): string {
  const { box, title } = placed;
  const isField = box.boxes.length > 0;
  const kind = box.kind === 'state' && isField ? 'field' : box.kind;
  const names = [kind === 'state' ? null : kind, lit === 'plain' ? null : lit];
  const base = 'plenum-chart__state';
  const classes = [base, ...names.flatMap((name) => (name === null ? [] : [`${base}--${name}`]))];
  const head: Field = isField ? { ...placed, height: (title?.height ?? 0) + TITLE_LEADING } : placed;
  return element(
    'g',
    { class: classes.join(' '), 'data-state': box.id },
    kind === 'choice' ? choiceShape(placed) : boxShape(placed, kind, lit),
    title === null ? '' : textBlock(head, title, 'title', dir),
    litSign(placed, lit, dir),
  );
}

/** Arrows out of where the case is are what may come next. */
function arrowGroup(placed: PlacedArrow, { current }: Standing): string {
  const isNext = placed.sources.some((id) => current.has(id));
  return element(
    'g',
    { class: `plenum-chart__arrow${isNext ? ' plenum-chart__arrow--next' : ''}` },
    arrowShape(placed, isNext),
  );
}

function labelGroup({ label }: PlacedArrow, dir: Direction): string {
  if (label === null) return '';
  const { x, y, width, height } = label;
  const paper = element('rect', {
    class: 'plenum-chart__paper',
    x: x + 2,
    y,
    width: width - 4,
    height,
    rx: 4,
    fill: COLOURS.paper,
  });
  return paper + textBlock(label, label.block, 'label', dir);
}

function noteShape({ x, y, width, height }: Field): string {
  return element('rect', {
    class: 'plenum-chart__box',
    x,
    y,
    width,
    height,
    rx: 2,
    fill: COLOURS.shade,
    stroke: COLOURS.rule,
  });
}
