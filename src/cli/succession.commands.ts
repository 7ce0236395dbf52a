import type { Command } from 'commander';
import { Authorities, type OfficeAuthority, SUCCESSIONS } from '../modules/successions/index.js';
import { addCaseCommands } from './case.commands.js';
import { type GlobalOptions, instantOption, print, table, when, withApplication } from './frame.js';

/** Adds successions, and the question who held authority at an instant. */
export function addSuccessionCommands(program: Command): void {
  addCaseCommands(program, SUCCESSIONS);
  program
    .command('offices')
    .description('the offices of the body')
    .command('authority')
    .description('who held authority at an instant, elected or as custodian, and by which decision')
    .option('--at <instant>', 'when; left out: now')
    .option('--known-at <instant>', 'what the answer may know; left out: everything known now')
    .action(async (given: { readonly at?: string; readonly knownAt?: string }, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const asOf = {
        at: given.at === undefined ? undefined : instantOption(given.at),
        knownAt: given.knownAt === undefined ? undefined : instantOption(given.knownAt),
      };
      const found = await withApplication((app) => app.get(Authorities).at(asOf));
      print(options, found, () => [
        `At ${when(options, found.at)}, as known at ${when(options, found.knownAt)}:`,
        ...table(
          ['OFFICE', 'HOLDER', 'AS', 'SINCE', 'UNTIL', 'ACTED', 'BY'],
          found.offices.map((office) => lineOf(options, office)),
        ),
        ...found.offices.flatMap(({ office, otherwise }) =>
          otherwise.map(
            ({ believed, knownAt, holder }) =>
              `${office}: ${believed === 'then' ? 'at the time' : 'now'} (${when(options, knownAt)}) ${holder ? `${holder.name} is on record (${holder.standing}; ${holder.source})` : 'nobody is on record'}.`,
          ),
        ),
      ]);
    });
}

function lineOf(options: GlobalOptions, { office, holder, vacantSince }: OfficeAuthority): string[] {
  if (!holder)
    return [office, 'vacant', '', vacantSince ? when(options, vacantSince) : 'as far as known', '', '', ''];
  const { name, standing, since, until, contacts, source } = holder;
  return [
    office,
    name,
    standing,
    when(options, since),
    until ? when(options, until) : 'the next begins',
    contacts.map(({ id }) => id).join(' '),
    source,
  ];
}
