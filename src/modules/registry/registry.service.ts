import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { LegalClock } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import { contactHistory } from './contacts/contact-history.queries.js';
import { partyNames } from './names/party-names.js';
import type { Admission, Application, AsOf, Bounce, NewContact, NewParty, NewTerm } from './registry.dto.js';
import {
  allTerms,
  bounceOf,
  contactsOf,
  findContact,
  officeAt,
  officesFrom,
  requireContactOf,
  requireParty,
  rollAt,
  rolesOf,
} from './registry.queries.js';
import { contactRow, partyRow, termRow } from './registry.rows.js';
import { endFact, endSubject, insertFact, noteBounce, noteReached, replaceFact } from './registry.store.js';
import {
  type Belief,
  type Contact,
  type ContactVersion,
  type Office,
  type OfficeTerm,
  PARTY_KINDS,
  type Party,
} from './registry.types.js';
import { admitParty, registerApplicant } from './standing/admissions.js';
import { requireOfficeHolder } from './standing/standing.rules.js';

/** The registry as the application uses it: reads as of any instant, and the Secretariat's changes. */
@Injectable()
export class Registry {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
  ) {}

  /** @returns the law's instant now */
  async now(): Promise<Instant> {
    return this.clock.now(this.dataSource.manager);
  }

  /** @returns the roll of a kind at an instant (default: now), as known at an instant (default: with every later correction) */
  async roll(kind: Party['kind'], at?: Instant, knownAt?: Instant): Promise<Party[]> {
    return rollAt(this.dataSource.manager, at ?? (await this.now()), kind, knownAt);
  }

  /** @returns what the registry itself calls parties in other languages now, by language and code (`fr CAF`); most are not there */
  async partyNames(): Promise<ReadonlyMap<string, string>> {
    return partyNames(this.dataSource.manager);
  }

  /** @returns all contacts of all parties at an instant (default: now), as known at an instant */
  async contacts(at?: Instant, knownAt?: Instant): Promise<Contact[]> {
    const { manager } = this.dataSource;
    const instant = at ?? (await this.now());
    const rolls = await Promise.all(PARTY_KINDS.map((kind) => rollAt(manager, instant, kind, knownAt)));
    const codes = rolls.flat().map((party) => party.code);
    return contactsOf(manager, codes, instant, knownAt);
  }

  /** @returns every term of every office; with an instant, the terms that held then */
  async offices({ at, knownAt }: AsOf = {}): Promise<OfficeTerm[]> {
    const { manager } = this.dataSource;
    if (!at && !knownAt) return allTerms(manager);
    const instant = at ?? (await this.now());
    const offices = ['chair', 'vice-chair', 'secretariat'] as const;
    const terms = await Promise.all(offices.map((office) => officeAt(manager, office, instant, knownAt)));
    return terms.filter((term) => term !== null);
  }

  /** @returns who holds the office at an instant (default: now), or null */
  async holder(office: Office, at?: Instant): Promise<OfficeTerm | null> {
    return officeAt(this.dataSource.manager, office, at ?? (await this.now()));
  }

  /** @throws DomainError `registry.unknown-contact` */
  async requireContact(id: string): Promise<Contact> {
    const found = await findContact(this.dataSource.manager, id, await this.now());
    if (found) return found;
    const message = `There is no contact ${id} now. List the contacts to find the id.`;
    throw new DomainError('registry.unknown-contact', 'not-found', message, { id });
  }

  /** @returns everything ever recorded about a contact, also what is no longer believed; nothing for an id that no contact ever had */
  async contactHistory(id: string): Promise<(ContactVersion & Belief)[]> {
    return contactHistory(this.dataSource.manager, id);
  }

  /** @returns the roles a contact has at an instant (default: now) */
  async roles(contactId: string, at?: Instant): Promise<string[]> {
    return rolesOf(this.dataSource.manager, contactId, at ?? (await this.now()));
  }

  /**
   * Puts a party on the roll of Participants or among the Observers, in a transaction of its own. Doing it twice changes
   * nothing. What it was before, an applicant, a guest or (for a Participant) an Observer, ends at that instant, so that both
   * are one history.
   *
   * @param admission who, as what, from when, and where that is known from; without a name it keeps the one it is known by
   * @returns whether the roll changed
   * @throws DomainError `registry.other-kind`, `registry.overlap` when an entry of the same code begins later
   */
  async admitParty(admission: Admission): Promise<boolean> {
    return this.dataSource.transaction((tx) => admitParty(tx, admission));
  }

  /**
   * Notes an application (CD VI.9). Doing it twice changes nothing; a guest becomes an applicant.
   *
   * @returns whether anything changed
   * @throws DomainError `registry.other-kind` for whoever is a Participant, an Observer or a body then
   */
  async registerApplicant(application: Application): Promise<boolean> {
    return this.dataSource.transaction((tx) => registerApplicant(tx, application));
  }

  /** @throws DomainError `registry.overlap` when the code is in use in that time */
  async addParty(party: NewParty): Promise<void> {
    await this.dataSource.transaction((tx) => insertFact(tx, 'party', partyRow(party)));
  }

  /**
   * Ends a membership, and with it its contacts.
   *
   * @throws DomainError `registry.nothing-to-end`, `registry.holds-office` while the party holds an office then or later
   */
  async endParty(code: string, at: Instant): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await this.requireNoOffice(tx, code, at);
      await endSubject(tx, 'party', code, at);
      for (const contact of await contactsOf(tx, [code], at)) await endFact(tx, 'contact', contact.id, at);
    });
  }

  /**
   * Adds a contact, replaces it from an instant on, or corrects the entry that begins at that instant. A new address has not
   * bounced yet.
   *
   * @throws DomainError `registry.unknown-party`, `registry.overlap` with an entry that begins later
   */
  async putContact(contact: NewContact): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await requireParty(tx, contact.party, contact.validFrom);
      const before = await findContact(tx, contact.id, contact.validFrom);
      await replaceFact(tx, 'contact', contactRow(contact));
      if (before && before.email !== contact.email) await noteReached(tx, contact.id);
    });
  }

  /** Ends a contact. @throws DomainError `registry.nothing-to-end` */
  async endContact(id: string, at: Instant): Promise<void> {
    await this.dataSource.transaction((tx) => endSubject(tx, 'contact', id, at));
  }

  /**
   * Mail to a contact comes back, as somebody says. Said again it changes nothing: since when is kept from the first time.
   *
   * @throws DomainError `registry.unknown-contact`, `registry.bounce-ahead` when the day has not come yet
   */
  async markUnreachable(id: string, { at, said }: Bounce): Promise<void> {
    await this.requireContact(id);
    if (at > (await this.now())) {
      const message = 'at: that day has not come yet. Say since when mail has come back, or leave it empty.';
      throw new DomainError('registry.bounce-ahead', 'invalid', message, { field: 'at', at });
    }
    await noteBounce(this.dataSource.manager, id, said, at);
  }

  /** @returns what was said of the mail to a contact that comes back at an instant; null when none does */
  async whyUnreachable(id: string, at: Instant): Promise<string | null> {
    return bounceOf(this.dataSource.manager, id, at);
  }

  /** Mail reaches a contact again. @throws DomainError `registry.not-bounced` when nothing said otherwise */
  async markReachable(id: string): Promise<void> {
    if (await noteReached(this.dataSource.manager, id)) return;
    const message = `No mail to «${id}» is known to have come back. List the contacts to find the id.`;
    throw new DomainError('registry.not-bounced', 'conflict', message, { id });
  }

  /**
   * Begins a term; the one before it ends at that instant, one that began at that very instant is corrected.
   *
   * @throws DomainError `registry.unknown-party`, `registry.holds-no-office`, `registry.unknown-contact`, `registry.overlap` with
   *   a term that begins later
   */
  async beginTerm(term: NewTerm): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await requireOfficeHolder(tx, term.party, term.validFrom);
      if (term.contactId !== null) await requireContactOf(tx, term.party, term.contactId, term.validFrom);
      await replaceFact(tx, 'office_term', termRow(term));
    });
  }

  /** Ends a term; the office is vacant from then on. @throws DomainError `registry.nothing-to-end` */
  async endTerm(office: Office, at: Instant): Promise<void> {
    await this.dataSource.transaction((tx) => endSubject(tx, 'office_term', office, at));
  }

  private async requireNoOffice(tx: EntityManager, code: string, at: Instant): Promise<void> {
    const offices = await officesFrom(tx, code, at);
    if (offices.length === 0) return;
    const message = `«${code}» holds an office at ${at} or later (${offices.join(', ')}). End that term, or begin another's, first.`;
    throw new DomainError('registry.holds-office', 'conflict', message, { code, offices });
  }
}
