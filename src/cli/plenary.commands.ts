import { type Command, Option } from 'commander';
import { parseInput } from '../kernel/parse.js';
import { OPERATOR } from '../modules/cases/index.js';
import { DecisionRegister, MEETINGS, Meetings, registerFilterSchema } from '../modules/plenary/index.js';
import { addCaseCommands } from './case.commands.js';
import { addCommuniqueCommand } from './communique.command.js';
import { type GlobalOptions, note, print, table, withApplication } from './frame.js';

/** Adds meetings, their communiqués and the register of decisions. */
export function addPlenaryCommands(program: Command): void {
  const meetings = addCaseCommands(program, MEETINGS);
  addCommuniqueCommand(meetings);
  meetings
    .command('file')
    .description('the whole file of a meeting as JSON')
    .argument('<which>', 'id or reference')
    .action(async (which: string, _: unknown, command: Command) => {
      const file = await withApplication((app) => app.get(Meetings).wholeFile(which, OPERATOR));
      print({ ...command.optsWithGlobals<GlobalOptions>(), json: true }, file, () => []);
    });
  program
    .command('decisions')
    .description('the register of decisions')
    .option('--class <class>', 'decides, takes-note, mandates or informs')
    .option('--meeting <reference>', 'of one meeting')
    .option('--organ <code>', 'recommended or decided by this organ')
    .option('--addressee <code>', 'addressed to')
    .option('--fact <kind>', 'kind of the fact, such as admission')
    .option('--q <words>', 'words in the text')
    .addOption(
      new Option('--due [true|false]', 'only what has a term; «false»: only what has none').preset('true'),
    )
    .option('--limit <number>', 'at most so many, 1000 at the most; left out: 100')
    .option('--before <place>', 'only what comes after this entry, as the page before gives it')
    .action(async (given: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const filter = parseInput(registerFilterSchema, given, 'options');
      const { entries, next } = await withApplication((app) =>
        app.get(DecisionRegister).page(filter, OPERATOR),
      );
      print(options, entries, () =>
        entries.length === 0
          ? ['The register has no such entry.']
          : table(
              ['MEETING', '§', 'VERB', 'ADDRESSEES', 'DUE', 'TEXT'],
              entries.map(({ meeting, paragraph, clause, dueAt }) => [
                meeting,
                String(paragraph),
                clause.verb,
                clause.addressees.join(' '),
                dueAt ?? termOf(clause.deadline),
                clause.text,
              ]),
            ),
      );
      if (next !== null) note(`There is more. Go on with: --before ${next}`);
    });
}

function termOf(deadline: { readonly kind: string } | null): string {
  return deadline !== null && 'words' in deadline ? String(deadline.words) : '';
}
