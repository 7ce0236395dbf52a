/**
 * Front door of the registry's files: a bitemporal table is declared once as a {@link Sheet}, and can then be taken out as
 * CSV, reported on and brought in again, by REST and by command line.
 *
 * To add a table: declare its sheet, import `RegistryFilesModule`, and call `RegistryFiles.register(sheet)` when the module starts.
 */
export { csvLines, writeCsv } from './csv-text.js';
export { applySchema } from './registry-files.controller.js';
export { RegistryFilesModule } from './registry-files.module.js';
export { RegistryFiles } from './registry-files.service.js';
export { faultsOf, saysNoMore } from './rule-faults.js';
export { loadSheet, readSheetFile } from './sheet-loading.js';
export type { SheetReport } from './sheet-report.js';
export { RANGE_COLUMNS, type RangedEntry, type Sheet, type SheetColumn, column } from './sheet.js';
