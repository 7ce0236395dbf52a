import type { z } from 'zod';
import { cellsOf, readCell } from './cells.js';
import { type CsvLine, readCsv } from './csv-text.js';
import type { FileEntry, RangedEntry, Sheet, SheetColumn, SheetFault } from './sheet.js';

/** A file, read: the entries that are sound, and every fault of the others. */
export interface SheetReading<Entry extends RangedEntry = RangedEntry> {
  readonly entries: readonly (FileEntry & { readonly entry: Entry })[];
  readonly faults: readonly SheetFault[];
}

const INSTANT_REMEDY =
  'a day such as 2012-11-30 (00:00 UTC), or an instant with its offset such as 2012-11-30T17:00:00Z';

/**
 * Reads a file of a sheet and checks each line by itself.
 *
 * @param sheet what the file is to hold
 * @param bytes the file as it is
 * @returns sound entries and faults by line; with a faulty heading no line is read
 * @throws DomainError `registry-files.unreadable` when it is empty, not UTF-8 or not CSV
 */
export function readSheet<Entry extends RangedEntry>(
  sheet: Sheet<Entry>,
  bytes: Uint8Array,
): SheetReading<Entry> {
  const [head, ...lines] = readCsv(bytes);
  const headings = head?.cells ?? [];
  const faults = headingFaults(sheet, headings, head?.line ?? 1);
  if (faults.length > 0) return { entries: [], faults };
  const read = lines.map((line) => readLine(sheet, headings, line));
  return { entries: read.flatMap(({ entries }) => entries), faults: read.flatMap((one) => one.faults) };
}

function headingFaults({ columns }: Sheet, headings: readonly string[], line: number): SheetFault[] {
  const known = columns.map(({ name }) => name);
  const unknown = headings.filter((heading) => !known.includes(heading));
  const twice = headings.filter((heading, index) => headings.indexOf(heading) !== index);
  const missing = columns.filter(({ name, mayBeMissing }) => !mayBeMissing && !headings.includes(name));
  const list = `The columns are: ${known.join(', ')}.`;
  return [
    ...unknown.map((column) => ({ line, column, message: `there is no such column: take it out. ${list}` })),
    ...twice.map((column) => ({ line, column, message: 'this column stands twice: take one out' })),
    ...missing.map(({ name }) => ({ line, column: name, message: `this column is missing. ${list}` })),
  ];
}

function readLine<Entry extends RangedEntry>(
  sheet: Sheet<Entry>,
  headings: readonly string[],
  { line, cells }: CsvLine,
): SheetReading<Entry> {
  if (cells.length !== headings.length) {
    const message = `this line has ${cells.length} cells and the heading ${headings.length}: a cell with a comma in it stands in quotation marks`;
    return { entries: [], faults: [{ line, column: '', message }] };
  }
  const values = sheet.columns.map(
    ({ name, field, cell }) => [field, readCell(cell, cells[headings.indexOf(name)] ?? '')] as const,
  );
  const checked = sheet.schema.safeParse(Object.fromEntries(values));
  if (!checked.success)
    return { entries: [], faults: checked.error.issues.map((issue) => faultOf(sheet.columns, line, issue)) };
  return { entries: [{ line, entry: checked.data, cells: cellsOf(sheet, checked.data) }], faults: [] };
}

function faultOf(
  columns: readonly SheetColumn[],
  line: number,
  { path, code, message }: z.core.$ZodIssue,
): SheetFault {
  const at = columns.find(({ field }) => field === path[0]);
  const isMisread = at?.cell === 'instant' && code !== 'custom'; // a rule across fields says itself what is wrong
  return { line, column: at?.name ?? '', message: isMisread ? INSTANT_REMEDY : message };
}
