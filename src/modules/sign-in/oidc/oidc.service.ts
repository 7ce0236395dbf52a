import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { LegalClock } from '../../../engine/index.js';
import { DomainError } from '../../../kernel/domain-error.js';
import { CONFIGURATION, type Configuration } from '../../../platform/config/index.js';
import { type Attempt, type Identity, IdentityProvider } from '../../../platform/oidc/index.js';
import { type Contact, contactsByEmail, contactsOf, officeAt } from '../../registry/index.js';
import { openSession, type Voucher } from '../sign-in.store.js';
import { bindContact, boundContact } from './oidc.store.js';

/** Somebody the provider vouches for, with a verified address. */
export interface Known extends Voucher {
  readonly email: string;
}

/** What an identity leads to: a session, a choice among contacts of one address, or nobody. */
export type Outcome =
  | { readonly kind: 'session'; readonly token: string }
  | { readonly kind: 'choice'; readonly known: Known }
  | { readonly kind: 'refused'; readonly reason: 'unverified' | 'unknown'; readonly email: string };

/** A contact to choose. */
export interface Option {
  readonly contactId: string;
  readonly name: string;
  readonly party: string;
  /** the one that the person signed in as before */
  readonly isBound: boolean;
}

/**
 * Signing in with the identity provider of a body. Like the mailed link it shows control of an address of the registry, by the
 * provider's word; it makes nobody a contact. A contact may have several subjects: whoever takes over an office takes over its
 * mailbox, and could sign in by its links as well.
 */
@Injectable()
export class OidcSignIn {
  private readonly provider: IdentityProvider | null;
  /** what people call the provider; null where the body has none */
  readonly name: string | null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {
    const { oidc, publicUrl } = configuration;
    this.name = oidc?.name ?? null;
    this.provider = oidc && new IdentityProvider(oidc, `${publicUrl}/sign-in/oidc/callback`);
  }

  /**
   * @param to local path where the person goes after signing in; null for the front page
   * @returns the address that starts signing in with the provider; null where the body has none
   */
  startAddress(to: string | null): string | null {
    if (!this.provider) return null;
    return to === null ? '/sign-in/oidc' : `/sign-in/oidc?to=${encodeURIComponent(to)}`;
  }

  /** @throws ProviderRefusal @throws DomainError `sign-in.no-provider` */
  async begin(): Promise<{ readonly address: string; readonly attempt: Attempt }> {
    return this.required().begin();
  }

  /**
   * @param query of the address that the browser came back to, with `?`
   * @param attempt as the browser kept it
   * @throws ProviderRefusal when nobody comes out of it @throws DomainError `sign-in.no-provider`
   */
  async finish(query: string, attempt: Attempt): Promise<Identity> {
    return this.required().finish(query, attempt);
  }

  /**
   * Signs in the contact that has the verified address. Where several have it, the one that this subject signed in as before.
   *
   * @param choose true to ask for whom, also where that is known from before
   */
  async signIn(identity: Identity, choose: boolean): Promise<Outcome> {
    const { email, emailVerified } = identity;
    if (email === null || !emailVerified)
      return { kind: 'refused', reason: 'unverified', email: email ?? '' };
    const known = { issuer: identity.issuer, subject: identity.subject, email };
    return this.dataSource.transaction(async (tx) => {
      const contacts = await this.contacts(tx, email);
      const [first, ...others] = contacts;
      if (!first) return { kind: 'refused', reason: 'unknown', email };
      if (others.length === 0) return { kind: 'session', token: await this.enter(tx, known, first) };
      const before = await boundContact(tx, known);
      const bound = contacts.find(({ id }) => id === before);
      if (!bound || choose) return { kind: 'choice', known };
      return { kind: 'session', token: await this.enter(tx, known, bound) };
    });
  }

  /** @returns the contacts among whom somebody may choose */
  async options(known: Known): Promise<Option[]> {
    const { manager } = this.dataSource;
    const before = await boundContact(manager, known);
    const contacts = await this.contacts(manager, known.email);
    return contacts.map(({ id, name, party }) => ({ contactId: id, name, party, isBound: id === before }));
  }

  /** Signs in the chosen contact. @returns the session's token; null when the contact does not have the address (any more) */
  async choose(known: Known, contactId: string): Promise<string | null> {
    return this.dataSource.transaction(async (tx) => {
      const contact = (await this.contacts(tx, known.email)).find(({ id }) => id === contactId);
      return contact ? this.enter(tx, known, contact) : null;
    });
  }

  /** @returns where a person signs out of the provider; null where it has no such page, is down, or there is none */
  async signOutAddress(): Promise<string | null> {
    return this.provider?.signOutAddress(`${this.configuration.publicUrl}/sign-in/out`) ?? null;
  }

  /** @returns whom to turn to, such as «KP Secretariat (secretariat@kp.example)», as the registry has it now */
  async secretariat(): Promise<string> {
    const { manager } = this.dataSource;
    const now = await this.clock.now(manager);
    const term = await officeAt(manager, 'secretariat', now);
    if (!term) return 'the Secretariat';
    const contacts = await contactsOf(manager, [term.party], now);
    const contact = contacts.find(({ id }) => id === term.contactId) ?? contacts[0];
    return contact ? `${term.partyName} (${contact.email})` : term.partyName;
  }

  private async enter(tx: EntityManager, known: Known, { id }: Contact): Promise<string> {
    await bindContact(tx, known, id);
    return openSession(tx, id, this.configuration.session, known);
  }

  private async contacts(tx: EntityManager, email: string): Promise<Contact[]> {
    return contactsByEmail(tx, email, await this.clock.now(tx));
  }

  private required(): IdentityProvider {
    if (this.provider) return this.provider;
    throw new DomainError(
      'sign-in.no-provider',
      'not-found',
      'This body has no identity provider. Sign in by a mailed link at /sign-in.',
    );
  }
}
