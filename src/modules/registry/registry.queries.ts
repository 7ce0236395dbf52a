import type { EntityManager } from 'typeorm';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import type { Actor } from '../../kernel/workflow.js';
import type { RegistryTable } from './registry.store.js';
import type { Contact, Office, OfficeTerm, Party } from './registry.types.js';

/*
 * Every read takes the instant it asks about as $1. Those with `knownAt` also answer what was believed at that earlier
 * instant, before later corrections; null asks for what is believed now.
 */

/** Columns of a {@link Party}. */
export const PARTY = `code, name, kind, category, meeting, iso(valid_from) as "validFrom", iso(valid_to) as "validTo", source, note`;
const CONTACT = `contact.id, contact.party, contact.name, contact.email, contact.languages, contact.zone, contact.rank, contact.function,
  (select iso(max(bounced_at)) from contact_delivery d
     where d.contact_id = contact.id and d.bounced_at <= $1 and (d.cleared_at is null or d.cleared_at > $1)) as "bouncedSince"`;

/** Columns of an {@link OfficeTerm}, with the party's name as it was at an instant (an SQL expression). */
export const termAt = (
  instant: string,
): string => `office, office_term.party, coalesce((select p.name from party p
    where p.code = office_term.party and p.superseded_at is null and p.valid_from <= ${instant} and (p.valid_to is null or p.valid_to > ${instant})),
  office_term.party) as "partyName", contact_id as "contactId",
  iso(office_term.valid_from) as "validFrom", iso(office_term.valid_to) as "validTo", office_term.source`;

/** @returns SQL: holds at `$1`, as believed now */
export function heldAt(table: RegistryTable): string {
  return `${table}.superseded_at is null and ${covers(table)}`;
}

/** @returns SQL: holds at `$1`, as believed at `$n`; now when that is null */
export function heldAsKnown(table: RegistryTable, n: number): string {
  return `${asKnown(table, n)} and ${covers(table)}`;
}

/** Believed at `$n`; now when that is null. */
function asKnown(table: RegistryTable, n: number): string {
  return `case when $${n}::timestamptz is null then ${table}.superseded_at is null
    else ${table}.recorded_at <= $${n} and (${table}.superseded_at is null or ${table}.superseded_at > $${n}) end`;
}

function covers(table: RegistryTable): string {
  return `${table}.valid_from <= $1 and (${table}.valid_to is null or ${table}.valid_to > $1)`;
}

/** @returns the parties of a kind at an instant, by name */
export async function rollAt(
  tx: EntityManager,
  instant: Instant,
  kind: Party['kind'] = 'participant',
  knownAt: Instant | null = null,
): Promise<Party[]> {
  return tx.query<Party[]>(
    `select ${PARTY} from party where kind = $2 and ${heldAsKnown('party', 3)} order by name`,
    [instant, kind, knownAt],
  );
}

/** @returns the party of a code at an instant, or null */
export async function findParty(tx: EntityManager, code: string, instant: Instant): Promise<Party | null> {
  const [row] = await tx.query<Party[]>(`select ${PARTY} from party where code = $2 and ${heldAt('party')}`, [
    instant,
    code,
  ]);
  return row ?? null;
}

/**
 * @returns the party of a code at an instant
 * @throws DomainError `registry.unknown-party` when there is none
 */
export async function requireParty(tx: EntityManager, code: string, instant: Instant): Promise<Party> {
  const found = await findParty(tx, code, instant);
  if (found) return found;
  throw new DomainError(
    'registry.unknown-party',
    'invalid',
    `party: there is no party ${code} at ${instant}. Enter the party first, or choose another date.`,
    { field: 'party', party: code },
  );
}

/** @returns the contacts of the parties at an instant, by party and rank */
export async function contactsOf(
  tx: EntityManager,
  parties: readonly string[],
  instant: Instant,
  knownAt: Instant | null = null,
): Promise<Contact[]> {
  return tx.query<Contact[]>(
    `select ${CONTACT} from contact where party = any($2) and ${heldAsKnown('contact', 3)} order by party, rank, id`,
    [instant, parties, knownAt],
  );
}

/** @returns the contact of an id at an instant, or null */
export async function findContact(tx: EntityManager, id: string, instant: Instant): Promise<Contact | null> {
  const [row] = await tx.query<Contact[]>(
    `select ${CONTACT} from contact where id = $2 and ${heldAt('contact')}`,
    [instant, id],
  );
  return row ?? null;
}

