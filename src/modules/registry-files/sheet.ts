import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { FieldFault } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import type { FactRow } from '../../platform/database/index.js';

/** What every entry of a bitemporal table has: when it holds, half-open. */
export interface RangedEntry {
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
}

/**
 * How a cell is written: `text` as it stands; `optional` an empty cell is null; `whole` a whole number; `words` parted by
 * blanks; `optional-words` the same, an empty cell is null; `instant` a day (00:00 UTC) or an instant with its offset, an empty cell is null.
 */
export type CellKind = 'text' | 'optional' | 'whole' | 'words' | 'optional-words' | 'instant';

/** One column of a file. */
export interface SheetColumn {
  /** heading in the file */
  readonly name: string;
  /** column of the table */
  readonly column: string;
  /** field of the entry */
  readonly field: string;
  readonly cell: CellKind;
  /** a file without it is read as if its cells were empty */
  readonly mayBeMissing: boolean;
}

/**
 * Declares one bitemporal table as a file that people keep in a spreadsheet. Whoever owns the table declares its sheet and hands it to
 * `RegistryFiles.register`; export, report and import by REST and command line follow from that.
 *
 * The table has the columns `row_id`, `recorded_at`, `superseded_at` beside those declared, and an exclusion constraint on
 * its subject's range; every column without a default is declared or computed.
 */
export interface Sheet<Entry extends RangedEntry = RangedEntry> {
  /** in addresses and on the command line: `trade-statuses` */
  readonly name: string;
  /** in words: `Trade status of Participants` */
  readonly title: string;
  readonly table: string;
  /** headings of the columns that say whose history a row belongs to; ranges of one subject do not overlap */
  readonly subject: readonly string[];
  /** in the order of the file; `valid_from` and `valid_to` are among them */
  readonly columns: readonly SheetColumn[];
  /** checks one entry, as the REST interface does */
  readonly schema: z.ZodType<Entry>;
  /** @returns columns of the table that follow from the entry and do not stand in the file, such as a key of two codes */
  computed?(entry: Entry): FactRow;
  /**
   * Waits until nobody else is changing what the checks look at, and keeps others waiting until the transaction ends. Asked before
   * any table is locked, in the order in which whoever owns the table locks.
   */
  turn?(tx: EntityManager): Promise<void>;
  /**
   * What a new, changed or ended entry needs from the rest of the registry. Asked in the transaction, after everything in the file is
   * written.
   *
   * @param before the entry it replaces or follows on; null when it is the first
   * @returns faults, each naming a field of the entry and the remedy; empty when all is well
   */
  check?(tx: EntityManager, entry: Entry, before: Entry | null): Promise<readonly FieldFault[]>;
  /**
   * Carries out what follows from a new, changed or ended entry, such as the end of a party's contacts with the party.
   *
   * @param entry as it is believed from now on
   * @param before the entry it replaces or follows on; null when it is the first
   * @returns one sentence for each thing that it changed
   */
  follow?(tx: EntityManager, entry: Entry, before: Entry | null): Promise<readonly string[]>;
}

/**
 * Declares a column.
 *
 * @param name heading in the file and column of the table, snake_case
 * @param cell how it is written
 * @param other where the table's column, the entry's field (left out: the name in camelCase) or the heading's necessity differ
 */
export function column(
  name: string,
  cell: CellKind = 'text',
  other: Partial<Pick<SheetColumn, 'column' | 'field' | 'mayBeMissing'>> = {},
): SheetColumn {
  const field = name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return { name, column: name, field, cell, mayBeMissing: false, ...other };
}

/** The two columns that every sheet has. */
export const RANGE_COLUMNS: readonly SheetColumn[] = [
  column('valid_from', 'instant'),
  column('valid_to', 'instant'),
];

/** The cells of one entry by heading: one text for equal entries, so that two are compared and shown by them. */
export type Cells = Readonly<Record<string, string>>;

/** An entry as the registry believes it. */
export interface StoredEntry {
  readonly rowId: string;
  readonly entry: RangedEntry;
  readonly cells: Cells;
}

/** An entry as a file has it. */
export interface FileEntry {
  readonly line: number;
  readonly entry: RangedEntry;
  readonly cells: Cells;
}

/** A fault of a file: where it is, what is wrong and what would be right. Line 1 and no column: the whole file. */
export interface SheetFault {
  readonly line: number;
  readonly column: string;
  readonly message: string;
}

/** @returns whose history an entry belongs to, in words: `EU` or `PC / AGO` */
export function subjectOf(sheet: Pick<Sheet, 'subject'>, cells: Cells): string {
  return sheet.subject.map((name) => cells[name] ?? '').join(' / ');
}
