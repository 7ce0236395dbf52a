/** Participants by kinds of case: the most urgent thing in each cell. Pure. */
import type { Words } from '../../../platform/http/words.js';
import type { BoardGrid, GridCell, GridRow, Level } from '../../../modules/deadline-board/index.js';
import { kindText } from '../lines/board.page.js';
import type { GridCellShown, GridTable, Only } from './grid-table.js';

const SIGNS: Readonly<Record<Level, string>> = {
  stuck: '■',
  late: '✕',
  'at-risk': '▲',
  'due-soon': '◆',
  waiting: '○',
  postponed: '‖',
  closed: '–',
};

/** @returns the grid as it is shown; a cell leads to its lines on the board */
export function dutiesGrid({ columns, rows }: BoardGrid, words: Words): GridTable {
  const { t, phraseText, partyName } = words;
  return {
    columns: columns.map((workflow) => ({
      id: workflow,
      text: kindText(words, workflow),
      href: `/board?${new URLSearchParams({ workflow }).toString()}`,
      closes: null,
    })),
    rows: rows.map((row) => ({
      code: row.code,
      name: row.together
        ? t('board.grid.together', { who: phraseText(row.name) })
        : partyName(row.code, row.name),
      href: row.together ? null : `/registry/parties/${row.code}`,
      cells: columns.map((workflow) => {
        const cell = row.cells.find((one) => one.workflow === workflow);
        return cell ? shown(row, cell, t) : null;
      }),
    })),
  };
}

function shown(row: GridRow, cell: GridCell, t: Words['t']): GridCellShown {
  const { level, things, count } = cell;
  const of = things > 1 ? [t('board.grid.of', { count, things })] : [];
  const lost = row.unreached === null ? [] : [t(`board.grid.lost.${row.unreached}`)];
  return {
    sign: SIGNS[level],
    word: t(`board.level.${level}`),
    notes: [...of, ...lost],
    look: level,
    href: row.together ? null : linesOf(row, cell),
    is: flagsOf(row, level),
  };
}

function linesOf({ code }: GridRow, { workflow, level }: GridCell): string {
  const worst = level === 'waiting' ? {} : { level };
  return `/board?${new URLSearchParams({ party: code, workflow, ...worst }).toString()}`;
}

function flagsOf({ unreached }: GridRow, level: Level): Only[] {
  return [
    ...(level === 'late' || level === 'stuck' ? (['late'] as const) : []),
    ...(level === 'late' || level === 'at-risk' ? (['silent'] as const) : []),
    ...(unreached === null ? [] : (['unreached'] as const)),
  ];
}