/** @throws DomainError `registry.unknown-contact` when the party has no contact of this id at the instant */
export async function requireContactOf(
  tx: EntityManager,
  party: string,
  id: string,
  instant: Instant,
): Promise<void> {
  const contact = await findContact(tx, id, instant);
  if (contact?.party === party) return;
  throw new DomainError(
    'registry.unknown-contact',
    'invalid',
    `contactId: ${party} has no contact ${id} at ${instant}. List its contacts to find the id, or leave it out: then every contact of the party acts for the office.`,
    { field: 'contactId', party, id },
  );
}

/** @returns what was said of the mail to a contact that comes back at an instant; null when none does */
export async function bounceOf(tx: EntityManager, id: string, instant: Instant): Promise<string | null> {
  const [row] = await tx.query<{ diagnostic: string }[]>(
    `select diagnostic from contact_delivery where contact_id = $2 and bounced_at <= $1 and (cleared_at is null or cleared_at > $1)
     order by bounced_at desc limit 1`,
    [instant, id],
  );
  return row?.diagnostic ?? null;
}

/** @returns the contacts that have this e-mail address at an instant, whatever its letter case */
export async function contactsByEmail(
  tx: EntityManager,
  email: string,
  instant: Instant,
): Promise<Contact[]> {
  return tx.query<Contact[]>(
    `select ${CONTACT} from contact where lower(email) = lower($2) and ${heldAt('contact')} order by id`,
    [instant, email],
  );
}

/** @returns the term of an office at an instant, or null when nobody held it */
export async function officeAt(
  tx: EntityManager,
  office: Office,
  instant: Instant,
  knownAt: Instant | null = null,
): Promise<OfficeTerm | null> {
  const [row] = await tx.query<OfficeTerm[]>(
    `select ${termAt('$1')} from office_term where office = $2 and ${heldAsKnown('office_term', 3)}`,
    [instant, office, knownAt],
  );
  return row ?? null;
}

/** @returns the end of the last term of an office before an instant, since when it is vacant if nobody holds it; null when none is known */
export async function lastTermEnd(
  tx: EntityManager,
  office: Office,
  instant: Instant,
  knownAt: Instant | null = null,
): Promise<Instant | null> {
  const [row] = await tx.query<{ at: Instant | null }[]>(
    `select iso(max(valid_to)) as at from office_term where office = $2 and valid_to <= $1 and ${asKnown('office_term', 3)}`,
    [instant, office, knownAt],
  );
  return row?.at ?? null;
}

/** @returns whether anything about offices was on record at an instant */
export async function anyTermRecorded(tx: EntityManager, knownAt: Instant): Promise<boolean> {
  const [row] = await tx.query<{ any: boolean }[]>(
    'select exists (select 1 from office_term where recorded_at <= $1) as any',
    [knownAt],
  );
  return row?.any === true;
}

/** @returns every term ever, newest first */
export async function allTerms(tx: EntityManager): Promise<OfficeTerm[]> {
  return tx.query<OfficeTerm[]>(
    `select ${termAt('office_term.valid_from')} from office_term where superseded_at is null order by office, valid_from desc`,
  );
}

/** @returns the offices a party holds at an instant or is to hold later */
export async function officesFrom(tx: EntityManager, party: string, instant: Instant): Promise<Office[]> {
  const rows = await tx.query<{ office: Office }[]>(
    `select distinct office from office_term where party = $2 and superseded_at is null and (valid_to is null or valid_to > $1) order by office`,
    [instant, party],
  );
  return rows.map(({ office }) => office);
}

/**
 * What a contact may act as at an instant.
 *
 * @returns roles among chair, vice-chair, secretariat, participant, observer; empty for an unknown contact, or when its party
 *   is an applicant, a guest or nothing at that instant. Offices named to one contact are held by that contact; offices without a
 *   contact by every contact of the party.
 */
export async function rolesOf(tx: EntityManager, contactId: string, instant: Instant): Promise<string[]> {
  const rows = await tx.query<{ role: string }[]>(
    `with own as (select contact.id, party.code, party.kind from contact join party on party.code = contact.party
       where contact.id = $2 and ${heldAt('contact')} and ${heldAt('party')})
     select kind as role from own where kind in ('participant', 'observer')
     union
     select office as role from office_term join own on own.code = office_term.party and own.kind not in ('applicant', 'guest')
       where (office_term.contact_id is null or office_term.contact_id = own.id) and ${heldAt('office_term')}
     order by role`,
    [instant, contactId],
  );
  return rows.map((row) => row.role);
}

/** @returns the roles of an actor at an instant: the system's, or those of a contact; somebody at the command line also `operator` */
export async function rolesOfActor(tx: EntityManager, actor: Actor, instant: Instant): Promise<string[]> {
  if (actor.kind === 'system') return ['system'];
  const roles = await rolesOf(tx, actor.id, instant);
  return actor.kind === 'operator' ? [...roles, 'operator'] : roles;
}
