/** What the pages of the months ahead and of one delegation's load show. Pure. */
import type { Words } from '../../../platform/http/words.js';
import { type BoardMonths, type Load, type Span, lastDayOf } from '../../../modules/deadline-board/index.js';
import type { Directory } from '../lines/board.page.js';
import { kindText } from '../lines/board.page.js';
import { type Months, chartOf } from './months-chart.js';

/** A span of time, as its column is headed and as the board is asked for it. */
interface Column {
  readonly text: string;
  /** in full, for the table and for whoever listens */
  readonly long: string;
  readonly past: boolean;
  readonly asked: Readonly<Record<string, string>> | null;
}

/** So many things of one kind in one span. */
interface Counted {
  readonly column: number;
  readonly workflow: string;
  readonly things: number;
}

/** What the months were asked of. */
export interface MonthsAsked {
  readonly organ?: string | undefined;
  readonly party?: string | undefined;
  readonly months: number;
}

/** @param language of the reader @returns what the template reads */
export function monthsPage(
  asked: MonthsAsked,
  { asOf, spans, counts }: BoardMonths,
  directory: Directory,
  words: Words,
  language: string,
) {
  const { t } = words;
  const columns = spans.map((span) => columnOf(span, t, language));
  const of = Object.fromEntries(
    Object.entries({ organ: asked.organ, party: asked.party }).flatMap(([name, value]) =>
      value ? [[name, value]] : [],
    ),
  );
  const counted = counts.map(({ span, workflow, things }) => ({ column: span, workflow, things }));
  const any = { value: '', text: t('board.filter.any') };
  return {
    title: t('board.months.title'),
    wide: true,
    asked,
    asOf,
    organs: [any, ...directory.organs],
    parties: [any, ...directory.parties],
    spans: [6, 12, 24].map((n) => ({ value: String(n), text: t('board.months.many', { n }) })),
    ...picture(columns, counted, of, words),
  };
}

/** @param language of the reader @returns what the template reads; months of a load are those of UTC, and so are the days it leads to */
export function loadPage(load: Load, name: string, words: Words, language: string) {
  const { t } = words;
  const columns = load.months.map(({ month }): Column => ({
    text: monthText(month, language, 'short'),
    long: monthText(month, language, 'long'),
    past: false,
    asked: { from: `${month}-01`, to: lastDayOf(month), zone: 'UTC' },
  }));
  const counted = load.months.flatMap(({ byWorkflow }, column) =>
    Object.entries(byWorkflow).map(([workflow, things]) => ({ column, workflow, things })),
  );
  return {
    title: t('board.load.title', { party: name }),
    wide: true,
    load,
    name,
    ...picture(columns, counted, { party: load.party }, words),
  };
}

function picture(
  columns: readonly Column[],
  counted: readonly Counted[],
  of: Readonly<Record<string, string>>,
  words: Words,
) {
  const kinds = [...new Set(counted.map(({ workflow }) => workflow))]
    .map((workflow) => ({ workflow, text: kindText(words, workflow) }))
    .sort((a, b) => a.text.localeCompare(b.text));
  const row = (workflow: string | null, text: string) => ({
    text,
    cells: columns.map((column, index) => cellOf(column, index, { counted, workflow, text, of }, words)),
  });
  const table = {
    columns,
    rows: [row(null, words.t('board.months.all')), ...kinds.map(({ workflow, text }) => row(workflow, text))],
  };
  return { months: table, chart: chartOf(table satisfies Months), isEmpty: counted.length === 0 };
}

function cellOf(
  { asked, long }: Column,
  index: number,
  about: {
    readonly counted: readonly Counted[];
    readonly workflow: string | null;
    readonly text: string;
    readonly of: Readonly<Record<string, string>>;
  },
  { t, number }: Words,
) {
  const { counted, workflow, text, of } = about;
  const things = counted
    .filter((one) => one.column === index && (workflow === null || one.workflow === workflow))
    .reduce((sum, one) => sum + one.things, 0);
  const query = { ...of, ...(workflow === null ? {} : { workflow }), ...asked };
  return {
    things,
    number: number(things),
    label: t('board.months.bar', { kind: text, month: long, n: things }),
    href: `/board?${new URLSearchParams(query).toString()}`,
    linked: asked !== null,
  };
}

function columnOf({ kind, month, from, to }: Span, t: Words['t'], language: string): Column {
  const asked = { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
  const past = kind === 'past';
  if (month === null) {
    const [text, long] = [t(`board.months.short.${kind}`), t(`board.months.${kind}`)];
    return { text, long, past, asked: kind === 'undated' ? null : asked };
  }
  return { text: monthText(month, language, 'short'), long: monthText(month, language, 'long'), past, asked };
}

/** @returns `Mar 2013`, `March 2013` */
function monthText(month: string, language: string, length: 'short' | 'long'): string {
  const format = { month: length, year: length === 'short' ? '2-digit' : 'numeric' } as const;
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    ...format,
    calendar: 'gregory',
    numberingSystem: 'latn',
    timeZone: 'UTC',
  }).format(Date.parse(`${month}-15T00:00:00.000Z`));
}
