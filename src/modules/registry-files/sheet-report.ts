import type { SheetDifference } from './sheet-difference.js';
import { type Cells, type Sheet, type SheetFault, subjectOf } from './sheet.js';

/** One cell that changes. */
export interface CellChange {
  readonly column: string;
  readonly old: string;
  readonly new: string;
}

/** What a file would change, or has changed; cells as they stand in a file. */
export interface SheetReport {
  readonly sheet: string;
  /** names this report when it is to be carried out; null when the file is faulty and cannot be */
  readonly report: string | null;
  /** whether it has been carried out */
  readonly applied: boolean;
  readonly counts: {
    readonly added: number;
    readonly changed: number;
    readonly ended: number;
    readonly unchanged: number;
    /** entries that the file does not speak of; they stay as they are */
    readonly leftAlone: number;
    readonly faults: number;
  };
  readonly added: readonly { readonly line: number; readonly subject: string; readonly cells: Cells }[];
  readonly changed: readonly SheetChange[];
  readonly ended: readonly SheetChange[];
  /** what follows in other tables, one sentence each */
  readonly consequences: readonly string[];
  readonly faults: readonly SheetFault[];
}

/** An entry that changes. */
export interface SheetChange {
  readonly line: number;
  readonly subject: string;
  readonly changes: readonly CellChange[];
}

/** @returns a difference for people and programs to read */
export function reportOn(
  sheet: Sheet,
  difference: SheetDifference,
  found: Pick<SheetReport, 'report' | 'applied' | 'consequences' | 'faults'>,
): SheetReport {
  const { added, changed, ended, unchanged, leftAlone } = difference;
  const changeOf = ({ line, before, cells }: SheetDifference['changed'][number]): SheetChange => ({
    line,
    subject: subjectOf(sheet, before.cells),
    changes: sheet.columns
      .filter(({ name }) => before.cells[name] !== cells[name])
      .map(({ name }) => ({ column: name, old: before.cells[name] ?? '', new: cells[name] ?? '' })),
  });
  return {
    sheet: sheet.name,
    ...found,
    counts: {
      added: added.length,
      changed: changed.length,
      ended: ended.length,
      unchanged,
      leftAlone,
      faults: found.faults.length,
    },
    added: added.map(({ line, cells }) => ({ line, subject: subjectOf(sheet, cells), cells })),
    changed: changed.map(changeOf),
    ended: ended.map(changeOf),
  };
}
