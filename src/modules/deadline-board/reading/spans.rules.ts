/** Spans of time that a picture of the months ahead is made of. Pure. */

/** A span of whole days, as the board is asked for them: from the beginning of one to the end of another. */
export interface Span {
  /** `past`: before today; `month`: one month, the first from today on; `later`: after all of them; `undated`: never late */
  readonly kind: 'past' | 'month' | 'later' | 'undated';
  /** `2013-03`; null for what is no month */
  readonly month: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * @param today `2013-03-15`
 * @param months how many there are to be, the present one counted
 * @returns the past, each month, what comes later, and what has no date
 */
export function spansFrom(today: string, months: number): readonly Span[] {
  const names = Array.from({ length: months }, (_, index) => monthAfter(today, index));
  const next = `${monthAfter(today, months)}-01`;
  return [
    { kind: 'past', month: null, from: null, to: dayBefore(today) },
    ...names.map((month, index): Span => {
      const to = lastDayOf(month);
      return { kind: 'month', month, from: index === 0 ? today : `${month}-01`, to };
    }),
    { kind: 'later', month: null, from: next, to: null },
    { kind: 'undated', month: null, from: null, to: null },
  ];
}

/** @returns the month so many after that of a day or month: `2013-03`, 1 gives `2013-04` */
export function monthAfter(from: string, count: number): string {
  const [year = 0, month = 1] = from.split('-').map(Number);
  const index = year * 12 + (month - 1) + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** @returns the last day of a month: `2013-02` gives `2013-02-28` */
export function lastDayOf(month: string): string {
  return dayBefore(`${monthAfter(month, 1)}-01`);
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - 86_400_000).toISOString().slice(0, 10);
}
