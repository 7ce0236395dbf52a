/** Items that are taken up although their notice had run out: asked for in the room, when the agenda is adopted. */
import type { JsonObject } from '../../../kernel/json.js';
import type { Typed } from '../../cases/index.js';
import type { PageFault } from '../meeting-desk.service.js';
import { itemId } from './item-id.js';

/** How many the form has room for; more are rare enough for the interface of programs. */
const ROWS = [0, 1, 2] as const;
const PARTS = ['title', 'askedBy'] as const;
type Part = (typeof PARTS)[number];

/** One row of the form, as it was typed. */
export interface LateRow {
  readonly row: number;
  readonly title: string;
  readonly askedBy: string;
}

/** @returns name of an input: `late.0.title` */
export function lateField(row: number, part: Part): string {
  return `late.${row}.${part}`;
}

/** @returns every row of the form with what was typed into it */
export function lateRows(sent: Typed | undefined): readonly LateRow[] {
  const typed = (row: number, part: Part): string => sent?.get(lateField(row, part))?.[0]?.trim() ?? '';
  return ROWS.map((row) => ({ row, title: typed(row, 'title'), askedBy: typed(row, 'askedBy') }));
}

/** @returns the rows in which something was typed */
export function askedFor(sent: Typed): readonly LateRow[] {
  return lateRows(sent).filter(({ title, askedBy }) => title !== '' || askedBy !== '');
}

/** @returns what the command takes, in the order of the rows that were filled in */
export function lateItems(sent: Typed): readonly JsonObject[] {
  return askedFor(sent).map(({ title, askedBy }) => ({ id: itemId(title), title, askedBy }));
}

/** @param missing what to say of a part that is not filled in */
export function lateFaults(sent: Typed, missing: (part: Part) => string): readonly PageFault[] {
  return askedFor(sent).flatMap((typed) =>
    PARTS.filter((part) => typed[part] === '').map((part) => ({
      name: lateField(typed.row, part),
      text: missing(part),
    })),
  );
}

/** @returns the input that a fault of the command is about: its list has no gaps, the form may have some */
export function inputOfFault(name: string, sent: Typed): string {
  const [, index = '', part = ''] = /^late\.(\d+)\.(\w+)$/.exec(name) ?? [];
  const typed = index === '' ? undefined : askedFor(sent)[Number(index)];
  return typed ? lateField(typed.row, part === 'askedBy' ? 'askedBy' : 'title') : name;
}
