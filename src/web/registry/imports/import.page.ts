/** What the pages of an import show, and the file that a form sent. Pure. */
import { InvalidInput } from '../../../kernel/domain-error.js';
import type { SheetReport } from '../../../modules/registry-files/index.js';

/** A file as the form sent it. */
export interface Upload {
  readonly buffer: Buffer;
  readonly size: number;
}

/** So many lines of each part are shown; the counts are always of all. */
const SHOWN = 100;

/**
 * @param text pasted
 * @param upload chosen
 * @returns the one that was given @throws InvalidInput when it is both or neither
 */
export function bytesOf(text: string, upload: Upload | undefined): Buffer {
  const isPasted = text.trim() !== '';
  const isChosen = upload !== undefined && upload.size > 0;
  const fault = (message: string) => new InvalidInput('import', [{ field: 'file', message }]);
  if (isPasted && isChosen) throw fault('Either choose a file or paste its text, not both.');
  if (isPasted) return Buffer.from(text, 'utf8');
  if (isChosen) return upload.buffer;
  throw fault('Choose a file, or paste its text.');
}

/** @returns whether everything in a file is in the registry already */
export function changesNothing({ counts, report }: SheetReport): boolean {
  return report !== null && counts.added + counts.changed + counts.ended === 0;
}

/** @returns what the form reads: every table, the chosen one marked, and what was typed or done */
export function importPage<
  Sheet extends { readonly name: string; readonly title: string; readonly columns: readonly string[] },
>(
  sheets: readonly Sheet[],
  given: {
    readonly table?: string;
    readonly text?: string;
    readonly done?: string | null;
    readonly added?: number;
    readonly changed?: number;
    readonly ended?: number;
  },
) {
  const { table = '', text = '', done = null, added = 0, changed = 0, ended = 0 } = given;
  return {
    sheets,
    table,
    text,
    done,
    counts: { added, changed, ended },
    chosen: sheets.find(({ name }) => name === table) ?? null,
  };
}

/** @returns what the preview reads; of long parts their beginning */
export function previewPage(report: SheetReport, bytes: Buffer) {
  const { added, changed, ended, faults } = report;
  const cut = <One>(lines: readonly One[]) => ({
    lines: lines.slice(0, SHOWN),
    more: Math.max(0, lines.length - SHOWN),
  });
  return {
    report,
    content: bytes.toString('base64'),
    nothing: changesNothing(report),
    added: cut(
      added.map((one) => ({ ...one, cells: Object.entries(one.cells).filter(([, cell]) => cell !== '') })),
    ),
    changed: cut(changed),
    ended: cut(ended),
    faults: cut(faults),
    faultCount: faults.length,
  };
}
