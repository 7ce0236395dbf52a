/** `plenum remind`: reminders to many, in two calls: the list, and then exactly those on it. */
import type { Command } from 'commander';
import { z } from 'zod';
import { parseInput } from '../kernel/parse.js';
import {
  type BulkOutcome,
  type BulkPreview,
  BulkReminders,
  bulkFilterSchema,
} from '../modules/notices/index.js';
import { type GlobalOptions, actorFor, print, table, when, withApplication } from './frame.js';

interface RemindOptions extends GlobalOptions {
  readonly send?: string;
  readonly hash?: string;
}

/** Adds the command: without `--send` it shows whom it would write to and sends nothing. */
export function addRemindCommand(program: Command): void {
  program
    .command('remind')
    .description('remind many: shows the exact list first; with --send, writes to exactly those on it')
    .option('--workflow <name>', 'only cases of this workflow')
    .option('--collection <name>', 'only cases of this collection, such as anomalies')
    .option('--organ <code>', 'only what is due of this organ')
    .option('--party <code>', 'only what is due of this party')
    .option('--late', 'only what is late')
    .option('--ids <which...>', 'only these cases, by id or reference')
    .option('--send <id>', 'send the list of this id')
    .option('--hash <hash>', 'with --send: only if the list has this hash')
    .action(async (given: Record<string, unknown>, command: Command) => {
      const options = command.optsWithGlobals<RemindOptions>();
      const { send, hash, ...filter } = given;
      if (send !== undefined) await sendList(options, requireAlone(given, filter));
      else
        await showList(
          options,
          parseInput(bulkFilterSchema, { ...filter, ...(hash === undefined ? {} : { hash }) }, 'options'),
        );
    });
}

const sendSchema = z.strictObject({
  send: z.uuid('the id of a list, as it was shown'),
  hash: z.string().optional(),
});

/** A filter beside `--send` would promise a choice that is not made any more. */
function requireAlone(given: object, filter: object): z.output<typeof sendSchema> {
  return parseInput(sendSchema, { ...given, ...filter }, 'options (with --send, nothing but --hash)');
}

async function showList(options: RemindOptions, filter: z.output<typeof bulkFilterSchema>): Promise<void> {
  const preview = await withApplication(async (app) =>
    app.get(BulkReminders).preview(filter, await actorFor(app, options.as)),
  );
  print(options, preview, () => listLines(options, preview));
}

async function sendList(options: RemindOptions, { send, hash }: z.output<typeof sendSchema>): Promise<void> {
  const outcome = await withApplication(async (app) =>
    app.get(BulkReminders).send(send, hash ?? null, await actorFor(app, options.as)),
  );
  print(options, outcome, () => outcomeLines(options, outcome));
}

function lineTable(options: GlobalOptions, lines: BulkPreview['lines']): string[] {
  return table(
    ['TO', 'ADDRESS', 'CASE', 'DUTY', 'DUE', 'WHY'],
    lines.map(({ contact, address, reference, duty, due, why }) => [
      contact,
      address,
      reference,
      duty,
      due === null ? '' : when(options, due),
      why,
    ]),
  );
}

function leftOutTable(leftOut: BulkPreview['leftOut']): string[] {
  if (leftOut.length === 0) return [];
  return [
    'Left out:',
    ...table(
      ['TO', 'CASE', 'DUTY', 'WHY'],
      leftOut.map(({ contact, reference, duty, reason }) => [contact ?? '', reference, duty, reason]),
    ),
  ];
}

function listLines(options: RemindOptions, { id, expiresAt, lines, leftOut }: BulkPreview): string[] {
  if (lines.length === 0) return ['There is nobody to remind.', ...leftOutTable(leftOut)];
  return [
    ...lineTable(options, lines),
    ...leftOutTable(leftOut),
    `Nothing was sent. To send to exactly these, until ${when(options, expiresAt)}:`,
    `  npm run plenum -- remind --send ${id} --as ${options.as ?? 'secretariat'}`,
  ];
}

function outcomeLines(options: RemindOptions, { sent, leftOut }: BulkOutcome): string[] {
  return [
    sent.length === 0 ? 'Nobody is reminded.' : waitingWords(sent.length),
    ...(sent.length === 0 ? [] : lineTable(options, sent)),
    ...leftOutTable(leftOut),
  ];
}

/** No mail exists yet: each goes out with the mail of the day of its recipient. */
function waitingWords(count: number): string {
  return count === 1
    ? '1 reminder waits for the mail of the day of its recipient:'
    : `${count} reminders wait for the mail of the day of their recipients:`;
}
