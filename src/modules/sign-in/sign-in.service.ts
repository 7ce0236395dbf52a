import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Request } from 'express';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import {
  EffectRegistry,
  type EffectResult,
  LegalClock,
  type OutboxMessage,
  OutboxWriter,
  TryAgainLater,
} from '../../engine/index.js';
import { systemProcessClock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Seal } from '../../platform/auth/index.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { type PrivateCookie, privateCookie, textOfCookie } from '../../platform/http/private-cookie.js';
import type { SessionReader, SignedInPerson } from '../../platform/http/session.js';
import { LANGUAGES, languageFor } from '../../platform/language/index.js';
import {
  MAIL_TRANSPORT,
  MailboxRefused,
  type MailTransport,
  composeMail,
  parseMailAddress,
} from '../../platform/mail/index.js';
import { organsOfContact } from '../organs/index.js';
import { contactsByEmail, findContact, noteBounce, rolesOf } from '../registry/index.js';
import { ApiTokens, TOKEN_FORM } from './api-tokens/api-tokens.service.js';
import { signInMail } from './sign-in.mails.js';
import {
  type Redeemed,
  endSession,
  issueLink,
  issueMailedLink,
  openSession,
  peekLink,
  redeemLink,
  useSession,
} from './sign-in.store.js';

const mailSchema = z.object({
  contactId: z.string(),
  name: z.string(),
  email: z.string(),
  /** of the contact; a mail from before there were several is in English */
  language: z.enum(LANGUAGES).default('en'),
  sealedToken: z.string(),
});
const MS_PER_HOUR = 3_600_000;

