import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { DomainError } from '../../kernel/domain-error.js';
import { canonicalJson } from '../../kernel/json.js';
import { writeCsv } from './csv-text.js';
import { type SheetDifference, differenceOf } from './sheet-difference.js';
import { readSheet } from './sheet-reading.js';
import { type SheetReport, reportOn } from './sheet-report.js';
import { fingerprint, lockTables, storedEntries, writeDifference } from './sheet.store.js';
import type { RangedEntry, Sheet, SheetFault } from './sheet.js';

/** The tables of the registry as files: each can be taken out, changed in a spreadsheet, and brought in again after a report. */
@Injectable()
export class RegistryFiles {
  private readonly sheets = new Map<string, Sheet>();

  constructor(private readonly dataSource: DataSource) {}

  /**
   * Makes a table known as a file. Called once for each, when its module starts.
   *
   * @throws TypeError when a sheet of this name is known already
   */
  register<Entry extends RangedEntry>(sheet: Sheet<Entry>): void {
    if (this.sheets.has(sheet.name)) throw new TypeError(`the sheet «${sheet.name}» is registered twice`);
    this.sheets.set(sheet.name, sheet);
  }

  /** @returns every sheet by name, with its headings in their order */
  list(): { name: string; title: string; columns: string[] }[] {
    return [...this.sheets.values()].map(({ name, title, columns }) => ({
      name,
      title,
      columns: columns.map((one) => one.name),
    }));
  }

  /**
   * @returns every entry that is believed now, of all dates, as CSV; brought in again it changes nothing
   * @throws DomainError `registry-files.unknown`
   */
  async export(name: string): Promise<string> {
    const sheet = this.require(name);
    const headings = sheet.columns.map((one) => one.name);
    const entries = await storedEntries(this.dataSource.manager, sheet);
    return writeCsv([
      headings,
      ...entries.map(({ cells }) => headings.map((heading) => cells[heading] ?? '')),
    ]);
  }

  /**
   * What a file would change. Everything is tried out in a transaction and taken back, so that the report tells what would
   * really become of it.
   *
   * @param bytes the file as it is
   * @returns the report, with every fault by line, column and remedy
   * @throws DomainError `registry-files.unknown`, `registry-files.unreadable`
   */
  async report(name: string, bytes: Uint8Array): Promise<SheetReport> {
    const sheet = this.require(name);
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      return await this.carryOut(runner.manager, sheet, bytes);
    } finally {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      await runner.release();
    }
  }

  /**
   * Brings a file in, all of it or nothing.
   *
   * @param bytes the file as it was reported on
   * @param report name of the report
   * @returns the same report, carried out
   * @throws DomainError `registry-files.faulty`, `registry-files.outdated` when the file or the registry is not what the
   *   report was made of
   */
  async apply(name: string, bytes: Uint8Array, report: string): Promise<SheetReport> {
    const sheet = this.require(name);
    return this.dataSource.transaction(async (tx) => {
      const done = await this.carryOut(tx, sheet, bytes);
      if (done.report === null) throw faulty(done);
      if (done.report !== report) throw outdated(name);
      return { ...done, applied: true };
    });
  }

  private async carryOut(tx: EntityManager, sheet: Sheet, bytes: Uint8Array): Promise<SheetReport> {
    const reading = readSheet(sheet, bytes);
    const sheets = [...this.sheets.values()];
    const tables = [...new Set(sheets.map(({ table }) => table))].sort();
    for (const turn of new Set(sheets.map((one) => one.turn))) await turn?.(tx);
    await lockTables(tx, tables);
    const state = await fingerprint(tx, tables);
    const difference = differenceOf(sheet, await storedEntries(tx, sheet), reading.entries);
    const early = [...reading.faults, ...difference.faults];
    const { faults, consequences } =
      difference.faults.length > 0
        ? { faults: [], consequences: [] } // what overlaps cannot be written, so nothing can be asked of it
        : await writeAndCheck(tx, sheet, difference);
    const all = [...early, ...faults].sort((a, b) => a.line - b.line);
    const report = all.length > 0 ? null : nameOf(sheet.name, bytes, state);
    return reportOn(sheet, difference, { report, applied: false, consequences, faults: all });
  }

  private require(name: string): Sheet {
    const sheet = this.sheets.get(name);
    if (sheet) return sheet;
    const known = [...this.sheets.keys()];
    const message = `There is no table «${name}». Known are: ${known.join(', ')}.`;
    throw new DomainError('registry-files.unknown', 'not-found', message, { name, known });
  }
}

async function writeAndCheck(
  tx: EntityManager,
  sheet: Sheet,
  difference: SheetDifference,
): Promise<Pick<SheetReport, 'faults' | 'consequences'>> {
  await writeDifference(tx, sheet, difference);
  const { added, changed, ended } = difference;
  const followed = added.map(({ line, entry }) => ({
    line,
    entry,
    before: ended.find((one) => one.line === line)?.before ?? null,
  }));
  const written = [...changed, ...ended, ...followed];
  const consequences: string[] = [];
  for (const { entry, before } of written)
    consequences.push(...((await sheet.follow?.(tx, entry, before?.entry ?? null)) ?? []));
  const faults: SheetFault[] = [];
  for (const { line, entry, before } of written)
    for (const { field, message } of (await sheet.check?.(tx, entry, before?.entry ?? null)) ?? []) {
      const at = sheet.columns.find((one) => one.field === field);
      faults.push({ line, column: at?.name ?? '', message });
    }
  return { faults, consequences };
}

/** One name for one file against one state of the registry. */
function nameOf(sheet: string, bytes: Uint8Array, state: string): string {
  const file = createHash('sha256').update(bytes).digest('hex');
  return createHash('sha256').update(canonicalJson({ sheet, file, state })).digest('hex').slice(0, 32);
}

function faulty({ sheet, faults }: SheetReport): DomainError {
  const [first] = faults;
  const where = first
    ? ` The first is in line ${first.line}, ${first.column || 'the line'}: ${first.message}`
    : '';
  return new DomainError(
    'registry-files.faulty',
    'invalid',
    `Nothing was changed: the file has ${faults.length} faults.${where}`,
    { sheet, faults: faults.map((fault) => ({ ...fault })) },
  );
}

function outdated(sheet: string): DomainError {
  return new DomainError(
    'registry-files.outdated',
    'conflict',
    'Nothing was changed: the file or the registry is not what this report was made of. Make the report again, read it, and name the new one.',
    { sheet, field: 'report' },
  );
}
