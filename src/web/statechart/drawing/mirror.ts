/** A layout for scripts that run from right to left: the same picture in a mirror, its text set anew. */
import type { Field, Layout, Point } from './layout.js';

/**
 * @param layout for left to right
 * @returns the same for right to left
 */
export function mirrored(layout: Layout): Layout {
  const field = <Placed extends Field>(one: Placed): Placed => ({
    ...one,
    x: layout.width - one.x - one.width,
  });
  const point = ({ x, y }: Point): Point => ({ x: layout.width - x, y });
  return {
    ...layout,
    boxes: layout.boxes.map(field),
    starts: layout.starts.map(field),
    notes: layout.notes.map(field),
    arrows: layout.arrows.map((arrow) => ({
      ...arrow,
      points: arrow.points.map(point),
      label: arrow.label && field(arrow.label),
    })),
  };
}
