import type { Command } from 'commander';
import { type CommandId, commandIdSchema, newId } from '../kernel/ids.js';
import { parseInput } from '../kernel/parse.js';
import { type StartedCommandName, WrittenProcedures } from '../modules/written-procedures/index.js';
import { commands } from '../../workflows/written-procedure/index.js';
import { addGiving } from './case.commands.js';
import { type GlobalOptions, actorFor, printOutcome, readInput, withApplication } from './frame.js';

/** Short names people would try. */
const ALIASES: Readonly<Partial<Record<StartedCommandName, string>>> = {
  'open-consultations': 'consult',
  'register-offline-position': 'register',
  'confirm-offline-position': 'confirm',
  'rule-on-late-reply': 'rule',
  'record-position': 'answer',
};

/** Adds one subcommand per command of the written procedure, its options made from the payload's schema. */
export function addProcedureCommands(program: Command): void {
  program
    .command('draft')
    .description('draft a written procedure from a file (JSON or YAML; - for standard input)')
    .argument('<file>')
    .option('--id <commandId>', 'name this command, so that a repeat is known as one')
    .action(async (file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { readonly id?: string }>();
      const payload = readInput(file);
      const id =
        options.id === undefined ? newId<CommandId>() : parseInput(commandIdSchema, options.id, '--id');
      await withApplication(async (app) => {
        const actor = await actorFor(app, options.as);
        printOutcome(options, await app.get(WrittenProcedures).draft(payload, actor, id));
      });
    });
  for (const [name, command] of Object.entries(commands)) {
    const subcommand = addGiving(
      program,
      name,
      command,
      'procedure',
      (app, payload, { which, actor, commandId }) =>
        app.get(WrittenProcedures).act(which, name, payload, actor, commandId),
    );
    const alias = ALIASES[name as StartedCommandName]; // the table's own keys
    if (alias) subcommand.alias(alias);
  }
}
