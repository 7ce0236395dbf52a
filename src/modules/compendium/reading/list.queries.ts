import type { EntityManager } from 'typeorm';
import type { Instant } from '../../../kernel/instant.js';
import type { InstrumentLine, InstrumentType } from '../compendium.types.js';
import { type Precision, datingText } from '../rules/dating.rules.js';
import { FILTER, LINE, STANDING, believed } from './as-of.sql.js';

/** Which documents, as of when, and which part of the list. */
export interface ListQuestion {
  readonly at: Instant;
  /** null: with every later correction */
  readonly knownAt: Instant | null;
  readonly type: InstrumentType | null;
  readonly year: number | null;
  readonly organ: string | null;
  /** also what is not in force then */
  readonly all: boolean;
  readonly limit: number;
  readonly offset: number;
}

/** A line as PostgreSQL gives it. */
export type LineRow = Omit<InstrumentLine, 'adopted'> & {
  readonly adoptedAt: Instant | null;
  readonly adoptedPrecision: Precision | null;
};

/** Latest adoption first; documents of one day by number, then by title. The same question always has the same order. */
const ORDER = 'i.adopted_at desc nulls last, i.number_sequence desc nulls last, i.title, i.id';

/** @returns the documents of one part of the list, and how many there are in all */
export async function listInstruments(
  tx: EntityManager,
  question: ListQuestion,
): Promise<{ total: number; documents: InstrumentLine[] }> {
  const rows = await tx.query<(LineRow & { total: number })[]>(
    `with page as (select i.row_id, count(*) over ()::int as total, row_number() over (order by ${ORDER}) as place
       from instrument i ${STANDING} where ${believed('i')} and ${FILTER} order by place limit $7 offset $8)
     select ${LINE}, page.total from page join instrument i on i.row_id = page.row_id ${STANDING} order by page.place`,
    parametersOf(question),
  );
  return { total: rows[0]?.total ?? 0, documents: rows.map(({ total: _total, ...row }) => lineOf(row)) };
}

/** @returns $1 to $8 of a question */
export function parametersOf(question: ListQuestion): unknown[] {
  const { at, knownAt, type, year, organ, all, limit, offset } = question;
  return [at, knownAt, type, year, organ, all, limit, offset];
}

/** @returns a row as a line: the date of adoption as exactly as it is known */
export function lineOf({ adoptedAt, adoptedPrecision, ...row }: LineRow): InstrumentLine {
  return {
    ...row,
    adopted: adoptedAt !== null && adoptedPrecision !== null ? datingText(adoptedAt, adoptedPrecision) : null,
  };
}
