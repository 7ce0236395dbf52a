/** Files of comma-separated values as text: RFC 4180, UTF-8, safe to open in a spreadsheet. */
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { DomainError } from '../../kernel/domain-error.js';

/** A cell that begins so is run by a spreadsheet as a formula. An apostrophe before it is not shown and keeps it a text. */
const FORMULA = /^'*[=+\-@\t\r]/;
/** Says to a spreadsheet that the file is UTF-8. */
const MARK = '\uFEFF';
// eslint-disable-next-line no-control-regex -- exactly the characters that no database text or mail may hold
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

/** One line of a file. */
export interface CsvLine {
  /** number of the line in the file on which it ends, from 1 */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads a file. Blanks around a cell are dropped unless it is quoted, empty lines are passed over, and the apostrophe before a
 * formula is taken off again.
 *
 * @param bytes the file as it is
 * @returns its lines, the heading first; at least one
 * @throws DomainError `registry-files.unreadable` when it is empty, not UTF-8 or not CSV
 */
export function readCsv(bytes: Uint8Array): CsvLine[] {
  const text = decode(bytes);
  if (text.replace(MARK, '').trim() === '')
    throw unreadable('The file is empty. Export the table first, and change what you get.');
  return parseLines(text).map(({ record, info }) => ({ line: info.lines, cells: record.map(withoutGuard) }));
}

/** @returns the text of a file, the heading first, in lines that end with a line feed */
export function writeCsv(lines: readonly (readonly string[])[]): string {
  return MARK + csvLines(lines);
}

/** @returns more lines of a file that {@link writeCsv} began */
export function csvLines(lines: readonly (readonly string[])[]): string {
  return lines.map((cells) => `${cells.map((cell) => quoted(guarded(cell))).join(',')}\n`).join('');
}

const linesSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) }));

function parseLines(text: string): z.output<typeof linesSchema> {
  try {
    const options = {
      bom: true,
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    } as const;
    return linesSchema.parse(parse(text, options));
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw unreadable(
      `The file is no CSV: ${cause.message}. A cell with a quotation mark, a comma or a line break stands in quotation marks, and a quotation mark in it is doubled.`,
      cause,
    );
  }
}

function decode(bytes: Uint8Array): string {
  const text = utf8(bytes);
  const line = text.split('\n').findIndex((one) => CONTROL.test(one)) + 1;
  if (line === 0) return text;
  throw unreadable(`Line ${line} holds a control character. Save the file as «CSV UTF-8», or take it out.`);
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw unreadable('The file is not UTF-8. Save it as «CSV UTF-8» and try again.', cause);
  }
}

function guarded(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

function withoutGuard(cell: string): string {
  return cell.startsWith(`'`) && FORMULA.test(cell) ? cell.slice(1) : cell;
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function unreadable(message: string, cause?: unknown): DomainError {
  return new DomainError('registry-files.unreadable', 'invalid', message, { field: 'file' }, { cause });
}
