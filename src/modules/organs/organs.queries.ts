import type { EntityManager } from 'typeorm';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import { type Contact, contactsOf, heldAsKnown, heldAt } from '../registry/index.js';
import { type OrganRule, mayRead } from './composition/organ-rule.js';
import { ROLL_KINDS, type Bar, type Organ, type Seat, type SeatRecord } from './organ.types.js';
import { withPredecessors } from './organs.policy.js';

/*
 * As in the registry: every read takes the instant it asks about as $1; those with `knownAt` also answer what was believed at
 * that earlier instant.
 */

const ORGAN = `organ.code, organ.name, organ.kind, organ.parent, organ.predecessors, iso(organ.valid_from) as "validFrom",
  iso(organ.valid_to) as "validTo", organ.source, organ.note`;
const RANGE = `iso(valid_from) as "validFrom", iso(valid_to) as "validTo", source`;
/** Kinds of organ that are composed of the roll, as an SQL list. */
const ROLL = ROLL_KINDS.map((kind) => `'${kind}'`).join(', ');

/** @returns the organs that exist at an instant, by code */
export async function organsAt(
  tx: EntityManager,
  at: Instant,
  knownAt: Instant | null = null,
): Promise<Organ[]> {
  return tx.query<Organ[]>(`select ${ORGAN} from organ where ${heldAsKnown('organ', 2)} order by code`, [
    at,
    knownAt,
  ]);
}

/** @returns every organ there ever was, as believed now, in order of time */
export async function allOrgans(tx: EntityManager): Promise<Organ[]> {
  return tx.query<Organ[]>(
    `select ${ORGAN} from organ where superseded_at is null order by valid_from, code`,
  );
}

/**
 * Which organ a code means at an instant: itself while it exists, then the one it was merged into, through however many mergers.
 *
 * @param knownAt as was believed then; null: now
 * @returns the organ, or null when the code's line has ended without a successor, or does not begin by then
 * @throws DomainError `organs.unknown-organ` when no organ ever had the code
 */
export async function successorOf(
  tx: EntityManager,
  code: string,
  at: Instant,
  knownAt: Instant | null = null,
): Promise<Organ | null> {
  const [organ] = await tx.query<Organ[]>(
    `with recursive line(code, steps) as (
       select $2::text, 0
       union
       select later.code, line.steps + 1 from organ later join line on line.code = any (later.predecessors)
         where later.valid_from <= $1 and case when $3::timestamptz is null then later.superseded_at is null
           else later.recorded_at <= $3 and (later.superseded_at is null or later.superseded_at > $3) end)
       cycle code set comes_back using path
     select ${ORGAN} from line join organ on organ.code = line.code where ${heldAsKnown('organ', 3)} order by steps limit 1`,
    [at, code, knownAt],
  );
  if (organ) return organ;
  const known = await allOrgans(tx);
  if (known.some((one) => one.code === code)) return null;
  throw unknownOrgan(
    code,
    known.map((one) => one.code),
  );
}

/**
 * @param code of an organ
 * @returns the codes that mean it at an instant: its own, and those of the organs it was merged from, however many mergers ago, unless
 *   an organ exists under them again; a code that is none of an organ alone
 */
export async function codesMeaning(tx: EntityManager, code: string, at: Instant): Promise<string[]> {
  return (await meaningsAt(tx, at)).of(code);
}

/** @returns the organs of an instant, each with the codes that mean it, as {@link codesMeaning} has them */
export async function codesByOrgan(
  tx: EntityManager,
  at: Instant,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { living, of } = await meaningsAt(tx, at);
  return new Map([...living].map((code) => [code, of(code)]));
}

async function meaningsAt(tx: EntityManager, at: Instant) {
  const living = new Set((await organsAt(tx, at)).map((organ) => organ.code));
  const begun = (await allOrgans(tx)).filter(({ validFrom }) => validFrom <= at);
  const of = (code: string): string[] =>
    withPredecessors([code], begun).filter((one) => one === code || !living.has(one));
  return { living, of };
}

