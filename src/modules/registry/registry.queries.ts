import type { EntityManager } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import type { Contact, Office, OfficeTerm, Party } from './registry.types.js';

const PARTY = `code, name, kind, iso(valid_from) as "validFrom", iso(valid_to) as "validTo", source, note`;
const CONTACT = `contact.id, contact.party, contact.name, contact.email, contact.languages, contact.zone, contact.rank,
  (select iso(bounced_at) from contact_delivery where contact_id = contact.id) as "bouncedSince"`;
const TERM = `office, office_term.party, coalesce((select p.name from party p where p.code = office_term.party and p.superseded_at is null
  order by p.valid_from desc limit 1), office_term.party) as "partyName", contact_id as "contactId",
  iso(office_term.valid_from) as "validFrom", iso(office_term.valid_to) as "validTo", office_term.source`;

/** Holds at `$n`, as believed now. */
function heldAt(table: string, n: number): string {
  return `${table}.superseded_at is null and ${table}.valid_from <= $${n} and (${table}.valid_to is null or ${table}.valid_to > $${n})`;
}

/** @returns the parties of a kind at an instant, by name */
export async function rollAt(tx: EntityManager, instant: Instant, kind: Party['kind'] = 'participant'): Promise<Party[]> {
  return tx.query<Party[]>(`select ${PARTY} from party where kind = $2 and ${heldAt('party', 1)} order by name`, [instant, kind]);
}

/** @returns the party of a code at an instant, or null */
export async function findParty(tx: EntityManager, code: string, instant: Instant): Promise<Party | null> {
  const [row] = await tx.query<Party[]>(`select ${PARTY} from party where code = $2 and ${heldAt('party', 1)}`, [instant, code]);
  return row ?? null;
}

/** @returns the contacts of the parties at an instant, by party and rank */
export async function contactsOf(tx: EntityManager, parties: readonly string[], instant: Instant): Promise<Contact[]> {
  return tx.query<Contact[]>(`select ${CONTACT} from contact where party = any($2) and ${heldAt('contact', 1)} order by party, rank, id`, [instant, parties]);
}

/** @returns the contact of an id at an instant, or null */
export async function findContact(tx: EntityManager, id: string, instant: Instant): Promise<Contact | null> {
  const [row] = await tx.query<Contact[]>(`select ${CONTACT} from contact where id = $2 and ${heldAt('contact', 1)}`, [instant, id]);
  return row ?? null;
}

/** @returns the contacts that have this e-mail address at an instant, whatever its letter case */
export async function contactsByEmail(tx: EntityManager, email: string, instant: Instant): Promise<Contact[]> {
  return tx.query<Contact[]>(`select ${CONTACT} from contact where lower(email) = lower($2) and ${heldAt('contact', 1)} order by id`, [instant, email]);
}

/** @returns the term of an office at an instant, or null when nobody held it */
export async function officeAt(tx: EntityManager, office: Office, instant: Instant): Promise<OfficeTerm | null> {
  const [row] = await tx.query<OfficeTerm[]>(`select ${TERM} from office_term where office = $2 and ${heldAt('office_term', 1)}`, [instant, office]);
  return row ?? null;
}

/** @returns every term ever, newest first */
export async function allTerms(tx: EntityManager): Promise<OfficeTerm[]> {
  return tx.query<OfficeTerm[]>(`select ${TERM} from office_term where superseded_at is null order by office, valid_from desc`);
}

/**
 * What a contact may act as at an instant.
 *
 * @returns roles among chair, vice-chair, secretariat, participant, observer; empty for an unknown contact. Offices named to
 *   one contact are held by that contact; offices without a contact by every contact of the party.
 */
export async function rolesOf(tx: EntityManager, contactId: string, instant: Instant): Promise<string[]> {
  const rows = await tx.query<{ role: string }[]>(
    `select party.kind as role from contact join party on party.code = contact.party
       where contact.id = $2 and party.kind <> 'body' and ${heldAt('contact', 1)} and ${heldAt('party', 1)}
     union
     select office as role from office_term join contact on contact.party = office_term.party
       where contact.id = $2 and (office_term.contact_id is null or office_term.contact_id = contact.id) and ${heldAt('contact', 1)} and ${heldAt('office_term', 1)}
     order by role`,
    [instant, contactId],
  );
  return rows.map((row) => row.role);
}
