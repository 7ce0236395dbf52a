/** What the page «what if» asks and shows. */
import { z } from 'zod';
import { POSITION_KINDS } from '../../../../workflows/written-procedure/index.js';
import {
  type Course,
  type WrittenProcedures,
  whatIfSchema,
} from '../../../modules/written-procedures/index.js';
import type { Words } from '../../../platform/http/words.js';

/** How many answers can be supposed at once. */
const ROWS = [1, 2, 3, 4] as const;

const text = z.string().trim().max(60).default('');
/** `party1`, `kind1`, `days1` and so on. An unfinished row supposes nothing. */
export const playQuerySchema = z
  .object(
    Object.fromEntries(
      ROWS.flatMap((row) => [`party${row}`, `kind${row}`, `days${row}`]).map((name) => [name, text]),
    ),
  )
  .transform((rows: Readonly<Record<string, string>>) => ({ rows }));
export type PlayQuery = z.output<typeof playQuerySchema>;

/** @returns the answers supposed; a row without a party, a kind or a number of days is none */
export function answersOf({ rows }: PlayQuery): z.output<typeof whatIfSchema>[] {
  return ROWS.flatMap((row) => {
    const days = Number(rows[`days${row}`] || '1');
    const answer = whatIfSchema.safeParse({
      party: rows[`party${row}`],
      kind: rows[`kind${row}`],
      reason: 'supposed',
      statement: 'supposed',
      afterDays: Number.isFinite(days) ? Math.min(Math.max(days, 0), 400) : 1,
    });
    return answer.success ? [answer.data] : [];
  });
}

interface Played {
  readonly view: Awaited<ReturnType<WrittenProcedures['show']>>;
  readonly query: PlayQuery;
  readonly course: Course;
}

/** @returns what `procedure-what-if.njk` reads */
export function whatIfPage(
  { view, query, course }: Played,
  { t, has, partyName }: Pick<Words, 't' | 'has' | 'partyName'>,
) {
  const kinds = POSITION_KINDS.filter((kind) => Object.hasOwn(view.rules?.positions ?? {}, kind));
  const option = (value: string, words: string, chosen: string | undefined) => ({
    value,
    text: words,
    selected: value === chosen,
  });
  const rows = ROWS.map((row) => ({
    row,
    days: query.rows[`days${row}`] ?? '',
    party: query.rows[`party${row}`] ?? '',
    parties: [
      option('', t('procedures.choose'), ''),
      ...view.electorate.map(({ code, name }) =>
        option(code, partyName(code, name), query.rows[`party${row}`]),
      ),
    ],
    kinds: kinds.map((kind) => option(kind, t(`procedures.kind.${kind}`), query.rows[`kind${row}`])),
  }));
  return {
    title: `${t('procedures.whatIf.title')} – ${view.reference}`,
    heading: t('procedures.whatIf.title'),
    procedure: view,
    rows,
    status: statusIn(course.status, t, has),
    course: {
      ...course,
      lines: course.lines.map((line) => ({
        ...line,
        text: has(`procedures.event.${line.event}`) ? t(`procedures.event.${line.event}`) : line.event,
        mailsTotal: Object.values(line.mails).reduce((sum, count) => sum + count, 0),
        status: statusIn(line.state.split(/[. ]/)[0] ?? '', t, has),
      })),
    },
  };
}

function statusIn(status: string, t: Words['t'], has: Words['has']): string {
  const key = `procedures.status.${status}`;
  return has(key) ? t(key) : status;
}
