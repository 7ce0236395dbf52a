import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { LegalClock } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import type { contactSchema, partySchema, termSchema } from './registry.dto.js';
import { allTerms, contactsOf, findContact, findParty, officeAt, rollAt, rolesOf } from './registry.queries.js';
import { endFact, insertFact } from './registry.store.js';
import type { Contact, OfficeTerm, Party } from './registry.types.js';

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

  /** @returns the roll of a kind at an instant (default: now) */
  async roll(kind: Party['kind'], at?: Instant): Promise<Party[]> {
    return rollAt(this.dataSource.manager, at ?? (await this.now()), kind);
  }

  /** @returns all contacts of all parties at an instant (default: now) */
  async contacts(at?: Instant): Promise<Contact[]> {
    const { manager } = this.dataSource;
    const instant = at ?? (await this.now());
    const parties = (await Promise.all((['participant', 'observer', 'body'] as const).map((kind) => rollAt(manager, instant, kind)))).flat();
    return contactsOf(manager, parties.map((party) => party.code), instant);
  }

  /** @returns every term of every office */
  async offices(): Promise<OfficeTerm[]> {
    return allTerms(this.dataSource.manager);
  }

  /** @returns who holds the office at an instant (default: now), or null */
  async holder(office: OfficeTerm['office'], at?: Instant): Promise<OfficeTerm | null> {
    return officeAt(this.dataSource.manager, office, at ?? (await this.now()));
  }

  /** @throws DomainError `registry.unknown-contact` */
  async requireContact(id: string): Promise<Contact> {
    const found = await findContact(this.dataSource.manager, id, await this.now());
    if (!found) throw new DomainError('registry.unknown-contact', 'not-found', `There is no contact ${id} now. List the contacts to find the id.`, { id });
    return found;
  }

  /** @returns the roles a contact has at an instant (default: now) */
  async roles(contactId: string, at?: Instant): Promise<string[]> {
    return rolesOf(this.dataSource.manager, contactId, at ?? (await this.now()));
  }

  /** @throws DomainError `registry.overlap` */
  async addParty(party: z.output<typeof partySchema>): Promise<void> {
    const { validFrom, ...rest } = party;
    await this.dataSource.transaction((tx) => insertFact(tx, 'party', { ...rest, valid_from: validFrom }));
  }

  /** Ends a membership. @throws DomainError `registry.nothing-to-end` */
  async endParty(code: string, at: Instant): Promise<void> {
    await this.dataSource.transaction((tx) => this.end(tx, 'party', code, at));
  }

  /** Adds a contact, or replaces it from an instant on. @throws DomainError `registry.unknown-party`, `registry.overlap` */
  async putContact(contact: z.output<typeof contactSchema>): Promise<void> {
    const { validFrom, languages, ...rest } = contact;
    await this.dataSource.transaction(async (tx) => {
      await this.requireParty(tx, contact.party, validFrom);
      await endFact(tx, 'contact', contact.id, validFrom);
      await insertFact(tx, 'contact', { ...rest, languages: [...languages], valid_from: validFrom });
      await tx.query('delete from contact_delivery where contact_id = $1', [contact.id]);
    });
  }

  /** Ends a contact. @throws DomainError `registry.nothing-to-end` */
  async endContact(id: string, at: Instant): Promise<void> {
    await this.dataSource.transaction((tx) => this.end(tx, 'contact', id, at));
  }

  /** Begins a term; the one before it ends at that instant. @throws DomainError `registry.unknown-party`, `registry.overlap` */
  async beginTerm(term: z.output<typeof termSchema>): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await this.requireParty(tx, term.party, term.validFrom);
      await endFact(tx, 'office_term', term.office, term.validFrom);
      const { office, party, contactId, validFrom, source } = term;
      await insertFact(tx, 'office_term', { office, party, contact_id: contactId, valid_from: validFrom, source });
    });
  }

  private async requireParty(tx: EntityManager, code: string, at: Instant): Promise<void> {
    if (await findParty(tx, code, at)) return;
    throw new DomainError('registry.unknown-party', 'invalid', `party: there is no party ${code} at ${at}. Enter the party first, or another date.`, { field: 'party' });
  }

  private async end(tx: EntityManager, table: 'party' | 'contact', subject: string, at: Instant): Promise<void> {
    if (await endFact(tx, table, subject, at)) return;
    throw new DomainError('registry.nothing-to-end', 'conflict', `«${subject}» has no entry that holds at ${at}. Check the code and the instant.`, { subject, at });
  }
}
