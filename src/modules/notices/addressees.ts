import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import type { Actor } from '../../kernel/workflow.js';
import type { Target } from '../../../workflows/casework/index.js';
import {
  type Contact,
  type Office,
  type Party,
  awayAt,
  contactsOf,
  findContact,
  findParty,
  officeAt,
  rollAt,
} from '../registry/index.js';
import { contactsForOrgan } from './organ-directory.js';
import { type Choice, type Member, type Unreached, choiceAmong, choiceOf } from './own-side.js';

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

/** Codes of the offices. */
export const OFFICES: readonly string[] = ['chair', 'vice-chair', 'secretariat'] satisfies Office[];
const COLLECTIVES: Readonly<Record<string, readonly ('participant' | 'observer')[]>> = {
  participants: ['participant'],
  observers: ['observer'],
  all: ['participant', 'observer'],
};
/** What looks like a code and is none is a slip of the pen; a body outside is named in words. */
export const LIKE_A_CODE = /^[A-Z][A-Za-z0-9-]{1,11}$/;
const UNREACHED: Readonly<Record<Unreached, (codes: string) => string>> = {
  'no-contact': (codes) => `no contact of ${codes} is known`,
  absent: (codes) => `everybody of ${codes} is away`,
  bounced: (codes) => `mail to ${codes} comes back`,
};

/** Those behind one code. */
export interface Found {
  readonly recipients: readonly Recipient[];
  /** why nobody there is reached; null when somebody is */
  readonly unreached: Unreached | null;
}

/**
 * What a code is at an instant; that of an organ that was merged is an organ's.
 *
 * @returns its kind, and the party where it is one
 */
export async function whatIs(
  tx: EntityManager,
  code: string,
  at: Instant,
): Promise<{ readonly kind: AddresseeKind; readonly party: Party | null }> {
  const as = (kind: AddresseeKind) => ({ kind, party: null });
  if (OFFICES.includes(code)) return as('office');
  if (Object.hasOwn(COLLECTIVES, code)) return as('collective');
  const party = await findParty(tx, code, at);
  if (party) return { kind: 'party', party };
  if ((await contactsForOrgan(tx, code, at)) !== null) return as('organ');
  return as(LIKE_A_CODE.test(code) ? 'unknown' : 'outside');
}

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
    for (const code of codes) {
      const { kind } = await whatIs(tx, code, at);
      kinds[code] = kind;
    }
    return kinds;
  }

  /**
   * Whom a notice reaches, each contact once. Whoever is away is passed over for others of the same party or organ.
   *
   * @param tx the transaction in which the mails are written
   * @param to codes of addressees, `chair`, `secretariat`; or targets, that say who of a party, or which contact and nobody else
   * @param at who held what, and who was away, at that instant
   * @returns the contacts; where nobody behind a code is reached, those of Chair and Secretariat besides, who are told so
   */
  async recipientsOf(tx: EntityManager, to: readonly (string | Target)[], at: Instant): Promise<Recipient[]> {
    const found: Recipient[] = [];
    const lost: { readonly code: string; readonly why: Unreached }[] = [];
    for (const one of to) {
      const target: Target = typeof one === 'string' ? { code: one, who: 'contacts' } : one;
      const { recipients, unreached } = await this.behind(tx, target, at);
      found.push(...recipients);
      if (unreached) lost.push({ code: target.code, why: unreached });
    }
    if (lost.length > 0) found.push(...(await this.standIns(tx, wordsFor(lost), at)));
    return found.filter(
      ({ contact }, index) => found.findIndex((other) => other.contact.id === contact.id) === index,
    );
  }

  /** @returns why nothing reaches whoever is behind a code at an instant; null when somebody there is reached */
  async unreachedAt(tx: EntityManager, code: string, at: Instant): Promise<Unreached | null> {
    if (Object.hasOwn(COLLECTIVES, code)) return null;
    return (await this.behind(tx, { code, who: 'contacts' }, at)).unreached;
  }

  private async standIns(tx: EntityManager, instead: string, at: Instant): Promise<Recipient[]> {
    const offices = [
      ...(await this.officers(tx, 'chair', at)),
      ...(await this.officers(tx, 'secretariat', at)),
    ];
    return offices.map((one) => ({ ...one, instead }));
  }

  /** @returns those behind one target, without anybody to stand in for them from elsewhere */
  async behind(tx: EntityManager, { code, who }: Target, at: Instant): Promise<Found> {
    if (who === 'this-contact') return this.exactly(tx, code, at);
    if (isOffice(code)) {
      const recipients = await this.officers(tx, code, at);
      return { recipients, unreached: recipients.length === 0 ? 'no-contact' : null };
    }
    const kinds = COLLECTIVES[code];
    if (kinds) return { recipients: await this.everybody(tx, kinds, at), unreached: null };
    const party = await findParty(tx, code, at);
    if (party) {
      const members = await membersOf(tx, await contactsOf(tx, [code], at), at);
      return presented(choiceOf(code, members, who), party.kind);
    }
    const members = await membersOf(tx, (await contactsForOrgan(tx, code, at)) ?? [], at);
    return presented(choiceAmong(members, members), code);
  }

  /** A list that was shown goes to exactly those on it: nobody stands in. */
  private async exactly(tx: EntityManager, id: string, at: Instant): Promise<Found> {
    const contact = await findContact(tx, id, at);
    const party = contact && (await findParty(tx, contact.party, at));
    const role = party?.kind ?? 'participant';
    const recipients = contact ? [{ role, party: contact.party, contact, instead: null }] : [];
    return { recipients, unreached: null };
  }

  /** An office named to one contact is reached there; one named to a party, with all its contacts. */
  private async officers(tx: EntityManager, office: Office, at: Instant): Promise<readonly Recipient[]> {
    const term = await officeAt(tx, office, at);
    if (!term) return [];
    const members = await membersOf(tx, await contactsOf(tx, [term.party], at), at);
    const meant = members.filter(({ contact }) => term.contactId === null || contact.id === term.contactId);
    return presented(choiceAmong(meant, members), office).recipients;
  }

  private async everybody(
    tx: EntityManager,
    kinds: readonly ('participant' | 'observer')[],
    at: Instant,
  ): Promise<readonly Recipient[]> {
    const parties = (await Promise.all(kinds.map((kind) => rollAt(tx, at, kind)))).flat();
    const codes = parties.map(({ code }) => code);
    const members = await membersOf(tx, await contactsOf(tx, codes, at), at);
    return parties.flatMap(({ code, kind }) => {
      const own = members.filter(({ contact }) => contact.party === code);
      return presented(choiceOf(code, own, 'contacts'), kind).recipients;
    });
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

/** @returns `no contact of SC is known; everybody of IDN is away` */
function wordsFor(lost: readonly { readonly code: string; readonly why: Unreached }[]): string {
  return [...new Set(lost.map(({ why }) => why))]
    .map((why) => UNREACHED[why](lost.flatMap((one) => (one.why === why ? [one.code] : [])).join(', ')))
    .join('; ');
}

function isOffice(code: string): code is Office {
  return OFFICES.includes(code);
}

async function membersOf(
  tx: EntityManager,
  contacts: readonly Contact[],
  at: Instant,
): Promise<readonly Member[]> {
  const away = await awayAt(
    tx,
    contacts.map(({ id }) => id),
    at,
  );
  return contacts.map((contact) => ({ contact, away: away.has(contact.id) }));
}

function presented({ chosen, unreached }: Choice, role: string): Found {
  const recipients = chosen.map(({ contact, instead }) => ({ role, party: contact.party, contact, instead }));
  return { recipients, unreached };
}
