import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Request } from 'express';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { EffectRegistry, type EffectResult, LegalClock, type OutboxMessage, OutboxWriter } from '../../engine/index.js';
import { systemProcessClock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Seal } from '../../platform/auth/index.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import type { SessionReader, SignedInPerson } from '../../platform/http/session.js';
import { MAIL_TRANSPORT, type MailTransport, composeMail, parseMailAddress } from '../../platform/mail/index.js';
import { contactsByEmail, findContact, findParty, rolesOf } from '../registry/index.js';
import { contactOfSession, endSession, issueLink, openSession, peekLink, redeemLink } from './sign-in.store.js';

const mailSchema = z.object({ contactId: z.string(), name: z.string(), email: z.string(), sealedLink: z.string() });
const cookiesSchema = z.record(z.string(), z.unknown());

/** Signing in by a link that is mailed to an address of the registry. It shows control of the mailbox, and nothing more. */
@Injectable()
export class SignIn implements SessionReader, OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
    private readonly effects: EffectRegistry,
    private readonly outbox: OutboxWriter,
    private readonly seal: Seal,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  onModuleInit(): void {
    this.effects.register('sign-in-mail', (message) => this.sendLink(message));
  }

  /** The session cookie's name: bound to HTTPS and this host where the site has HTTPS. */
  get cookieName(): string {
    return this.configuration.publicUrl.startsWith('https:') ? '__Host-plenum' : 'plenum';
  }

  /**
   * Mails a link to every contact with this address. Says nothing of whether there is one.
   *
   * @throws DomainError `mail.bad-address` when the text is no address
   */
  async request(email: string): Promise<void> {
    const address = parseMailAddress(email.trim());
    await this.dataSource.transaction(async (tx) => {
      for (const contact of await contactsByEmail(tx, address, await this.clock.now(tx))) {
        const token = await issueLink(tx, contact.id);
        if (!token) continue;
        const payload = { contactId: contact.id, name: contact.name, email: contact.email, sealedLink: this.seal.seal(this.link(token)) };
        await this.outbox.enqueue(tx, { topic: 'sign-in-mail', payload, caseId: null });
      }
    });
  }

  /**
   * A link for the command line and the start-up message; it is not mailed.
   *
   * @throws DomainError `sign-in.too-many`, `registry.unknown-contact`
   */
  async linkFor(contactId: string): Promise<string> {
    return this.dataSource.transaction(async (tx) => {
      if (!(await findContact(tx, contactId, await this.clock.now(tx)))) {
        throw new DomainError('registry.unknown-contact', 'not-found', `There is no contact ${contactId} now. List the contacts to find the id.`);
      }
      const token = await issueLink(tx, contactId);
      if (!token) throw new DomainError('sign-in.too-many', 'conflict', 'Five links were made for this contact within a quarter of an hour. Wait a little.');
      return this.link(token);
    });
  }

  /** @returns name of the person a link would sign in, or null. Changes nothing: mail scanners open links too. */
  async whom(token: string): Promise<string | null> {
    const { manager } = this.dataSource;
    const contactId = await peekLink(manager, token);
    return contactId ? ((await findContact(manager, contactId, await this.clock.now(manager)))?.name ?? null) : null;
  }

  /** Uses up a link. @returns the session's token, or null when the link is unknown, used or older than a quarter of an hour */
  async redeem(token: string): Promise<string | null> {
    return this.dataSource.transaction((tx) => redeemLink(tx, token));
  }

  /** Opens a session directly, for somebody whose identity was established otherwise. @returns its token */
  async sessionFor(contactId: string): Promise<string> {
    return openSession(this.dataSource.manager, contactId);
  }

  /** Ends the session of a request. */
  async signOut(request: Request): Promise<void> {
    const token = this.tokenOf(request);
    if (token) await endSession(this.dataSource.manager, token);
  }

  /** @returns the person behind a request, with the roles of this moment; null without a live session */
  async personOf(request: Request): Promise<SignedInPerson | null> {
    const token = this.tokenOf(request);
    const { manager } = this.dataSource;
    const contactId = token ? await contactOfSession(manager, token) : null;
    return contactId ? this.person(contactId) : null;
  }

  /** @returns a contact as a person with the roles of this moment; null when there is none now */
  async person(contactId: string): Promise<SignedInPerson | null> {
    const { manager } = this.dataSource;
    const now = await this.clock.now(manager);
    const contact = await findContact(manager, contactId, now);
    if (!contact) return null;
    const party = await findParty(manager, contact.party, now);
    const roles = party ? await rolesOf(manager, contactId, now) : [];
    return { contactId, name: contact.name, party: contact.party, zone: contact.zone, roles };
  }

  private tokenOf(request: Request): string | null {
    const bearer = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(request.get('authorization') ?? '')?.[1];
    const cookies = cookiesSchema.safeParse(request.cookies);
    const cookie = cookies.success ? cookies.data[this.cookieName] : undefined;
    return bearer ?? (typeof cookie === 'string' ? cookie : null);
  }

  private link(token: string): string {
    return `${this.configuration.publicUrl}/sign-in/${token}`;
  }

  private async sendLink(message: OutboxMessage): Promise<EffectResult> {
    const { name, email, sealedLink } = mailSchema.parse(message.payload);
    const link = this.seal.open(sealedLink);
    const lines = ['Follow this link within 15 minutes to sign in to Plenum:', '', link, '', 'It works once. If you did not ask for it, do nothing: nobody is signed in by this mail alone.'];
    const text = lines.join('\n');
    const html = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Sign in to Plenum</title></head><body><p>${lines[0] ?? ''}</p><p><a href="${link}">${link}</a></p><p>${lines[4] ?? ''}</p></body></html>`;
    const mail = { id: message.id, to: { name, address: email }, subject: 'Sign in to Plenum', text, html, ics: null, thread: null, threadTitle: '' };
    await this.transport.send(await composeMail(mail, { name: 'Plenum', address: this.configuration.mailFrom }, systemProcessClock.now()));
    return 'done';
  }
}
