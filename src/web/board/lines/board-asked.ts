/** What the board is asked for in an address: read as it stands there, and written into other addresses. Pure. */
import type { z } from 'zod';
import { type BoardFilter, boardFilterSchema } from '../../../modules/deadline-board/index.js';

const FIELDS = [
  'group',
  'q',
  'organ',
  'party',
  'office',
  'workflow',
  'level',
  'from',
  'to',
  'historical',
  'zone',
  'after',
] as const;
/** Fields that people fill in; whether one is given decides whether the filter stands open. */
const FILLED_IN = ['q', 'organ', 'party', 'office', 'workflow', 'level', 'from', 'to', 'historical'] as const;
type Field = (typeof FIELDS)[number];

/** What stands in an address, as it was typed; what is empty is not asked. */
export type Asked = Readonly<Partial<Record<Field, string>>>;

/** A fault of what was asked: the field, and what would be right. */
export interface AskedFault {
  readonly field: string;
  readonly message: string;
}

/** Lines of one page of the board: so many are read before one grows tired of it. */
const PAGE = 25;

/** @param query of the request @returns the known fields that hold something */
export function askedIn(query: unknown): Asked {
  const given = query as Readonly<Record<string, unknown>>; // express gives an object of whatever was sent
  return Object.fromEntries(
    FIELDS.flatMap((field) => {
      const value = given[field];
      return typeof value === 'string' && value.trim() !== '' ? [[field, value.trim()]] : [];
    }),
  );
}

/** @returns an address that asks for the same, with some of it changed; undefined leaves a field out */
export function addressWith(
  path: string,
  asked: Asked,
  changes: Readonly<Partial<Record<Field, string | undefined>>> = {},
): string {
  const all: Readonly<Partial<Record<Field, string | undefined>>> = { ...asked, ...changes };
  const given = FIELDS.flatMap((field): [string, string][] => {
    const value = all[field];
    return value === undefined ? [] : [[field, value]];
  });
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

/** @returns whether something is filled in beside the tab */
export function isFiltered(asked: Asked): boolean {
  return FILLED_IN.some((field) => asked[field] !== undefined);
}

/**
 * @param zone of the reader; an address may name another
 * @returns the filter; or every fault of what was asked
 */
export function filterOf(
  asked: Asked,
  zone: string,
): { readonly filter: BoardFilter } | { readonly faults: readonly AskedFault[] } {
  const found = boardFilterSchema.safeParse({ zone, limit: PAGE, ...asked });
  if (!found.success) return { faults: found.error.issues.map(faultOf) };
  const { from, to } = found.data;
  if (from !== undefined && to !== undefined && from > to)
    return { faults: [{ field: 'to', message: 'the last day is before the first one' }] };
  return { filter: found.data };
}

function faultOf({ path, message }: z.core.$ZodIssue): AskedFault {
  return { field: path.map(String).join('.'), message };
}
