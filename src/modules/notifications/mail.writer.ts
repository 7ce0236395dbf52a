import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type CaseFile, CaseReader, LegalClock, type OutboxMessage } from '../../engine/index.js';
import { systemProcessClock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import type { JsonObject } from '../../kernel/json.js';
import { Seal } from '../../platform/auth/index.js';
import { CONFIGURATION, type Configuration } from '../../platform/config/index.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { languageFor } from '../../platform/language/index.js';
import {
  type MailAddress,
  type Sender,
  composeMail,
  messageIdOf,
  parseMailAddress,
} from '../../platform/mail/index.js';
import { BallotLinks, type IssuedLink } from '../ballots/index.js';
import { findContact, partyNames } from '../registry/index.js';
import {
  ACROSS_CASES,
  type MailEffect,
  MailTemplates,
  type RenderedMail,
  mailEffectSchema,
} from './mail-templates.js';
import { type MailRow, type NewMail, findMail, insertMail } from './mail.store.js';
import { sealParcel } from './parcel.js';

/** One mail to be written, with all that is known about it. */
interface Order {
  readonly message: OutboxMessage;
  readonly effect: MailEffect;
  /** null of a mail about several cases */
  readonly file: CaseFile | null;
  /** the mail that is sent again, if this is one */
  readonly original: MailRow | null;
  readonly failingSince: Instant | null;
  readonly partyNames: ReadonlyMap<string, string>;
}

/** A personal link as it must not be kept. */
const LINK = /\/b\/[A-Za-z0-9_-]{43}/g;
const BLANK = '•••';
const UNWRITTEN: RenderedMail = { language: '', subject: '', text: '', html: '', ics: null };

/**
 * Writes a mail once: with its personal link, in one transaction. What is kept to be read has the link blanked; what is to be
 * sent is sealed. Trying again sends what was written, never another text or link.
 */
@Injectable()
export class MailWriter {
  private readonly sender: Sender & { readonly address: MailAddress };

  /** @throws DomainError `configuration.invalid` when MAIL_FROM is no address that mail can come from */
  constructor(
    private readonly cases: CaseReader,
    private readonly templates: MailTemplates,
    private readonly clock: LegalClock,
    private readonly links: BallotLinks,
    private readonly seal: Seal,
    private readonly pages: PageRenderer,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {
    this.sender = { name: 'Plenum', address: requireSender(configuration.mailFrom) };
  }

  /**
   * Writes the mail of an outbox row, unless it was written before. One that is not needed any more is noted as skipped.
   *
   * @param tx one transaction: link and mail exist both or not at all
   * @param message the outbox row
   * @throws ZodError when the row holds no mail; MachineFault when nobody renders it
   */
  async write(tx: EntityManager, message: OutboxMessage): Promise<void> {
    if (await findMail(tx, message.id)) return;
    const order = await this.orderOf(tx, message);
    const skipped = await this.whyNot(tx, order);
    if (skipped !== null) {
      await insertMail(tx, this.kept(order, UNWRITTEN, { status: 'skipped', response: skipped }), null);
      return;
    }
    const { render, personal } = this.templates.get(
      order.file?.workflow ?? ACROSS_CASES,
      order.effect.template,
    );
    const ballot = personal(order.effect) ? await this.linkFor(tx, order) : null;
    const rendered = render(this.factsOf(order, ballot));
    const fault = faultOfAddress(order.effect.to.contact.email);
    const mail = this.kept(order, withoutSecrets(rendered, ballot), { status: 'queued', response: fault });
    await insertMail(tx, mail, fault === null ? await this.sealed(order, rendered) : null);
  }

  private async orderOf(tx: EntityManager, message: OutboxMessage): Promise<Order> {
    const effect = mailEffectSchema.parse(message.payload);
    const file = message.caseId && (await this.cases.view(message.caseId, tx));
    const original = effect.resendOf === undefined ? null : await findMail(tx, effect.resendOf);
    const contact = await findContact(tx, effect.to.contact.id, await this.clock.now(tx));
    const isEnglish = languageFor(effect.to.contact.languages) === 'en'; // the registry's own names are English
    return {
      message,
      effect,
      file,
      original,
      failingSince: contact?.bouncedSince ?? null,
      partyNames: isEnglish ? new Map() : await partyNames(tx),
    };
  }

  private async whyNot(
    tx: EntityManager,
    { effect, file, message, original, failingSince }: Order,
  ): Promise<string | null> {
    if (failingSince !== null && !effect.statutory && original === null) {
      return `mail to this contact has come back since ${failingSince}, and no rule asks for this mail`;
    }
    return file && this.templates.whyNotSend(tx, file.workflow, effect, message);
  }

  /** A mail sent again tells of the same event as the first. */
  private factsOf(order: Order, ballot: IssuedLink | null) {
    const { message, effect, file, original } = order;
    const { to, facts, round } = effect;
    const { occurredAt, late } = original ?? message;
    const { publicUrl } = this.configuration;
    return {
      id: message.id,
      to,
      file,
      facts: facts as JsonObject,
      round,
      ballot,
      publicUrl,
      occurredAt,
      late,
      messages: this.pages.messages,
      partyNames: order.partyNames,
    }; // zod's JSON type is the mutable twin of ours
  }

  /** A mailbox that a delegation reported gets the notice, but no new link in that round. */
  private async linkFor(tx: EntityManager, { effect, file, message }: Order): Promise<IssuedLink | null> {
    const { to, facts } = effect;
    if (!file) return null; // an answer belongs to one case
    const { caseId } = file;
    const { party } = to;
    const [round, contactId] = [effect.round ?? 1, to.contact.id];
    if (await this.links.isReported(tx, { caseId, round, contactId })) return null;
    const textHash = String(facts['textHash'] ?? file.context['textHash']);
    return this.links.issue(tx, { caseId, round, party, contactId, textHash, mailId: message.id });
  }

  private async sealed({ effect, file, message }: Order, rendered: RenderedMail): Promise<string> {
    const { name, email: address } = effect.to.contact;
    const threadTitle = file ? String(file.context['reference'] ?? file.caseId) : '';
    const thread = file?.caseId ?? null;
    const mail = { ...rendered, id: message.id, to: { name, address }, thread, threadTitle };
    const { raw, envelope } = await composeMail(mail, this.sender, systemProcessClock.now());
    return sealParcel(this.seal, { raw, envelope });
  }

  private kept(order: Order, mail: RenderedMail, state: Pick<NewMail, 'status' | 'response'>): NewMail {
    const { message, effect, file, original, failingSince } = order;
    const { role, party, contact } = effect.to;
    const { occurredAt, late } = original ?? message;
    return {
      ...mail,
      ...state,
      id: message.id,
      caseId: file?.caseId ?? null,
      eventSeq: message.eventSeq,
      resendOf: original?.id ?? null,
      template: effect.template,
      role,
      party,
      contactId: contact.id,
      address: contact.email,
      name: contact.name,
      statutory: effect.statutory,
      failingSince,
      messageId: messageIdOf(message.id, this.sender.address),
      occurredAt,
      late,
    };
  }
}

function withoutSecrets(mail: RenderedMail, ballot: IssuedLink | null): RenderedMail {
  const blank = (text: string): string => {
    const bare = text.replace(LINK, `/b/${BLANK}`);
    return ballot === null ? bare : bare.replaceAll(ballot.code, BLANK);
  };
  const { language, subject, text, html, ics } = mail;
  return {
    language,
    subject: blank(subject),
    text: blank(text),
    html: blank(html),
    ics: ics === null ? null : blank(ics),
  };
}

/** @returns why no mail can go to the address at all, or null. Addresses are checked when they come in; rules of old may have been laxer. */
function faultOfAddress(address: string): string | null {
  try {
    parseMailAddress(address);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}

function requireSender(mailFrom: string): MailAddress {
  const fault = faultOfAddress(mailFrom);
  if (fault !== null) throw new DomainError('configuration.invalid', 'invalid', `MAIL_FROM: ${fault}`);
  return parseMailAddress(mailFrom);
}
