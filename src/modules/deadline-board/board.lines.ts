/** Rows as they are answered, as JSON and as CSV. Pure. */
import { csvLines, writeCsv } from '../registry-files/index.js';
import { addressOf } from './board.kinds.js';
import { type Outlook, isArmed, levelOf, outOfReach, whyOf } from './board.rules.js';
import type { BoardEntry, BoardLine, Named } from './board.types.js';
import { codeWords } from './board.words.js';

/** Who reads a line, and what it is judged by. */
export interface Reading {
  readonly outlook: Outlook;
  readonly names: ReadonlyMap<string, string>;
  /** whether the reader holds an office, and so may read the engine's own words */
  readonly isOffice: boolean;
}

/** @returns the row as a line of the board at an instant */
export function lineOf(entry: BoardEntry, { outlook, names, isOffice }: Reading): BoardLine {
  const named = (code: string): Named => ({ code, name: names.get(code) ?? codeWords(code) });
  const { caseId, key, workflow, reference, title, status, what } = entry;
  const { since, dueAt, postponedUntil, rung, timer, historical, endedAt, stale } = entry;
  return {
    caseId,
    key,
    workflow,
    address: addressOf(workflow, caseId),
    reference,
    title,
    status,
    what,
    waitsOn: entry.waitsOn.map(named),
    since,
    dueAt,
    postponedUntil,
    rung,
    timer,
    armed: isArmed(entry, outlook),
    level: levelOf(entry, outlook),
    why: whyOf(entry, outlook),
    unreachable: [...outOfReach(entry, outlook)].map(([code, { because }]) => ({ ...named(code), because })),
    trouble: isOffice ? entry.trouble : null,
    historical,
    endedAt,
    stale,
  };
}

const COLUMNS: readonly (readonly [string, (line: BoardLine) => string | null])[] = [
  ['level', ({ level }) => level],
  ['due_at', ({ dueAt }) => dueAt],
  ['postponed_until', ({ postponedUntil }) => postponedUntil],
  ['waits_on', ({ waitsOn }) => waitsOn.map(({ code }) => code).join(' ')],
  ['what', ({ what }) => what],
  ['reference', ({ reference }) => reference],
  ['title', ({ title }) => title],
  ['procedure', ({ workflow }) => workflow],
  ['status', ({ status }) => status],
  ['since', ({ since }) => since],
  ['rung', ({ rung }) => `${rung.reached}/${rung.of}`],
  ['last_rung', ({ rung }) => rung.last],
  ['next_timer', ({ timer }) => timer?.title ?? null],
  ['next_timer_at', ({ timer }) => timer?.at ?? null],
  ['armed', ({ armed }) => (armed ? 'yes' : 'no')],
  ['unreachable', ({ unreachable }) => unreachable.map(({ code }) => code).join(' ')],
  ['why', ({ why }) => why],
  ['trouble', ({ trouble }) => trouble],
  ['case_id', ({ caseId }) => caseId],
];

/**
 * @param pages of lines
 * @returns parts of one file for spreadsheets, in which no cell is taken for a formula: the heading, then a part for each page
 */
export async function* boardCsv(pages: AsyncIterable<readonly BoardLine[]>): AsyncGenerator<string> {
  yield writeCsv([COLUMNS.map(([name]) => name)]);
  for await (const lines of pages)
    yield csvLines(lines.map((line) => COLUMNS.map(([, cell]) => cell(line) ?? '')));
}
