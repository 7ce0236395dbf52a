import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import type { Actor } from '../../kernel/workflow.js';
import { type Contact, type Office, contactsOf, findParty, officeAt, rollAt } from '../registry/index.js';
import { contactsForOrgan } from './organ-directory.js';

/** What a code is: one of ours, a body outside that is named in words, or a slip of the pen. */
export type AddresseeKind = 'party' | 'office' | 'collective' | 'organ' | 'outside' | 'unknown';

/** Somebody a notice goes to. */
export interface Recipient {
  readonly role: string;
  readonly party: string;
  readonly contact: Contact;
  /** why it goes there and not to the one addressed; null when it is the one addressed */
  readonly instead: string | null;
}

const OFFICES: readonly string[] = ['chair', 'vice-chair', 'secretariat'] satisfies Office[];
const COLLECTIVES: Readonly<Record<string, readonly ('participant' | 'observer')[]>> = {
  participants: ['participant'],
  observers: ['observer'],
  all: ['participant', 'observer'],
};
/** What looks like a code and is none is a slip of the pen; a body outside is named in words. */
const LIKE_A_CODE = /^[A-Z][A-Za-z0-9-]{1,11}$/;

/** Who is behind the codes of addressees: offices, parties, collectives, organs, outside bodies. The one place that resolves them. */
@Injectable()
export class Addressees {
  /** @returns what each of the codes is at an instant */
  async kindsOf(
    tx: EntityManager,
    codes: readonly string[],
    at: Instant,
  ): Promise<Record<string, AddresseeKind>> {
    const kinds: Record<string, AddresseeKind> = {};
    for (const code of codes) kinds[code] = await this.kindOf(tx, code, at);
    return kinds;
  }

  private async kindOf(tx: EntityManager, code: string, at: Instant): Promise<AddresseeKind> {
    if (OFFICES.includes(code)) return 'office';
    if (Object.hasOwn(COLLECTIVES, code)) return 'collective';
    if (await findParty(tx, code, at)) return 'party';
    if ((await contactsForOrgan(tx, code, at)) !== null) return 'organ';
    return LIKE_A_CODE.test(code) ? 'unknown' : 'outside';
  }

  /**
   * Whom a notice to some codes reaches, each contact once.
   *
   * @param tx the transaction in which the mails are written
   * @param codes of addressees, `chair`, `secretariat`
   * @param at who held what at that instant
   * @returns the contacts; for a code without any, those of Chair and Secretariat, who are told so
   */
  async recipientsOf(tx: EntityManager, codes: readonly string[], at: Instant): Promise<Recipient[]> {
    const found: Recipient[] = [];
    const orphans: string[] = [];
    for (const code of codes) {
      const own = await this.contactsFor(tx, code, at);
      found.push(...own);
      if (own.length === 0) orphans.push(code);
    }
    if (orphans.length > 0) found.push(...(await this.standIns(tx, orphans, at)));
    return found.filter(
      ({ contact }, index) => found.findIndex((other) => other.contact.id === contact.id) === index,
    );
  }

  private async standIns(tx: EntityManager, orphans: readonly string[], at: Instant): Promise<Recipient[]> {
    const instead = `no contact of ${orphans.join(', ')} is known`;
    const offices = [...(await officers(tx, 'chair', at)), ...(await officers(tx, 'secretariat', at))];
    return offices.map((one) => ({ ...one, instead }));
  }

  private async contactsFor(tx: EntityManager, code: string, at: Instant): Promise<Recipient[]> {
    if (isOffice(code)) return officers(tx, code, at);
    const kinds = COLLECTIVES[code];
    if (kinds) {
      const rolls = await Promise.all(kinds.map((kind) => rollAt(tx, at, kind)));
      return delegates(tx, rolls.flat(), at);
    }
    const party = await findParty(tx, code, at);
    if (party) return delegates(tx, [party], at);
    const contacts = (await contactsForOrgan(tx, code, at)) ?? [];
    return contacts.map((contact) => ({ role: code, party: contact.party, contact, instead: null }));
  }

  /** @returns whether somebody may speak for a code: an office for itself, a delegate for the own party, a contact of an organ for it */
  async speaksFor(
    tx: EntityManager,
    actor: Actor,
    roles: readonly string[],
    code: string,
    at: Instant,
  ): Promise<boolean> {
    if (actor.party === code || roles.includes(code)) return true;
    const contacts = (await contactsForOrgan(tx, code, at)) ?? [];
    return contacts.some(({ id }) => id === actor.id);
  }

  /** @returns the collectives that a party belongs to at an instant */
  async collectivesOf(tx: EntityManager, code: string, at: Instant): Promise<string[]> {
    const party = await findParty(tx, code, at);
    if (party?.kind !== 'participant' && party?.kind !== 'observer') return [];
    const { kind } = party;
    return Object.keys(COLLECTIVES).filter((name) => COLLECTIVES[name]?.includes(kind));
  }
}

function isOffice(code: string): code is Office {
  return OFFICES.includes(code);
}

/** An office named to one contact is reached there; one named to a party, with all its contacts. */
async function officers(tx: EntityManager, office: Office, at: Instant): Promise<Recipient[]> {
  const term = await officeAt(tx, office, at);
  if (!term) return [];
  const contacts = await contactsOf(tx, [term.party], at);
  return contacts
    .filter(({ id }) => term.contactId === null || id === term.contactId)
    .map((contact) => ({ role: office, party: term.party, contact, instead: null }));
}

async function delegates(
  tx: EntityManager,
  parties: readonly { readonly code: string; readonly kind: string }[],
  at: Instant,
): Promise<Recipient[]> {
  const kinds = new Map(parties.map(({ code, kind }) => [code, kind]));
  const contacts = await contactsOf(tx, [...kinds.keys()], at);
  return contacts.map((contact) => ({
    role: kinds.get(contact.party) ?? 'participant',
    party: contact.party,
    contact,
    instead: null,
  }));
}
