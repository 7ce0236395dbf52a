/** Which document is meant: by id, by number in any style, or by title. */
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { DomainError } from '../../../kernel/domain-error.js';
import type { InstrumentId } from '../compendium.types.js';
import { type InstrumentNumber, parseNumber } from '../rules/instrument-number.rules.js';
import { titleKey } from '../rules/title-key.rules.js';

/** @returns the document that has a number now, whatever the style in which it is written there, or null */
export async function findByNumber(
  tx: EntityManager,
  { series, year, sequence }: InstrumentNumber,
): Promise<{ id: InstrumentId; title: string; number: string } | null> {
  const [row] = await tx.query<{ id: InstrumentId; title: string; number: string }[]>(
    `select id, title, number from instrument
     where number_series = $1 and number_year = $2 and number_sequence = $3 and superseded_at is null`,
    [series, year, sequence],
  );
  return row ?? null;
}

/**
 * @param within a year, and whether documents of which no adoption is known count too
 * @returns the documents that go by a title now, the latest adopted first; with a year, only those adopted in it
 */
export async function findByTitle(
  tx: EntityManager,
  title: string,
  within: { readonly year: number; readonly orUndated: boolean } | null = null,
): Promise<InstrumentId[]> {
  const rows = await tx.query<{ id: InstrumentId }[]>(
    `select id from instrument where title_keys @> array[$1::text] and superseded_at is null
       and ($2::int is null or extract(year from adopted_at at time zone 'UTC') = $2 or ($3::boolean and adopted_at is null))
     order by adopted_at desc nulls last, id`,
    [titleKey(title), within?.year ?? null, within?.orUndated ?? false],
  );
  return rows.map(({ id }) => id);
}

/**
 * Finds the one document that is meant.
 *
 * @param which id, number, or title
 * @param field names the field in the error
 * @throws DomainError `compendium.unknown`, or `compendium.ambiguous` when several go by that title
 */
export async function requireWhich(
  tx: EntityManager,
  which: string,
  field: string | null = null,
): Promise<InstrumentId> {
  const found = await candidates(tx, which);
  if (found.length === 1 && found[0]) return found[0];
  const at = field === null ? '' : `${field}: `;
  if (found.length === 0)
    throw new DomainError(
      'compendium.unknown',
      field === null ? 'not-found' : 'invalid',
      `${at}There is no document «${which.slice(0, 120)}». Search the Compendium for its id, number or title, or enter it first.`,
      field === null ? {} : { field },
    );
  throw new DomainError(
    'compendium.ambiguous',
    'conflict',
    `${at}${found.length} documents go by the title «${which.slice(0, 120)}». Name the one you mean by its id: ${found.join(', ')}.`,
    { candidates: [...found] },
  );
}

async function candidates(tx: EntityManager, which: string): Promise<InstrumentId[]> {
  if (z.uuid().safeParse(which).success) {
    const rows = await tx.query<{ id: InstrumentId }[]>(
      'select id from instrument where id = $1 and superseded_at is null',
      [which],
    );
    return rows.map(({ id }) => id);
  }
  const number = parseNumber(which);
  const numbered = number ? await findByNumber(tx, number) : null;
  return numbered ? [numbered.id] : findByTitle(tx, which);
}