function unknownOrgan(code: string, known: readonly string[]): DomainError {
  return new DomainError(
    'organs.unknown-organ',
    'invalid',
    `organ: there is no organ «${code}». Known: ${[...new Set(known)].join(', ') || 'none yet'}.`,
    { field: 'organ', organ: code },
  );
}

/**
 * @returns the organ of this code at an instant
 * @throws DomainError `organs.unknown-organ`; `organs.not-at-that-time` when it has ended or not begun, naming its successor
 */
export async function requireOrgan(tx: EntityManager, code: string, at: Instant): Promise<Organ> {
  const organ = await successorOf(tx, code, at);
  if (organ?.code === code) return organ;
  const remedy = organ
    ? `What was its is ${organ.code}’s (${organ.name}) since ${organ.validFrom}: name ${organ.code}.`
    : 'Name another organ or another date.';
  throw new DomainError(
    'organs.not-at-that-time',
    'conflict',
    `organ: ${code} does not exist at ${at}. ${remedy}`,
    { field: 'organ', organ: code, successor: organ?.code ?? null },
  );
}

/**
 * Who sits where at an instant. A party that is none at that instant sits nowhere. The organs composed of the roll seat every
 * Participant as member (or in the office it holds) and every Observer as observer.
 */
const SITTING = (known: number) => `
  select seat.organ, seat.party, seat.capacity, seat.contact_id, seat.valid_from, seat.valid_to, seat.source
    from seat where ${heldAsKnown('seat', known)}
      and exists (select 1 from organ where organ.code = seat.organ and ${heldAsKnown('organ', known)})
  union all
  select organ.code, party.code,
      coalesce(office_term.office, case party.kind when 'participant' then 'member' else 'observer' end), null,
      greatest(organ.valid_from, party.valid_from, office_term.valid_from),
      least(organ.valid_to, party.valid_to, office_term.valid_to), coalesce(office_term.source, party.source)
    from organ join party on party.kind in ('participant', 'observer') and ${heldAsKnown('party', known)}
      left join office_term on office_term.party = party.code and office_term.office in ('chair', 'vice-chair')
        and ${heldAsKnown('office_term', known)}
    where organ.kind in (${ROLL}) and ${heldAsKnown('organ', known)}`;

/**
 * @param of narrows to an organ, to a party, or to both
 * @param knownAt as was believed then; null: now
 * @returns the seats at an instant, by organ, capacity and party
 */
export async function seatsAt(
  tx: EntityManager,
  at: Instant,
  of: { readonly organ?: string; readonly party?: string } = {},
  knownAt: Instant | null = null,
): Promise<Seat[]> {
  return tx.query<Seat[]>(
    `select sitting.organ, sitting.party, party.name as "partyName", party.kind, sitting.capacity,
        sitting.contact_id as "contactId", iso(sitting.valid_from) as "validFrom", iso(sitting.valid_to) as "validTo",
        sitting.source
      from (${SITTING(2)}) sitting join party on party.code = sitting.party and ${heldAsKnown('party', 2)}
      where ($3::text is null or sitting.organ = $3) and ($4::text is null or sitting.party = $4)
      order by sitting.organ, array_position(array['chair', 'vice-chair', 'member', 'permanent-observer', 'observer', 'guest'], sitting.capacity), party.name`,
    [at, knownAt, of.organ ?? null, of.party ?? null],
  );
}

/** @returns every seat of an organ that was ever recorded, by beginning and then by belief */
export async function seatHistory(tx: EntityManager, organ: string): Promise<SeatRecord[]> {
  return tx.query<SeatRecord[]>(
    `select organ, seat.party, capacity, contact_id as "contactId", coalesce((select name from party
          where party.code = seat.party and party.superseded_at is null and party.valid_from <= seat.valid_from
            and (party.valid_to is null or party.valid_to > seat.valid_from)), seat.party) as "partyName",
        iso(seat.valid_from) as "validFrom", iso(seat.valid_to) as "validTo", seat.source,
        iso(seat.recorded_at) as "recordedAt", iso(seat.superseded_at) as "supersededAt"
      from seat where organ = $1 order by seat.valid_from, "partyName", seat.recorded_at, seat.superseded_at`,
    [organ],
  );
}

