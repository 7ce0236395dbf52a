import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { DomainError } from '../kernel/domain-error.js';
import { parseInput } from '../kernel/parse.js';
import {
  type Belief,
  PARTY_KINDS,
  type Party,
  type PartyHistory,
  Registry,
  Standing,
} from '../modules/registry/index.js';
import { RegistryFiles, type SheetReport, applySchema } from '../modules/registry-files/index.js';
import { EXIT, type GlobalOptions, instantOption, print, table, when, withApplication } from './frame.js';
import { addRegistryChanges } from './registry-changes.commands.js';

interface AsOfOptions extends GlobalOptions {
  readonly at?: string;
  readonly knownAt?: string;
  readonly kind?: string;
}

/** Adds the registry: the roll at any date, the history of a party, and the tables as files. */
export function addRegistryCommands(program: Command): void {
  const group = program
    .command('registry')
    .description(
      'the roll at any date, the history of a party, changes of single entries, and the tables as CSV files',
    );
  addRoll(group);
  addParty(group);
  addRegistryChanges(group);
  addFiles(group);
}

function addRoll(group: Command): void {
  group
    .command('roll')
    .description('the roll with its counts; with --kind, those who are not on it')
    .option('--at <instant>', 'which instant’s roll, such as 2012-11-30T23:59:00Z; left out: now')
    .option('--known-at <instant>', 'as it was known then; left out: with every later correction')
    .option('--kind <kind>', PARTY_KINDS.join(', '), 'participant')
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<AsOfOptions>();
      const asOf = {
        at: options.at === undefined ? undefined : instantOption(options.at),
        knownAt: options.knownAt === undefined ? undefined : instantOption(options.knownAt),
      };
      const kind = kindOption(options.kind);
      if (kind !== 'participant') {
        const found = await withApplication((app) => app.get(Registry).roll(kind, asOf.at, asOf.knownAt));
        print(options, found, () => partyLines(options, kind, found));
        return;
      }
      const roll = await withApplication((app) => app.get(Standing).roll(asOf));
      print(options, roll, () => [
        `${roll.participants} Participants, ${roll.nations} nations at ${when(options, roll.at)}${roll.knownAt ? `, as known at ${when(options, roll.knownAt)}` : ''}`,
        ...(roll.participants === 0
          ? [
              'The roll was empty then. Choose a later date, leave --known-at out, or import parties: registry import parties FILE',
            ]
          : table(
              ['CODE', 'NAME', 'NATIONS', 'TRADE', 'SINCE'],
              roll.entries.map(({ code, name, nations, tradeStatus, validFrom }) => [
                code,
                name,
                String(nations),
                tradeStatus,
                when(options, validFrom),
              ]),
            )),
      ]);
    });
}

function addParty(group: Command): void {
  group
    .command('party')
    .description('everything recorded about a party, also what is no longer believed')
    .argument('<code>', 'such as AGO')
    .action(async (code: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const history = await withApplication((app) => app.get(Standing).history(code));
      print(options, history, () => historyLines(options, history));
    });
}

function addFiles(group: Command): void {
  group
    .command('files')
    .description('the tables that can be exported and imported')
    .action(async (_: unknown, command: Command) => {
      const sheets = await withApplication((app) => Promise.resolve(app.get(RegistryFiles).list()));
      print(command.optsWithGlobals(), sheets, () =>
        table(
          ['NAME', 'COLUMNS', 'WHAT'],
          sheets.map(({ name, columns, title }) => [name, columns.join(','), title]),
        ),
      );
    });
  group
    .command('export')
    .description('a table as CSV, for a spreadsheet and for «import»')
    .argument('<table>', 'as «registry files» lists them: parties, contacts, offices, …')
    .action(async (name: string, _: unknown, command: Command) => {
      const csv = await withApplication((app) => app.get(RegistryFiles).export(name));
      if (command.optsWithGlobals<GlobalOptions>().json)
        print({ json: true }, { table: name, csv }, () => []);
      else process.stdout.write(csv);
    });
  group
    .command('import')
    .description('what a file would change; with --apply, bring it in, all of it or nothing')
    .argument('<table>', 'as «registry files» lists them: parties, contacts, offices, …')
    .argument('<file>', 'CSV in UTF-8, as «export» writes it; - for standard input')
    .option('--apply <report>', 'carry out the report of this name')
    .action(async (name: string, file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { apply?: string }>();
      const bytes = bytesOf(file);
      const named =
        options.apply === undefined ? null : parseInput(applySchema, { report: options.apply }, '--apply');
      const report = await withApplication((app) => {
        const files = app.get(RegistryFiles);
        return named ? files.apply(name, bytes, named.report) : files.report(name, bytes);
      });
      if (report.faults.length > 0) process.exitCode = EXIT.refused;
      print(options, report, () => reportLines(report, file));
    });
}