/** Signing in by a link that is mailed to an address of the registry. It shows control of the mailbox, and nothing more. */
@Injectable()
export class SignIn implements SessionReader, OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
    private readonly effects: EffectRegistry,
    private readonly outbox: OutboxWriter,
    private readonly seal: Seal,
    private readonly tokens: ApiTokens,
    private readonly pages: PageRenderer,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  onModuleInit(): void {
    this.effects.register('sign-in-mail', (message) => this.sendLink(message));
  }

  /**
   * The session's cookie: bound to HTTPS and this host where the site has HTTPS. A browser clears it only with the same attributes. It is kept for
   * as long as a session can last; whether it still lasts the database knows.
   */
  get cookie(): PrivateCookie {
    return privateCookie(
      'plenum',
      this.configuration.session.longestHours * MS_PER_HOUR,
      this.configuration.publicUrl,
    );
  }

  /**
   * Mails a link to every contact with this address. Says nothing of whether there is one.
   *
   * @param returnTo local path where the link leads after signing in; null for the front page
   * @throws DomainError `mail.bad-address` when the text is no address
   */
  async request(email: string, returnTo: string | null = null): Promise<void> {
    const address = parseMailAddress(email.trim());
    await this.dataSource.transaction(async (tx) => {
      for (const contact of await contactsByEmail(tx, address, await this.clock.now(tx))) {
        const token = await issueMailedLink(tx, contact.id, address, returnTo);
        if (!token) continue;
        const { id: contactId, name, email: mailbox } = contact;
        const language = languageFor(contact.languages);
        const payload = { contactId, name, email: mailbox, language, sealedToken: this.seal.seal(token) };
        await this.outbox.enqueue(tx, { topic: 'sign-in-mail', payload, caseId: null });
      }
    });
  }

  /**
   * A link for the command line and the start-up message; it is not mailed, so it is not counted.
   *
   * @throws DomainError `registry.unknown-contact`
   */
  async linkFor(contactId: string): Promise<string> {
    return this.dataSource.transaction(async (tx) => {
      if (!(await findContact(tx, contactId, await this.clock.now(tx)))) {
        throw new DomainError(
          'registry.unknown-contact',
          'not-found',
          `There is no contact ${contactId} now. List the contacts to find the id.`,
        );
      }
      return this.link(await issueLink(tx, contactId));
    });
  }

  /** @returns name of the person a link would sign in, or null. Changes nothing: mail scanners open links too. */
  async whom(token: string): Promise<string | null> {
    const { manager } = this.dataSource;
    const contactId = await peekLink(manager, token);
    return contactId
      ? ((await findContact(manager, contactId, await this.clock.now(manager)))?.name ?? null)
      : null;
  }

  /** Uses up a link. @returns the session and where it leads, or null when the link is unknown, used or older than a quarter of an hour */
  async redeem(token: string): Promise<Redeemed | null> {
    return this.dataSource.transaction((tx) => redeemLink(tx, token, this.configuration.session));
  }

  /** Opens a session directly, for somebody whose identity was established otherwise. @returns its token */
  async sessionFor(contactId: string): Promise<string> {
    return openSession(this.dataSource.manager, contactId, this.configuration.session);
  }

  /** Ends the session of a request. @returns the issuer that vouched for it; null where none did */
  async signOut(request: Request): Promise<string | null> {
    const token = this.tokenOf(request);
    return token ? endSession(this.dataSource.manager, token) : null;
  }

  /**
   * @returns the person behind a request, with the roles and seats of this moment, and with the scopes of the token if it came with one;
   *   null without a live session or token. Tokens open the API and no page, where nobody asks for scopes.
   * @throws DomainError `tokens.not-known`, `tokens.revoked`, `tokens.expired`, `tokens.nobody`
   */
  async personOf(request: Request): Promise<SignedInPerson | null> {
    const apiToken = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1] ?? '';
    if (TOKEN_FORM.test(apiToken))
      return request.path.startsWith('/api/v1/') ? this.personOfToken(apiToken) : null;
    const token = this.tokenOf(request);
    const { manager } = this.dataSource;
    const contactId = token ? await useSession(manager, token, this.configuration.session) : null;
    return contactId ? this.person(contactId) : null;
  }

  /** @returns a contact as a person with the roles and seats of this moment; null when there is none now */
  async person(contactId: string): Promise<SignedInPerson | null> {
    const { manager } = this.dataSource;
    const now = await this.clock.now(manager);
    const contact = await findContact(manager, contactId, now);
    if (!contact) return null;
    const roles = await rolesOf(manager, contactId, now);
    const organs = await organsOfContact(manager, contact, now);
    const { name, party, zone, languages } = contact;
    return { contactId, name, party, zone, languages, roles, organs };
  }

  private async personOfToken(token: string): Promise<SignedInPerson> {
    const { contactId, scopes } = await this.tokens.use(token);
    const person = await this.person(contactId);
    if (person) return { ...person, scopes };
    throw new DomainError(
      'tokens.nobody',
      'unauthenticated',
      `The token is that of ${contactId}, who is no contact of the registry now.`,
    );
  }

  private tokenOf(request: Request): string | null {
    const bearer = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(request.get('authorization') ?? '')?.[1];
    return bearer ?? textOfCookie(request, this.cookie);
  }

  private link(token: string): string {
    return `${this.configuration.publicUrl}/sign-in/${token}`;
  }

  private async sendLink(message: OutboxMessage): Promise<EffectResult> {
    const { contactId, name, email, language, sealedToken } = mailSchema.parse(message.payload);
    const token = this.seal.open(sealedToken);
    if (!(await peekLink(this.dataSource.manager, token)))
      return { skipped: 'the link was used or is too old' };
    const mail = {
      ...signInMail(this.link(token), this.pages.messages, language),
      id: message.id,
      to: { name, address: email },
      ics: null,
      thread: null,
      threadTitle: '',
    };
    const sender = { name: 'Plenum', address: this.configuration.mailFrom };
    const composed = await composeMail(mail, sender, systemProcessClock.now());
    try {
      await this.transport.send(composed);
    } catch (error) {
      if (!(error instanceof MailboxRefused)) throw new TryAgainLater(String(error), { cause: error });
      await noteBounce(this.dataSource.manager, contactId, error.message);
      return { skipped: 'the mail server refused the mailbox' };
    }
    return 'done';
  }
}
