import { type Command, Option } from 'commander';
import { type CommandId, commandIdSchema, newId } from '../kernel/ids.js';
import { parseInput } from '../kernel/parse.js';
import { type StartedCommandName, WrittenProcedures } from '../modules/written-procedures/index.js';
import { commands, payloads } from '../../workflows/written-procedure/index.js';
import { describeField, fieldsOf, fromFile, fromOptions, kebab } from './case.commands.js';
import { type GlobalOptions, actorFor, printOutcome, readInput, withApplication } from './frame.js';

/** Short names people would try. */
const ALIASES: Readonly<Partial<Record<StartedCommandName, string>>> = {
  'open-consultations': 'consult',
  'register-offline-position': 'register',
  'confirm-offline-position': 'confirm',
  'rule-on-late-reply': 'rule',
  'record-position': 'answer',
};

interface ActOptions extends GlobalOptions {
  readonly input?: string;
  readonly id?: string;
  readonly [field: string]: unknown;
}

/** Adds one subcommand per command of the written procedure, its options made from the payload's schema. */
export function addProcedureCommands(program: Command): void {
  program
    .command('draft')
    .description('draft a written procedure from a file (JSON or YAML; - for standard input)')
    .argument('<file>')
    .option('--id <commandId>', 'name this command, so that a repeat is known as one')
    .action(async (file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<ActOptions>();
      const payload = readInput(file);
      await withApplication(async (app) => {
        printOutcome(
          options,
          await app
            .get(WrittenProcedures)
            .draft(payload, await actorFor(app, options.as), commandIdOf(options)),
        );
      });
    });
  for (const name of Object.keys(commands) as StartedCommandName[]) addOne(program, name); // the table's own keys
}

function addOne(program: Command, name: StartedCommandName): void {
  const { title, by, article } = commands[name];
  const fields = fieldsOf(payloads[name]);
  const subcommand = program
    .command(name)
    .description(`${title} (${by.join(', ')}; ${article})`)
    .argument('<procedure>', 'id or reference')
    .option('--input <file>', 'the whole payload from a file (JSON or YAML; - for standard input)')
    .option('--id <commandId>', 'name this command, so that a repeat is known as one');
  const alias = ALIASES[name];
  if (alias) subcommand.alias(alias);
  for (const [field, schema] of fields)
    subcommand.addOption(new Option(`--${kebab(field)} <value>`, describeField(schema)));
  subcommand.action(async (procedure: string, _: unknown, command: Command) => {
    const options = command.optsWithGlobals<ActOptions>();
    const payload = { ...fromFile(options), ...fromOptions(fields, options) };
    await withApplication(async (app) => {
      printOutcome(
        options,
        await app
          .get(WrittenProcedures)
          .act(procedure, name, payload, await actorFor(app, options.as), commandIdOf(options)),
      );
    });
  });
}

function commandIdOf(options: ActOptions): CommandId {
  return options.id === undefined ? newId<CommandId>() : parseInput(commandIdSchema, options.id, '--id');
}