function kindOption(kind: string | undefined): Party['kind'] {
  const found = PARTY_KINDS.find((one) => one === kind);
  if (found) return found;
  throw new DomainError('cli.unknown-kind', 'invalid', `--kind: one of ${PARTY_KINDS.join(', ')}.`);
}

function partyLines(options: GlobalOptions, kind: string, parties: readonly Party[]): string[] {
  if (parties.length === 0) return [`There is no ${kind} at that instant.`];
  return table(
    ['CODE', 'NAME', 'CATEGORY OR MEETING', 'FROM', 'TO'],
    parties.map(({ code, name, category, meeting, validFrom, validTo }) => [
      code,
      name,
      category ?? meeting ?? '',
      when(options, validFrom),
      validTo ? when(options, validTo) : '',
    ]),
  );
}

function historyLines(options: GlobalOptions, history: PartyHistory): string[] {
  const { code, memberships, tradeStatuses, nations, offices } = history;
  const row = (
    what: string,
    { validFrom, validTo, source }: Pick<Party, 'validFrom' | 'validTo' | 'source'>,
    { recordedAt, supersededAt }: Belief,
  ): string[] => [
    what,
    when(options, validFrom),
    validTo ? when(options, validTo) : '',
    when(options, recordedAt),
    supersededAt ? when(options, supersededAt) : 'now',
    source,
  ];
  return [
    code,
    ...table(
      ['WHAT', 'FROM', 'TO', 'BELIEVED FROM', 'UNTIL', 'SOURCE'],
      [
        ...memberships.map((one) => row(`${one.kind} «${one.name}»`, one, one)),
        ...tradeStatuses.map((one) => row(`trade: ${one.status}`, one, one)),
        ...nations.map((one) => row(`nation ${one.nation} of ${one.party}`, one, one)),
        ...offices.map((one) => row(one.office, one, one)),
      ],
    ),
  ];
}

function reportLines(report: SheetReport, file: string): string[] {
  const { sheet, counts, added, changed, ended, consequences, faults } = report;
  const changes = (title: string, list: SheetReport['changed']): string[] =>
    list.flatMap(({ line, subject, changes: cells }) => [
      `${title} ${subject} (line ${line})`,
      ...cells.map((cell) => `    ${cell.column}: ${cell.old || '(empty)'} -> ${cell.new || '(empty)'}`),
    ]);
  return [
    `${sheet}: ${counts.added} added, ${counts.changed} changed, ${counts.ended} ended, ${counts.unchanged} unchanged, ${counts.leftAlone} not in the file and left alone, ${counts.faults} faults`,
    ...added.map(
      ({ line, subject, cells }) => `added ${subject} from ${cells['valid_from'] ?? ''} (line ${line})`,
    ),
    ...changes('changed', changed),
    ...changes('ended', ended),
    ...consequences,
    ...faults.map(
      ({ line, column, message }) => `fault in line ${line}${column ? `, ${column}` : ''}: ${message}`,
    ),
    lastLine(report, file),
  ];
}

function lastLine({ report, applied, sheet }: SheetReport, file: string): string {
  if (applied) return 'Done: the registry is as this report says.';
  if (report === null) return 'Nothing can be imported until the faults are mended. Nothing was changed.';
  return `Nothing was changed. To carry it out: npm run plenum -- registry import ${sheet} ${file} --apply ${report}`;
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (cause) {
    throw new DomainError(
      'cli.unreadable',
      'invalid',
      `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      {},
      { cause },
    );
  }
}
