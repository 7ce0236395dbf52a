/** How much one delegation owes, and when most of it falls due. Pure. */
import { codeWords, counted } from '../board.words.js';
import type { LoadCell } from './board.numbers.js';

/** A month of a load. */
export interface LoadMonth {
  readonly month: string;
  readonly things: number;
  readonly byWorkflow: Readonly<Record<string, number>>;
}

/** What one delegation owes. */
export interface Load {
  readonly party: string;
  /** people known to speak for it; null for whoever may not know that */
  readonly people: number | null;
  readonly things: number;
  readonly late: number;
  /** without a date */
  readonly undated: number;
  /** by the month in which it presses, in order; months already past hold what is late */
  readonly months: readonly LoadMonth[];
  readonly byWorkflow: Readonly<Record<string, number>>;
  readonly peak: LoadMonth | null;
  /** the load and its peak in two sentences */
  readonly words: string;
}

type NounOf = (workflow: string, count: number) => string;

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/**
 * @param party code of the delegation
 * @param people known to speak for it; null: not to be told
 * @param cells counts by month and procedure, in order of months
 * @param nounOf what so many cases of a procedure are called
 */
export function loadOf(
  party: string,
  people: number | null,
  cells: readonly LoadCell[],
  nounOf: NounOf,
): Load {
  const months = monthsOf(cells);
  // of equal months the first: it presses first
  const peak = months.reduce<LoadMonth | null>(
    (most, one) => (most && most.things >= one.things ? most : one),
    null,
  );
  const things = total(cells);
  const late = cells.reduce((sum, cell) => sum + cell.late, 0);
  const counts = { party, people, things, late, undated: total(cells.filter(({ month }) => month === null)) };
  return { ...counts, months, byWorkflow: byWorkflow(cells), peak, words: inWords(counts, peak, nounOf) };
}

function monthsOf(cells: readonly LoadCell[]): LoadMonth[] {
  const names = [...new Set(cells.flatMap(({ month }) => month ?? []))].sort();
  return names.map((month) => {
    const own = cells.filter((cell) => cell.month === month);
    return { month, things: total(own), byWorkflow: byWorkflow(own) };
  });
}

function byWorkflow(cells: readonly LoadCell[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { workflow, things } of cells) counts[workflow] = (counts[workflow] ?? 0) + things;
  return counts;
}

function total(cells: readonly LoadCell[]): number {
  return cells.reduce((sum, { things }) => sum + things, 0);
}

function inWords(
  { party, people, things, late, undated }: Pick<Load, 'party' | 'people' | 'things' | 'late' | 'undated'>,
  peak: LoadMonth | null,
  nounOf: NounOf,
): string {
  const who = codeWords(party);
  if (things === 0) return `${who} owes nothing.`;
  const parts = [
    ...(late > 0 ? [`${late} late`] : []),
    ...(undated > 0 ? [`${undated} without a date`] : []),
  ];
  const all = `${who} owes ${counted(things, 'thing')}${parts.length > 0 ? `, ${parts.join(' and ')}` : ''}.`;
  if (!peak) return all;
  const [most] = Object.entries(peak.byWorkflow).sort(([, a], [, b]) => b - a);
  const mainly = most && most[1] < peak.things ? `, ${most[1]} of them ${nounOf(most[0], most[1])}` : '';
  const hands = people ? `, for ${people === 1 ? 'one person' : `${people} people`}` : '';
  return `${all} Most of it falls into ${monthWords(peak.month)}: ${peak.things}${mainly}${hands}.`;
}

function monthWords(month: string): string {
  const [year, number] = month.split('-');
  return `${MONTHS[Number(number) - 1] ?? month} ${year ?? ''}`;
}
