/** The start data of the Kimberley Process without what its histories bring about between 2003 and 2016. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eveOfWashington } from './eve-of-washington.js';

/** A row, by its beginning, that a history brings about; where the history ends an entry, until when it would have run. */
interface Owed {
  readonly file: string;
  readonly row: string;
  readonly to: string;
  readonly until?: { readonly ends: string; readonly otherwise: string };
}

const OWED: readonly Owed[] = [
  {
    file: 'parties.csv',
    row: 'COG,Republic of Congo,participant,,,2003-01-01,',
    to: 'removal-congo-2004',
    until: { ends: '2004-07-09', otherwise: '2007-11-08' },
  },
  {
    file: 'parties.csv',
    row: 'CMR,Cameroon,applicant',
    to: 'admission-cameroon-2012',
    until: { ends: '2012-08-14', otherwise: '' },
  },
  { file: 'parties.csv', row: 'CMR,Cameroon,participant', to: 'admission-cameroon-2012' },
  { file: 'parties.csv', row: 'ADPA,', to: 'admissions-washington-2012' },
  { file: 'contacts.csv', row: 'ADPA-', to: 'admissions-washington-2012' },
  { file: 'parties.csv', row: 'MLI,Mali,participant', to: 'johannesburg-2013' },
  { file: 'trade-statuses.csv', row: 'VEN,', to: 'venezuela-2005-2016' },
  { file: 'trade-statuses.csv', row: 'CIV,', to: 'cote-d-ivoire-2005-2014' },
  { file: 'trade-statuses.csv', row: 'ZWE,', to: 'zimbabwe-marange-2008-2012' },
];

/** @returns a folder of start data that owe nothing to these histories; the caller removes it */
export function startOfTheScheme(): string {
  const folder = eveOfWashington();
  for (const owed of OWED) {
    const path = join(folder, owed.file);
    const lines = readFileSync(path, 'utf8').split('\n');
    const without = lines.flatMap((line) => (line.startsWith(owed.row) ? before(owed, line) : [line]));
    if (without.join() === lines.join())
      throw new Error(`${owed.file} has nothing like «${owed.row}» to take out for ${owed.to}`);
    writeFileSync(path, without.join('\n'));
  }
  return folder;
}

function before({ until }: Owed, line: string): string[] {
  return until ? [line.replace(`,${until.ends},`, `,${until.otherwise},`)] : [];
}
