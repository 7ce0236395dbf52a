import type { DataSource, EntityManager } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import { allTerms, insertFact } from '../registry/index.js';
import type { Ground, SeatSpan } from './composition/composition.rules.js';
import type { OrganRule } from './composition/organ-rule.js';
import { allBars, allRules } from './organs.queries.js';
import type { NewBar, NewBarred, NewList, NewOrgan, NewSupplyRole } from './organ.dto.js';

type Ranged<T> = Omit<T, 'validFrom' | 'validTo'> & { valid_from: Instant; valid_to: Instant | null };

function columns<T extends { readonly validFrom: Instant; readonly validTo: Instant | null }>({
  validFrom,
  validTo,
  ...rest
}: T): Ranged<T> {
  return { ...rest, valid_from: validFrom, valid_to: validTo };
}

/** A checked entry as columns of its table. @param predecessors codes of the organs it was merged from */
export function organRow(organ: NewOrgan, predecessors: readonly string[] = []) {
  return { ...columns(organ), predecessors };
}

/** A checked entry as columns of its table. */
export function seatRow({ kind: _kind, contactId, ...seat }: SeatSpan & { readonly source: string }) {
  return { ...columns(seat), contact_id: contactId, seat: seatKey(seat.organ, seat.party) };
}

/** A checked entry as columns of its table. */
export function ruleRow({ rule, ...entry }: OrganRule) {
  return { ...columns(entry), rule: JSON.stringify(rule) };
}

/** A checked entry as columns of its table. */
export function barRow(bar: NewBar) {
  return columns(bar);
}

/** A checked entry as columns of its table. */
export function barredRow({ contactId, ...entry }: NewBarred) {
  const { bar, party } = entry;
  return { ...columns(entry), contact_id: contactId, barred: barredKey({ bar, party, contactId }) };
}

/** A checked entry as columns of its table. */
export function listRow(list: NewList) {
  return columns(list);
}

/** A checked entry as columns of its table. */
export function supplyRoleRow(entry: NewSupplyRole) {
  return { ...columns(entry), supply_role: supplyRoleKey(entry) };
}

/** @returns the subject under which a party's seat in an organ is kept */
export function seatKey(organ: string, party: string): string {
  return `${organ}/${party}`;
}

/** @returns the subject under which a party's role is kept */
export function supplyRoleKey({ party, role }: Pick<NewSupplyRole, 'party' | 'role'>): string {
  return `${party}/${role}`;
}

/** @returns the subject under which somebody's entry under a bar is kept */
export function barredKey(one: Pick<NewBarred, 'bar' | 'party' | 'contactId'>): string {
  return `${one.bar}/${one.contactId === null ? `party ${one.party ?? ''}` : `contact ${one.contactId}`}`;
}

/**
 * Makes a change of organs. Changes are made one after the other: a limit of nine must hold for two that come at once.
 *
 * @param tx the caller's transaction, which the change joins and whose end gives way to the next; left out: one of its own
 * @param change everything it does goes through the `tx` it is given
 */
export async function inTurn<T>(
  dataSource: DataSource,
  tx: EntityManager | undefined,
  change: (tx: EntityManager) => Promise<T>,
): Promise<T> {
  if (!tx) return dataSource.transaction((own) => inTurn(dataSource, own, change));
  await takeTurn(tx);
  return change(tx);
}

/** Waits until no other transaction changes organs, and keeps others waiting until this one ends. */
export async function takeTurn(tx: EntityManager): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('organs', 0))`);
}

/** @returns every seat that is believed now, whenever it holds, with the kind of its party when it begins */
export async function allSeats(tx: EntityManager): Promise<(SeatSpan & { readonly source: string })[]> {
  return tx.query(
    `select organ, seat.party, capacity, contact_id as "contactId", iso(seat.valid_from) as "validFrom",
        iso(seat.valid_to) as "validTo", seat.source, coalesce((select kind from party
          where party.code = seat.party and party.superseded_at is null
            and tstzrange(party.valid_from, party.valid_to) && tstzrange(seat.valid_from, seat.valid_to)
          order by party.valid_from limit 1), 'participant') as kind
      from seat where seat.superseded_at is null order by organ, seat.party, seat.valid_from`,
  );
}

/** @returns everything that the rules of composition look at */
export async function groundOf(tx: EntityManager): Promise<Ground> {
  return {
    seats: await allSeats(tx),
    rules: await allRules(tx),
    bars: await allBars(tx),
    terms: await allTerms(tx),
  };
}

/**
 * Ends every seat of some organs: who sits now rises at the instant, who was to sit later never does. What was believed before
 * stays readable.
 *
 * @param before seats that begin later than this are of an organ founded anew and are let be; null: there is none
 * @returns the seats as they were
 */
export async function clearSeats(
  tx: EntityManager,
  organs: readonly string[],
  at: Instant,
  before: Instant | null = null,
): Promise<readonly ClearedSeat[]> {
  const [{ now }] = await tx.query<[{ now: Instant }]>('select iso(legal_now()) as now');
  const [cleared] = await tx.query<[ClearedSeat[], number]>(
    `update seat set superseded_at = greatest($3::timestamptz, recorded_at)
      where organ = any ($1) and superseded_at is null and (valid_to is null or valid_to > $2)
        and ($4::timestamptz is null or valid_from < $4)
      returning seat, organ, party, capacity, contact_id, iso(valid_from) as valid_from, source`,
    [organs, at, now, before],
  );
  for (const seat of cleared)
    if (seat.valid_from < at) await insertFact(tx, 'seat', { ...seat, valid_to: at }, now);
  return cleared;
}

/** A seat as it was before it was cleared, by columns. */
export type ClearedSeat = Readonly<Record<'seat' | 'organ' | 'party' | 'capacity' | 'source', string>> & {
  readonly contact_id: string | null;
  readonly valid_from: Instant;
};
