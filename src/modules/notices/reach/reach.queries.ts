import type { EntityManager } from 'typeorm';
import type { Instant } from '../../../kernel/instant.js';

/** Tables that say who stands behind a code, and from when to when. Rows are only added and superseded, so two counts tell every change. */
const SAYING_WHO = [
  'contact',
  'absence',
  'party',
  'office_term',
  'organ',
  'organ_rule',
  'seat',
  'bar',
  'barred',
] as const;

/** @returns one text for one state of the registry and the organs, as of the law's now; every change of who is reached gives another */
export async function reachMark(tx: EntityManager): Promise<string> {
  const counts = [
    ...SAYING_WHO.map((table) => `(select count(*) || ',' || count(superseded_at) from ${table})`),
    ...SAYING_WHO.map(
      (table) => `(select count(*) filter (where valid_from <= legal_now()) || ',' ||
        count(*) filter (where valid_to <= legal_now()) from ${table} where superseded_at is null)`,
    ),
    `(select count(*) || ',' || count(cleared_at) from contact_delivery)`,
  ];
  const [row] = await tx.query<{ mark: string }[]>(`select concat_ws(' ', ${counts.join(', ')}) as mark`);
  return row?.mark ?? '';
}

/** @returns the next instant after the law's now at which somebody comes, goes, is away or is back; null: none is known, or nothing is due of anybody */
export async function nextChange(tx: EntityManager): Promise<Instant | null> {
  const instants = SAYING_WHO.flatMap((table) =>
    ['valid_from', 'valid_to'].map(
      (column) =>
        `(select min(${column}) from ${table} where superseded_at is null and ${column} > legal_now())`,
    ),
  );
  const [row] = await tx.query<{ at: Instant | null }[]>(
    `select iso(least(${instants.join(', ')})) as at where exists (select 1 from case_owing)`,
  );
  return row?.at ?? null;
}
