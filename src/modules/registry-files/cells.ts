/** Between the value of a field and the text of its cell. */
import type { CellKind, Cells, Sheet } from './sheet.js';

const MIDNIGHT = 'T00:00:00.000Z';
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * @param cell as it stands in the file
 * @returns the value a schema is to check; a cell that is none of its kind is handed on as it is, for the schema to refuse
 */
export function readCell(kind: CellKind, cell: string): unknown {
  switch (kind) {
    case 'text':
      return cell;
    case 'optional':
      return cell === '' ? null : cell;
    case 'whole':
      return /^\d+$/.test(cell) ? Number(cell) : cell;
    case 'words':
      return wordsOf(cell);
    case 'optional-words':
      return cell === '' ? null : wordsOf(cell);
    case 'instant':
      return cell === '' ? null : DAY.test(cell) ? `${cell}T00:00:00Z` : cell;
  }
}

function wordsOf(cell: string): string[] {
  return cell.split(/\s+/).filter((word) => word !== '');
}

/** @returns the cell of a checked value; a day for an instant at 00:00 UTC */
export function writeCell(kind: CellKind, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join(' ');
  const text = String(value);
  return kind === 'instant' && text.endsWith(MIDNIGHT) ? text.slice(0, -MIDNIGHT.length) : text;
}

/** @returns the cells of a checked entry */
export function cellsOf({ columns }: Pick<Sheet, 'columns'>, entry: object): Cells {
  const values = new Map(Object.entries(entry));
  return Object.fromEntries(
    columns.map(({ name, field, cell }) => [name, writeCell(cell, values.get(field))]),
  );
}
