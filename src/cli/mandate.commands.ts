import type { Command } from 'commander';
import { parseInput } from '../kernel/parse.js';
import { HOSTING_TERMS, MANDATES, Mandates, dueFilterSchema } from '../modules/mandates/index.js';
import { addCaseCommands } from './case.commands.js';
import { OPERATOR } from '../modules/cases/index.js';
import { type GlobalOptions, print, table, when, withApplication } from './frame.js';

/** Adds mandates and hosting terms, and the list of what is due of both. */
export function addMandateCommands(program: Command): void {
  addCaseCommands(program, HOSTING_TERMS);
  addCaseCommands(program, MANDATES)
    .command('due')
    .description(
      'what is late, in review, to be assessed or decided, or due soon, of mandates and hosting terms',
    )
    .option('--within <days>', 'how far ahead to look, such as 60d')
    .action(async (given: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const filter = parseInput(dueFilterSchema, given, 'options');
      const lines = await withApplication((app) => app.get(Mandates).due(filter, OPERATOR));
      print(options, lines, () =>
        lines.length === 0
          ? [`Nothing is late or in review, and nothing is due within ${filter.within}.`]
          : table(
              ['REFERENCE', 'STATUS', 'FOR', 'AT', 'NEXT', 'WHAT'],
              lines.map((line) => [
                line.reference,
                line.status,
                line.for.join(' '),
                line.at ? when(options, line.at) : '',
                line.next ? `${when(options, line.next.at)} ${line.next.sentence}` : '',
                line.what,
              ]),
            ),
      );
    });
}
