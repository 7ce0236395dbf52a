/** A grid of parties by whatever stands in its columns, as page and file show it. Pure. */
import type { Words } from '../../../platform/http/words.js';
import { writeCsv } from '../../../modules/registry-files/index.js';

/** What rows may be narrowed down to. */
export const ONLY = ['late', 'silent', 'unreached'] as const;
export type Only = (typeof ONLY)[number];

/** One cell: a sign and a word that say the same, and what more there is to say. */
export interface GridCellShown {
  readonly sign: string;
  readonly word: string;
  /** such as `2 of 3`, `reminded 2 of 5`; empty: nothing more */
  readonly notes: readonly string[];
  /** name of the look, which never says more than the word */
  readonly look: string;
  readonly href: string | null;
  readonly is: readonly Only[];
}

/** One column. */
export interface GridColumnShown {
  readonly id: string;
  readonly text: string;
  readonly href: string | null;
  /** instant that it closes; null where it does not */
  readonly closes: string | null;
}

/** One row; the cells are those of the columns, in their order. */
export interface GridRowShown {
  readonly code: string;
  readonly name: string;
  readonly href: string | null;
  readonly cells: readonly (GridCellShown | null)[];
}

/** The grid. */
export interface GridTable {
  readonly columns: readonly GridColumnShown[];
  readonly rows: readonly GridRowShown[];
}

/** @returns the grid with the rows alone of which one cell is so */
export function onlyRows(table: GridTable, only: Only | null): GridTable {
  if (only === null) return table;
  return { ...table, rows: table.rows.filter(({ cells }) => cells.some((cell) => cell?.is.includes(only))) };
}

/** @returns the grid as one file for spreadsheets */
export function gridCsv(t: Words['t'], { columns, rows }: GridTable): string {
  return writeCsv([
    [t('board.grid.code'), t('board.grid.party'), ...columns.map(({ text }) => text)],
    ...rows.map(({ code, name, cells }) => [code, name, ...cells.map((cell) => cellText(cell))]),
  ]);
}

function cellText(cell: GridCellShown | null): string {
  return cell === null ? '' : [cell.word, ...cell.notes].join('; ');
}
