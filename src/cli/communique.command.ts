/** `plenum meetings communique`: on the terminal, with what its edits leave of the facts, or as a file. */
import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { DomainError } from '../kernel/domain-error.js';
import { OPERATOR } from '../modules/cases/index.js';
import { COMMUNIQUE_FORMATS, type CommuniqueFormat, markLabels } from '../modules/communique/index.js';
import type { DiffPart } from '../platform/language/index.js';
import { Communiques, type ShownCommunique, type ShownSentence } from '../modules/plenary/index.js';
import { type GlobalOptions, print, withApplication } from './frame.js';

interface CommuniqueOptions extends GlobalOptions {
  readonly format?: CommuniqueFormat;
  readonly out?: string;
  readonly diff?: boolean;
}

/** Adds the command to those of meetings. */
export function addCommuniqueCommand(meetings: Command): void {
  meetings
    .command('communique')
    .description('the communiqué as it stands; a sentence without a fact behind it is marked')
    .argument('<which>', 'id or reference')
    .addOption(new Option('--format <format>', 'write it as a file').choices(COMMUNIQUE_FORMATS))
    .option('--out <file>', 'where to write it (- for standard output; default: its reference, here)')
    .option('--diff', 'below each edited sentence: the words it changed, and what it leaves of its fact')
    .action(async (which: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<CommuniqueOptions>();
      if (options.format !== undefined) return writeAsFile(which, options.format, options);
      if (options.out !== undefined)
        throw new DomainError(
          'cli.format-missing',
          'invalid',
          `Say as what to write ${options.out}: --format ${COMMUNIQUE_FORMATS.join(', ')}.`,
        );
      const found = await withApplication((app) => app.get(Communiques).show(which, OPERATOR));
      print(options, found, () => linesOf(found, options.diff === true));
    });
}

/** A PDF takes a second or two; standard error says so, since standard output may be the file. */
async function writeAsFile(
  which: string,
  format: CommuniqueFormat,
  { out, json }: CommuniqueOptions,
): Promise<void> {
  const file = await withApplication((app) => {
    if (!json) process.stderr.write(`Writing the communiqué of ${which} as ${format} …\n`);
    return app.get(Communiques).file(which, format, OPERATOR);
  });
  if (out === '-') {
    process.stdout.write(file.bytes);
    return;
  }
  const path = out ?? file.name;
  try {
    writeFileSync(path, file.bytes);
  } catch (cause) {
    throw new DomainError(
      'cli.unwritable',
      'invalid',
      `${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}. Name another file with --out.`,
      {},
      { cause },
    );
  }
  print(
    { ...(json === undefined ? {} : { json }) },
    { path, bytes: file.bytes.length, type: file.type },
    () => [`${path}: ${file.bytes.length} bytes`],
  );
}

function linesOf(
  { title, place, from, to, status, statement, sentences }: ShownCommunique,
  diff: boolean,
): string[] {
  return [
    `${title}, ${place}, ${from} to ${to} [${status}]`,
    ...(statement === null ? [] : [statement]),
    ...(statement === null && sentences.length === 0 ? ['No clause is recorded yet.'] : []),
    ...sentences.flatMap((sentence) => sentenceLines(sentence, diff)),
  ];
}

function sentenceLines({ paragraph, text, marks }: ShownSentence, diff: boolean): string[] {
  const labels = marks ? markLabels(marks, 'en') : [];
  const line = `${paragraph}. ${text}${labels.map((label) => ` [${label}]`).join('')}`;
  if (!diff || marks === null) return [line];
  return [
    line,
    ...(marks.edit ? [`    ${diffText(marks.edit.diff)}`] : []),
    ...(marks.edit?.departures ?? []).map((words) => `    ! ${words}`),
    ...(marks.moved ? [`    the fact then and now: ${diffText(marks.moved)}`] : []),
  ];
}

/** As `git diff --word-diff` writes it: `[-noted-]{+decided+}`. */
function diffText(parts: readonly DiffPart[]): string {
  const signs = { kept: ['', ''], inserted: ['{+', '+}'], deleted: ['[-', '-]'] } as const;
  return parts.map(({ kind, text }) => `${signs[kind][0]}${text}${signs[kind][1]}`).join('');
}
