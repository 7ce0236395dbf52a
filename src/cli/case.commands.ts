import type { INestApplicationContext } from '@nestjs/common';
import { type Command, Option } from 'commander';
import { parse } from 'yaml';
import { z } from 'zod';
import type { CommandOutcome } from '../engine/index.js';
import { DomainError } from '../kernel/domain-error.js';
import { commandIdSchema, newId, type CommandId } from '../kernel/ids.js';
import { parseInput } from '../kernel/parse.js';
import type { CommandSpec } from '../kernel/workflow.js';
import { CaseDesk, type CaseKind, type CaseLine } from '../modules/cases/index.js';
import {
  type GlobalOptions,
  OPERATOR,
  actorFor,
  print,
  printOutcome,
  readInput,
  table,
  when,
  withApplication,
} from './frame.js';

interface ActOptions extends GlobalOptions {
  readonly input?: string;
  readonly id?: string;
  readonly [field: string]: unknown;
}

/**
 * Adds the commands of a kind of case, all made from its workflow: list, show, export, open, and one for each of its commands, with
 * an option for each field.
 *
 * @param program the program, or a group of it
 * @param kind of case
 * @returns the group, for what the kind has beyond this
 */
export function addCaseCommands(program: Command, kind: CaseKind): Command {
  const { collection, noun, workflow } = kind;
  const group = program.command(collection).description(`${workflow.title}: list, show, and every command`);
  group
    .command('list')
    .description(`list the ${collection}, newest first`)
    .option('--open', 'only those under way')
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<ActOptions>();
      const filter = options['open'] === true ? { open: true } : {};
      const lines = await withApplication((app) => app.get(CaseDesk).list(kind, filter, OPERATOR));
      print(options, lines, () => listed(options, kind, lines));
    });
  group
    .command('show')
    .description(`show one ${noun}: what is needed, what comes next, what may be done`)
    .argument('<which>', 'id or reference')
    .action(async (which: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<ActOptions>();
      const view = await withApplication((app) => app.get(CaseDesk).show(kind, which, OPERATOR));
      print(options, view, () => [
        `${view.reference}  ${view.title}  [${view.status}]`,
        view.needed,
        view.next
          ? `Next: ${view.next.sentence} ${when(options, view.next.at)}`
          : 'Next: nothing, unless somebody acts.',
        `Possible now: ${view.allowed.join(', ') || 'nothing'}`,
      ]);
    });
  group
    .command('export')
    .description('write the whole history as JSON, for `plenum verify`')
    .argument('<which>', 'id or reference')
    .action(async (which: string, _: unknown, command: Command) => {
      const file = await withApplication((app) => app.get(CaseDesk).exportHistory(kind, which, OPERATOR));
      print({ ...command.optsWithGlobals<ActOptions>(), json: true }, file, () => []);
    });
  addGiving(group, 'open', workflow.start, null, (app, payload, sender) =>
    app.get(CaseDesk).open(kind, payload, sender.actor, sender.commandId),
  );
  for (const [name, spec] of Object.entries(workflow.commands))
    addGiving(group, name, spec, noun, (app, payload, { which, ...sender }) =>
      app.get(CaseDesk).act(kind, which, name, payload, { ...sender, asker: OPERATOR }),
    );
  return group;
}

/** Who gives a command, and to which case. */
export interface Sender {
  readonly which: string;
  readonly actor: Awaited<ReturnType<typeof actorFor>>;
  readonly commandId: CommandId;
}

/**
 * Adds one subcommand that gives a command, with an option for each field of its payload.
 *
 * @param noun what the command is given to; null for the one that opens a case, which names none yet
 * @param give hands the payload over
 * @returns the subcommand
 */
export function addGiving(
  group: Command,
  name: string,
  spec: CommandSpec,
  noun: string | null,
  give: (app: INestApplicationContext, payload: object, sender: Sender) => Promise<CommandOutcome>,
): Command {
  const fields = fieldsOf(spec.payload);
  const subcommand = group
    .command(name)
    .description(`${spec.title} (${spec.by.join(', ')}; ${spec.article})`)
    .option('--input <file>', 'the whole payload from a file (JSON or YAML; - for standard input)')
    .option('--id <commandId>', 'name this command, so that a repeat is known as one');
  if (noun !== null) subcommand.argument('<which>', `id or reference of the ${noun}`);
  for (const [field, schema] of fields)
    subcommand.addOption(new Option(`--${kebab(field)} <value>`, describeField(schema)));
  subcommand.action(async (...given: unknown[]) => {
    const command = given.at(-1) as Command; // commander passes itself last
    const options = command.optsWithGlobals<ActOptions>();
    const which = noun === null ? '' : String(given[0]);
    const payload = { ...fromFile(options), ...fromOptions(fields, options) };
    const commandId =
      options.id === undefined ? newId<CommandId>() : parseInput(commandIdSchema, options.id, '--id');
    await withApplication(async (app) => {
      const actor = await actorFor(app, options.as);
      printOutcome(options, await give(app, payload, { which, actor, commandId }));
    });
  });
  return subcommand;
}

function listed(
  options: GlobalOptions,
  { noun, collection }: CaseKind,
  lines: readonly CaseLine[],
): string[] {
  if (lines.length === 0)
    return [
      `There is no ${noun} yet. Open one: npm run plenum -- ${collection} open --as chair --input FILE`,
    ];
  return table(
    ['REFERENCE', 'STATUS', 'NEXT', 'TITLE', 'ID'],
    lines.map(({ reference, status, next, title, id }) => [
      reference,
      status,
      next ? when(options, next.at) : '',
      title,
      id,
    ]),
  );
}

/** @returns the fields of a payload by name; none when it is no plain object */
export function fieldsOf(payload: z.ZodType): readonly (readonly [string, z.ZodType])[] {
  const { shape } = payload as { shape?: Record<string, z.ZodType> }; // a strict object has its fields there
  return Object.entries(shape ?? {});
}

/** @returns the payload in the file that `--input` names, or none */
export function fromFile(options: { readonly input?: string }): object {
  if (!options.input) return {};
  const payload = readInput(options.input);
  if (typeof payload === 'object' && payload !== null && !Array.isArray(payload)) return payload;
  throw new DomainError('cli.unreadable', 'invalid', `${options.input} must hold an object of fields.`);
}

/** A text is taken as it stands where the field takes a text; otherwise it is read as YAML (numbers, true, {…}, […]). */
export function fromOptions(
  fields: readonly (readonly [string, z.ZodType])[],
  options: { readonly [field: string]: unknown },
): object {
  const given = fields.flatMap(([field, schema]) => {
    const text = options[field];
    if (typeof text !== 'string') return [];
    return [[field, schema.safeParse(text).success ? text : (parse(text) as unknown)] as const];
  });
  return Object.fromEntries(given);
}

/** @returns in a word what a field takes */
export function describeField(schema: z.ZodType): string {
  const json = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as {
    type?: string;
    enum?: unknown[];
    properties?: object;
  };
  if (json.enum) return json.enum.join(' | ');
  if (json.properties) return `an object: {${Object.keys(json.properties).join(', ')}}`;
  return json.type ?? 'a value';
}

/** @returns an option's name: `ruleSet` is `rule-set` */
export function kebab(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
