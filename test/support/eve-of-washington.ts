/** The start data of the Kimberley Process as they stood on the eve of the Washington Plenary: nothing in them is owed to it. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { START_DATA } from '../../src/start.js';

const CLOSED_ON = '2012-11-30';

interface Entry {
  readonly document: { readonly title: string; readonly adopted?: string };
  readonly concluded?: { readonly at: string };
  readonly relations?: readonly { readonly source: string }[];
}

/** @returns a folder of start data without what the Plenary decided; the caller removes it */
export function eveOfWashington(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plenum-eve-'));
  cpSync(START_DATA, folder, { recursive: true });
  rewrite(folder, 'parties.csv', (lines) =>
    lines
      .filter((line) => !line.includes(`,participant,,,${CLOSED_ON},`))
      .map((line) => (line.includes(',applicant,') ? line.replace(`,${CLOSED_ON},`, ',,') : line)),
  );
  for (const file of ['seats-after-2012.csv', 'bars.csv', 'lists.csv', 'supply-roles.csv'])
    rewrite(folder, file, ([head = '']) => [head]);
  const instruments = join(folder, 'instruments.yaml');
  const { documents } = parse(readFileSync(instruments, 'utf8')) as { documents: Entry[] }; // the file's own shape
  const before = documents
    .filter(({ document }) => document.adopted !== CLOSED_ON)
    .map(({ concluded, ...entry }) => (concluded?.at === CLOSED_ON ? entry : { ...entry, concluded }));
  writeFileSync(instruments, stringify({ documents: JSON.parse(JSON.stringify(before)) as unknown }));
  return folder;
}

function rewrite(folder: string, file: string, change: (lines: string[]) => string[]): void {
  const path = join(folder, file);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  writeFileSync(path, `${change(lines).join('\n')}\n`);
}
