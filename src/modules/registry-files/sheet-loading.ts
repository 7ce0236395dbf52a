/** Start data of a body: files of the same shape as an export, read into an empty store. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EntityManager } from 'typeorm';
import { InvalidInput } from '../../kernel/domain-error.js';
import { insertFactRow, isOverlap } from '../../platform/database/index.js';
import { readSheet } from './sheet-reading.js';
import { rowOf } from './sheet.store.js';
import type { FileEntry, RangedEntry, Sheet } from './sheet.js';

/**
 * @param folder where the file is
 * @param file its name; left out: the sheet's
 * @returns its entries in their order @throws InvalidInput naming file, line and column of the first fault
 */
export function readSheetFile<Entry extends RangedEntry>(
  sheet: Sheet<Entry>,
  folder: string,
  file = `${sheet.name}.csv`,
): readonly (FileEntry & { readonly entry: Entry })[] {
  const { entries, faults } = readSheet(sheet, readFileSync(join(folder, file)));
  for (const { line, column, message } of faults)
    throw new InvalidInput(`${file}, line ${line}`, [{ field: column, message }]);
  return entries;
}

/**
 * Loads the file of a sheet and checks every entry when all are there.
 *
 * @param tx the caller's transaction
 * @param folder where the file is, by the sheet's name
 * @returns how many entries were loaded @throws InvalidInput naming file, line and column of the first fault
 */
export async function loadSheet<Entry extends RangedEntry>(
  tx: EntityManager,
  sheet: Sheet<Entry>,
  folder: string,
): Promise<number> {
  const entries = readSheetFile(sheet, folder);
  for (const { line, entry } of entries)
    try {
      await insertFactRow(tx, sheet.table, rowOf(sheet, entry));
    } catch (error) {
      if (!isOverlap(error)) throw error;
      const message =
        'this range overlaps another of the same subject: ranges of one subject follow each other';
      throw new InvalidInput(`${sheet.name}.csv, line ${line}`, [{ field: 'valid_from', message }]);
    }
  for (const { line, entry } of entries) {
    const found = (await sheet.check?.(tx, entry, null)) ?? [];
    if (found.length > 0) throw new InvalidInput(`${sheet.name}.csv, line ${line}`, found);
  }
  return entries.length;
}
