import { once } from 'node:events';
import type { Command } from 'commander';
import { parseInput } from '../kernel/parse.js';
import { OPERATOR } from '../modules/cases/index.js';
import {
  Board,
  type BoardLine,
  BoardObserver,
  type BoardPage,
  GROUPS,
  type Group,
  LEVELS,
  type Load,
  boardCsv,
  boardFilterSchema,
} from '../modules/deadline-board/index.js';
import { addFeedCommands } from './board-feed.commands.js';
import { EXIT, type GlobalOptions, note, print, table, when, withApplication } from './frame.js';

const GROUP_WORDS: Readonly<Record<Group, string>> = {
  today: 'action needed today',
  closing: 'closing soon',
  'at-risk': 'at risk',
  bounced: 'bounced, or without a contact',
  overdue: 'overdue',
  closed: 'recently closed',
};

/** Adds the deadline board: its lines, its numbers, the load of a delegation, feeds for calendars, and making it anew. */
export function addBoardCommands(program: Command): void {
  const board = program
    .command('board')
    .description(
      'what is due, late, at risk and waiting on whom, over all cases; what presses first comes first',
    )
    .option('--organ <code>', 'what waits on this organ, such as CKR')
    .option('--party <code>', 'what waits on this party, such as GHA')
    .option('--office <office>', 'what waits on chair, vice-chair or secretariat')
    .option('--workflow <name>', 'of this procedure, such as mandate')
    .option('--level <level>', LEVELS.join(', '))
    .option('--group <group>', `a question of the day: ${GROUPS.join(', ')}`)
    .option('--from <day>', 'due on this day or later')
    .option('--to <day>', 'due on this day or earlier')
    .option('--q <words>', 'part of reference, title or what is awaited')
    .option('--historical', 'imported histories too')
    .option('--limit <number>', 'at most so many lines, 500 at the most')
    .option('--after <place>', 'goes on where a page ended')
    .option('--csv', 'everything the filters leave, as CSV')
    .action(async (_: unknown, command: Command) => showBoard(command));
  addNumbers(board);
  addFeedCommands(board);
  addRebuild(board);
}

async function showBoard(command: Command): Promise<void> {
  const options = command.optsWithGlobals<GlobalOptions & { readonly csv?: boolean }>();
  const { csv: _csv, historical, ...given } = command.opts<Record<string, string | boolean>>();
  const filter = parseInput(
    boardFilterSchema,
    {
      ...given,
      ...(options.zone ? { zone: options.zone } : {}),
      ...(historical ? { historical: 'true' } : {}),
    },
    'options',
  );
  if (options.csv) {
    await withApplication(async (app) => printCsv(await app.get(Board).pages(filter, OPERATOR)));
    return;
  }
  const page = await withApplication((app) => app.get(Board).page(filter, OPERATOR));
  print(options, page, () => boardLines(options, page, Object.keys(given).length > 0));
  if (page.next) note(`There is more: the same with --after ${page.next}`);
}

/** Waits where the reader is slower than the board. */
async function printCsv(pages: AsyncIterable<readonly BoardLine[]>): Promise<void> {
  for await (const part of boardCsv(pages))
    if (!process.stdout.write(part)) await once(process.stdout, 'drain');
}

function boardLines(options: GlobalOptions, { lines, asOf }: BoardPage, filtered: boolean): string[] {
  if (lines.length === 0)
    return filtered
      ? [
          'Nothing on the board answers to these filters. Without any it shows everything: npm run plenum -- board',
        ]
      : [
          `Nothing is under way at ${when(options, asOf)}: a case comes onto the board by itself when it is opened.`,
          'For one: npm run plenum -- draft FILE --as chair. If cases are under way and missing here: npm run plenum -- board rebuild',
        ];
  return table(
    ['LEVEL', 'DUE', 'WAITS ON', 'WHAT', 'REFERENCE', 'WHY'],
    lines.map((line) => [
      line.level,
      line.dueAt ? when(options, line.dueAt) : '',
      codesOf(line),
      shortened(line.what),
      line.reference,
      whyOf(line),
    ]),
  );
}

/** So many codes, or signs, stand in a column. */
const CODES = 4;
const SIGNS = 48;

function codesOf({ waitsOn }: BoardLine): string {
  const codes = waitsOn.slice(0, CODES).map(({ code }) => code);
  return [...codes, ...(waitsOn.length > CODES ? [`+${waitsOn.length - CODES}`] : [])].join(' ');
}

function whyOf({ why, trouble, stale }: BoardLine): string {
  return `${why}${trouble ? ` (${trouble})` : ''}${stale ? ' (this line may be behind its case)' : ''}`;
}

function shortened(text: string): string {
  return text.length > SIGNS ? `${text.slice(0, SIGNS - 1)}…` : text;
}

function addNumbers(board: Command): void {
  board
    .command('summary')
    .description('the questions of the day in numbers')
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const summary = await withApplication((app) => app.get(Board).summary(options.zone ?? 'UTC', OPERATOR));
      print(options, summary, () => [
        ...table(
          ['', 'LINES', 'SHOW THEM'],
          GROUPS.map((group) => [
            GROUP_WORDS[group],
            String(summary.counts[group]),
            `npm run plenum -- board --group ${group}`,
          ]),
        ),
        ...(summary.behind > 0
          ? [`${summary.behind} cases have changed and the board has still to follow them.`]
          : []),
      ]);
    });
  board
    .command('load')
    .description('how much one delegation owes, by month and by procedure')
    .argument('<party>', 'its code, such as GHA')
    .action(async (party: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const load = await withApplication((app) => app.get(Board).load(party, OPERATOR));
      print(options, load, () => loadLines(load));
    });
}

function loadLines({ words, months }: Load): string[] {
  if (months.length === 0) return [words];
  const rows = months.map(({ month, things, byWorkflow }) => [
    month,
    String(things),
    Object.entries(byWorkflow)
      .map(([workflow, count]) => `${workflow} ${count}`)
      .join(', '),
  ]);
  return [words, ...table(['MONTH', 'THINGS', 'BY PROCEDURE'], rows)];
}

/** Cases shown to the board between two steps of the bar. */
const STEP = 50;
const BAR = 30;

function addRebuild(board: Command): void {
  board
    .command('rebuild')
    .description('make the board anew out of the cases; nothing else is touched')
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const left = await withApplication(async (app) => {
        const observer = app.get(BoardObserver);
        const all = await observer.startOver();
        do showProgress(all, (await observer.left()).cases);
        while ((await observer.catchUp(STEP)) > 0);
        return { ...(await observer.left()), all };
      });
      if (left.cases > 0) process.exitCode = EXIT.refused;
      print(options, left, () => [
        left.cases === 0
          ? `The board follows all ${left.all} cases.`
          : `The board could not follow ${left.cases} of ${left.all} cases (${left.lastError ?? 'another process is at it'}). They stay marked and are tried again.`,
      ]);
    });
}

/** On the error stream, and only where somebody watches: a machine reads the answer. */
function showProgress(all: number, left: number): void {
  if (!process.stderr.isTTY || all === 0) return;
  const done = Math.round(((all - left) / all) * BAR);
  process.stderr.write(
    `\r${'█'.repeat(done)}${'░'.repeat(BAR - done)} ${all - left} of ${all} cases${left === 0 ? '\n' : ''}`,
  );
}
