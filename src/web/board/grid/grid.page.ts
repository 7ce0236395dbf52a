/** What the page of the grid shows. Pure. */
import type { Words } from '../../../platform/http/words.js';
import type { Choice } from '../lines/board.page.js';
import { ACROSS, type GridAsked, type GridFound } from './grid-reader.service.js';
import { type Only, ONLY } from './grid-table.js';

/** What each grid can be narrowed down to. */
const OFFERED = {
  duties: ['late', 'silent', 'unreached'],
  procedures: ['silent', 'unreached'],
} as const satisfies Readonly<Record<GridAsked['by'], readonly Only[]>>;

/** @returns an address of the grid that asks for the same, with some of it changed */
export function gridAddress(
  asked: GridAsked,
  changes: Readonly<Record<string, string | undefined>> = {},
  path = '/board/grid',
): string {
  const all = { ...asked, start: asked.start === 0 ? undefined : String(asked.start), ...changes };
  const given = Object.entries(all).flatMap(([name, value]): [string, string][] =>
    value === undefined || (name === 'by' && value === 'duties') ? [] : [[name, value]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

/** @returns what the template reads */
export function gridPage(
  asked: GridAsked,
  { table, columns }: GridFound,
  organs: readonly Choice[],
  mayRemind: boolean,
  { t }: Words,
) {
  const { by, start } = asked;
  const isPart = asked.columns !== 'all' && columns > ACROSS;
  const only = ONLY.filter((one) => OFFERED[by].some((offered) => offered === one));
  return {
    title: t('board.grid.title'),
    wide: true,
    mayRemind,
    asked,
    ...table,
    by: (['duties', 'procedures'] as const).map((value) => ({
      text: t(`board.grid.by.${value}`),
      href: gridAddress(asked, { by: value, only: undefined, start: undefined }),
      current: value === by,
    })),
    organs: [{ value: '', text: t('board.filter.any') }, ...organs],
    only: [
      { value: '', text: t('board.grid.only.all') },
      ...only.map((value) => ({ value, text: t(`board.grid.only.${by}.${value}`) })),
    ],
    csv: gridAddress(asked, {}, '/board/grid.csv'),
    print: by === 'procedures' && isPart ? gridAddress(asked, { start: undefined, columns: 'all' }) : null,
    previous:
      asked.columns !== 'all' && start > 0
        ? gridAddress(asked, { start: String(Math.max(0, start - ACROSS)) })
        : null,
    next:
      by === 'procedures' && isPart && start + ACROSS < columns
        ? gridAddress(asked, { start: String(start + ACROSS) })
        : null,
  };
}
