import { type Command, Option } from 'commander';
import { parse } from 'yaml';
import { z } from 'zod';
import { DomainError } from '../kernel/domain-error.js';
import { type CommandId, newId } from '../kernel/ids.js';
import { type StartedCommandName, WrittenProcedures } from '../modules/written-procedures/index.js';
import { commands, payloads } from '../../workflows/written-procedure/index.js';
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
  const fields = fieldsOf(name);
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

function fieldsOf(name: StartedCommandName): readonly (readonly [string, z.ZodType])[] {
  const { shape } = payloads[name] as unknown as { shape: Record<string, z.ZodType> }; // every payload is a strict object
  return Object.entries(shape);
}

function fromFile(options: ActOptions): object {
  if (!options.input) return {};
  const payload = readInput(options.input);
  if (typeof payload === 'object' && payload !== null && !Array.isArray(payload)) return payload;
  throw new DomainError('cli.unreadable', 'invalid', `${options.input} must hold an object of fields.`);
}

/** A text is taken as it stands where the field takes a text; otherwise it is read as YAML (numbers, true, {…}, […]). */
function fromOptions(fields: readonly (readonly [string, z.ZodType])[], options: ActOptions): object {
  const given = fields.flatMap(([field, schema]) => {
    const text = options[field];
    if (typeof text !== 'string') return [];
    return [[field, schema.safeParse(text).success ? text : (parse(text) as unknown)] as const];
  });
  return Object.fromEntries(given);
}

function describeField(schema: z.ZodType): string {
  const json = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as {
    type?: string;
    enum?: unknown[];
    anyOf?: unknown[];
    properties?: object;
  };
  if (json.enum) return json.enum.join(' | ');
  if (json.properties) return `an object: {${Object.keys(json.properties).join(', ')}}`;
  return json.type ?? 'a value';
}

function commandIdOf(options: ActOptions): CommandId {
  return (options.id as CommandId | undefined) ?? newId<CommandId>(); // any text names a command
}

function kebab(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
