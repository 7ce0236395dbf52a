import type { InstrumentLine } from '../compendium.types.js';

const COLUMNS: readonly (readonly [string, (line: InstrumentLine) => string | null])[] = [
  ['id', ({ id }) => id],
  ['number', ({ number }) => number],
  ['title', ({ title }) => title],
  ['type', ({ type }) => type],
  ['organ', ({ organ }) => organ],
  ['adopted', ({ adopted }) => adopted],
  ['adopted_in', ({ adoptedIn }) => adoptedIn],
  ['effective_at', ({ effectiveAt }) => effectiveAt],
  ['published_at', ({ publishedAt }) => publishedAt],
  ['standing', ({ standing }) => standing],
  ['standing_since', ({ standingSince }) => standingSince],
  [
    'languages',
    ({ languages }) => languages.map(({ language, status }) => `${language}:${status}`).join(' '),
  ],
  ['missing', ({ missing }) => missing.join(' ')],
  ['amended_by', ({ amendedBy }) => amendedBy.map(({ number, title }) => number ?? title).join('; ')],
  ['source', ({ source }) => source],
];

/**
 * A list as CSV (RFC 4180), for spreadsheets: a cell that a spreadsheet would take for a formula gets an apostrophe before it.
 *
 * @returns a head and one row for each document, each ended by CR LF
 */
export function compendiumCsv(documents: readonly InstrumentLine[]): string {
  const rows = documents.map((line) => COLUMNS.map(([, cellOf]) => cell(cellOf(line) ?? '')));
  return [COLUMNS.map(([name]) => name), ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
