/** What a file would change in a table: pure. */
import type { Instant } from '../../kernel/instant.js';
import { cellsOf } from './cells.js';
import type { Cells, FileEntry, RangedEntry, Sheet, SheetFault, StoredEntry } from './sheet.js';

/** A line of the file that takes the place of what is believed now. */
export interface Replacement {
  readonly line: number;
  readonly before: StoredEntry;
  readonly entry: RangedEntry;
  readonly cells: Cells;
}

/** What a file would change. `ended`: nothing but an end, given in the file or by the line of the file that follows. */
export interface SheetDifference {
  readonly added: readonly FileEntry[];
  readonly changed: readonly Replacement[];
  readonly ended: readonly Replacement[];
  readonly unchanged: number;
  /** entries that the file does not speak of; they stay as they are */
  readonly leftAlone: number;
  readonly faults: readonly SheetFault[];
}

type SheetShape = Pick<Sheet, 'subject' | 'columns'>;

/** Columns that say when and whence, not what. */
const CIRCUMSTANCE = new Set(['valid_from', 'valid_to', 'source', 'note']);

/**
 * Compares a file with what is believed now.
 *
 * A line stands for the entry of its subject that begins at the same instant. A line for which there is none is new; an
 * entry that began before, reaches into it and is not in the file ends where it begins, as when a term follows another. Only
 * when both say the same but for the dates is it the same entry with another beginning. What the file does not speak of is left alone.
 *
 * @param sheet what both hold
 * @param stored every entry believed now
 * @param file the sound lines of the file
 * @returns every change, and a fault for each line whose range would overlap another's
 */
export function differenceOf(
  sheet: SheetShape,
  stored: readonly StoredEntry[],
  file: readonly FileEntry[],
): SheetDifference {
  const subjects = groupBy(sheet, stored, file);
  const parts = [...subjects.values()].map((group) => compareSubject(sheet, group));
  const byLine = (a: { readonly line: number }, b: { readonly line: number }): number => a.line - b.line;
  return {
    added: parts.flatMap(({ added }) => added).sort(byLine),
    changed: parts.flatMap(({ changed }) => changed).sort(byLine),
    ended: parts.flatMap(({ ended }) => ended).sort(byLine),
    unchanged: parts.reduce((sum, part) => sum + part.unchanged, 0),
    leftAlone: parts.reduce((sum, part) => sum + part.leftAlone, 0),
    faults: parts.flatMap(({ faults }) => faults).sort(byLine),
  };
}

interface Group {
  readonly stored: StoredEntry[];
  readonly file: FileEntry[];
}

function groupBy(
  sheet: SheetShape,
  stored: readonly StoredEntry[],
  file: readonly FileEntry[],
): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  const groupOf = (cells: Cells): Group => {
    const key = JSON.stringify(sheet.subject.map((name) => cells[name]));
    const group = groups.get(key) ?? { stored: [], file: [] };
    groups.set(key, group);
    return group;
  };
  for (const one of stored) groupOf(one.cells).stored.push(one);
  for (const one of file) groupOf(one.cells).file.push(one);
  return groups;
}

function compareSubject(sheet: SheetShape, { stored, file }: Group): SheetDifference {
  const same = (a: Cells, b: Cells, among = sheet.columns.map(({ name }) => name)): boolean =>
    among.every((name) => a[name] === b[name]);
  const content = sheet.columns.map(({ name }) => name).filter((name) => !CIRCUMSTANCE.has(name));
  const rest = new Map(stored.map((one) => [one.rowId, one]));
  const take = (found: StoredEntry | undefined): StoredEntry | undefined => {
    if (found) rest.delete(found.rowId);
    return found;
  };
  const replaced: Replacement[] = [];
  const unmatched = file.filter((line) => {
    const before = take([...rest.values()].find(({ entry }) => entry.validFrom === line.entry.validFrom));
    if (before) replaced.push({ ...line, before });
    return !before;
  });
  const added: FileEntry[] = [];
  for (const line of unmatched) {
    const reached = [...rest.values()].filter(({ entry }) => overlap(entry, line.entry));
    const moved = take(reached.find(({ cells }) => same(cells, line.cells, content)));
    if (moved) replaced.push({ ...line, before: moved });
    else added.push(line);
  }
  const successions = added.flatMap((line) => {
    const before = take(
      [...rest.values()].find(
        ({ entry }) => entry.validFrom < line.entry.validFrom && overlap(entry, line.entry),
      ),
    );
    return before ? [endedAt(sheet, before, line.line, line.entry.validFrom)] : [];
  });
  const changes = replaced.filter(({ before, cells }) => !same(before.cells, cells));
  return {
    added,
    changed: changes.filter((change) => !isEnd(change)),
    ended: [...changes.filter(isEnd), ...successions],
    unchanged: replaced.length - changes.length,
    leftAlone: rest.size,
    faults: overlaps([...replaced, ...added], [...rest.values()], successions),
  };
}

function endedAt(sheet: SheetShape, before: StoredEntry, line: number, validTo: Instant): Replacement {
  const entry = { ...before.entry, validTo };
  return { line, before, entry, cells: cellsOf(sheet, entry) };
}

/** Whether nothing changes but an end that was not known, or that comes earlier. */
function isEnd({ before, entry, cells }: Replacement): boolean {
  const isEarlier =
    entry.validTo !== null && (before.entry.validTo === null || entry.validTo < before.entry.validTo);
  return (
    isEarlier && Object.keys(cells).every((name) => name === 'valid_to' || cells[name] === before.cells[name])
  );
}

function overlap(a: RangedEntry, b: RangedEntry): boolean {
  return (b.validTo === null || a.validFrom < b.validTo) && (a.validTo === null || b.validFrom < a.validTo);
}

function overlaps(
  lines: readonly FileEntry[],
  leftAlone: readonly StoredEntry[],
  ended: readonly Replacement[],
): SheetFault[] {
  return lines.flatMap((one, index) => {
    const { line, entry } = one;
    const other = lines.slice(0, index).find((before) => overlap(before.entry, entry));
    const kept = [...leftAlone, ...ended].find((before) => overlap(before.entry, entry));
    if (!other && !kept) return [];
    const what = other
      ? `the entry of line ${other.line}`
      : `the entry that begins at ${kept?.cells['valid_from'] ?? ''} and is not in the file`;
    const message = `this range overlaps ${what}: ranges of one subject follow each other. Give an earlier end or a later beginning${other ? '' : ', or put that entry into the file too'}.`;
    return [{ line, column: 'valid_from', message }];
  });
}