/** @returns every rule that is believed now, whenever it holds, by id and beginning */
export async function allRules(tx: EntityManager): Promise<OrganRule[]> {
  return tx.query<OrganRule[]>(
    `select id, organs, title, rule, ${RANGE}, note from organ_rule where superseded_at is null order by id, valid_from`,
  );
}

/** @returns every bar that is believed now, whenever it holds, with everybody under it */
export async function allBars(tx: EntityManager): Promise<Bar[]> {
  return tx.query<Bar[]>(
    `select code, name, organs, ${RANGE}, coalesce((
        select json_agg(json_build_object('party', party, 'contactId', contact_id, 'validFrom', iso(valid_from),
          'validTo', iso(valid_to), 'source', source) order by barred, valid_from)
        from barred where barred.bar = bar.code and barred.superseded_at is null), '[]') as barred
      from bar where superseded_at is null order by code, valid_from`,
  );
}

/** A contact as it sits in an organ. */
export interface SittingContact extends Contact {
  readonly seat: Seat;
}

/**
 * The persons behind seats: the contact a seat names, else every contact of the party. Who is under a bar is none of them, nor is
 * who sits in a capacity that the organ's rules do not let read.
 *
 * @param of narrows to an organ or to a party
 * @returns contacts with their seats, by organ, capacity and rank
 */
export async function sittingContacts(
  tx: EntityManager,
  at: Instant,
  of: { readonly organ?: string; readonly party?: string },
): Promise<SittingContact[]> {
  const rules = await allRules(tx);
  const seats = (await seatsAt(tx, at, of)).filter(({ organ, capacity }) =>
    mayRead(rules, organ, capacity, at),
  );
  const parties = [...new Set(seats.map(({ party }) => party))];
  const contacts = await contactsOf(tx, parties, at);
  const barred = await barredAt(tx, at);
  return seats.flatMap((seat) =>
    contacts
      .filter(({ id, party }) => party === seat.party && (seat.contactId === null || seat.contactId === id))
      .filter(({ id, party }) => !barred.some((one) => isUnder(one, seat.organ, id, party)))
      .map((contact) => ({ ...contact, seat })),
  );
}

interface BarredThen {
  readonly organs: readonly string[] | null;
  readonly party: string | null;
  readonly contactId: string | null;
}

/** Everybody who is barred from somewhere at an instant. */
async function barredAt(tx: EntityManager, at: Instant): Promise<BarredThen[]> {
  return tx.query<BarredThen[]>(
    `select bar.organs, barred.party, barred.contact_id as "contactId" from barred join bar on bar.code = barred.bar
      where ${heldAt('bar')} and ${heldAt('barred')}`,
    [at],
  );
}

function isUnder(one: BarredThen, organ: string, contactId: string, party: string): boolean {
  if (one.organs !== null && !one.organs.includes(organ)) return false;
  return one.contactId === null ? one.party === party : one.contactId === contactId;
}

/**
 * The organs whose drafts and meetings a contact reads at an instant: those in which the contact sits, and their predecessors.
 *
 * @param contact id and party
 * @returns codes, sorted
 */
export async function organsOfContact(
  tx: EntityManager,
  contact: Pick<Contact, 'id' | 'party'>,
  at: Instant,
): Promise<string[]> {
  const sitting = await sittingContacts(tx, at, { party: contact.party });
  const codes = sitting.filter(({ id }) => id === contact.id).map(({ seat }) => seat.organ);
  return withPredecessors(codes, await allOrgans(tx));
}
