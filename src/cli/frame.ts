/** What every command of the command line shares: the application behind it, who acts, and how answers are printed. */
import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { CommandOutcome } from '../engine/index.js';
import { DomainError } from '../kernel/domain-error.js';
import { inZone } from '../kernel/deadline-text.js';
import { type Instant, toInstant } from '../kernel/instant.js';
import type { Actor } from '../kernel/workflow.js';
import { Registry } from '../modules/registry/index.js';
import { readConfiguration } from '../platform/config/index.js';
import { startContext } from '../start.js';

/** Exit codes: done; refused, or a check failed; the call itself is wrong. */
export const EXIT = { done: 0, refused: 1, usage: 2 } as const;

/** Options that every command has. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly as?: string;
  readonly zone?: string;
}

/** Gives the program the options that every command has. */
export function addGlobalOptions(program: Command): Command {
  return program
    .option('--json', 'answers as JSON')
    .option('--as <who>', 'for whom you act: chair, vice-chair, secretariat, or a contact’s id such as GHA-1')
    .option('--zone <zone>', 'show instants in this time zone too, such as Africa/Accra');
}

/**
 * Runs a piece of work with the application behind it, beside a running Plenum or alone.
 *
 * @param work gets the application
 * @returns what the work returns; the application is closed in any case
 */
export async function withApplication<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  const running = await startContext({ ...readConfiguration(), logLevel: 'silent' }, 'tool');
  try {
    return await work(running.app);
  } finally {
    await running.stop();
  }
}

/**
 * Who acts: a contact by id, or whoever holds an office now.
 *
 * @param as contact id (`GHA-1`), `chair`, `vice-chair` or `secretariat`
 * @returns an operator acting for that person; history shows both
 * @throws DomainError `cli.nobody` when no `--as` was given or the office is vacant
 */
export async function actorFor(app: INestApplicationContext, as: string | undefined): Promise<Actor> {
  if (!as)
    throw new DomainError(
      'cli.nobody',
      'invalid',
      'Say for whom you act: --as chair, --as secretariat, or --as with a contact’s id such as GHA-1.',
    );
  const registry = app.get(Registry);
  const contact = await registry.requireContact(await contactIdOf(registry, as));
  return { kind: 'operator', id: contact.id, name: `operator for ${contact.name}`, party: contact.party };
}

async function contactIdOf(registry: Registry, as: string): Promise<string> {
  if (as !== 'chair' && as !== 'vice-chair' && as !== 'secretariat') return as;
  const term = await registry.holder(as);
  const contact = term?.contactId ?? (await registry.contacts()).find((one) => one.party === term?.party)?.id;
  if (!contact)
    throw new DomainError(
      'cli.nobody',
      'invalid',
      `Nobody holds the office «${as}» now. Enter a term first, or name a contact.`,
    );
  return contact;
}

/** Prints a value: as JSON when asked, else by the given lines. */
export function print(options: GlobalOptions, value: unknown, lines: () => readonly string[]): void {
  process.stdout.write(options.json ? `${JSON.stringify(value, null, 2)}\n` : `${lines().join('\n')}\n`);
}

/** Says something beside the answer, which a machine may be reading: on the error stream. */
export function note(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

/** A history as people read it. */
interface History {
  readonly events: readonly {
    readonly seq: number;
    readonly occurredAt: Instant;
    readonly type: string;
    readonly actor: Actor;
  }[];
  readonly refused: readonly {
    readonly command: string;
    readonly receivedAt: Instant;
    readonly actor: Actor;
    readonly refusal: { readonly message: string } | null;
  }[];
}

/** @returns a history in lines: events, then refused commands with the reason */
export function historyLines(options: GlobalOptions, { events, refused }: History): string[] {
  return [
    ...table(
      ['#', 'WHEN', 'EVENT', 'BY'],
      events.map(({ seq, occurredAt, type, actor }) => [
        String(seq),
        when(options, occurredAt),
        type,
        actor.name,
      ]),
    ),
    ...refused.map(
      ({ command, receivedAt, actor, refusal }) =>
        `refused ${when(options, receivedAt)} ${command} by ${actor.name}: ${refusal?.message ?? ''}`,
    ),
  ];
}

/** Prints what became of a command and sets the exit code. */
export function printOutcome(options: GlobalOptions, outcome: CommandOutcome): void {
  if (outcome.status !== 'accepted') process.exitCode = EXIT.refused;
  print(options, outcome, () => outcomeLines(outcome));
}

function outcomeLines(outcome: CommandOutcome): string[] {
  const { status, caseId, receivedAt, refusal } = outcome;
  if (refusal) {
    const { message, code, current, allowed } = refusal;
    return [
      `Refused (${code}): ${message}`,
      `The case is in the state «${current}». Possible now: ${allowed.join(', ') || 'nothing'}.`,
    ];
  }
  return [
    `${status === 'accepted' ? 'Accepted' : `Received, ${status}`}: case ${caseId}, received ${receivedAt}`,
  ];
}

/**
 * Rows as columns that line up.
 *
 * @param head titles
 * @param rows cells
 */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** @returns an instant in UTC, and in the reader's zone when one was asked for */
export function when(options: GlobalOptions, at: Instant): string {
  const utc = `${at.slice(0, 16).replace('T', ' ')}Z`;
  return options.zone ? `${utc} (${inZone(at, options.zone, 'en')})` : utc;
}

/** Reads JSON or YAML from a file, or from standard input for `-`. @throws DomainError `cli.unreadable` */
export function readInput(file: string): unknown {
  try {
    return parse(readFileSync(file === '-' ? 0 : file, 'utf8'));
  } catch (cause) {
    throw new DomainError(
      'cli.unreadable',
      'invalid',
      `${file} cannot be read as JSON or YAML: ${cause instanceof Error ? cause.message : String(cause)}`,
      {},
      { cause },
    );
  }
}

/** @returns an instant given on the command line; a day alone is its first instant in UTC @throws DomainError `cli.bad-instant` */
export function instantOption(text: string): Instant {
  try {
    return toInstant(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  } catch (cause) {
    throw new DomainError(
      'cli.bad-instant',
      'invalid',
      cause instanceof Error ? cause.message : String(cause),
      {},
      { cause },
    );
  }
}
