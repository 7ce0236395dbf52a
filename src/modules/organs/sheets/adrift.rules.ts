/** What a change to an organ, a bar or a list must not leave without ground. */
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../../kernel/domain-error.js';
import type { Instant } from '../../../kernel/instant.js';

/** A table whose rows speak of another's: which of them, how one is named, and when it needs what it speaks of. */
interface Dependent {
  readonly table: string;
  /** SQL, with the code or role as $1 */
  readonly speaksOfIt: string;
  /** SQL */
  readonly name: string;
  readonly what: string;
  readonly needsItFor: 'its whole range' | 'its beginning';
}

const BEGINNING = 'its beginning';
const DEPENDENTS = {
  organ: {
    key: 'code',
    dependents: [
      {
        table: 'seat',
        speaksOfIt: 'organ = $1',
        name: 'party',
        what: 'the seat of',
        needsItFor: 'its whole range',
      },
      { table: 'organ', speaksOfIt: 'parent = $1', name: 'code', what: 'the organ', needsItFor: BEGINNING },
      { table: 'bar', speaksOfIt: '$1 = any (organs)', name: 'code', what: 'the bar', needsItFor: BEGINNING },
    ],
  },
  bar: {
    key: 'code',
    dependents: [
      {
        table: 'barred',
        speaksOfIt: 'bar = $1',
        name: 'coalesce(contact_id, party)',
        what: 'the entry of',
        needsItFor: BEGINNING,
      },
    ],
  },
  distribution_list: {
    key: 'role',
    dependents: [
      {
        table: 'supply_role',
        speaksOfIt: 'role = $1',
        name: 'party',
        what: 'the role of',
        needsItFor: BEGINNING,
      },
    ],
  },
} as const satisfies Record<string, { readonly key: string; readonly dependents: readonly Dependent[] }>;

/**
 * A seat lies within the time of its organ; a sub-organ, a bar on an organ, an entry under a bar and a role begin while that of
 * which they speak exists: what is asked of each when it is entered.
 *
 * @param code of the organ or bar, or the list's role
 * @throws DomainError `organs.still-needed` naming the first that would be left
 */
export async function requireNothingAdrift(
  tx: EntityManager,
  table: keyof typeof DEPENDENTS,
  code: string,
): Promise<void> {
  const { key, dependents } = DEPENDENTS[table];
  for (const { table: dependent, speaksOfIt, name, what, needsItFor } of dependents) {
    const needed =
      needsItFor === BEGINNING
        ? `tstzrange(valid_from, valid_from, '[]')`
        : 'tstzrange(valid_from, valid_to)';
    const [left] = await tx.query<{ name: string; from: Instant }[]>(
      `select ${name} as name, iso(valid_from) as from from ${dependent} where ${speaksOfIt} and superseded_at is null and not
         coalesce((select range_agg(tstzrange(b.valid_from, b.valid_to)) from ${table} b
           where b.${key} = $1 and b.superseded_at is null), '{}') @> ${needed} order by valid_from limit 1`,
      [code],
    );
    if (!left) continue;
    throw new DomainError(
      'organs.still-needed',
      'conflict',
      `validFrom: ${what} ${left.name}, which begins at ${left.from}, needs «${code}» for ${needsItFor} and would be left without it. Correct or end that first.`,
      { field: 'validFrom', code, table: dependent, name: left.name },
    );
  }
}
