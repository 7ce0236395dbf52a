/** Periods that are reported on, by their names: `2011`, `2011-H2`, `2011-Q4`. Names of one kind stand in order of time as text. */
import { z } from 'zod';
import { localDate } from '../../src/kernel/business-calendar.js';
import type { Instant } from '../../src/kernel/instant.js';

export const PERIOD_KINDS = ['year', 'half-year', 'quarter'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

export const reportingPeriodSchema = z
  .string()
  .regex(/^(19|20|21)\d{2}(-H[12]|-Q[1-4])?$/, 'a period such as 2011, 2011-H2 or 2011-Q4');

const PARTS: Readonly<Record<PeriodKind, { readonly letter: string; readonly inYear: number }>> = {
  year: { letter: '', inYear: 1 },
  'half-year': { letter: 'H', inYear: 2 },
  quarter: { letter: 'Q', inYear: 4 },
};
const LAST_DAYS: Readonly<Record<number, string>> = { 3: '03-31', 6: '06-30', 9: '09-30', 12: '12-31' };
const ORDINALS = ['first', 'second', 'third', 'fourth'];

/** @returns of which kind a period is */
export function kindOf(period: string): PeriodKind {
  if (period.includes('Q')) return 'quarter';
  return period.includes('H') ? 'half-year' : 'year';
}

/** @returns its last day, `YYYY-MM-DD` */
export function lastDayOf(period: string): string {
  const { year, part, kind } = read(period);
  return `${year}-${LAST_DAYS[(part * 12) / PARTS[kind].inYear] ?? ''}`;
}

/** @returns the one after it */
export function periodAfter(period: string): string {
  const { year, part, kind } = read(period);
  return part === PARTS[kind].inYear ? named(kind, year + 1, 1) : named(kind, year, part + 1);
}

/** @returns the period of a kind that runs at an instant in a zone @throws DomainError `calendar.unknown-zone` */
export function periodAt(at: Instant, zone: string, kind: PeriodKind): string {
  const [year = 0, month = 1] = localDate(at, zone).split('-').map(Number);
  return named(kind, year, Math.ceil((month * PARTS[kind].inYear) / 12));
}

/** @returns how many periods lie between two of one kind; 0 when the second does not come later */
export function periodsBetween(from: string, to: string): number {
  const place = ({ year, part, kind }: ReturnType<typeof read>) => year * PARTS[kind].inYear + part;
  return Math.max(0, place(read(to)) - place(read(from)));
}

/** @returns in words: `2011`, `the first half of 2011`, `the third quarter of 2011` */
export function periodWords(period: string): string {
  const { year, part, kind } = read(period);
  if (kind === 'year') return String(year);
  return `the ${ORDINALS[part - 1] ?? ''} ${kind === 'quarter' ? 'quarter' : 'half'} of ${year}`;
}

function read(period: string): { readonly kind: PeriodKind; readonly year: number; readonly part: number } {
  const kind = kindOf(period);
  return { kind, year: Number(period.slice(0, 4)), part: kind === 'year' ? 1 : Number(period.slice(-1)) };
}

function named(kind: PeriodKind, year: number, part: number): string {
  return kind === 'year' ? String(year) : `${year}-${PARTS[kind].letter}${part}`;
}
