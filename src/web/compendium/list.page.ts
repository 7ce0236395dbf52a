/** The list of the Compendium: what it can be asked, and what it shows. Pure. */
import { z } from 'zod';
import type { FieldFault } from '../../kernel/domain-error.js';
import { type CompendiumFilter, INSTRUMENT_TYPES } from '../../modules/compendium/index.js';
import type { Words } from '../../platform/http/words.js';
import { type AsOfAsked, asOfQuerySchema } from '../registry/index.js';

const PAGE = 20;
const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;
const words = (longest: number) => z.string().trim().max(longest).catch('');

/** What the address of the list says; whatever cannot be meant is left out, a year that is none is a fault. */
export const listQuerySchema = asOfQuerySchema.extend({
  q: words(200),
  type: z.enum(INSTRUMENT_TYPES).optional().catch(undefined),
  year: words(20),
  organ: z
    .string()
    .regex(/^[A-Z][A-Z0-9-]{1,11}$/)
    .optional()
    .catch(undefined),
  all: z.literal('true').optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(5000).catch(1),
});
export type ListQuery = z.output<typeof listQuerySchema>;

/** @returns the year, or the fault of one that is none */
export function yearOf(text: string): {
  readonly year: number | undefined;
  readonly faults: readonly FieldFault[];
} {
  if (text === '') return { year: undefined, faults: [] };
  const year = Number(text);
  if (/^\d{4}$/.test(text) && year >= FIRST_YEAR && year <= LAST_YEAR) return { year, faults: [] };
  return { year: undefined, faults: [{ field: 'year', message: 'a year of four digits, such as 2011' }] };
}

/** @returns the question for the Compendium's list and search, without the words */
export function filterOf(query: ListQuery, asOf: AsOfAsked, year: number | undefined): CompendiumFilter {
  const { type, organ, all, page } = query;
  const limits = { limit: PAGE, offset: (page - 1) * PAGE };
  return { at: asOf.at, knownAt: asOf.knownAt, type, organ, year, all: all === 'true', ...limits };
}

/** @returns the addresses of the page before and the page after, and of the whole list as a file */
export function listLinks(query: ListQuery, filter: CompendiumFilter, total: number) {
  const address = (page: number): string =>
    `/compendium?${search({ ...query, page: page > 1 ? page : undefined })}`;
  const { at, knownAt, type, organ, year, all } = filter;
  const file = search({ at, knownAt, type, organ, year, all: all ? 'true' : undefined });
  return {
    previous: query.page > 1 ? address(query.page - 1) : null,
    next: query.page * PAGE < total ? address(query.page + 1) : null,
    first: (query.page - 1) * PAGE + 1,
    last: Math.min(query.page * PAGE, total),
    csv: `/api/v1/compendium/export?format=csv&${file}`,
    json: `/api/v1/compendium/export?format=json&${file}`,
    everything: `/compendium?${search({ ...query, all: 'true', page: undefined })}`,
  };
}

/**
 * @param text a day, or only the year or month where no more is known: `2011-11-03`, `2009`
 * @returns it for people to read; null: not known
 */
export function adoptedText(text: string | null, { day }: Pick<Words, 'day'>): string | null {
  return text !== null && text.length >= '2017-12'.length ? day(text) : text;
}

function search(values: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(values).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(given).toString();
}
