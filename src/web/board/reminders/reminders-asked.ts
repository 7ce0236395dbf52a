/** Whom a reminder to many is to go to, as it stands in an address and in a form. Pure. */
import { type BulkFilter, bulkFilterSchema } from '../../../modules/notices/index.js';
import type { AskedFault } from '../lines/board-asked.js';

const FIELDS = ['workflow', 'organ', 'party', 'late', 'ids', 'duty'] as const;
type Field = (typeof FIELDS)[number];

/** What was filled in, as it was typed; what is empty is not asked. */
export type RemindersAsked = Readonly<Partial<Record<Field, string>>>;

/** @param sent query or body of a request @returns the known fields that hold something */
export function remindersAskedIn(sent: unknown): RemindersAsked {
  const given = sent as Readonly<Record<string, unknown>>; // express gives an object of whatever was sent
  return Object.fromEntries(
    FIELDS.flatMap((field) => {
      const value = given[field];
      return typeof value === 'string' && value.trim() !== '' ? [[field, value.trim()]] : [];
    }),
  );
}

/** @returns the contacts that were ticked in a form; null where there was nothing to tick */
export function chosenIn(body: unknown): readonly string[] | null {
  const { choosing, contacts } = body as Readonly<Record<string, unknown>>; // as above
  if (choosing !== 'true') return null;
  const all: readonly unknown[] = Array.isArray(contacts) ? contacts : [contacts];
  return all.filter((one) => typeof one === 'string');
}

/** @returns an address that asks for the same */
export function remindersAddress(
  path: string,
  asked: RemindersAsked,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({ ...asked, ...more }).toString();
  return query === '' ? path : `${path}?${query}`;
}

/**
 * @param chosen contacts, where only some of those shown are meant
 * @returns the filter; or every fault
 */
export function bulkFilterOf(
  { late, ids, ...asked }: RemindersAsked,
  chosen: readonly string[] | null = null,
): { readonly filter: BulkFilter } | { readonly faults: readonly AskedFault[] } {
  if (chosen?.length === 0)
    return { faults: [{ field: 'contacts', message: 'tick at least one of those who would be written to' }] };
  const found = bulkFilterSchema.safeParse({
    ...asked,
    late: late === 'true',
    ...(ids === undefined ? {} : { ids: ids.split(/[\s,;]+/).filter((one) => one !== '') }),
    ...(chosen === null ? {} : { contacts: chosen }),
  });
  if (found.success) return { filter: found.data };
  return {
    faults: found.error.issues.map(({ path, message }) => ({ field: String(path[0] ?? 'ids'), message })),
  };
}
