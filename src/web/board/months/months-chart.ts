/** A picture of the months ahead, drawn on the server: for each kind of case a row, for each span of time a bar. Pure. */

/** One bar, as it is drawn. */
export interface Bar {
  readonly href: string;
  /** what the bar says, for whoever does not see it */
  readonly label: string;
  readonly count: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly textX: number;
  readonly textY: number;
  readonly look: 'past' | 'ahead';
}

/** A row of the picture. */
export interface ChartRow {
  readonly text: string;
  readonly y: number;
  readonly base: number;
  readonly bars: readonly Bar[];
}

/** The whole picture, in its own units. */
export interface Chart {
  readonly width: number;
  readonly height: number;
  /** where the rows' names end and the bars begin */
  readonly left: number;
  readonly rows: readonly ChartRow[];
  readonly heads: readonly { readonly text: string; readonly x: number }[];
}

/** What is drawn: kinds of case down, spans of time across. */
export interface Months {
  readonly columns: readonly { readonly text: string; readonly past: boolean }[];
  readonly rows: readonly {
    readonly text: string;
    readonly cells: readonly {
      readonly things: number;
      readonly href: string;
      readonly label: string;
      readonly number: string;
    }[];
  }[];
}

const NAMES = 190;
const COLUMN = 56;
const ROW = 58;
const HEAD = 34;
const TALLEST = 34;

/** @returns the picture; the bars of all rows are of one scale, the tallest fills its row, and none that is drawn is invisible */
export function chartOf({ columns, rows }: Months): Chart {
  const most = Math.max(1, ...rows.flatMap(({ cells }) => cells.map(({ things }) => things)));
  return {
    width: NAMES + columns.length * COLUMN,
    height: HEAD + rows.length * ROW + 8,
    left: NAMES,
    heads: columns.map(({ text }, index) => ({ text, x: middleOf(index) })),
    rows: rows.map(({ text, cells }, line) => {
      const base = HEAD + (line + 1) * ROW;
      const bars = cells.flatMap(({ things, href, label, number }, index): Bar[] => {
        if (things === 0) return [];
        const height = Math.max(3, Math.round((things / most) * TALLEST));
        const [x, y] = [NAMES + index * COLUMN + 8, base - height];
        const look = columns[index]?.past ? 'past' : 'ahead';
        return [
          {
            href,
            label,
            count: number,
            x,
            y,
            width: COLUMN - 16,
            height,
            textX: middleOf(index),
            textY: y - 5,
            look,
          },
        ];
      });
      return { text, y: base - 8, base, bars };
    }),
  };
}

function middleOf(index: number): number {
  return NAMES + index * COLUMN + COLUMN / 2;
}
