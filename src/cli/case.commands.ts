import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import type { CommandOutcome } from '../engine/index.js';
import { commandIdSchema, newId, type CommandId } from '../kernel/ids.js';
import { parseInput } from '../kernel/parse.js';
import type { CommandSpec } from '../kernel/workflow.js';
import {
  CaseDesk,
  type CaseKind,
  type CaseLine,
  type CaseListFilter,
  OPERATOR,
  caseListSchema,
} from '../modules/cases/index.js';
import {
  type GlobalOptions,
  actorFor,
  historyLines,
  instantOption,
  note,
  print,
  printOutcome,
  table,
  when,
  withApplication,
} from './frame.js';
import { addPayloadOptions } from './payload.options.js';

/** How many cases a list shows when no limit is given. */
const LIMIT = 100;

interface ActOptions extends GlobalOptions {
  readonly id?: string;
}

/**
 * Adds the commands of a kind of case, all made from its workflow: list, show, history, export, open, and one for each of its commands, with
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
    .option('--limit <number>', 'at most so many, 500 at the most')
    .option('--before <id>', 'only those opened before this one, to go on from a list')
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const filter = listFilter(command);
      const lines = await withApplication((app) => app.get(CaseDesk).list(kind, filter, OPERATOR));
      print(options, lines, () => listed(options, kind, lines));
      sayMore(filter, lines);
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
    .command('history')
    .description('every event, and every refused command')
    .argument('<which>', 'id or reference')
    .option('--known-at <instant>', 'only what was recorded by then')
    .action(async (which: string, { knownAt }: { knownAt?: string }, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const known = knownAt === undefined ? null : instantOption(knownAt);
      const history = await withApplication((app) => app.get(CaseDesk).history(kind, which, OPERATOR, known));
      print(options, history, () => historyLines(options, history));
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
  const subcommand = group
    .command(name)
    .description(`${spec.title} (${spec.by.join(', ')}; ${spec.article})`)
    .option('--input <file>', 'the whole payload from a file (JSON or YAML; - for standard input)')
    .option('--id <commandId>', 'name this command, so that a repeat is known as one');
  if (noun !== null) subcommand.argument('<which>', `id or reference of the ${noun}`);
  const payloadOf = addPayloadOptions(subcommand, spec.payload);
  subcommand.action(async (...given: unknown[]) => {
    const command = given.at(-1) as Command; // commander passes itself last
    const options = command.optsWithGlobals<ActOptions>();
    const which = noun === null ? '' : String(given[0]);
    const payload = payloadOf();
    const commandId =
      options.id === undefined ? newId<CommandId>() : parseInput(commandIdSchema, options.id, '--id');
    await withApplication(async (app) => {
      const actor = await actorFor(app, options.as);
      printOutcome(options, await give(app, payload, { which, actor, commandId }));
    });
  });
  return subcommand;
}

/** @returns what a `list` subcommand is asked for @throws InvalidInput naming the option */
export function listFilter(command: Command): CaseListFilter {
  const { open, ...page } = command.opts<{ open?: true; limit?: string; before?: string }>();
  const filter = parseInput(caseListSchema, page, 'options');
  return open ? { ...filter, open } : filter;
}

/** Says how to go on when a list is as long as it may be. */
export function sayMore({ limit = LIMIT }: CaseListFilter, lines: readonly { readonly id: string }[]): void {
  const last = lines.at(-1);
  if (last && lines.length === limit)
    note(`The list stops at ${limit}. Go on with: --limit ${limit} --before ${last.id}`);
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
