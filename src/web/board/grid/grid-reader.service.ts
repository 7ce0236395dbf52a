import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { SignedInPerson } from '../../../platform/http/session.js';
import type { Words } from '../../../platform/http/words.js';
import { CaseDesk, holdsOffice } from '../../../modules/cases/index.js';
import { BoardOverviews, type GridFilter, gridFilterSchema } from '../../../modules/deadline-board/index.js';
import { Mails } from '../../../modules/notifications/index.js';
import { PROCEDURES, contextOf } from '../../../modules/written-procedures/index.js';
import { dutiesGrid } from './duties-grid.js';
import { type GridTable, ONLY, onlyRows } from './grid-table.js';
import { proceduresGrid } from './procedures-grid.js';

const blank = (value: unknown): unknown => (value === '' ? undefined : value);
/** What the grid is asked for in its address; what is empty is not asked. */
export const gridAskedSchema = z.object({
  by: z.preprocess(blank, z.enum(['duties', 'procedures']).default('duties')),
  only: z.preprocess(blank, z.enum(ONLY).optional()),
  organ: z.preprocess(blank, gridFilterSchema.shape.organ),
  q: z.preprocess(blank, gridFilterSchema.shape.q),
  /** of the first procedure shown, counted from 0 */
  start: z.preprocess(blank, z.coerce.number().int().min(0).max(1000).default(0)),
  /** `all`: every procedure beside the others, as for printing; else so many as a screen holds */
  columns: z.preprocess(blank, z.enum(['all']).optional()),
});
export type GridAsked = z.output<typeof gridAskedSchema>;

/** So many procedures stand beside each other. */
export const ACROSS = 6;
/** So many open procedures are looked at; a body has a handful. Source: assumed. */
const AT_MOST = 100;

/** A grid, and how many columns there are in all. */
export interface GridFound {
  readonly table: GridTable;
  readonly columns: number;
}

/** Gathers the grids. */
@Injectable()
export class GridReader {
  constructor(
    private readonly overviews: BoardOverviews,
    private readonly desk: CaseDesk,
    private readonly mails: Mails,
  ) {}

  /** @throws DomainError `organs.unknown-organ`, `organs.not-at-that-time` */
  async read(asked: GridAsked, person: SignedInPerson, words: Words): Promise<GridFound> {
    const { organ, q, only = null } = asked;
    const filter: GridFilter = { ...(organ ? { organ } : {}), ...(q ? { q } : {}) };
    const grid = await this.overviews.grid(filter, person);
    if (asked.by === 'procedures') {
      const roll = grid.rows.filter(({ together }) => !together);
      const { table, columns } = await this.procedures(asked, roll, person, words);
      return { table: onlyRows(table, only), columns };
    }
    const table = onlyRows(dutiesGrid(grid, words), only);
    return { table, columns: table.columns.length };
  }

  private async procedures(
    { start, organ, q, columns }: GridAsked,
    roll: readonly { readonly code: string; readonly name: string }[],
    person: SignedInPerson,
    words: Words,
  ): Promise<GridFound> {
    const files = (await this.desk.files(PROCEDURES, { open: true, limit: AT_MOST }, person))
      .map((file) => ({ file, context: contextOf(file) }))
      .filter(({ file, context }) => context.frozen !== null && !file.historical)
      .sort((a, b) => closing(a.context).localeCompare(closing(b.context)));
    const wanted = columns === 'all' ? files : files.slice(start, start + ACROSS);
    const shown = wanted.map(({ file }) => file);
    const ids = shown.map(({ caseId }) => caseId);
    const deliveries = holdsOffice(person) ? await this.mails.deliveries(ids) : null;
    const all = proceduresGrid(
      shown.map((file) => ({ file, deliveries })),
      roll,
      words,
    );
    const narrowed = organ !== undefined || q !== undefined;
    const rows = narrowed ? all.rows.filter(({ code }) => roll.some((one) => one.code === code)) : all.rows;
    return { table: { ...all, rows }, columns: files.length };
  }
}

function closing({ round }: ReturnType<typeof contextOf>): string {
  return round?.deadline.at ?? '9999';
}
